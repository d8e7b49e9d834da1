"""What came of every send, counted, and how long people waited for the first word."""

from collections import deque
from datetime import datetime

from bot.chat.sending import CardGone, Expired, Later, Moved, Refused, Result, Sent
from bot.clock import Clock
from bot.domain.notices import Priority
from bot.measures import Measures
from bot.storage.outbox import Letter, Queued

REMEMBERED = 1000
"""Updates whose first answer was seen; later answers to them are not counted again."""


class SendMeter:
    """Told of every send by the sender."""

    def __init__(self, measures: Measures, clock: Clock) -> None:
        self._measures = measures
        self._clock = clock
        self._answered: deque[tuple[int, datetime]] = deque(maxlen=REMEMBERED)

    def note(self, queued: Queued, result: Result) -> None:
        letter = queued.letter
        self._measures.sends.labels(letter.method, outcome(letter, result)).inc()
        if isinstance(result, Sent) and queued.received_at is not None:
            self._waited(letter, queued.received_at)

    def _waited(self, letter: Letter, received_at: datetime) -> None:
        seconds = (self._clock.now() - received_at).total_seconds()
        if _is_alarm(letter):
            self._measures.alarm_seconds.observe(seconds)
        elif (answered := (letter.chat_id, received_at)) not in self._answered:
            self._answered.append(answered)
            self._measures.answer_seconds.observe(seconds)


def outcome(letter: Letter, result: Result) -> str:
    """The value of the label ``result``."""
    match result:
        case Sent():
            return "sent"
        case Later(seconds=None):
            return "retried"
        case Later():
            return "429"
        case Moved():
            return "moved"
        case CardGone():
            return "card_gone"
        case Expired():
            return "expired"
        case Refused(unreachable=True):
            return "blocked" if letter.chat_id > 0 else "gone"
        case Refused():
            return "failed"


def _is_alarm(letter: Letter) -> bool:
    return letter.card == "alarm" or (letter.card == "card" and letter.priority is Priority.DANGER)
