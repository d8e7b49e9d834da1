"""A ticket to start from."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.life import State
from bot.domain.ticket import Ticket

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)

_PLAIN = Ticket(
    id=1, number="GD20261116-0001", petitioner_id=7, category="0401", intent="投诉", profile="N", sure=True,
    sealed_role=None, danger=False, public_text="楼道灯坏了", place_text="", node_id=4, owner_id=4,
    state=State.DISPATCHED, round=1, version=3, created_at=NOW, signed_at=None, signer_id=None, contacted_at=None,
    completed_at=None, closed_at=None, sign_due_at=None, due_at=None, rules_version="r1",
)  # fmt: skip


def ticket(state: State, **values: Any) -> Ticket:
    return replace(_PLAIN, state=state, **values)
