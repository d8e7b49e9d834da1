"""A resident speaks. What he says becomes a ticket, an answer to our question, or a word on an earlier ticket."""

from dataclasses import replace
from datetime import datetime

from bot.domain import intake
from bot.domain.belonging import AskWhich, New, Same
from bot.domain.contact import MESSAGE
from bot.domain.errors import Refusal
from bot.domain.intake import Asked, Draft
from bot.domain.life import ENDED
from bot.domain.notices import Notice, Priority
from bot.domain.reading import Intent
from bot.domain.ticket import Ticket
from bot.storage.cards import Card
from bot.storage.drafts import SavedDraft
from bot.storage.store import Store
from bot.usecases import apart, asking, drafting, earlier, joined, pacing, reopening, resident, survey, telling
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker
from bot.usecases.town import PRAISE_CATEGORY, Town

PLACE_CHARACTERS = 10
"""So short an answer to "where?" is a place, whatever words it contains (路灯厂宿舍)."""


async def hear(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> None:
    """Takes a resident's message to where it belongs. Every answer goes through the outbox."""
    if town.tree.root() is None:
        await _not_open_yet(tx, town, speaker, heard, now)
        return
    if heard.attachment and heard.attachment.album and await earlier.same_album(tx, town, speaker, heard, now):
        return
    saved = await tx.drafts.open_of(speaker.person_id)
    if saved is not None:
        await _go_on(tx, town, speaker, saved, heard, now)
        return
    live = await tx.tickets.latest_live(speaker.person_id)
    if _certain_danger(heard):
        if live is not None and await earlier.same_danger(tx, town, live, heard, now):
            await earlier.danger_again(tx, town, speaker, live, heard, now)
            return
        await _tell(tx, town, speaker, await drafting.new_draft(tx, town, speaker, heard), heard, now)
        return
    if live is not None and await earlier.about_earlier(tx, town, speaker, live, heard, now):
        return
    await _find_place(tx, town, speaker, heard, now)


async def _find_place(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> None:
    """A word on an earlier ticket, a matter of its own, or a question."""
    belonging = await earlier.belonging(tx, town, speaker, heard, now)
    if isinstance(belonging, Same):
        await earlier.heard_of(tx, town, speaker, belonging.ticket_id, heard, now)
        return
    if belonging == New() and heard.attachment is None and heard.point is None and not heard.speaks:
        await _smalltalk(tx, speaker, heard, now)
        return
    draft = await drafting.new_draft(tx, town, speaker, heard)
    match belonging:
        case AskWhich(ticket_ids=ids) if heard.reading is not None:
            draft = replace(draft, earlier=ids, follow=heard.reading.follow, doubtful_danger="")
        case New(like=int(like)):
            draft = drafting.like(draft, await resident.own(tx, speaker.person_id, like))
        case _:
            pass
    await _tell(tx, town, speaker, draft, heard, now)


async def _not_open_yet(tx: Store, town: Town, speaker: Speaker, heard: Heard, now: datetime) -> None:
    """No places are imported, so nobody can be made responsible: whom to call, and a word to the admins once a day."""
    danger = heard.reading.danger if heard.reading else None
    wait = Notice("not-open-yet")
    notice = Notice(f"danger-{danger.category}", lines=(wait,)) if danger else wait
    priority = Priority.DANGER if danger else Priority.ANSWER
    await telling.reply(
        tx, speaker.chat_id, notice, f"not-open-yet:{speaker.chat_id}:{heard.message_id}", now, priority=priority
    )
    await telling.admins(tx, town, Notice("admin-no-places"), f"admin-no-places:{town.today(now)}", now)


async def hear_reply(
    tx: Store, town: Town, speaker: Speaker, ticket_id: int, kind: str, heard: Heard, now: datetime
) -> Notice | None:
    """A reply to one of our messages about a ticket (``kind`` of card) is a word on it, unless it speaks of danger,
    the ticket is over, or the prompt for 一句话 was answered with quite another matter. None: it was heard like any
    message. A closed one is reopened by the same trouble, and by an answer to the question for new facts.
    """
    ticket = await joined.concerned(tx, speaker.person_id, ticket_id)
    if kind == "receipts":  # of several tickets: which of them is meant is found out as if it were said without reply
        await hear(tx, town, speaker, heard, now)
        return None
    comment = kind == "comment" and bool(heard.text)
    new_facts = kind == reopening.PROMPT and bool(heard.text)
    if not _certain_danger(heard) and (new_facts or (not comment and reopening.is_about(town, ticket, heard, now))):
        return await reopening.by_resident(tx, town, speaker.person_id, ticket, heard, now)
    if _certain_danger(heard) or (_another_matter(ticket, heard) if comment else ticket.state in ENDED):
        await hear(tx, town, speaker, heard, now)
        return None
    if comment:
        return await survey.comment(tx, speaker.person_id, ticket, heard.text, now)
    if kind == MESSAGE:
        return await earlier.answer_to(tx, town, speaker, ticket, heard, now)
    if earlier.answers_survey(ticket, heard):
        await earlier.heard_of(tx, town, speaker, ticket_id, heard, now)
        return None
    return await earlier.add_to(tx, town, speaker, ticket_id, heard, now)


async def hear_edited(
    tx: Store, town: Town, speaker: Speaker, ticket_id: int | None, heard: Heard, now: datetime
) -> Notice | None:
    """New words for an old message are a word on the ticket it became. While our question stands they answer it, and
    danger is danger: then None, it was heard like any message.
    """
    if _certain_danger(heard) or (ticket_id is None and await tx.drafts.open_of(speaker.person_id) is not None):
        await hear(tx, town, speaker, heard, now)
        return None
    if ticket_id is None or not heard.text:
        return Notice("edited-unknown")
    return await earlier.add_to(tx, town, speaker, ticket_id, heard, now)


def _another_matter(ticket: Ticket, heard: Heard) -> bool:
    reading = heard.reading
    if reading is None or reading.resolved or reading.intent is Intent.PRAISE:
        return False
    return reading.verdict.confident and reading.verdict.category not in (ticket.category, PRAISE_CATEGORY)


async def silence(tx: Store, town: Town, now: datetime) -> int:
    """Drafts nobody answered for ten minutes are filed with what is known. Returns how many were due."""

    async def settle(saved: SavedDraft) -> None:
        if not await _settle_old(tx, town, saved, now):
            await telling.reply(tx, saved.chat_id, Notice("draft-dropped"), f"draft-dropped:{saved.id}", now)

    return await apart.each(tx, await tx.drafts.expired(now), settle) + await pacing.release(tx, town, now)


def _certain_danger(heard: Heard) -> bool:
    return heard.reading is not None and heard.reading.danger is not None and heard.reading.danger.certain


async def _tell(tx: Store, town: Town, speaker: Speaker, draft: Draft, heard: Heard, now: datetime) -> None:
    """A new matter: filed at once, or kept with one question. Of somebody who tells very many it waits its turn."""
    if await pacing.put_off(tx, town, speaker, draft, heard, now):
        return
    step = intake.next_step(draft)
    expires_at = now + town.policy.draft_expires
    saved = await tx.drafts.add(speaker.person_id, speaker.chat_id, step.draft, now, expires_at)
    saved = replace(saved, extras=await drafting.keep_extras(tx, speaker, saved, heard, now))
    ticket = await asking.carry_on(tx, town, saved, step, now)
    if ticket is not None:
        # So that a later edit of the message finds its ticket.
        await tx.cards.add(Card(speaker.chat_id, heard.message_id, ticket.id, "said"), now)


async def _go_on(tx: Store, town: Town, speaker: Speaker, saved: SavedDraft, heard: Heard, now: datetime) -> None:
    """Something came while our question stands: an answer, or a matter of its own."""
    if _is_new_matter(saved.draft, heard):
        await _settle_old(tx, town, saved, now)
        await hear(tx, town, speaker, heard, now)
        return
    await drafting.keep_extras(tx, speaker, saved, heard, now)
    draft = await drafting.add(tx, town, speaker, saved.draft, heard)
    step = intake.next_step(draft)
    if draft.asked is Asked.WHAT and not draft.category and not heard.text and draft.spot is saved.draft.spot:
        # A further picture is no answer to "what is it about?".
        await tx.drafts.keep(saved, draft, now + town.policy.draft_expires)
        return
    await asking.carry_on(tx, town, saved, step, now)


async def _settle_old(tx: Store, town: Town, saved: SavedDraft, now: datetime) -> bool:
    """Ends a draft whose question stays unanswered; whether it had enough in it to be kept."""
    draft = saved.draft
    if draft.asked is Asked.SAME:
        try:
            # Whoever handles the likeliest ticket reads it, so nothing is lost, and nothing is filed twice.
            async with tx.savepoint():
                await earlier.told_of(tx, town, saved, draft.earlier[0], now)
            return True
        except Refusal:
            # That ticket has ended while the question stood.
            draft = intake.as_new(draft)
    return await asking.carry_on(tx, town, saved, intake.when_silent(draft), now) is not None


def _is_new_matter(draft: Draft, heard: Heard) -> bool:
    """A recognised category other than the draft's, or danger, is no answer to a question about place or kind."""
    if heard.reading is None or not heard.speaks:
        return False
    verdict = heard.reading.verdict
    if _certain_danger(heard):
        return not draft.doubtful_danger
    told = bool(draft.category) and draft.asked is Asked.WHERE
    if draft.asked in {Asked.SAME, Asked.SEVERAL} or (told and heard.several):
        return True
    return told and verdict.confident and verdict.category != draft.category and len(heard.text) > PLACE_CHARACTERS


async def _smalltalk(tx: Store, speaker: Speaker, heard: Heard, now: datetime) -> None:
    praise = heard.reading is not None and heard.reading.intent is Intent.PRAISE
    notice = Notice("smalltalk-thanks" if praise else "smalltalk")
    await telling.reply(tx, speaker.chat_id, notice, f"smalltalk:{speaker.chat_id}:{heard.message_id}", now)
