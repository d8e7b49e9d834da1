"""Names that the rules give: of reasons, of the grades of 督办, of meetings, by list and code (``returns-area``)."""

from bot.domain.escalation import LadderPolicy
from bot.domain.life_policy import LifePolicy
from bot.domain.meetings import MeetingPolicy

GRADE, MEETING = "grade", "meeting"


def name_of(reason: str, life: LifePolicy, ladder: LadderPolicy, meetings: MeetingPolicy) -> str:
    """The code itself where the rules do not have it any more."""
    listed, _, code = reason.partition("-")
    if listed == GRADE:
        return ladder.grades[code].name if code in ladder.grades else code
    return meetings.name(code) if listed == MEETING else life.reason_name(reason)
