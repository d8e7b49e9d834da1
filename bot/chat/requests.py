"""What a handler asks of the desk above, and what the desk says to it: buttons and /desk."""

from collections.abc import Mapping

from telegram import Update

from bot.chat.work import Context, Outcome, actor_of, message_of, room_of, say
from bot.domain.errors import id_in
from bot.domain.notices import Action, Press
from bot.usecases import binding, delaying, excluding, granting, queue, resuming, returning

# Every use case checks role, scope and state again.
PRESSES: Mapping[Action, Outcome] = {
    Action.RETURN: lambda w, who, b: returning.choose_reason(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.RETURN_FOR: lambda w, who, b: returning.choose_unit(
        w.tx, w.town, who, b.subject, b.version, b.choice, w.now
    ),
    Action.RETURN_TO: lambda w, who, b: returning.give_back(w.tx, w.town, who, b.subject, b.version, b.choice, w.now),
    Action.EXTEND: lambda w, who, b: delaying.choose_length(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.EXTEND_BY: lambda w, who, b: delaying.choose_why(w.tx, w.town, who, b.subject, b.version, b.choice, w.now),
    Action.EXTEND_FOR: lambda w, who, b: delaying.extend_for(w.tx, w.town, who, b.subject, b.version, b.choice, w.now),
    Action.SUSPEND: lambda w, who, b: delaying.choose_reason(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.SUSPEND_FOR: lambda w, who, b: delaying.choose_until(
        w.tx, w.town, who, b.subject, b.version, b.choice, w.now
    ),
    Action.SUSPEND_UNTIL: lambda w, who, b: delaying.suspend_until(
        w.tx, w.town, who, b.subject, b.version, b.choice, w.now
    ),
    Action.RESUME: lambda w, who, b: resuming.resume(w.tx, w.town, who, b.subject, b.version, w.now),
    Action.EXCLUDE: lambda w, who, b: excluding.choose(w.tx, w.town, who, b.subject, b.version),
    Action.EXCLUDE_FOR: lambda w, who, b: excluding.ask_words(w.tx, w.town, who, b.subject, b.version, b.choice),
    Action.EXCLUDE_BACK: lambda w, who, b: excluding.take_back(w.tx, w.town, who, b.subject, _request(b), w.now),
    Action.GRANT: lambda w, who, b: granting.grant(w.tx, w.town, who, b.subject, _request(b), w.now),
    Action.NAME_UNIT: lambda w, who, b: granting.name_unit(w.tx, w.town, who, b.subject, _request(b)),
    Action.DESIGNATE: lambda w, who, b: granting.designate(w.tx, w.town, who, b.subject, b.choice, w.now),
    Action.DENY: lambda w, who, b: granting.ask_why_not(w.tx, w.town, who, b.subject, _request(b)),
    Action.OPEN_REQUEST: lambda w, who, b: granting.open_request(w.tx, w.town, who, b.subject, _request(b), w.now),
}


def _request(press: Press) -> int:
    """The id of the request that was pressed on; Forged where the choice is none."""
    return id_in(press.choice)


async def desk(update: Update, context: Context) -> None:
    """/desk: what waits for a decision, in private of one's own nodes, in a group of the node it stands for."""
    work, room = context.work, room_of(message_of(update))
    actor = await actor_of(update, work)
    if room.private:
        await say(update, work, await queue.of_person(work.tx, work.town, actor, work.now))
        return
    node = work.town.node((await binding.standing(work.tx, room)).node_id)
    await say(update, work, await queue.of_node(work.tx, work.town, actor, node, work.now))
