"""What to say and to whom: kinds and arguments, never rendered text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum, unique

Arg = str | int


class Priority(IntEnum):
    """Order in which waiting messages leave (architecture §2): smaller goes first."""

    DANGER = 0
    RECEIPT = 1
    ANSWER = 2
    CARD = 3
    EDIT = 4
    DIGEST = 5


@unique
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
    MORE = "mo"
    REJECT = "rj"
    REJECT_FOR = "rf"
    REFER = "re"
    REFER_TO = "rt"
    ASK = "as"
    INVALID = "in"
    INVALID_FOR = "if"
    MERGE = "me"
    MERGE_WITH = "mw"
    MERGE_INTO = "mt"
    UNMERGE = "um"
    UNMERGE_ONE = "uo"
    SPLIT = "sq"
    SPLIT_INTO = "si"
    UNSPLIT = "us"
    NOT_SOLVED = "ns"
    LIST = "li"
    LIST_PREV = "lp"
    LIST_NEXT = "lx"
    CONTACT = "kc"
    REVEAL = "kr"
    REVEAL_FOR = "kf"
    CORRECT = "co"
    ORIGINAL = "or"
    ORIGINAL_FOR = "of"
    ASSIST = "ya"
    ASSIST_WHO = "yb"
    SLIP_SIGN = "yc"
    SLIP_REPLY = "yd"
    SLIP_DONE = "ye"
    SLIP_DETAIL = "yf"
    WHISTLE = "xa"
    WHISTLE_GRADE = "xb"
    WHISTLE_UNIT = "xc"
    WHISTLE_MEET = "xd"
    WHISTLE_SEND = "xe"
    WHISTLE_DROP = "xf"
    WHISTLE_APPROVE = "xg"
    WHISTLE_DECLINE = "xh"
    CALL_SIGN = "xi"
    CALL_CONTACT = "xj"
    CALL_ARRIVE = "xk"
    CALL_REPORT = "xl"
    CALL_REFUSE = "xm"
    CALL_EXCUSE = "xn"
    CALL_INSIST = "xo"
    WHISTLE_END = "xp"
    SCORE_PROMPT = "xq"
    SCORE_ATTITUDE = "xr"
    SCORE_RESULT = "xs"
    SCORE_NEEDED = "xt"
    SCORE_PREPARED = "xu"
    REPORT_UP = "ru"
    HAND_DOWN = "hd"
    ON_ACCOUNT = "oa"
    ON_ACCOUNT_FOR = "qa"
    ON_ACCOUNT_UNTIL = "ou"
    OFF_ACCOUNT = "oo"
    MEETING_ADD = "ma"
    MEETING_ITEM = "mi"
    MEETING_LEAD = "ml"
    MEETING_LEAD_IS = "mn"
    MEETING_DAYS = "md"
    MEETING_REMOVE = "mr"
    STRIKE = "sk"
    SUPERVISE = "su"
    SUPERVISE_AS = "sv"
    ANSWER_SUPERVISION = "av"
    FINISH_AS = "fa"
    PASS = "pa"
    FAIL = "fl"
    JUDGE_REHANDLE = "jr"
    JUDGE_DONE = "jd"
    REOPEN = "ro"
    STILL_BROKEN = "sb"
    UNDO = "un"
    RETURN = "tr"
    RETURN_FOR = "tf"
    RETURN_TO = "tt"
    EXTEND = "ex"
    EXTEND_BY = "eb"
    EXTEND_FOR = "ef"
    SUSPEND = "qb"
    SUSPEND_FOR = "sf"
    SUSPEND_UNTIL = "sn"
    EXCLUDE = "qe"
    EXCLUDE_FOR = "qf"
    EXCLUDE_BACK = "qg"
    RESUME = "rs"
    GRANT = "gr"
    NAME_UNIT = "nu"
    DESIGNATE = "qc"
    DENY = "qd"
    OPEN_REQUEST = "oq"
    OBJECT = "ob"
    PROJECT_CHOOSE = "pi"
    PROJECT_LINK = "pl"
    PROJECT_OPEN = "po"
    PROJECT_SITES = "ps"
    PROJECT_PREV = "pp"
    PROJECT_NEXT = "pn"
    PROJECT_SITE = "pk"
    PROJECT_TICK = "pt"
    PROJECT_LEAD = "pe"
    PROJECT_LEAD_IS = "pf"
    PROJECT_DUE = "pg"
    PROJECT_DUE_IN = "ph"
    PROJECT_RENAME = "pj"
    PROJECT_CLOSE = "pm"
    PROJECT_CLOSE_NOW = "pq"
    PROJECT_CLOSE_BACK = "pr"
    MEDIATE = "za"
    MEDIATION_CARD = "zb"
    MEDIATOR = "zc"
    MEDIATOR_IS = "zd"
    MEDIATION_WORDS = "ze"
    MEDIATION_RISK = "zf"
    MEDIATION_TRACK = "zg"
    MEDIATION_TRACK_IS = "zh"
    MEDIATION_PAPERS = "zi"
    MEDIATION_PAPER = "zj"
    MEDIATION_FILES = "zk"
    MEDIATION_VISIT = "zl"
    MEDIATION_SKILL = "zm"
    REWARD = "zn"
    REWARD_AS = "zo"
    REWARD_APPROVE = "zp"
    REWARD_DECLINE = "zq"
    PARTY_LINKS = "zr"
    PARTY_AGREE = "zs"
    PARTY_REFUSE = "zt"


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


MOST_BUTTONS = 96
"""Telegram takes 100 in a message; some rows come from elsewhere. A place beyond them can still be typed."""


def in_rows(presses: Sequence[Press], width: int) -> Rows:
    """Buttons side by side, ``width`` in a row."""
    shown = presses[:MOST_BUTTONS]
    return tuple(tuple(shown[i : i + width]) for i in range(0, len(shown), width))


def instant(moment: datetime | None) -> str:
    """A time as an argument; the renderer puts it into everyday words."""
    return "" if moment is None else moment.isoformat()


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be rendered in the reader's language: message key, arguments, buttons, pictures.

    ``lines`` are rendered by their own keys and stand below the text. ``media`` are ids of stored media shown with
    it; ``reply`` opens the reader's keyboard as an answer, and ``answers`` says what a handler's answer is: a verb of
    ``domain/orders.py``, with a colon and what was chosen before.
    """

    kind: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    buttons: Rows = ()
    lines: tuple["Notice", ...] = ()
    media: tuple[int, ...] = ()
    reply: bool = False
    answers: str = ""
