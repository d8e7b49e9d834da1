"""What kinds of matter there are: the second-level categories a ticket may have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.org import Role


class Profile(StrEnum):
    """Response profile (handbook §5): which set of clocks a ticket runs under."""

    AT_ONCE = "E0"
    URGENT = "E1"
    NORMAL = "N"
    CALM = "C"
    MEDIATION = "M"


class Urgency(StrEnum):
    """How urgent a category is by itself."""

    EXTREME = "特急"
    URGENT = "紧急"
    NORMAL = "一般"
    CALM = "平件"


@dataclass(frozen=True, slots=True)
class Category:
    """One second-level category. ``code``: four digits, the first two are the ``group`` (first level).

    ``handle_limit``: a number with ``h`` (hours), ``d`` (days) or ``wd`` (working days); ``stage_limits``: its own for
    ``sign``, ``contact`` or ``arrive`` (到场), where a law or a pledge says so. A ``sealed`` category may
    be seen by the roles in ``sealed_to`` only and never reaches a grid's group. ``wants_photo``: finishing the work
    should show a picture.
    """

    code: str
    name: str
    group: str
    group_name: str
    department: str
    urgency: Urgency
    profile: Profile
    handle_limit: str
    sealed_to: tuple[Role, ...] = ()
    wants_photo: bool = False
    stage_limits: Mapping[str, str] = field(default_factory=dict)

    @property
    def sealed(self) -> bool:
        return bool(self.sealed_to)
