"""/mediate: the cases somebody leads or answers for, what he is good at, and the figures of his places."""

from datetime import datetime, time

from bot.domain.errors import Forged, NotYours
from bot.domain.mediation import Mediation, Outcome, figures
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.org import DESKS, RANK, Actor, Node
from bot.domain.rates import Rate
from bot.domain.rewards import ledger
from bot.storage.store import Store
from bot.usecases import mediation_cards
from bot.usecases.town import Town


async def mine(tx: Store, town: Town, actor: Actor, now: datetime) -> Notice:
    """For mediators and for desks; everybody else is refused."""
    leads = any(post.role in town.disputes.roles for post in actor.appointments)
    supervised = list(actor.supervises())
    if not leads and not supervised:
        raise NotYours(number="")
    cases = await _cases(tx, town, actor)
    lines = [await _line(tx, town, case) for case in cases]
    for node in supervised:
        lines += await figure_lines(tx, town, node, now)
    opens = [
        Press(Action.MEDIATION_CARD, case.id, label=str(line.args["number"]))
        for case, line in zip(cases, lines, strict=False)
    ]
    skills = await _skills(tx, town, actor) if leads else []
    args: dict[str, Arg] = {"count": len(cases), "skills": int(leads)}
    return Notice("mediation-list", args, (*in_rows(opens, 2), *in_rows(skills, 3)), tuple(lines))


async def _cases(tx: Store, town: Town, actor: Actor) -> list[Mediation]:
    """Those he leads, then those below his desk that are open or settled, the newest first."""
    most = town.disputes.most
    found = await tx.mediations.led_by(actor.person_id, most)
    for post in actor.appointments:
        if post.role in DESKS:
            found += await tx.mediations.below(post.node.path, most)
    return list({case.id: case for case in found}.values())[:most]


async def _line(tx: Store, town: Town, case: Mediation) -> Notice:
    ticket = await tx.tickets.get(case.ticket_id)
    if ticket is None or ticket.sealed:
        return Notice("mediation-line", {"number": "", "place": "", "name": "", "outcome": "open", "risk": 0})
    return Notice("mediation-line", await mediation_cards.facts(tx, town, case, ticket))


async def _skills(tx: Store, town: Town, actor: Actor) -> list[Press]:
    own = (await tx.mediations.skills([actor.person_id])).get(actor.person_id, frozenset())
    return [
        Press(Action.MEDIATION_SKILL, 0, choice=code, label=f"{'✓ ' if code in own else ''}{skill.name}")
        for code, skill in town.disputes.skills.items()
    ]


async def toggle_skill(tx: Store, town: Town, actor: Actor, code: str, now: datetime) -> Notice:
    """What he is good at, or no more; the list says how it stands."""
    if all(post.role not in town.disputes.roles for post in actor.appointments):
        raise NotYours(number="")
    if code not in town.disputes.skills:
        raise Forged
    await tx.mediations.toggle_skill(actor.person_id, code)
    return await mine(tx, town, actor, now)


async def figure_lines(tx: Store, town: Town, node: Node, now: datetime) -> tuple[Notice, ...]:
    """调解 and 以奖代补 of this year, at or below a node, if there was any; each figure with its denominator."""
    first = town.calendar.at(town.today(now).replace(month=1, day=1), time())
    found = figures(await tx.mediations.matters_below(node.path, first))
    if not found.received:
        return ()
    args: dict[str, Arg] = {
        "place": node.name,
        "received": found.received,
        "agreed": found.ended[Outcome.AGREED],
        "failed": found.ended[Outcome.FAILED],
        "court": found.ended[Outcome.COURT],
        "open": found.open,
        "rate": found.settled.percent,
        "share": found.settled.fraction,
        "again": found.again,
        "excluded": found.excluded,
    }
    lines = (Notice("digest-mediation", args),)
    return (*lines, *await _rewards(tx, town, node, found.rewarded, now))


async def _rewards(tx: Store, town: Town, node: Node, rewarded: Rate, now: datetime) -> tuple[Notice, ...]:
    """The budgets at or below a node together; none below the level that pays."""
    rule = town.disputes.rewards
    if RANK[node.level] > RANK[rule.level]:
        return ()
    payers = [other for other in town.tree if other.level is rule.level and other.within(node)]
    lines = await tx.rewards.below(node.path, town.today(now).year)
    book = ledger(sum(rule.cap(payer.code) for payer in payers), lines)
    if not lines:
        return ()
    args: dict[str, Arg] = {
        "granted": book.granted,
        "share": rewarded.fraction,
        "waiting": book.waiting,
        "count": book.waiting_count,
        "cap": book.cap,
        "left": book.left,
    }
    return (Notice("digest-reward", args),)
