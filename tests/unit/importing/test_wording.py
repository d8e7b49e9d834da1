"""Every finding can be said: a message for each, and each finding brings what its message needs."""

from collections.abc import Iterator
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message

from bot.domain.csv_table import MAX_BYTES
from bot.domain.grid_rows import GridRow
from bot.domain.importing import Finding, Problem
from bot.domain.org import Level
from bot.domain.people_rows import parse_people
from bot.places.grid_rows import parse_grids
from tests.unit.importing.files import GRIDS_HEAD, NODES, grids, people, square

TEXT = (Path(__file__).parents[3] / "locales" / "zh-Hans" / "import.ftl").read_text(encoding="utf-8")

BAD_GRIDS = (
    b"",
    b"PK\x03\x04",
    b"x" * (MAX_BYTES + 1),
    b"\xff\xff",
    f"{GRIDS_HEAD},more,code\nA,云溪县,county,,,,,,,x".encode("gbk"),
    b'code\n"',
    grids("A,云溪县,county,,桂|丹桂路9-1号|丹桂,POINT (1 1)", "A,,city,,,", "A/,\x07,grid,,,", "B,甲镇,grid,X,丹桂,"),
    grids("T,甲镇,grid,,,", "C,乙,county,B,,", "B,乙,town,C,,", "D,丙,town,D,,", "E,丁,county,D,,"),
    grids("P,甲,county,,,POLYGON", f"Q,乙,county,,,{square(25, 115)}", f"R,丙,county,,,{square(615, 25)}"),
    grids(
        f"P,甲,county,,丹桂,{square(1, 1)}", f"Q,乙,county,,丹桂,{square(1, 1)}", f"R,丙,county,,,{square(115, 25, 0)}"
    ),
)
BAD_PEOPLE = (people("张三,KING,X,-1,x,", "张三,UNIT,A,7,2026-02-01,2026-01-01", "张三,UNIT,A,,,", "李四,UNIT,W,7,,"),)


def findings() -> Iterator[Finding]:
    existing = {"T": GridRow("T", "甲镇", Level.TOWN, "C"), "Z": GridRow("Z", "云溪县", Level.COUNTY, "")}
    for data in BAD_GRIDS:
        yield from parse_grids(data, existing).findings
    for data in BAD_PEOPLE:
        yield from parse_people(data, NODES).findings


def test_each_problem_has_one_message() -> None:
    body = FluentParser().parse(TEXT).body
    assert not [entry for entry in body if isinstance(entry, Junk)]
    assert sorted(entry.id.name for entry in body if isinstance(entry, Message)) == sorted(Problem)


def test_every_problem_occurs_and_is_rendered_whole() -> None:
    bundle = FluentBundle(["zh-Hans"])
    bundle.add_resource(FluentResource(TEXT))
    seen = set()
    for finding in findings():
        pattern = bundle.get_message(finding.problem).value
        assert pattern is not None
        _, errors = bundle.format_pattern(pattern, dict(finding.args))
        assert errors == []
        seen.add(finding.problem)
    assert seen == set(Problem)
