"""What a resident may do with a ticket later: correct, seal, withdraw, add to it, ask after it, see his own."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import grounds
from bot.domain.corrections import Corrector
from bot.domain.errors import Ended, Hazard, Merged, NotFound, Shared, StaysDanger, TooLate
from bot.domain.life import ENDED, OPEN, UNSIGNED, Event, State, Who
from bot.domain.notices import Action, Arg, Notice, Press, Priority, in_rows, instant
from bot.domain.org import RANK, Level, Node
from bot.domain.splitting import open_of
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import (
    additions,
    alarms,
    asked,
    cards,
    choosing,
    dispatching,
    ending,
    filing,
    joined,
    receipts,
    telling,
    unmerging,
)
from bot.usecases.moving import move
from bot.usecases.town import Town


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in which private chat."""

    person_id: int
    chat_id: int


async def own(tx: Store, person_id: int, ticket_id: int) -> Ticket:
    """The petitioner's own ticket; anybody else's looks like none at all."""
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None or ticket.petitioner_id != person_id:
        raise NotFound
    return ticket


async def _correctable(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Ticket:
    """Own, not signed yet, and inside the ten minutes the receipt promised."""
    ticket = await own(tx, person_id, ticket_id)
    _not_over(ticket)
    if ticket.state not in UNSIGNED or now > ticket.created_at + town.policy.edit_window:
        raise TooLate(number=ticket.number)
    return ticket


async def receipt_again(tx: Store, town: Town, person_id: int, ticket_id: int) -> Notice:
    """One of several tickets of a message, with its corrections; what may not be corrected any more says so then."""
    return receipts.again(town, await own(tx, person_id, ticket_id))


def _not_over(ticket: Ticket) -> None:
    if ticket.state is State.MERGED:
        raise Merged(number=ticket.number)
    if ticket.state in ENDED:
        raise Ended(number=ticket.number)


async def choose_category(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Notice:
    """改类别: the likeliest first, then the common ones."""
    ticket = await _recategorisable(tx, town, person_id, ticket_id, now)
    return choosing.ask(town, ticket, await tx.readings.of(ticket.id), Action.SET_CATEGORY)


async def set_category(tx: Store, town: Town, person_id: int, ticket_id: int, code: str, now: datetime) -> Notice:
    ticket = await _recategorisable(tx, town, person_id, ticket_id, now)
    if code == ticket.category:
        return Notice("answer-noted", {"number": ticket.number})
    if code not in choosing.choices(town, ticket, await tx.readings.of(ticket.id), dangers=False):
        raise NotFound
    await tx.readings.correct(ticket.id, ticket.category, code, Corrector.RESIDENT, now)
    node = town.node(ticket.node_id)
    ticket = await _hand_on(tx, town, ticket, node, now, category=code, place_text=ticket.place_text)
    await _say_amended(tx, town, ticket, now)
    return Notice("answer-noted", {"number": ticket.number})


async def _recategorisable(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Ticket:
    """A danger is told in words, which call people; a press alone neither makes nor ends one."""
    ticket = await _correctable(tx, town, person_id, ticket_id, now)
    if ticket.danger or grounds.is_danger(ticket.category):
        raise StaysDanger(number=ticket.number)
    return ticket


async def choose_place(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Notice:
    """改地点: own grids first, then down the tree."""
    ticket = await _correctable(tx, town, person_id, ticket_id, now)
    homes = [n for home in await tx.org.homes(person_id) if (n := town.tree.get(home)) and home != ticket.node_id]
    return _place_choice(town, ticket, [*homes, *town.tree.first_choice()])


async def set_place(tx: Store, town: Town, person_id: int, ticket_id: int, node_id: int, now: datetime) -> Notice:
    """A grid is taken; a node above it opens its children."""
    ticket = await _correctable(tx, town, person_id, ticket_id, now)
    node = town.tree.get(node_id)
    if node is None:
        raise NotFound
    if RANK[node.level] < RANK[Level.GRID] and (below := town.tree.children(node)):
        return _place_choice(town, ticket, below)
    if node.id == ticket.node_id and ticket.state is State.DISPATCHED:
        return Notice("answer-noted", {"number": ticket.number})
    ticket = await _hand_on(tx, town, ticket, node, now)
    await _say_amended(tx, town, ticket, now)
    return Notice("answer-noted", {"number": ticket.number})


def _place_choice(town: Town, ticket: Ticket, nodes: list[Node]) -> Notice:
    presses = [
        Press(Action.SET_PLACE, ticket.id, ticket.version, choice=str(node.id), label=node.name) for node in nodes
    ]
    rows = in_rows(presses, 2)
    return Notice("place-choose", {"number": ticket.number, "place": town.node(ticket.node_id).name}, rows)


async def seal(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Notice:
    """保密: out of the group, to the appointed person of the nearest higher node."""
    ticket = await _correctable(tx, town, person_id, ticket_id, now)
    if ticket.sealed:
        return Notice("answer-noted", {"number": ticket.number})
    await unmerging.release_all(tx, town, ticket, now)
    route = await filing.sealed_route(tx, town, ticket.category, town.node(ticket.node_id), now)
    ticket = await dispatching.hand_to(
        tx, town, ticket, route.owner, Who.PETITIONER, now, direct=True, actor_id=person_id,
        sealed_role=route.sealed_role,
    )  # fmt: skip
    args: dict[str, Arg] = {"due_at": instant(ticket.due_at)}
    await telling.petitioner(tx, ticket, "sealed", now, args, card="receipt")
    return Notice("answer-noted", {"number": ticket.number})


async def _hand_on(
    tx: Store,
    town: Town,
    ticket: Ticket,
    node: Node,
    now: datetime,
    *,
    category: str | None = None,
    place_text: str = "",
) -> Ticket:
    """Routes a corrected ticket as if it had come in like this. What was sealed stays sealed."""
    code = category or ticket.category
    if ticket.sealed or town.category(code).sealed:
        route = await filing.sealed_route(tx, town, code, node, now)
    else:
        sure = node.level is Level.GRID and (category is None or ticket.state is State.DISPATCHED)
        route = filing.open_route(town, node, known=sure)
    return await dispatching.hand_to(
        tx, town, ticket, route.owner, Who.PETITIONER, now, direct=route.direct, actor_id=ticket.petitioner_id,
        node=node, place_text=place_text, category=category, sealed_role=route.sealed_role,
    )  # fmt: skip


async def place_danger(tx: Store, town: Town, ticket: Ticket, node: Node, place_text: str, now: datetime) -> Ticket:
    """The place of a danger became known after it was filed: its own grid and everyone above it are called."""
    ticket = await _hand_on(tx, town, ticket, node, now, place_text=place_text)
    await alarms.raise_alarm(tx, town, ticket, now)
    await telling.petitioner(tx, ticket, "danger-placed", now, {"place": place_text}, priority=Priority.DANGER)
    return ticket


def wants_place(town: Town, ticket: Ticket) -> bool:
    """Nobody has taken it yet, and only a wider area is known: a desk would have to ask or to guess."""
    unclear = town.node(ticket.node_id).level is not Level.GRID
    return not ticket.danger and ticket.state in UNSIGNED and unclear


async def place(tx: Store, town: Town, ticket: Ticket, node: Node, now: datetime) -> Ticket:
    """The place became known after it was filed: it goes to its own grid, and the resident hears whose it is now."""
    ticket = await _hand_on(tx, town, ticket, node, now, place_text=ticket.place_text)
    await _say_amended(tx, town, ticket, now)
    return ticket


async def show_point(
    tx: Store, town: Town, ticket: Ticket, point: tuple[float, float], place_name: str, message_id: int, now: datetime
) -> None:
    """Where it is, on a map, to its handlers: the place of the matter, nobody's name."""
    north, east = point
    args: dict[str, Arg] = {
        "number": ticket.number, "place": place_name, "north": f"{north:.5f}", "east": f"{east:.5f}",
    }  # fmt: skip
    key = f"point:{ticket.id}:{message_id}"
    await _to_handlers(tx, town, ticket, Notice("supplement-point", args), key, "supplement", now)


def lacks_place(town: Town, ticket: Ticket) -> bool:
    """A danger nobody has taken yet, of which only a wider area is known."""
    return ticket.danger and ticket.state in UNSIGNED and town.node(ticket.node_id).level is not Level.GRID


async def _say_amended(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    args: dict[str, Arg] = {
        "category": ticket.category,
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "due_at": instant(ticket.due_at),
    }
    await telling.petitioner(tx, ticket, "amended", now, args, mark=str(ticket.version), card="receipt")


async def ask_withdraw(tx: Store, person_id: int, ticket_id: int) -> Notice:
    """撤销 cannot be undone, so it is asked once."""
    ticket = await own(tx, person_id, ticket_id)
    await _may_withdraw(tx, ticket)
    return Notice(
        "withdraw-confirm",
        {"number": ticket.number},
        ((Press(Action.CONFIRM_WITHDRAW, ticket.id, ticket.version),),),
    )


async def withdraw(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Notice:
    ticket = await own(tx, person_id, ticket_id)
    await _may_withdraw(tx, ticket)
    ticket = await ending.end(tx, town, ticket, Event.WITHDRAW, Who.PETITIONER, now, actor_id=person_id)
    for child in await tx.splits.children(ticket.id):
        if child.state in OPEN and not child.danger:
            await ending.end(tx, town, child, Event.WITHDRAW, Who.PETITIONER, now, actor_id=person_id)
    await telling.petitioner(tx, ticket, "withdrawn", now)
    return Notice("answer-noted", {"number": ticket.number})


async def _may_withdraw(tx: Store, ticket: Ticket) -> None:
    _not_over(ticket)
    if ticket.state not in OPEN:
        raise Ended(number=ticket.number)
    if ticket.danger:
        raise Hazard(number=ticket.number)
    if (count := await joined.waiting(tx, ticket)) > 1:
        raise Shared(number=ticket.number, count=count - 1)


async def supplement(
    tx: Store, town: Town, person_id: int, ticket: Ticket, text: str, masked: str, media: tuple[int, ...],
    now: datetime, guessed: bool, urgent: bool = False,
) -> Notice:  # fmt: skip
    """补充: what the resident adds goes to whoever has the ticket, and answers what a desk has asked. ``guessed``: he
    did not say to which ticket. ``urgent``: it speaks of danger.
    """
    if ticket.state in ENDED:
        raise Ended(number=ticket.number)
    many = not urgent and await additions.too_many(tx, town, person_id, ticket, now)
    note_id = await tx.tickets.add_note(ticket.id, person_id, "supplement", text, now) if text else None
    ticket = await move(tx, ticket, Event.SUPPLEMENT, Who.PETITIONER, now, actor_id=person_id, note_id=note_id)
    if ticket.state is State.DRAFT and person_id == ticket.petitioner_id:
        return await asked.answer(tx, town, ticket, masked, media, now)
    if many:
        return await additions.gather(tx, town, ticket, masked, media, str(note_id), now)
    if masked:
        await _tell_handlers(tx, town, ticket, "supplement", masked, str(note_id), now)
    if media:
        await cards.add_pictures(tx, town, ticket, media, now)
    return Notice("supplement-noted", {"number": ticket.number, "guessed": int(guessed)})


async def chase(tx: Store, town: Town, person_id: int, ticket_id: int, now: datetime) -> Notice:
    """催办: the handlers are reminded, the resident hears how it stands; once an hour is enough for the group."""
    ticket = await joined.concerned(tx, person_id, ticket_id)
    if ticket.state not in OPEN:
        return standing(town, ticket)
    await move(tx, ticket, Event.CHASE, Who.PETITIONER, now, actor_id=person_id)
    await _tell_handlers(tx, town, ticket, "chase", "", f"{now:%Y%m%d%H}", now)
    return standing(town, ticket, "chase-noted")


async def not_solved(tx: Store, town: Town, person_id: int, ticket_id: int, round_: int, now: datetime) -> Notice:
    """没解决 of somebody whose own was merged into it: counts as a chase, the handlers read it. What he read of an
    earlier round counts nothing, he reads how it stands.
    """
    ticket = await joined.concerned(tx, person_id, ticket_id)
    if ticket.state in ENDED:
        raise Ended(number=ticket.number)
    if round_ != ticket.round:
        return replace(standing(town, ticket), buttons=())
    await move(tx, ticket, Event.CHASE, Who.PETITIONER, now, actor_id=person_id, reason="not solved")
    await _tell_handlers(tx, town, ticket, "not-solved", "", f"{ticket.round}:{person_id}", now)
    return Notice("answer-noted", {"number": ticket.number})


def standing(town: Town, ticket: Ticket, kind: str = "standing") -> Notice:
    """How a ticket stands, in the resident's words."""
    args: dict[str, Arg] = {
        "number": ticket.number,
        "category": ticket.category,
        "state": ticket.state.value,
        "owner": town.node(ticket.owner_id).name,
        "due_at": instant(ticket.due_at),
        "children": 0,
    }
    return Notice(kind, args, later_buttons(ticket))


def later_buttons(ticket: Ticket) -> tuple[tuple[Press, ...], ...]:
    """补充 · 催办 · 撤销; of a closed one 没好/又坏了."""
    if ticket.state is State.CLOSED:
        return ((Press(Action.STILL_BROKEN, ticket.id, ticket.version),),)
    if ticket.state not in OPEN:
        return ()
    actions = [Action.SUPPLEMENT, Action.CHASE] + ([] if ticket.danger else [Action.WITHDRAW])
    return (tuple(Press(action, ticket.id, ticket.version) for action in actions),)


async def call_human(tx: Store, town: Town, speaker: Speaker, now: datetime) -> Notice:
    """/human: the people who have the newest ticket, or the desk above the resident's grid, are asked to look in."""
    live = await tx.tickets.latest_live(speaker.person_id)
    if live is None:
        return Notice("human-nothing")
    await _tell_handlers(tx, town, live, "human-wanted", "", f"{now:%Y%m%d%H}", now)
    return Notice("human-called", {"number": live.number, "owner": town.node(live.owner_id).name})


async def ask_supplement(tx: Store, person_id: int, ticket_id: int) -> Notice:
    ticket = await joined.concerned(tx, person_id, ticket_id)
    if ticket.state in ENDED:
        raise Ended(number=ticket.number)
    return Notice("supplement-prompt", {"number": ticket.number}, reply=True)


async def mine(tx: Store, town: Town, person_id: int) -> list[Notice]:
    """/my: the latest tickets, newest first; open ones with their buttons."""
    tickets = await tx.tickets.of_petitioner(person_id)
    if not tickets:
        return [Notice("my-empty")]
    return [await _stands(tx, town, ticket) for ticket in tickets[:5]]


async def _stands(tx: Store, town: Town, ticket: Ticket) -> Notice:
    """A merged one under its own number, with how the one stands that goes on for it."""
    head = await joined.head_of(tx, ticket)
    if head.id == ticket.id:
        shown = standing(town, ticket)
        return replace(shown, args={**shown.args, "children": open_of(await tx.splits.children(ticket.id))})
    shown = standing(town, head, "standing-merged")
    mine = tuple(tuple(one for one in row if one.action is not Action.WITHDRAW) for row in shown.buttons)
    return replace(shown, args={**shown.args, "number": ticket.number, "head": head.number}, buttons=mine)


async def _tell_handlers(
    tx: Store, town: Town, ticket: Ticket, kind: str, masked: str, mark: str, now: datetime
) -> None:
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    args["text"] = cards.shorten(masked, 1000)
    await _to_handlers(tx, town, ticket, Notice(kind, args), f"{kind}:{ticket.id}:{mark}", kind, now)


async def _to_handlers(
    tx: Store, town: Town, ticket: Ticket, notice: Notice, key: str, card: str, now: datetime
) -> None:
    for room in await telling.handlers(tx, town, ticket, now):
        await telling.reply(
            tx, room.chat_id, notice, f"{key}:{room}", now, ticket_id=ticket.id, card=card, priority=Priority.CARD,
            thread_id=room.thread_id,
        )  # fmt: skip
