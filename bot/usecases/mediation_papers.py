"""The document set of a case: which lines are filled, and files that are put there."""

from datetime import datetime

from bot.domain.errors import Forged, NoWords
from bot.domain.mediation import Mediation
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.org import Actor
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.media import Attachment
from bot.storage.store import Store
from bot.usecases import mediating, mediation_cards, telling
from bot.usecases.town import Town

PURPOSE = "mediation"
"""What these files are for. They belong to the case alone, so no group ever shows them with its ticket."""

FILES = frozenset({"photo", "document"})


async def listed(tx: Store, town: Town, actor: Actor, case_id: int) -> Notice:
    """Every line with how much lies in it, and a button to put something there."""
    case, ticket = await mediating.readable(tx, town, actor, case_id)
    track, papers = town.disputes.track(case.track), await tx.mediations.papers(case.id)
    lines = tuple(
        Notice("mediation-paper", {"paper": line.name, "count": papers.get(code, 0), "must": int(line.must)})
        for code, line in track.lines.items()
    )
    presses = [
        Press(Action.MEDIATION_PAPER, case.id, choice=code, label=line.name) for code, line in track.lines.items()
    ]
    args: dict[str, Arg] = {"number": ticket.number, "papers": track.papers, "track": track.name}
    return Notice("mediation-papers", args, in_rows(presses, 2), lines)


async def ask(tx: Store, town: Town, actor: Actor, case_id: int, line: str, now: datetime) -> tuple[Mediation, Notice]:
    """A line was pressed: what is sent next belongs there."""
    case, ticket = await mediating.readable(tx, town, actor, case_id)
    name = _name(town, case, line)
    await tx.mediations.wait_for(actor.person_id, case.id, line, now + town.disputes.file_wait)
    return case, Notice("mediation-file-prompt", {"number": ticket.number, "paper": name}, reply=True)


async def put(
    tx: Store, town: Town, actor: Actor, case_id: int, line: str, file: Attachment | None, words: str, now: datetime
) -> Notice:
    """A photo or document, or a word that it is there on paper. Other kinds of files are none."""
    case, ticket = await mediating.readable(tx, town, actor, case_id)
    name = _name(town, case, line)
    if not _fits(file) and not words:
        raise NoWords(number=ticket.number)
    media_id = await tx.media.add(file, actor.person_id, PURPOSE, now) if file and _fits(file) else None
    await tx.mediations.put_paper(
        {
            "mediation_id": case.id,
            "line": line,
            "media_id": media_id,
            "words": words[:300],
            "author_id": actor.person_id,
            "at": now,
        }
    )
    await mediation_cards.refresh(tx, town, case, ticket, now)
    args: dict[str, Arg] = {"number": ticket.number, "paper": name, "file": int(media_id is not None)}
    return Notice("mediation-filed", args)


async def put_where_awaited(
    tx: Store, town: Town, actor: Actor, file: Attachment | None, now: datetime
) -> Notice | None:
    """A file without a reply: into the line that was pressed last; None when it is something else."""
    waited = await tx.mediations.waited_for(actor.person_id, now) if _fits(file) else None
    return None if waited is None else await put(tx, town, actor, *waited, file, "", now)


async def send_files(
    tx: Store, town: Town, actor: Actor, case_id: int, room: Room, query: str, now: datetime
) -> Notice:
    """Everything that lies in the lines, into this private chat."""
    case, ticket = await mediating.readable(tx, town, actor, case_id)
    media = await tx.mediations.files(case.id)
    if not media:
        return Notice("answer-no-files")
    await tx.outbox.put([telling.pictures(ticket, room, media, now, again=f"{query}:")], now)
    return Notice("answer-opened")


def _fits(file: Attachment | None) -> bool:
    return file is not None and file.kind in FILES


def _name(town: Town, case: Mediation, line: str) -> str:
    lines = town.disputes.track(case.track).lines
    if line not in lines:
        raise Forged
    return lines[line].name


async def forget(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """归档: names and words about people are erased once no visit is to come; the cards lose them too."""
    for case in await tx.mediations.of_ticket(ticket.id):
        if any(visit.done_at is None for visit in await tx.mediations.visits(case.id)):
            continue
        await tx.mediations.set_parties(case.id, ())
        for held in await tx.mediations.rounds(case.id):
            await tx.mediations.mask_round(held.id, town.mask(held.meeting), town.mask(held.result))
        await tx.mediations.mask_agreement(case.id, town.mask(case.agreement))
        masked = await tx.mediations.get(case.id) or case
        await mediation_cards.forget(tx, town, masked, ticket, now)
        await tx.mediations.forget_messages(mediation_cards.kind_of(case))
