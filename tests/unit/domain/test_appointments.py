"""When people meet: read in their words, and what is said before and after."""

from datetime import timedelta

import pytest

from bot.domain.appointments import Said, meeting_time, passed, steps
from tests.storage.county import town_hall
from tests.unit.deadlines.shipped import CALENDAR, local

POLICIES = town_hall()._policies
RULE, NUMBERS = POLICIES.disputes.rounds, POLICIES.life.numbers
NOW = local("2026-11-17 10:00")  # a Tuesday

READ = [
    ("今天下午3点 社区", "2026-11-17 15:00"),
    ("周三下午3点 社区调解室", "2026-11-18 15:00"),
    ("下周三上午九点半 村部", "2026-11-25 09:30"),
    ("明晚7点 网格驿站", "2026-11-18 19:00"),
    ("明天 3点 老书记工作室", "2026-11-18 15:00"),
    ("后天十点", "2026-11-19 10:00"),
    ("12月3日 14:30 街道", "2026-12-03 14:30"),
    ("1月8号上午10点", "2027-01-08 10:00"),
    ("周一中午12点", "2026-11-23 12:00"),
    ("8点 广场", "2026-11-18 08:00"),
    ("星期天晚上8點半", "2026-11-22 20:30"),
    ("3 pm today at the community's", "2026-11-17 15:00"),
    ("next Friday 9:15 am", "2026-11-27 09:15"),
    ("Wednesday 11 am", "2026-11-18 11:00"),
    ("社区调解室", ""),
    ("周三下午", ""),
    ("今天上午9点", ""),
    ("3号楼302", ""),
    ("25点", ""),
    ("2月30日 10点", "2026-11-18 10:00"),
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_the_time_in_a_sentence(text: str, wanted: str) -> None:
    found = meeting_time(text, RULE.words, NUMBERS, NOW, CALENDAR)
    assert found == (local(wanted) if wanted else None)


def test_what_is_said_of_a_meeting_in_order() -> None:
    met = local("2026-11-20 15:00")  # a Friday
    said = steps(met, RULE, CALENDAR)
    assert [(step.said, step.level) for step in said] == [
        (Said.SOON, 0), (Said.SOON, 0), (Said.ASK, 0), (Said.ABOVE, 1), (Said.ABOVE, 2),
    ]  # fmt: skip
    assert [met - said[0].at, met - said[1].at] == [timedelta(hours=24), timedelta(hours=2)]
    assert said[3].at == local("2026-11-23 18:00")
    assert [passed(said, step.at) for step in said] == [1, 2, 3, 4, 5]
