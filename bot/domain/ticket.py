"""The ticket: what is known of one matter (handbook §1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.life import Event, State, Who
from bot.domain.org import Role
from bot.domain.transitions import leads_to


class Result(StrEnum):
    """How a handling ended (handbook §3, 23): 已解决, 部分解决, 解释说明, 转长期项目."""

    SOLVED = "solved"
    PARTIAL = "partial"
    EXPLAINED = "explained"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Ticket:
    """工单. ``node_id`` is where the matter lies, ``owner_id`` the node that answers for it now.

    ``public_text`` is masked and fit for a group; the original is a note of its own that can be erased.
    ``round`` counts handlings (重办 adds one), ``version`` every change. All times are UTC. ``designated``: a desk has
    said whose it is, it cannot be returned again. ``wake_at``: when a paused ticket (待补充, 挂起, 挂账) must go on, or
    a finished one must be checked, judged or looked at again. ``reworks`` counts failed checks (返工).
    ``supervised``: the grade of 督办 that waits for an answer until ``answer_by``. ``excluded``: why no rate counts it
    (剔除).
    """

    id: int
    number: str
    petitioner_id: int
    category: str
    intent: str
    profile: str
    sure: bool
    sealed_role: Role | None
    danger: bool
    public_text: str
    place_text: str
    node_id: int
    owner_id: int
    state: State
    round: int
    version: int
    created_at: datetime
    signed_at: datetime | None
    signer_id: int | None
    contacted_at: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None
    sign_due_at: datetime | None
    due_at: datetime | None
    rules_version: str
    result: Result | None = None
    returns: int = 0
    asks: int = 0
    designated: bool = False
    merged_into_id: int | None = None
    parent_id: int | None = None
    wake_at: datetime | None = None
    extended_at: datetime | None = None
    supervised: str | None = None
    answer_by: datetime | None = None
    reworks: int = 0
    excluded: str | None = None

    @property
    def sealed(self) -> bool:
        """保密: only holders of ``sealed_role`` at the owner may read and handle it."""
        return self.sealed_role is not None


def after(ticket: Ticket, event: Event, who: Who) -> State:
    """The state that ``event`` leads to; WrongState when the table has no such arrow for ``who``."""
    return leads_to(ticket.number, ticket.state, event, who)
