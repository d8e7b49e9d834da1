"""A notice is kept as plain values and comes back as it was."""

import json
from dataclasses import asdict

from bot.domain.notices import Action, Notice, Press
from bot.storage.notice_rows import from_json, to_json

NOTICE = Notice(
    "card",
    {"number": "GD20261122-0001", "count": 2},
    ((Press(Action.SIGN, 7, 3, "a", "b"), Press(Action.MORE, 7)), (Press(Action.DETAIL, 7),)),
    (Notice("line", {"count": 1}, lines=(Notice("inner"),)),),
    (1, 2),
    True,
    "finish:x",
)


def test_it_comes_back_as_it_was() -> None:
    assert from_json(json.loads(json.dumps(to_json(NOTICE)))) == NOTICE


def test_every_field_is_kept() -> None:
    assert json.dumps(to_json(NOTICE)) == json.dumps(asdict(NOTICE))
