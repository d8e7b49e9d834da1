"""A resident who tells very many matters in a short time is slowed, told so each time, and never shut out."""

from dataclasses import replace
from datetime import datetime

from bot.domain import intake
from bot.domain.intake import Draft
from bot.domain.notices import Arg, Notice, instant
from bot.storage.drafts import SavedDraft
from bot.storage.store import Store
from bot.usecases import apart, asking, drafting, telling
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker
from bot.usecases.town import Town

LONGEST = 8000
"""Characters of a waiting matter. Whoever goes beyond reads that this was not noted."""


async def put_off(tx: Store, town: Town, speaker: Speaker, draft: Draft, heard: Heard, now: datetime) -> bool:
    """Whether the matter waits. Danger, also doubtful danger, never does."""
    if draft.danger or draft.doubtful_danger:
        return False
    pace = town.intake.pace
    held = await tx.drafts.held_of(speaker.person_id)
    filed = 0 if held else await tx.tickets.filed_since(speaker.person_id, now - pace.within)
    at = pace.next_at(filed, [saved.expires_at for saved in held], now)
    if at is None:
        return False
    if len(held) >= pace.held:
        await _join(tx, speaker, held[-1], draft, heard, now)
        return True
    saved = await tx.drafts.add(speaker.person_id, speaker.chat_id, draft, now, at, "held")
    await drafting.keep_extras(tx, speaker, saved, heard, now)
    await _say(tx, speaker, Notice("pace-held", {"ahead": len(held), "filed_at": instant(at)}), heard, now)
    return True


async def release(tx: Store, town: Town, now: datetime) -> int:
    """Files what has waited long enough, with what is known. Returns how many."""

    async def file(saved: SavedDraft) -> None:
        if await asking.carry_on(tx, town, saved, intake.when_silent(saved.draft), now) is None:
            await telling.reply(tx, saved.chat_id, Notice("draft-dropped"), f"draft-dropped:{saved.id}", now)

    return await apart.each(tx, await tx.drafts.expired(now, state="held"), file)


async def _join(tx: Store, speaker: Speaker, last: SavedDraft, draft: Draft, heard: Heard, now: datetime) -> None:
    """Nothing is lost and nothing grows without end: the words go to the last matter that waits."""
    args: dict[str, Arg] = {"filed_at": instant(last.expires_at)}
    text = "\n".join(filter(None, (last.draft.text, draft.text)))
    if len(text) > LONGEST:
        await _say(tx, speaker, Notice("pace-full", args), heard, now)
        return
    redacted = "\n".join(filter(None, (last.draft.redacted, draft.redacted)))
    await drafting.keep_extras(tx, speaker, last, heard, now)
    await tx.drafts.keep(last, replace(last.draft, text=text, redacted=redacted), last.expires_at)
    await _say(tx, speaker, Notice("pace-joined", args), heard, now)


async def _say(tx: Store, speaker: Speaker, notice: Notice, heard: Heard, now: datetime) -> None:
    await telling.reply(tx, speaker.chat_id, notice, f"{notice.kind}:{speaker.chat_id}:{heard.message_id}", now)
