"""What a handler asks of the desk above him: to return a ticket, more time, a pause, to leave it out of the figures."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """退单, 延期, 挂起, 剔除, and what needs a second person: 无效件, 已尽责结案."""

    RETURN = "return"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    EXCLUSION = "exclusion"
    INVALID = "invalid"
    DONE_DUTY = "done_duty"


@dataclass(frozen=True, slots=True)
class Request:
    """One request and, once decided, its answer.

    ``reason`` is a code of routing_rules/, ``note_id`` the words; ``node_id`` is who it is for (退单), ``extra`` the
    limit ("2wd", 延期) or the last day ("2026-12-01", 挂起) that is asked for. ``desk_id`` decides, by ``due_at``.
    """

    id: int
    ticket_id: int
    kind: Kind
    round: int
    asker_id: int
    reason: str
    note_id: int | None
    node_id: int | None
    extra: str
    desk_id: int
    at: datetime
    due_at: datetime
    next_at: datetime | None
    decided_at: datetime | None
    decider_id: int | None
    granted: bool | None
    answer_id: int | None
