"""Orders that a handler gives by word, in reply to a card or to our question."""

from enum import StrEnum


class Verb(StrEnum):
    """签收 · 到场 · 办结 · 退单 · 延期 · 上报 · 下调 · 协办 … The words for each stand in routing_rules/intake.yaml."""

    SIGN = "sign"
    ARRIVE = "arrive"
    FINISH = "finish"
    ASK = "ask"
    ASSIST = "assist"
    REPORT_UP = "report_up"
    HAND_DOWN = "hand_down"
    ON_ACCOUNT = "shelf"
    ASSIGN = "assign"
    STRIKE = "strike"
    SUPERVISE = "supervise"
    ANSWER = "answer"
    FAIL = "fail"
    DONE_DUTY = "done_duty"
    REOPEN = "reopen"
    ANSWER_AGAIN = "answer_again"
    UNDO = "undo"
    RETURN = "return"
    EXTEND = "extend"
    DENY = "deny"
    EXCLUDE = "exclude"
    OBJECT = "object"
    CONTACT = "contact"
    SPLIT = "split"
    MERGE = "merge"


PROMPT = "prompt"
"""Kind of card of a question that an order answers: ``prompt:finish``, with what was chosen before behind it."""


def prompt_of(answers: str) -> str:
    return f"{PROMPT}:{answers}"


def asked_by(kind: str) -> tuple[Verb, str] | None:
    """The verb that an answer to a card of this ``kind`` gives, and what was chosen before; None: it asked nothing."""
    name, _, rest = kind.partition(":")
    verb, _, choice = rest.partition(":")
    return (Verb(verb), choice) if name == PROMPT and verb else None
