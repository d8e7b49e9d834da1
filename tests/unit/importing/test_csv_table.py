"""The file as a table: encodings, line ends, quotes, columns."""

import pytest

from bot.domain.csv_table import read_table
from bot.domain.importing import Problem

COLUMNS = ("code", "name")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_spelling_of_a_file_gives_the_same_rows(encoding: str, end: str) -> None:
    text = end.join([" Code ,NAME", "", 'A," 松岭, 镇 "', ",,,", "B,张　三"])
    table = read_table(text.encode(encoding), COLUMNS)
    assert [(row.number, row["code"], row["name"]) for row in table.rows] == [(3, "A", "松岭, 镇"), (5, "B", "张三")]
    assert table.findings == ()


def test_gbk_is_read_and_said() -> None:
    table = read_table("code,name\nA,丹江街道".encode("gbk"), COLUMNS)
    assert table.rows[0]["name"] == "丹江街道"
    assert [finding.problem for finding in table.findings] == [Problem.READ_AS_GBK]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"\n \n", Problem.EMPTY),
        (b"code,name\n", Problem.EMPTY),
        (b"PK\x03\x04rest", Problem.SPREADSHEET),
        ("code,name\nA,丹江".encode("utf-16"), Problem.NOT_TEXT),
        (b"\x80\xff\xff", Problem.NOT_TEXT),
    ],
)
def test_what_is_no_table_is_named(data: bytes, problem: Problem) -> None:
    table = read_table(data, COLUMNS)
    assert (table.rows, [finding.problem for finding in table.findings]) == ((), [problem])


def test_columns_may_come_in_any_order_and_unknown_ones_are_ignored() -> None:
    table = read_table(b"name,note,code\nOak,x,A", COLUMNS)
    assert dict(table.rows[0].cells) == {"code": "A", "name": "Oak"}
    assert [(f.row, f.column, f.problem) for f in table.findings] == [(1, "note", Problem.COLUMN_UNKNOWN)]


def test_missing_and_double_columns_are_named() -> None:
    table = read_table(b"code,code\nA,B", COLUMNS)
    assert [(f.column, f.problem) for f in table.findings] == [
        ("name", Problem.COLUMN_MISSING),
        ("code", Problem.COLUMN_TWICE),
    ]
    assert table.rows == ()


def test_short_lines_are_filled_and_long_ones_named() -> None:
    table = read_table(b"code,name\nA\nB,b,,\nC,c,d", COLUMNS)
    assert [row["name"] for row in table.rows] == ["", "b", "c"]
    assert [(f.row, f.problem) for f in table.findings] == [(4, Problem.CELLS_TOO_MANY)]


def test_an_open_quote_is_found_where_it_begins_to_hurt() -> None:
    table = read_table(b'code,name\nA,a\n\nB,"b\nC,c', COLUMNS)
    assert [(f.row, f.problem) for f in table.findings] == [(4, Problem.BROKEN_CSV)]
    assert table.rows == ()
