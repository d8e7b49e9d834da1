"""What came of a send, as a number: the label of each result, and whose waiting is timed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.measuring import SendMeter, outcome
from bot.chat.sending import CardGone, Expired, Later, Moved, Refused, Result, Sent
from bot.clock import Clock
from bot.domain.notices import Notice, Priority
from bot.domain.rooms import Trouble
from bot.measures import Measures
from bot.storage.outbox import Letter, Queued

SENT = Sent(5)
LETTER = Letter("key", 71, Notice("receipt"), Priority.RECEIPT)


@pytest.mark.parametrize(
    ("chat", "result", "label"),
    [
        (71, Sent(5), "sent"),
        (71, Later("network"), "retried"),
        (71, Later("429", 3.0), "429"),
        (-71, Moved(-100), "moved"),
        (-71, CardGone(), "card_gone"),
        (71, Expired(), "expired"),
        (71, Refused("Forbidden", Trouble.GONE), "blocked"),
        (-71, Refused("Forbidden", Trouble.GONE), "gone"),
        (71, Refused("Bad Request"), "failed"),
    ],
)
def test_every_result_has_a_label(chat: int, result: Result, label: str) -> None:
    measures = Measures()
    letter = replace(LETTER, chat_id=chat)
    assert outcome(letter, result) == label
    clock = Clock()
    SendMeter(measures, clock).note(Queued(1, letter, 0, clock.now()), result)
    assert measures.registry.get_sample_value("yigetong_sends_total", {"method": "send", "result": label}) == 1


def test_whose_waiting_is_timed() -> None:
    measures, clock = Measures(), Clock()
    meter = SendMeter(measures, clock)
    came = clock.now() - timedelta(seconds=4)

    def sent(letter: Letter, result: Result = SENT, *, caused: bool = True) -> None:
        meter.note(Queued(1, letter, 0, clock.now(), received_at=came if caused else None), result)

    def counted(name: str) -> float | None:
        return measures.registry.get_sample_value(f"yigetong_{name}_seconds_count")

    sent(LETTER, Later("network"))
    sent(LETTER, caused=False)
    assert counted("first_answer") == 0
    sent(LETTER)
    sent(LETTER)  # a second word on the same update
    sent(replace(LETTER, chat_id=72))
    assert counted("first_answer") == 2
    sent(replace(LETTER, priority=Priority.DANGER))  # a word to the resident is no alarm
    assert counted("alarm") == 0
    for card in ("card", "alarm"):
        sent(replace(LETTER, chat_id=-1, priority=Priority.DANGER, card=card))
    assert counted("alarm") == 2
    assert 4 <= (measures.registry.get_sample_value("yigetong_alarm_seconds_sum") or 0) / 2 < 60
