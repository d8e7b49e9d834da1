"""Letters wait, leave in order, and are said once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.notices import Action, Notice, Press, Priority
from bot.domain.rooms import Room
from bot.storage.engine import Database
from bot.storage.outbox import Letter, Queued, pause_after
from bot.storage.spots import Spot
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket

NOW = MONDAY
SOON = NOW + timedelta(seconds=10)
EVERYBODY: tuple[int, ...] = ()


def letter(key: str, chat: int, priority: Priority = Priority.CARD, **values: Any) -> Letter:
    return Letter(key, chat, values.pop("notice", Notice("help")), priority, **values)


async def claim(tx: Store, limit: int = 30, busy: tuple[int, ...] = EVERYBODY) -> list[str]:
    return [queued.letter.key for queued in await tx.outbox.claim(SOON, limit, busy)]


async def one(tx: Store, busy: tuple[int, ...] = EVERYBODY) -> Queued:
    (queued,) = await tx.outbox.claim(SOON, 1, busy)
    return queued


async def test_a_letter_comes_out_as_it_went_in(tx: Store) -> None:
    ticket = await add_ticket(tx)
    notice = Notice(
        "card",
        {"number": "GD1", "round": 2},
        ((Press(Action.SIGN, 4, 2), Press(Action.DISPATCH_TO, 4, 2, "17", "一网格")),),
        (Notice("detail-step", {"event": "sign"}),),
        (7, 8),
        reply=True,
    )
    put = Letter(
        "k", -5, notice, Priority.DANGER, "edit", ticket.id, "card", 88, 77, "q1", NOW, NOW + timedelta(hours=1)
    )
    await tx.outbox.put([put], NOW)
    queued = await one(tx)
    assert queued.letter == put
    assert (queued.attempts, queued.created_at) == (0, NOW)


async def test_a_key_is_said_once(tx: Store) -> None:
    await tx.outbox.put([letter("k", 1), letter("k", 1, notice=Notice("privacy"))], NOW)
    await tx.outbox.put([letter("k", 2)], NOW)
    assert (await one(tx)).letter.notice == Notice("help")
    assert await claim(tx) == []
    assert await tx.outbox.counts() == {"sending": 1}


async def test_the_urgent_leave_first_and_a_chat_in_order(tx: Store) -> None:
    await tx.outbox.put(
        [
            letter("digest", 1, Priority.DIGEST),
            letter("card a", -1),
            letter("card b", -1),
            letter("receipt", 2, Priority.RECEIPT),
            letter("alarm", 3, Priority.DANGER),
        ],
        NOW,
    )
    assert await claim(tx) == ["alarm", "receipt", "card a", "digest"]
    assert await claim(tx, busy=(-1,)) == []
    assert await claim(tx) == ["card b"]


async def test_danger_overtakes_within_its_chat(tx: Store) -> None:
    await tx.outbox.put([letter("card", -1), letter("danger", -1, Priority.DANGER)], NOW)
    assert await claim(tx) == ["danger"]


async def test_a_chat_with_many_letters_does_not_hold_up_the_others(tx: Store) -> None:
    await tx.outbox.put([*(letter(f"busy {n}", -1) for n in range(40)), letter("quiet", -2)], NOW)
    assert await claim(tx, limit=10) == ["busy 0", "quiet"]


async def test_answers_to_presses_wait_for_nobody(tx: Store) -> None:
    answers = [letter(f"answer {n}", -1, Priority.DANGER, method="answer", query_id=str(n)) for n in range(3)]
    await tx.outbox.put([letter("card", -1), *answers], NOW)
    assert await claim(tx, busy=(-1,)) == ["answer 0", "answer 1", "answer 2"]


async def test_never_more_than_asked_for(tx: Store) -> None:
    await tx.outbox.put([letter(str(n), n) for n in range(1, 9)], NOW)
    assert await claim(tx, limit=3) == ["1", "2", "3"]


async def test_not_before_its_time(tx: Store) -> None:
    await tx.outbox.put([letter("later", 1, not_before=SOON + timedelta(seconds=1)), letter("now", 1)], NOW)
    assert await claim(tx) == ["now"]
    assert [q.letter.key for q in await tx.outbox.claim(SOON + timedelta(seconds=1), 9, ())] == ["later"]


async def test_what_was_due_at_once_stays_due_when_the_clock_is_set_back(tx: Store) -> None:
    late = NOW + timedelta(hours=3)
    await tx.outbox.put([letter("now", 1), letter("later", 2, not_before=late + timedelta(seconds=1))], late)
    assert await tx.outbox.under_way(SOON) == 1
    assert await claim(tx) == ["now"]


async def test_tries_again_when_told_to(tx: Store) -> None:
    await tx.outbox.put([letter("k", 1)], NOW)
    queued = await one(tx)
    await tx.outbox.again(queued.id, 1, SOON + timedelta(seconds=30), "429")
    assert await claim(tx) == []
    (again,) = await tx.outbox.claim(SOON + timedelta(seconds=30), 1, ())
    assert (again.id, again.attempts) == (queued.id, 1)


async def _tried(tx: Store, attempts: int, until: datetime, *later: Letter) -> None:
    """A card to a person that Telegram did not take, and what is decided after it."""
    await tx.outbox.put([letter("tried", 1)], NOW)
    await tx.outbox.again((await one(tx)).id, attempts, until, "5xx")
    await tx.outbox.put(later, NOW)


async def test_what_is_tried_again_keeps_its_place_in_its_chat(tx: Store) -> None:
    until = SOON + timedelta(seconds=4)
    others = [letter("same chat", 1), letter("less urgent", 1, Priority.EDIT), letter("elsewhere", 2)]
    pressed = letter("pressed", 1, Priority.ANSWER, method="answer", query_id="q")
    await _tried(tx, 2, until, *others, letter("danger", 1, Priority.DANGER), pressed)
    assert sorted(await claim(tx)) == ["danger", "elsewhere", "pressed"]
    assert [queued.letter.key for queued in await tx.outbox.claim(until, 9, ())] == ["tried"]


@pytest.mark.parametrize("attempts, away", [(6, 4), (2, 3600)], ids=["too often", "a clock set back"])
async def test_it_does_not_hold_up_its_chat_for_long(tx: Store, attempts: int, away: int) -> None:
    await _tried(tx, attempts, SOON + timedelta(seconds=away), letter("next", 1))
    assert await claim(tx) == ["next"]


def test_the_pauses_between_tries_grow_to_a_minute() -> None:
    pauses = [pause_after(attempts).total_seconds() for attempts in (0, 1, 2, 5, 6, 7, 5000)]
    assert pauses == [1, 2, 4, 32, 60, 60, 60]


async def test_what_is_sent_is_sent(tx: Store) -> None:
    await tx.outbox.put([letter("k", -1)], NOW)
    queued = await one(tx)
    assert await tx.outbox.sent(queued.id, 55, SOON)
    assert await claim(tx) == []
    assert await tx.outbox.recover() == 0
    assert await tx.outbox.recent_sends(SOON, 60) == [(-1, SOON)]
    assert await tx.outbox.recent_sends(SOON + timedelta(seconds=61), 60) == []


async def test_answers_do_not_count_for_the_limits(tx: Store) -> None:
    await tx.outbox.put([letter("a", 1, method="answer", query_id="1")], NOW)
    await tx.outbox.sent((await one(tx)).id, None, SOON)
    assert await tx.outbox.recent_sends(SOON, 60) == []


async def test_after_a_crash_what_was_under_way_is_sent_again(database: Database) -> None:
    async with database.begin() as tx:
        await tx.outbox.put([letter("k", 1), letter("l", 2)], NOW)
        await claim(tx)
    async with database.begin() as tx:
        assert await tx.outbox.recover() == 2
        assert await claim(tx) == ["k", "l"]


async def test_edits_of_a_card_do_not_pile_up(tx: Store) -> None:
    ticket = await add_ticket(tx)
    for number in range(5):
        edit = letter(f"edit {number}", -1, method="edit", ticket_id=ticket.id, card="card",
                      notice=Notice("card", {"round": number}))  # fmt: skip
        await tx.outbox.refresh_card(edit, NOW)
    assert (await one(tx)).letter.notice.args == {"round": 4}
    assert await claim(tx) == []


async def test_a_card_not_yet_sent_leaves_in_its_newest_form(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.outbox.put([letter("card", -1, ticket_id=ticket.id, card="card")], NOW)
    edit = letter("edit", -1, method="edit", ticket_id=ticket.id, card="card", notice=Notice("privacy"))
    await tx.outbox.refresh_card(edit, NOW)
    queued = await one(tx)
    assert (queued.letter.method, queued.letter.notice.kind) == ("send", "privacy")
    assert await claim(tx) == []


async def test_of_two_cards_that_wait_the_first_stays_what_it_was(tx: Store) -> None:
    """Finished and handled again before Telegram has shown the first one."""
    ticket = await add_ticket(tx)
    cards = [letter(key, -1, ticket_id=ticket.id, card="card") for key in ("first", "second")]
    await tx.outbox.put(cards, NOW)
    edit = letter("edit", -1, method="edit", ticket_id=ticket.id, card="card", notice=Notice("privacy"))
    await tx.outbox.refresh_card(edit, NOW)
    left = [(queued.letter.key, queued.letter.notice.kind) for queued in (await one(tx), await one(tx, ()))]
    assert left == [("first", cards[0].notice.kind), ("second", "privacy")]


async def test_a_card_under_way_gets_its_edit_afterwards(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.outbox.put([letter("card", -1, ticket_id=ticket.id, card="card")], NOW)
    await claim(tx)
    await tx.outbox.refresh_card(letter("edit", -1, method="edit", ticket_id=ticket.id, card="card"), NOW)
    assert await claim(tx) == ["edit"]


async def test_edits_of_an_old_card_do_not_wait_for_the_new_one(tx: Store) -> None:
    ticket = await add_ticket(tx)
    for chat in (-1, -2):
        await tx.outbox.refresh_card(
            letter(f"e{chat}", chat, Priority.EDIT, method="edit", ticket_id=ticket.id, card="card"), NOW
        )
    await tx.outbox.drop_edits([Spot(ticket.id, Room(-1))])
    await tx.outbox.put([letter("new card", -1, ticket_id=ticket.id, card="card")], NOW)
    assert await claim(tx) == ["new card", "e-2"]


async def test_edits_stay_in_their_chat_and_ticket(tx: Store) -> None:
    one_, other = await add_ticket(tx), await add_ticket(tx)
    await tx.outbox.put([letter("a", -1, ticket_id=one_.id, card="card")], NOW)
    await tx.outbox.refresh_card(letter("b", -2, method="edit", ticket_id=one_.id, card="card"), NOW)
    await tx.outbox.refresh_card(letter("c", -1, method="edit", ticket_id=other.id, card="card"), NOW)
    assert await tx.outbox.counts() == {"queued": 3}


async def test_a_deleted_card_is_sent_anew(tx: Store) -> None:
    await tx.outbox.put([letter("edit", -1, method="edit", message_id=9)], NOW)
    queued = await one(tx)
    await tx.outbox.resend_as_new(queued.id)
    again = await one(tx)
    assert (again.letter.method, again.letter.message_id) == ("send", None)


async def test_what_waits_follows_a_group_that_moved(tx: Store) -> None:
    await tx.outbox.put([letter("sent", -1)], NOW)
    await tx.outbox.sent((await one(tx)).id, 5, NOW)
    await tx.outbox.put([letter("under way", -1), letter("waits", -1), letter("other", -9)], NOW)
    under_way = await tx.outbox.claim(SOON, 1, ())
    await tx.forwarding.to_new_chat(-1, -100)
    await tx.outbox.again(under_way[0].id, 0, NOW, "moved")
    found = [(q.letter.key, q.letter.chat_id) for q in await tx.outbox.claim(SOON, 9, ())]
    assert found == [("under way", -100), ("other", -9)]


async def test_what_cannot_be_delivered_waits_for_a_person(tx: Store) -> None:
    await tx.outbox.put([letter("a", 1), letter("b", 2), letter("c", 3)], NOW)
    for queued in await tx.outbox.claim(SOON, 9, ()):
        await tx.outbox.give_up(queued.id, "Forbidden: " + "x" * 600)
    lost = await tx.outbox.undelivered()
    assert [(u.chat_id, u.kind, len(u.error)) for u in lost] == [(1, "help", 500), (2, "help", 500), (3, "help", 500)]
    assert await claim(tx) == []
    assert await tx.outbox.retry(SOON, chat_id=2) == 1
    assert await tx.outbox.retry(SOON, id_=lost[2].id) == 1
    assert await claim(tx) == ["b", "c"]
    assert await tx.outbox.retry(SOON) == 1


async def test_an_expired_answer_is_no_lost_letter(tx: Store) -> None:
    await tx.outbox.put([letter("a", 1, method="answer", query_id="1")], NOW)
    await tx.outbox.give_up((await one(tx)).id, "expired", state="expired")
    assert await tx.outbox.undelivered() == []
    assert await tx.outbox.retry(SOON) == 0


@pytest.mark.parametrize("under_way", [False, True])
async def test_what_was_recalled_never_leaves(tx: Store, under_way: bool) -> None:
    ticket = await add_ticket(tx)
    await tx.outbox.put([letter("card", -1, ticket_id=ticket.id, card="card")], NOW)
    queued = await one(tx) if under_way else None
    await tx.outbox.recall([Spot(ticket.id, Room(-1))])
    if queued is not None:
        await tx.outbox.again(queued.id, 1, NOW, "429")
        await tx.outbox.resend_as_new(queued.id)
    assert await claim(tx) == []
    assert await tx.outbox.recover() == 0


async def test_what_arrived_although_recalled_is_known(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.outbox.put([letter("card", -1, ticket_id=ticket.id, card="card")], NOW)
    queued = await one(tx)
    await tx.outbox.recall([Spot(ticket.id, Room(-1))])
    assert not await tx.outbox.sent(queued.id, 5, NOW)


async def test_an_old_card_is_emptied_although_its_room_is_left_a_second_time(tx: Store) -> None:
    ticket = await add_ticket(tx)
    gone = letter("left", -1, ticket_id=ticket.id, card="left", method="edit", message_id=5)
    await tx.outbox.put([gone, letter("card", -1, ticket_id=ticket.id, card="card")], NOW)
    await tx.outbox.recall([Spot(ticket.id, Room(-1))])
    assert await claim(tx) == ["left"]


async def test_a_recall_touches_its_ticket_and_chats_alone(tx: Store) -> None:
    one_, other = await add_ticket(tx), await add_ticket(tx)
    await tx.outbox.put(
        [
            letter("here", -1, ticket_id=one_.id, card="card"),
            letter("elsewhere", -2, ticket_id=one_.id, card="card"),
            letter("another", -3, ticket_id=other.id, card="card"),
        ],
        NOW,
    )
    await tx.outbox.recall([Spot(one_.id, Room(-1))])
    assert await claim(tx) == ["elsewhere", "another"]


async def test_pictures_that_come_together_leave_together(tx: Store) -> None:
    ticket = await add_ticket(tx)
    for number in range(12):
        pictures = letter(f"p{number}", -1, method="media", ticket_id=ticket.id, card="pictures",
                          notice=Notice("pictures", media=(number,)))  # fmt: skip
        await tx.outbox.join_pictures(pictures, NOW)
    first = await one(tx)
    assert first.letter.notice.media == tuple(range(10))
    await tx.outbox.sent(first.id, 1, NOW)
    assert (await one(tx)).letter.notice.media == (10, 11)
