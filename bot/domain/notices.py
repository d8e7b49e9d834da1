"""What to say and to whom: kinds and arguments, never rendered text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

Arg = str | int


class Priority(IntEnum):
    """Order in which waiting messages leave (architecture §2): smaller goes first."""

    DANGER = 0
    RECEIPT = 1
    ANSWER = 2
    CARD = 3
    EDIT = 4
    DIGEST = 5


class Action(StrEnum):
    """Every button there is. The value is the first field of the callback data, so it stays short."""

    SIGN = "sg"
    ARRIVE = "ar"
    FINISH = "fi"
    DETAIL = "dt"
    DISPATCH = "dp"
    DISPATCH_TO = "dq"
    CHANGE_CATEGORY = "cc"
    SET_CATEGORY = "sc"
    CHANGE_PLACE = "cp"
    SET_PLACE = "sl"
    SEAL = "se"
    WITHDRAW = "wd"
    CONFIRM_WITHDRAW = "wy"
    SUPPLEMENT = "sp"
    CHASE = "ch"
    DRAFT_WHAT = "dw"
    DRAFT_PLACE = "dl"
    DRAFT_DANGER = "dd"
    DRAFT_SEVERAL = "ds"
    DRAFT_SAME = "de"
    DRAFT_NEW = "dn"
    SOLVED = "so"
    RATE = "ra"
    HOME_ADD = "ha"
    HOME_REMOVE = "hr"
    HOME_BROWSE = "hb"
    BIND = "bi"
    REBIND = "bo"
    UNBIND = "bu"
    KEEP_BOUND = "bk"
    SPEAK = "la"
    RECLASSIFY = "rc"
    RECLASSIFY_AS = "rk"
    WHY = "wh"
    CORRECT = "co"
    ORIGINAL = "or"
    ORIGINAL_FOR = "of"


@dataclass(frozen=True, slots=True)
class Press:
    """A button: ``action`` on ``subject`` (ticket, draft or node id) as of ``version``.

    ``choice`` is what was chosen (a code, a node id, a grade); ``label`` a literal caption where the
    caption is data (a place's name) and not wording.
    """

    action: Action
    subject: int
    version: int = 0
    choice: str = ""
    label: str = ""


Rows = tuple[tuple[Press, ...], ...]


def in_rows(presses: Sequence[Press], width: int) -> Rows:
    """Buttons side by side, ``width`` in a row."""
    return tuple(tuple(presses[i : i + width]) for i in range(0, len(presses), width))


def instant(moment: datetime | None) -> str:
    """A time as an argument; the renderer puts it into everyday words."""
    return "" if moment is None else moment.isoformat()


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be rendered in the reader's language: message key, arguments, buttons, pictures.

    ``lines`` are rendered by their own keys and stand below the text. ``media`` are ids of stored media shown with
    it; ``reply`` opens the reader's keyboard as an answer.
    """

    kind: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    buttons: Rows = ()
    lines: tuple["Notice", ...] = ()
    media: tuple[int, ...] = ()
    reply: bool = False
