"""挂账: what cannot be solved for now stands on a list, with a reason, a plan and a day to look at it again."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.clocks import Stage
from bot.domain.errors import Forged, Missing
from bot.domain.escalation import Trigger
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Arg, Notice, Press, in_rows, instant
from bot.domain.orders import Verb
from bot.domain.org import RANK, Actor, Level, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.accounts import Account
from bot.storage.store import Store
from bot.usecases import acting, apart, cards, ladder, taking, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """挂账: why? Nothing is done yet."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.ON_ACCOUNT, version)
    presses = [
        Press(Action.ON_ACCOUNT_FOR, ticket.id, ticket.version, choice=code) for code in town.life.account_reasons
    ]
    return Notice("account-choose", {"number": ticket.number}, in_rows(presses, 2))


async def choose_day(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, code: str) -> Notice:
    """When is it looked at again?"""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.ON_ACCOUNT, version)
    _known(town, code)
    presses = [
        Press(Action.ON_ACCOUNT_UNTIL, ticket.id, ticket.version, choice=f"{code}-{days}", label=str(days))
        for days in _choices(town)
    ]
    return Notice("account-days", {"number": ticket.number}, in_rows(presses, 2))


async def ask_plan(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, choice: str) -> Notice:
    """Reason and day are chosen: what is the plan until then?"""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.ON_ACCOUNT, version)
    _read(town, choice)
    return Notice("account-prompt", {"number": ticket.number}, reply=True, answers=f"{Verb.ON_ACCOUNT}:{choice}")


async def put(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, choice: str, text: str, masked: str, now: datetime,
    said_in: Room | None = None,
) -> Notice:  # fmt: skip
    """The ticket stands on the account; its clocks stop; the resident reads honestly why and until when. The room
    ``said_in`` reads the answer itself.
    """
    who = acting.permit(town, actor, ticket, Event.ON_ACCOUNT)
    code, days = _read(town, choice)
    if not text:
        raise Missing(number=ticket.number)
    look_at = _morning(town, now, days)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "plan", text, now)
    reason = f"on_account-{code}"
    await tx.accounts.put(ticket.id, _desk(town, ticket).id, reason, note_id, actor.person_id, look_at, now)
    ticket = await move(
        tx, ticket, Event.ON_ACCOUNT, who, now, actor_id=actor.person_id, reason=reason, note_id=note_id,
        wake_at=look_at,
    )  # fmt: skip
    await tx.clocks.stop(ticket.id, list(Stage), now)
    await tx.requests.drop([ticket.id], now)
    await cards.refresh(tx, town, ticket, now, note=masked)
    args: dict[str, Arg] = {"number": ticket.number, "reason": reason, "look_at": instant(look_at)}
    rooms = [room for room in await telling.handlers(tx, town, ticket, now) if room != said_in]
    await taking.tell(tx, rooms, Notice("account-here", args), ticket, now)
    await telling.everyone(tx, ticket, "account-told", now, args, mark=str(ticket.version))
    return Notice("answer-on-account", args)


async def resume(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """恢复办理: conditions are ripe; it gets a new deadline."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.OFF_ACCOUNT, version)
    ticket = await go_on(tx, town, ticket, who, now, actor.person_id)
    args: dict[str, Arg] = {
        "number": ticket.number, "owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at),
    }  # fmt: skip
    await taking.tell(tx, await telling.handlers(tx, town, ticket, now), Notice("account-over", args), ticket, now)
    await telling.everyone(tx, ticket, "account-resumed", now, args, mark=str(ticket.version))
    return Notice("answer-off-account", args)


async def go_on(
    tx: Store, town: Town, ticket: Ticket, who: Who, now: datetime, actor_id: int, due_at: datetime | None = None
) -> Ticket:
    """Off the account and back to work, until ``due_at`` or for the category's own limit."""
    owner = town.node(ticket.owner_id)
    clocks = [c for c in timing.clocks_for(town, ticket.category, owner, ticket.round, now) if c.stage is Stage.HANDLE]
    clocks = [replace(clock, due_at=due_at) if due_at else clock for clock in clocks]
    await tx.clocks.erase([ticket], [Stage.HANDLE])
    ticket = await move(
        tx, ticket, Event.OFF_ACCOUNT, who, now, actor_id=actor_id, wake_at=None,
        due_at=timing.due_of(clocks, Stage.HANDLE),
    )  # fmt: skip
    await timing.start(tx, town, ticket, clocks)
    await tx.accounts.end(ticket.id, now)
    await cards.refresh(tx, town, ticket, now)
    return ticket


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Asks the desks whose day has come, once a working day; what stands there too long is the county's too."""

    async def look(account: Account) -> None:
        ticket = await tx.tickets.get(account.ticket_id)
        if ticket is None or ticket.state is not State.ON_ACCOUNT:
            await tx.accounts.end(account.ticket_id, now)
            return
        await _ask(tx, town, ticket, account, now)
        await tx.accounts.asked(account, now, _morning(town, now, 1))

    return await apart.each(tx, await tx.accounts.due(now), look) + await _long(tx, town, now)


async def _ask(tx: Store, town: Town, ticket: Ticket, account: Account, now: datetime) -> None:
    row = (
        Press(Action.OFF_ACCOUNT, ticket.id, ticket.version),
        Press(Action.ON_ACCOUNT, ticket.id, ticket.version, label="again"),
    )
    args: dict[str, Arg] = {
        "number": ticket.number, "category": ticket.category, "reason": account.reason, "times": account.times,
    }  # fmt: skip
    for room in await telling.reach(tx, town, town.node(account.desk_id), now):
        key = f"account-look:{ticket.id}:{town.today(now)}:{room}"
        await telling.reply(
            tx, room.chat_id, Notice("account-look", args, (row,)), key, now, ticket_id=ticket.id, card="reminder",
            thread_id=room.thread_id,
        )  # fmt: skip


async def _long(tx: Store, town: Town, now: datetime) -> int:
    rule = town.ladder.of(Trigger.ON_ACCOUNT)
    if rule is None or rule.after is None:
        return 0
    limit, told = rule.after, list[int]()

    async def look(account: Account) -> None:
        ticket = await tx.tickets.get(account.ticket_id)
        if ticket is None or due(account.at, limit, town.calendar) > now:
            return
        if await ladder.climb(tx, town, ladder.Climb(ticket, Trigger.ON_ACCOUNT, 1), now) is not None:
            told.append(ticket.id)

    # Only those that have somebody higher: what nobody can be told of would hide what stands behind it in the queue.
    owners = ladder.below(town, rule.level)
    await apart.each(tx, await tx.accounts.long(owners, now - limit.span), look)
    return len(told)


def _desk(town: Town, ticket: Ticket) -> Node:
    """The town's or, without one, the county's."""
    chain = town.tree.chain(town.node(ticket.owner_id))
    return next((node for node in chain if RANK[node.level] <= RANK[Level.TOWN]), chain[-1])


def _choices(town: Town) -> list[int]:
    longest = town.life.account_look_again.span
    return sorted({limit.span.days for limit in town.life.suspension.choices if limit.span <= longest} | {longest.days})


def _read(town: Town, choice: str) -> tuple[str, int]:
    code, _, days = choice.rpartition("-")
    _known(town, code)
    if not days.isdigit() or int(days) not in _choices(town):
        raise Forged
    return code, int(days)


def _known(town: Town, code: str) -> None:
    if code not in town.life.account_reasons:
        raise Forged


def _morning(town: Town, now: datetime, days: int) -> datetime:
    """When work begins so many days on."""
    day = town.calendar.first_workday(town.today(now) + timedelta(days=days))
    return town.calendar.at(day, town.calendar.hours[0].opens)
