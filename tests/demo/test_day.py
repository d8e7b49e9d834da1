"""A whole day, acted by the demo's own script: what everybody read, and what it came to.

The transcripts in golden/ are the story; after a change that is meant, write them anew with UPDATE_GOLDEN=1.
"""

import asyncio
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Lend
from tests.demo.played import Played, play

GOLDEN = Path(__file__).parent / "golden"
DIGEST = "日调度"

pytestmark = pytest.mark.xdist_group("day")  # played once for all tests


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, lend_cache: Lend) -> Played:
    return asyncio.run(play(lend_cache(tmp_path_factory.mktemp("day"))))


def test_everything_the_script_expects_came_about(day: Played) -> None:
    assert day.missed == []
    assert day.steps > 100


@pytest.mark.parametrize("kind", ["residents", "groups", "office"])
def test_everybody_reads_what_the_story_says(day: Played, kind: str) -> None:
    told = _story(day, kind)
    file = GOLDEN / f"{kind}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


def test_every_complaint_ends_as_the_summary_says(day: Played) -> None:
    states = Counter(row["state"] for row in day.rows)
    figures = day.summary["figures"]
    assert len(day.rows) == len(day.summary["tickets"]) == figures["new"] == 23
    assert states["closed"] + states["pending_survey"] == figures["done"] == figures["done_today"] == 14
    assert states["withdrawn"] + states["merged"] == figures["dropped"] == 1 + 2
    assert figures["open"] == 23 - 14 - 3
    assert [ticket["number"] for ticket in day.summary["tickets"]] == [row["number"] for row in day.rows]


def test_the_evening_digest_has_the_same_figures(day: Played) -> None:
    digest = next(line for line in reversed(day.chats["柳佩兰"]) if DIGEST in line)
    figures = day.summary["figures"]
    assert f"今日新增 {figures['new']} 件，今日办结 {figures['done_today']} 件" in digest
    assert f"{figures['rate']}（{figures['done']}/{figures['owed']}）" in digest
    assert f"已超时 {figures['overdue']} 件" in digest


def test_morning_and_evening_digests_reach_every_supervisor(day: Played) -> None:
    for name in ("柳佩兰", "姚竹君", "赵富贵"):
        digests = [line for line in day.chats[name] if DIGEST in line]
        assert [line[:5] for line in digests] == ["08:00", "17:30"], name


def test_in_danger_the_number_to_call_stands_first(day: Played) -> None:
    answer = next(line for line in day.chats["孙阿姨"] if "煤气" not in line and line >= "09:14")
    assert re.match(r"09:14 一格通: 请先离开屋子，到室外再打 119", answer)
    for name in ("丹桂社区第二网格", "冯庆丰", "赵富贵", "姚竹君"):
        assert any("特急" in line for line in day.chats[name]), name


def test_a_sealed_report_never_shows_in_a_group(day: Played) -> None:
    sealed = next(row["number"] for row in day.rows if row["sealed_role"])
    readers = {name for name, lines in day.chats.items() if any("好处费" in line for line in lines)}
    assert readers == {"老实人", "何翠萍"}
    assert not any("好处费" in call or sealed in call for call in day.to_groups)
    assert "category" not in next(told for told in day.summary["tickets"] if told["sealed"])


def test_the_late_chief_is_reminded_twice_then_reported(day: Played) -> None:
    told = "\n".join(day.chats["东门社区第一网格"])
    assert re.findall(r"(\d\d:\d\d) 一格通: ([⏳⏰❗])", told) == [("09:11", "⏳"), ("09:29", "⏰"), ("09:41", "❗")]
    assert any("请督促东门社区第一网格" in line for line in day.chats["席思远"])


def test_the_dissatisfied_resident_is_served_again(day: Played) -> None:
    again = [row for row in day.rows if row["round"] > 1]
    assert [(row["round"], row["state"]) for row in again] == [(2, "closed")]


def test_silence_is_not_taken_for_happiness(day: Played) -> None:
    waiting = [row["number"] for row in day.rows if row["state"] == "pending_survey"]
    told = {ticket["number"]: ticket for ticket in day.summary["tickets"]}
    assert waiting
    assert all(told[number]["rating"] is None for number in waiting)


def test_nothing_was_sent_that_telegram_refuses(day: Played) -> None:
    assert day.violations == []


def _story(day: Played, kind: str) -> str:
    """Every chat of a kind. Of the office only those that read more than a digest."""
    parts = []
    for name in sorted(day.chats):
        lines = [line for line in day.chats[name] if kind != "groups" or DIGEST not in line]
        quiet = kind == "office" and all(DIGEST in line for line in lines) and name != "柳佩兰"
        if day.kinds[name] == kind and lines and not quiet:
            parts.append(f"== {name}\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
