"""States of a ticket, what can happen to it, and in what capacity people act (handbook §3)."""

from enum import StrEnum


class State(StrEnum):
    """The 12 primary states and the 5 ends of handbook §3."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    RETURN_REVIEW = "return_review"
    HANDLING = "handling"
    SUSPENDED = "suspended"
    PENDING_REVIEW = "pending_review"
    PENDING_SURVEY = "pending_survey"
    ON_ACCOUNT = "on_account"
    CLOSED = "closed"
    ARCHIVED = "archived"
    REJECTED = "rejected"
    REFERRED = "referred"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    INVALID = "invalid"


UNSIGNED = frozenset({State.ACCEPTED, State.DISPATCHED})
"""Nobody has taken it yet."""

PAUSED = frozenset({State.DRAFT, State.SUSPENDED, State.ON_ACCOUNT})
"""Work is owed, no clock runs; each wakes at ``wake_at``."""

RUNNING = UNSIGNED | {State.SUBMITTED, State.RETURN_REVIEW, State.HANDLING}
"""Work is owed and its clocks run, also while a return is looked at (首接负责)."""

OPEN = RUNNING | PAUSED
"""Work is still owed. A finished ticket under check or survey is done for 办结率 (handbook §7)."""

DROPPED = frozenset({State.REJECTED, State.REFERRED, State.MERGED, State.WITHDRAWN, State.INVALID})
"""The five ends: counted, never scored."""

ENDED = DROPPED | {State.CLOSED, State.ARCHIVED}
"""Nothing more is done, unless a closed one is reopened or a merge undone."""


class Event(StrEnum):
    """What moves a ticket or is written into its history."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REJECT = "reject"
    REFER = "refer"
    MERGE = "merge"
    UNMERGE = "unmerge"
    SPLIT = "split"
    LINK = "link"
    ASK = "ask"
    ANSWER = "answer"
    DISPATCH = "dispatch"
    CLAIM = "claim"
    SIGN = "sign"
    RETURN = "return"
    UPHOLD = "uphold"
    REFUSE = "refuse"
    REMIND = "remind"
    ARRIVE = "arrive"
    PROGRESS = "progress"
    ASSIST = "assist"
    ASSISTED = "assisted"
    WHISTLE = "whistle"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    ON_ACCOUNT = "on_account"
    OFF_ACCOUNT = "off_account"
    FINISH = "finish"
    PASS_REVIEW = "pass_review"
    FAIL_REVIEW = "fail_review"
    CLOSE = "close"
    REHANDLE = "rehandle"
    CLOSE_DONE = "close_done"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"
    INVALIDATE = "invalidate"
    AMEND = "amend"
    RECLASSIFY = "reclassify"
    SEAL = "seal"
    SUPPLEMENT = "supplement"
    CHASE = "chase"
    ALARM = "alarm"
    ESCALATE = "escalate"
    REPORT_UP = "report_up"
    HAND_DOWN = "hand_down"
    ASSIGN = "assign"
    SUPERVISE = "supervise"
    REQUEST = "request"
    DECLINE = "decline"
    APPEAL = "appeal"
    EXCLUDE = "exclude"
    INCLUDE = "include"
    UNDO = "undo"
    LOOK = "look"
    MEDIATE = "mediate"


class Who(StrEnum):
    """In what capacity somebody acts; ``permits.capacities`` says which ones a person has.

    ``SUPERIOR``: a desk strictly above the owner; ``UPPER``: such a desk of a town or the county;
    ``INSPECTOR``: a desk or a grid member who is not the handler; ``LEADER`` reads what lies below him and supervises.
    ``MEETING``: nobody alone, what a meeting has decided.
    """

    SYSTEM = "system"
    PETITIONER = "petitioner"
    HANDLER = "handler"
    DESK = "desk"
    SUPERIOR = "superior"
    UPPER = "upper"
    INSPECTOR = "inspector"
    LEADER = "leader"
    MEETING = "meeting"
