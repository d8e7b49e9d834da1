"""A notice as it is kept in a row of the outbox."""

from typing import Any

from bot.domain.notices import Action, Notice, Press


def to_json(notice: Notice) -> dict[str, Any]:
    """As ``dataclasses.asdict``, which copies every word of it and takes ten times as long."""
    return {
        "kind": notice.kind,
        "args": dict(notice.args),
        "buttons": [[_plain(press) for press in row] for row in notice.buttons],
        "lines": [to_json(line) for line in notice.lines],
        "media": list(notice.media),
        "reply": notice.reply,
        "answers": notice.answers,
    }


def _plain(press: Press) -> dict[str, Any]:
    return {
        "action": press.action.value,
        "subject": press.subject,
        "version": press.version,
        "choice": press.choice,
        "label": press.label,
    }


def from_json(data: dict[str, Any]) -> Notice:
    rows = tuple(tuple(_press(press) for press in row) for row in data["buttons"])
    lines = tuple(from_json(line) for line in data["lines"])
    return Notice(data["kind"], data["args"], rows, lines, tuple(data["media"]), data["reply"], data["answers"])


def _press(data: dict[str, Any]) -> Press:
    return Press(Action(data["action"]), data["subject"], data["version"], data["choice"], data["label"])
