"""Callback data: ``action:subject:version:choice``, at most 64 bytes, clickable for ever and checked on every press."""

import re

from bot.domain.errors import Forged, id_in
from bot.domain.notices import Action, Press

_FORM = re.compile(r"([a-z]{2}):([0-9]{1,15}):([0-9]{1,9}):([A-Za-z0-9_-]{0,24})", re.ASCII)
_KNOWN = {action.value for action in Action}


def encode(press: Press) -> str:
    return f"{press.action.value}:{press.subject}:{press.version}:{press.choice}"


def node_of(press: Press) -> int:
    """The id (of a node, a ticket) that was chosen; Forged where the choice is none."""
    return id_in(press.choice)


def decode(data: str) -> Press:
    """What was pressed; Forged for anything :func:`encode` could not have made."""
    match = _FORM.fullmatch(data)
    if match is None or match[1] not in _KNOWN:
        raise Forged
    return Press(Action(match[1]), int(match[2]), int(match[3]), match[4])
