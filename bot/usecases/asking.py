"""The one question of a draft, and the taps that answer it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import intake
from bot.domain.errors import NotFound, Stale
from bot.domain.intake import Ask, Asked, Draft, Drop, File, Spot
from bot.domain.notices import Action, Notice, Press, Priority, Rows, in_rows
from bot.domain.ticket import Ticket
from bot.storage.drafts import SavedDraft
from bot.storage.store import Store
from bot.usecases import cards, earlier, filing, telling
from bot.usecases.resident import Speaker
from bot.usecases.town import Town

PLACE_OPTIONS = 8
"""Of the places that the words may mean. Whoever named none chooses from all."""

PART_CHARACTERS = 60
"""Enough of a matter for the resident to know it again."""


async def choose_category(tx: Store, town: Town, speaker: Speaker, draft_id: int, code: str, now: datetime) -> Notice:
    """The tap that answers "what is it about?"; 1299 is "none of these"."""
    saved = await _own_draft(tx, speaker, draft_id)
    if code not in town.categories:
        raise NotFound
    await filing.file_draft(tx, town, saved, replace(saved.draft, category=code, sure=True), now)
    return Notice("answer-noted")


async def choose_place(tx: Store, town: Town, speaker: Speaker, draft_id: int, node_id: int, now: datetime) -> Notice:
    """The tap that answers "where?"; a node above the grids opens its children, 0 is "I cannot say"."""
    saved = await _own_draft(tx, speaker, draft_id)
    node = town.tree.get(node_id)
    if node is None:
        await filing.file_draft(tx, town, saved, replace(saved.draft, spot=Spot.DESK), now)
        return Notice("answer-noted")
    below = town.tree.children(node)
    if below:
        rows = _place_rows(saved.id, [(n.id, n.name) for n in below], none_id=0)
        return Notice("ask-where-in", {"place": node.name}, rows)
    placed = replace(saved.draft, spot=Spot.SURE, node_id=node.id, place_text=node.name)
    await filing.file_draft(tx, town, saved, placed, now)
    return Notice("answer-noted")


async def settle_danger(tx: Store, town: Town, speaker: Speaker, draft_id: int, yes: bool, now: datetime) -> Notice:
    """The one tap on a doubtful danger."""
    saved = await _own_draft(tx, speaker, draft_id)
    if yes:
        await filing.file_draft(tx, town, saved, intake.confirm_danger(saved.draft), now)
    else:
        await filing.file_draft(tx, town, saved, intake.deny_danger(saved.draft), now)
    return Notice("answer-noted")


async def settle_several(tx: Store, town: Town, speaker: Speaker, draft_id: int, yes: bool, now: datetime) -> Notice:
    """The one tap on what may be several matters; one ticket each, or one for all."""
    saved = await _own_draft(tx, speaker, draft_id)
    if yes and not saved.draft.perhaps:
        raise Stale
    await filing.file_draft(tx, town, saved, intake.as_several(saved.draft) if yes else saved.draft, now)
    return Notice("answer-noted")


async def settle_same(tx: Store, town: Town, speaker: Speaker, draft_id: int, ticket_id: int, now: datetime) -> Notice:
    """是同一件事: what was said goes to that ticket."""
    saved = await _own_draft(tx, speaker, draft_id)
    if ticket_id not in saved.draft.earlier:
        raise NotFound
    await earlier.told_of(tx, town, saved, ticket_id, now)
    return Notice("answer-noted")


async def settle_new(tx: Store, town: Town, speaker: Speaker, draft_id: int, now: datetime) -> Notice:
    """是新的事: filed, or with the one question it needs."""
    saved = await _own_draft(tx, speaker, draft_id)
    await carry_on(tx, town, saved, intake.next_step(intake.as_new(saved.draft)), now)
    return Notice("answer-noted")


async def carry_on(tx: Store, town: Town, saved: SavedDraft, step: File | Ask | Drop, now: datetime) -> Ticket | None:
    """What follows for a draft; the ticket it became."""
    match step:
        case File(draft=draft):
            return await filing.file_draft(tx, town, saved, draft, now)
        case Ask(draft=draft):
            await ask(tx, town, await tx.drafts.keep(saved, draft, now + town.policy.draft_expires), now)
        case Drop():
            await tx.drafts.dropped(saved)
    return None


async def cancel(tx: Store, speaker: Speaker) -> Notice:
    """/cancel: the question is dropped."""
    saved = await tx.drafts.open_of(speaker.person_id)
    if saved is None:
        return Notice("nothing-to-cancel")
    await tx.drafts.dropped(saved)
    return Notice("cancelled")


async def ask(tx: Store, town: Town, saved: SavedDraft, now: datetime) -> None:
    draft = saved.draft
    priority = Priority.RECEIPT
    match draft.asked:
        case Asked.WHAT:
            # 1: a file, 2: a location alone, 0: words that were not understood.
            media = 1 if draft.has_media else 0 if draft.text else 2
            notice = Notice("ask-what", {"media": media}, _what_rows(town, saved))
        case Asked.WHERE:
            meant = [n for option in draft.options[:PLACE_OPTIONS] if (n := town.tree.get(option))]
            nodes = meant or town.tree.first_choice()
            rows = _place_rows(saved.id, [(n.id, n.name) for n in nodes], none_id=0)
            notice = Notice("ask-where", {"category": draft.category, "known": int(bool(draft.options))}, rows)
        case Asked.DANGER:
            yes, no = (Press(Action.DRAFT_DANGER, saved.id, choice=choice) for choice in ("yes", "no"))
            numbers = "、".join(town.numbers.get(draft.doubtful_danger, ()))
            kind = "danger-ask-0108" if draft.doubtful_danger == "0108" else "danger-ask"
            notice = Notice(kind, {"numbers": numbers}, ((yes,), (no,)))
            priority = Priority.DANGER
        case Asked.SAME:
            found = [await tx.tickets.get(ticket_id) for ticket_id in draft.earlier]
            notice = same_question(saved.id, [ticket for ticket in found if ticket is not None])
        case Asked.SEVERAL:
            notice = several_question(saved.id, draft.perhaps)
        case Asked.NOTHING:
            return
    key = f"ask:{saved.id}:{saved.version}"
    await telling.reply(tx, saved.chat_id, notice, key, now, priority=priority)


def several_question(draft_id: int, parts: Sequence[Draft]) -> Notice:
    """这是两件事吗?"""
    lines = tuple(
        Notice("ask-several-line", {"category": part.category, "text": cards.shorten(part.redacted, PART_CHARACTERS)})
        for part in parts
    )
    yes, no = (Press(Action.DRAFT_SEVERAL, draft_id, choice=choice) for choice in ("yes", "no"))
    return Notice("ask-several", {"count": len(parts)}, ((yes,), (no,)), lines=lines)


def same_question(draft_id: int, tickets: Sequence[Ticket]) -> Notice:
    """是同一件事吗?"""
    lines = tuple(
        Notice("ask-same-line", {"number": one.number, "category": one.category, "place": one.place_text})
        for one in tickets
    )
    several = len(tickets) > 1
    same = [
        Press(Action.DRAFT_SAME, draft_id, choice=str(one.id), label=one.number if several else "") for one in tickets
    ]
    return Notice("ask-same", {"count": len(tickets)}, in_rows([*same, Press(Action.DRAFT_NEW, draft_id)], 1), lines)


def _what_rows(town: Town, saved: SavedDraft) -> Rows:
    """The likeliest first, then what comes most often."""
    likeliest = () if saved.draft.category else saved.draft.alternatives
    codes = dict.fromkeys([*likeliest, *town.intake.common, "1299"])
    presses = [Press(Action.DRAFT_WHAT, saved.id, choice=code) for code in codes]
    return in_rows(presses, 3)


def _place_rows(draft_id: int, nodes: list[tuple[int, str]], *, none_id: int) -> Rows:
    presses = [Press(Action.DRAFT_PLACE, draft_id, choice=str(id_), label=name) for id_, name in nodes]
    return (*in_rows(presses, 2), (Press(Action.DRAFT_PLACE, draft_id, choice=str(none_id)),))


async def _own_draft(tx: Store, speaker: Speaker, draft_id: int) -> SavedDraft:
    saved = await tx.drafts.get(draft_id)
    if saved is None or saved.person_id != speaker.person_id:
        raise NotFound
    if saved.state != "open":
        raise Stale
    return saved
