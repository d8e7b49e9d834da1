"""What is shown of a 调解案: one card in the private chats of those who lead it; parties are named nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.mediation import Mediation, Outcome, Step, Visit, missing
from bot.domain.notices import Action, Arg, Notice, Press, Rows, instant
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import cards, posting
from bot.usecases.town import Town

CASE = "md"
"""Kind of card, with the case's number behind a colon; of our question with what is asked behind another."""

TOLD = "told"
"""Behind a case's number in the kind of card of what the clock says of it: a reply to that is one to the card itself,
and its words go when the case is forgotten.
"""

WORDS = 300


def kind_of(case: Mediation, what: str = "") -> str:
    return f"{CASE}:{case.id}:{what}" if what else f"{CASE}:{case.id}"


async def compose(tx: Store, town: Town, case: Mediation, ticket: Ticket) -> Notice:
    """The card: whose case, who with whom, the last round, the papers, how it ended, the next visit."""
    track, papers = town.disputes.track(case.track), await tx.mediations.papers(case.id)
    rounds = await tx.mediations.rounds(case.id)
    held = [one for one in rounds if one.held_at is not None]
    planned = next((one for one in rounds if one.held_at is None), None)
    visits = [one for one in await tx.mediations.visits(case.id) if one.done_at is None]
    reward = await tx.rewards.of(case.id) if case.outcome is Outcome.AGREED else None
    args: dict[str, Arg] = {
        **await facts(tx, town, case, ticket),
        "text": cards.shorten(ticket.public_text, 200),
        "parties": "、".join(await tx.mediations.parties(case.id)),
        "rounds": len(held),
        "result": cards.shorten(held[-1].result) if held else "",
        "meeting": planned.meeting if planned else "",
        "plan_at": instant(_plan_at(town, case) if planned is None or planned.meet_at is None else None),
        "papers": track.papers,
        "done": sum(code in papers for code in track.lines),
        "all": len(track.lines),
        "missing": "、".join(missing(track, papers)),
        "agreement": cards.shorten(case.agreement),
        "next_at": instant(visits[0].due_at if visits else None),
        "reward": reward.amount if reward else 0,
        "granted": int(bool(reward and reward.granted)),
    }
    rows = buttons(case, planned=planned is not None, rewarded=reward is not None)
    if case.open and args["parties"]:
        rows = (*rows, (Press(Action.PARTY_LINKS, case.id),))
    return Notice("mediation-card", args, rows)


def _plan_at(town: Town, case: Mediation) -> datetime | None:
    """Until when nobody is asked for a time to meet."""
    if not case.open or case.quiet_at is None:
        return None
    return town.disputes.unplanned.steps(case.quiet_at, town.calendar)[0].at


async def facts(tx: Store, town: Town, case: Mediation, ticket: Ticket) -> dict[str, Arg]:
    """What may be said of a case anywhere: no party is named."""
    return {
        "id": str(case.id),
        "number": ticket.number,
        "category": ticket.category,
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "name": await tx.people.name_of(case.mediator_id),
        "track": town.disputes.track(case.track).name,
        "risk": int(case.risk_at is not None),
        "outcome": case.outcome.value if case.outcome else "open",
    }


def buttons(case: Mediation, *, planned: bool, rewarded: bool) -> Rows:
    """What can be done from here; every press is checked again."""
    look = (Press(Action.MEDIATION_PAPERS, case.id), Press(Action.MEDIATION_FILES, case.id))
    if not case.open:
        reward = (Press(Action.REWARD, case.id),) if case.outcome is Outcome.AGREED and not rewarded else ()
        return (look, reward) if reward else (look,)
    sitting = (Step.RESULT, Step.PLAN) if planned else (Step.PLAN, Step.RESULT)
    ends = tuple(_words(case, step) for step in (Step.AGREED, Step.FAILED, Step.COURT))
    kind = [Press(Action.MEDIATION_TRACK, case.id)]
    if case.risk_at is None:
        kind.append(Press(Action.MEDIATION_RISK, case.id))
    return (
        tuple(_words(case, step) for step in sitting),
        (_words(case, Step.PARTY), Press(Action.MEDIATOR, case.id)),
        (*look, *kind),
        ends,
    )


def _words(case: Mediation, step: Step) -> Press:
    return Press(Action.MEDIATION_WORDS, case.id, choice=step.value)


def visit_buttons(visit: Visit, choices: Sequence[str]) -> Rows:
    return tuple(
        tuple(Press(Action.MEDIATION_VISIT, visit.id, choice=kept) for kept in choices[start : start + 2])
        for start in range(0, len(choices), 2)
    )


async def rooms_of(tx: Store, case: Mediation) -> list[Room]:
    """The private chats of whoever leads it and whoever opened it."""
    chats = await tx.people.chats_of([case.mediator_id, case.opener_id])
    return list(dict.fromkeys(Room(chat) for chat in chats.values()))


async def private(tx: Store, person_ids: Sequence[int]) -> list[Room]:
    """Chats of people that are open to us."""
    chats = list((await tx.people.chats_of(person_ids)).values())
    closed = await tx.chats.closed_to_us(chats) if chats else set()
    return [Room(chat) for chat in dict.fromkeys(chats) if chat not in closed]


async def refresh(tx: Store, town: Town, case: Mediation, ticket: Ticket, now: datetime) -> None:
    await posting.edit(tx, kind_of(case), await compose(tx, town, case, ticket), await rooms_of(tx, case), now)


async def forget(tx: Store, town: Town, case: Mediation, ticket: Ticket, now: datetime) -> None:
    """Names and words about people were erased: no copy of the card shows them any more."""
    await posting.edit_every(tx, kind_of(case), await compose(tx, town, case, ticket), await rooms_of(tx, case), now)


async def give(tx: Store, town: Town, case: Mediation, ticket: Ticket, now: datetime) -> None:
    """The card to whoever leads it from here on."""
    rooms = await private(tx, [case.mediator_id])
    key = f"mediation:{case.id}:{now.timestamp()}"
    await posting.put(tx, rooms, await compose(tx, town, case, ticket), key, kind_of(case), now)


async def say(
    tx: Store, rooms: Sequence[Room], kind: str, args: Mapping[str, Arg], mark: str, now: datetime, buttons: Rows = (),
    card: str | None = None,
) -> None:  # fmt: skip
    """One sentence to each of ``rooms``, once for each ``mark``."""
    await posting.put(tx, rooms, Notice(kind, args, buttons), f"{kind}:{mark}", card, now)
