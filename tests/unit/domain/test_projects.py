"""长期项目: lists as people write and send them, replies that count, progress with its denominators."""

import pytest

from bot.domain.csv_table import read_rows
from bot.domain.projects import NewSite, Progress, Site, is_list, progress, read_tick, tabled, typed
from bot.usecases.sheets import sites_in
from bot.xlsx import sheet
from bot.xlsx_reading import NotASheet, rows

TYPED = [
    ("城东小学 14间", (NewSite("城东小学", 14, "间"),)),
    ("城东小学，14", (NewSite("城东小学", 14),)),
    ("城东小学\t14 间\n\n 第三中学：２０间 ", (NewSite("城东小学", 14, "间"), NewSite("第三中学", 20, "间"))),
    ("阳光小区3号楼", (NewSite("阳光小区3号楼"),)),
    ("阳光小区3号楼 6户", (NewSite("阳光小区3号楼", 6, "户"),)),
    ("East School 14", (NewSite("East School", 14),)),
    ("城东小学 14\n城东小学 15", (NewSite("城东小学", 15),)),
    ("城东小学 0", ()),
    ("长" * 61, ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_a_list_that_is_typed(text: str, expected: tuple[NewSite, ...]) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("城东小学 14间", False, True),
        ("城东小学 14间\n第三中学 20", False, True),
        ("城东小学\n第三中学", True, True),
        ("城东小学\n第三中学", False, False),
        ("谢谢", True, False),
        ("3号楼好了", False, False),
        ("", True, False),
    ],
)
def test_a_thank_you_is_no_site(text: str, first: bool, expected: bool) -> None:
    assert is_list(text, first=first) is expected


TABLES = [
    ([["学校", "教室"], ["城东小学", "14"], ["第三中学", "20"]], {"城东小学": 14, "第三中学": 20}),
    ([["序号", "学校", "教室", "备注"], ["1", "城东小学", "14", "先做"], ["2", "第三中学", "20.0", ""]],
     {"城东小学": 14, "第三中学": 20}),
    ([["城东小学", "14"]], {"城东小学": 14}),
    ([["城东小学"], ["第三中学"]], {"城东小学": 1, "第三中学": 1}),
    ([["", ""], ["1", "2"]], {}),
    ([], {}),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), TABLES)
def test_a_list_that_is_a_table(cells: list[list[str]], expected: dict[str, int]) -> None:
    assert {site.name: site.total for site in tabled(cells)} == expected
    assert {site.name: site.total for site in sites_in(sheet(cells))} == expected


def test_whatever_file_it_is() -> None:
    csv = "学校,教室\r\n城东小学,14\r\n"
    for content in (csv.encode(), csv.encode("gbk"), "城东小学 14间".encode()):
        assert [(site.name, site.total) for site in sites_in(content)] == [("城东小学", 14)]
    whole = sheet([["城东小学", "14"]])
    assert all(
        sites_in(whole[:n] + b"\xff" * 9 + whole[n + 9 :]) in ((), sites_in(whole)) for n in range(4, len(whole))
    )
    assert sites_in(b"PK\x03\x04 broken") == sites_in(b"\x00\xff") == sites_in(b"") == ()
    assert read_rows(b"\xd0\xcf\x11\xe0") == []


def test_a_sheet_of_strangers_is_not_expanded() -> None:
    from io import BytesIO
    from zipfile import ZipFile

    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><worksheet>&a;</worksheet>')
    with pytest.raises(NotASheet):
        rows(file.getvalue())


SITES = [Site(1, 1, "城东小学", 3, 14, None), Site(2, 1, "城东小学分校", 0, 6, None), Site(3, 1, "3号楼", 0, 1, None)]
WHOLE = ("全部", "all")
TICKS = [
    ("城东小学 12间", (1, 12)),
    ("城东小学12间", (1, 12)),
    ("城东小学：12", (1, 12)),
    ("城东小学 +3", (1, 6)),
    ("城东小学 ＋３间", (1, 6)),
    ("城东小学 99间", (1, 14)),
    ("城东小学 0", (1, 0)),
    ("城东小学 全部。", (1, 14)),
    ("城东小学分校 6", (2, 6)),
    ("3号楼 1", (3, 1)),
    ("城东小学", None),
    ("城东小学 快好了", None),
    ("第三中学 12", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), TICKS)
def test_a_reply_that_counts(text: str, expected: tuple[int, int] | None) -> None:
    tick = read_tick(text, SITES, WHOLE)
    assert (tick and (tick.site.id, tick.done)) == expected


def test_progress_has_denominators() -> None:
    assert progress([]) == Progress()
    assert not Progress().complete
    so_far = progress([Site(1, 1, "a", 14, 14, None), Site(2, 1, "b", 1, 6, None)])
    assert so_far == Progress(2, 1, 20, 15)
    assert so_far.half
    assert not so_far.complete
    assert progress([Site(1, 1, "a", 14, 14, None)]).complete
