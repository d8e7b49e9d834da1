"""以奖代补: proposed for a settled dispute, approved by somebody else a level higher, inside the year's budget."""

from datetime import datetime

from bot.domain.errors import Forged, NoApprover, NotFound, NotYours, OverBudget, OwnReward, Stale
from bot.domain.mediation import Mediation, Outcome
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.org import RANK, Actor, Level, Node
from bot.domain.rewards import Ledger, Reward, ledger, may_approve, standing
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import apart, mediation_cards, posting
from bot.usecases.town import Town

ASKED = "rw"
"""Kind of card of the question whether to approve, with the reward's number behind a colon."""


async def choose(tx: Store, town: Town, actor: Actor, case_id: int, now: datetime) -> Notice:
    """奖励: how hard was it? Each button names its sum; what is left of the budget stands above."""
    case, ticket, _ = await _eligible(tx, town, actor, case_id)
    payer = _payer(town, ticket)
    presses = [
        Press(Action.REWARD_AS, case.id, choice=code, label=f"{row.name} {row.amount}")
        for code, row in town.disputes.rewards.amounts.items()
    ]
    left = (await books(tx, town, payer, now)).left
    args: dict[str, Arg] = {"number": ticket.number, "name": await tx.people.name_of(case.mediator_id), "left": left}
    return Notice("reward-choose", {**args, "place": payer.name}, in_rows(presses, 2))


async def propose(tx: Store, town: Town, actor: Actor, case_id: int, difficulty: str, now: datetime) -> Notice:
    """The sum is set aside; those who may approve are asked in private."""
    rule = town.disputes.rewards
    if difficulty not in rule.amounts:
        raise Forged
    payer = _payer(town, (await _eligible(tx, town, actor, case_id))[1])
    await tx.rewards.lock(payer.id)
    # Read again behind the lock: somebody may have proposed meanwhile.
    case, ticket, level = await _eligible(tx, town, actor, case_id)
    amount, left = rule.amounts[difficulty].amount, (await books(tx, town, payer, now)).left
    if amount > left:
        raise OverBudget(number=ticket.number, left=left, place=payer.name)
    reward = await tx.rewards.add(
        {
            "mediation_id": case.id,
            "node_id": payer.id,
            "year": town.today(now).year,
            "difficulty": difficulty,
            "amount": amount,
            "payee_id": case.mediator_id,
            "proposer_id": actor.person_id,
            "level": level.value,
            "proposed_at": now,
            "next_at": _again_at(town, now),
        }
    )
    args = await _facts(tx, town, reward, case, ticket)
    rooms = await _approvers(tx, town, reward, ticket, now)
    await _ask(tx, reward, rooms[0], args, "", now)
    await _refresh(tx, town, reward, case, ticket, now)
    return Notice("answer-reward-proposed", args)


async def decide(tx: Store, town: Town, actor: Actor, reward_id: int, granted: bool, now: datetime) -> Notice:
    """The second person's word; whoever proposed it and whoever gets it hear it."""
    reward = await tx.rewards.get(reward_id)
    case = await tx.mediations.get(reward.mediation_id) if reward else None
    ticket = await tx.tickets.get(case.ticket_id) if case else None
    if reward is None or case is None or ticket is None:
        raise NotFound
    if not may_approve(actor, reward, town.node(ticket.node_id), town.disputes.rewards):
        raise NotYours(number=ticket.number)
    # A broken agreement opens the case again: then there is nothing to reward yet.
    if granted and case.outcome is not Outcome.AGREED:
        raise Stale(number=ticket.number, state=ticket.state.value)
    decided = await tx.rewards.decide(reward, granted, actor.person_id, now)
    if decided is None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    args = await _decided(tx, town, decided, case, ticket, now)
    return Notice("answer-reward-decided", args)


async def _decided(
    tx: Store, town: Town, reward: Reward, case: Mediation, ticket: Ticket, now: datetime
) -> dict[str, Arg]:
    """Whoever proposed it and whoever gets it hear it; whoever was asked is asked no more, and the card says it."""
    args = {**await _facts(tx, town, reward, case, ticket), "granted": int(bool(reward.granted))}
    rooms = await mediation_cards.private(tx, [reward.proposer_id, reward.payee_id])
    await mediation_cards.say(tx, rooms, "reward-decided", args, str(reward.id), now)
    asked = [room for level in await _levels(tx, town, reward, ticket, now) for room in level]
    await posting.edit_every(tx, f"{ASKED}:{reward.id}", Notice("reward-decided", args), asked, now)
    await _refresh(tx, town, reward, case, ticket, now)
    return args


async def _refresh(tx: Store, town: Town, reward: Reward, case: Mediation, ticket: Ticket, now: datetime) -> None:
    """The card, also in the chat of whoever proposed it."""
    rooms = [*await mediation_cards.rooms_of(tx, case), *await mediation_cards.private(tx, [reward.proposer_id])]
    kind = mediation_cards.kind_of(case)
    await posting.edit(tx, kind, await mediation_cards.compose(tx, town, case, ticket), list(dict.fromkeys(rooms)), now)


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Nobody has decided in time: every level above is asked; what has nothing to reward any more falls."""

    async def look(reward: Reward) -> None:
        case = await tx.mediations.get(reward.mediation_id)
        ticket = await tx.tickets.get(case.ticket_id) if case else None
        if case is None or ticket is None or ticket.sealed:
            await tx.rewards.put_off(reward, None)
        elif case.outcome is not Outcome.AGREED:
            fallen = await tx.rewards.decide(reward, False, None, now)
            await _decided(tx, town, fallen or reward, case, ticket, now)
        else:
            await _ask_again(tx, town, reward, case, ticket, now)

    return await apart.each(tx, await tx.rewards.due(now), look)


async def _ask_again(tx: Store, town: Town, reward: Reward, case: Mediation, ticket: Ticket, now: datetime) -> None:
    await tx.rewards.put_off(reward, _again_at(town, now))
    try:
        levels = await _approvers(tx, town, reward, ticket, now)
    except NoApprover:
        # Those who could be asked are gone; whoever is appointed later is asked next time.
        return
    args = await _facts(tx, town, reward, case, ticket)
    rooms = list(dict.fromkeys(room for level in levels for room in level))
    await _ask(tx, reward, rooms, args, f":{town.today(now)}", now)


async def _ask(tx: Store, reward: Reward, rooms: list[Room], args: dict[str, Arg], again: str, now: datetime) -> None:
    rows = ((Press(Action.REWARD_APPROVE, reward.id), Press(Action.REWARD_DECLINE, reward.id)),)
    told: dict[str, Arg] = {**args, "again": int(bool(again))}
    await mediation_cards.say(
        tx, rooms, "reward-approve", told, f"{reward.id}{again}", now, rows, f"{ASKED}:{reward.id}"
    )


def _again_at(town: Town, now: datetime) -> datetime | None:
    limit = town.disputes.rewards.decide
    return due(now, limit, town.calendar) if limit else None


async def books(tx: Store, town: Town, payer: Node, now: datetime) -> Ledger:
    """The budget of a node this year."""
    lines = await tx.rewards.lines(payer.id, town.today(now).year)
    return ledger(town.disputes.rewards.cap(payer.code), lines)


def _payer(town: Town, ticket: Ticket) -> Node:
    return town.disputes.rewards.payer(town.tree.chain(town.node(ticket.node_id)))


async def _eligible(tx: Store, town: Town, actor: Actor, case_id: int) -> tuple[Mediation, Ticket, Level]:
    """A settled case without a reward, and the level at which this person may propose one."""
    case = await tx.mediations.get(case_id)
    ticket = await tx.tickets.get(case.ticket_id) if case else None
    if case is None or ticket is None or ticket.sealed:
        raise NotFound
    level = standing(actor, town.node(ticket.node_id), town.disputes.rewards.propose)
    if level is None:
        raise NotYours(number=ticket.number)
    if case.mediator_id == actor.person_id:
        raise OwnReward(number=ticket.number)
    if case.outcome is not Outcome.AGREED or await tx.rewards.of(case.id) is not None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    return case, ticket, level


async def _approvers(tx: Store, town: Town, reward: Reward, ticket: Ticket, now: datetime) -> list[list[Room]]:
    """Private chats of each level above the proposer where somebody may approve, the nearest first. Raises NoApprover
    where there are none.
    """
    if levels := await _levels(tx, town, reward, ticket, now):
        return levels
    raise NoApprover(number=ticket.number)


async def _levels(tx: Store, town: Town, reward: Reward, ticket: Ticket, now: datetime) -> list[list[Room]]:
    own = {reward.proposer_id, reward.payee_id}
    levels = []
    for node in town.tree.chain(town.node(ticket.node_id)):
        if RANK[node.level] >= RANK[reward.level]:
            continue
        held = await tx.org.holders([node.id], town.disputes.rewards.approve, town.today(now))
        people = [one.person_id for one in held if one.person_id not in own]
        if found := await mediation_cards.private(tx, people):
            levels.append(found)
    return levels


async def _facts(tx: Store, town: Town, reward: Reward, case: Mediation, ticket: Ticket) -> dict[str, Arg]:
    rule = town.disputes.rewards
    known = rule.amounts.get(reward.difficulty)
    return {
        **await mediation_cards.facts(tx, town, case, ticket),
        "place": town.node(reward.node_id).name,
        "difficulty": known.name if known else reward.difficulty,
        "amount": reward.amount,
        "proposer": await tx.people.name_of(reward.proposer_id),
    }
