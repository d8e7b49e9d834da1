"""understand and rules …: the shipped rules from the command line."""

import json
import shutil
from pathlib import Path

from bot.config import ROOT
from tests.unit.commands.conftest import Command


def test_every_line_is_answered_in_its_order(yigetong: Command) -> None:
    rows = [{"id": str(n), "text": text} for n, text in enumerate(["路灯坏了三天", "", "谢谢", "楼上漏水到我家客厅"])]
    letters = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    streamed = yigetong("understand", stdin=letters)
    assert streamed.code == 0
    answers = [json.loads(line) for line in streamed.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["0", "1", "2", "3"]
    assert answers[0]["category"]
    assert answers[2]["smalltalk"]


def test_a_broken_line_is_an_error_among_answers(yigetong: Command, folder: Path) -> None:
    lines = b'{"id":"a","text":"\xff\xfe"}\nno json\n[1]\n{"id":"b"}\n{"id":"c","text":"\\ud800 \\u0000"}\n'
    (folder / "letters.jsonl").write_bytes(lines)
    answer = yigetong("understand", "letters.jsonl")
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 1
    assert ["error" in row for row in found] == [False, True, True, True, False]


def test_an_explanation_names_category_words_and_runner_up(yigetong: Command) -> None:
    told = yigetong("rules", "explain", "楼道的灯坏了，物业也不来修")
    assert told.code == 0
    assert told.out.startswith("类别: ")
    found = json.loads(yigetong("rules", "explain", "楼道的灯坏了，物业也不来修", "--json").out)
    assert len(found["choices"]) >= 2
    assert found["choices"][0]["words"]


def test_findings_have_file_and_line(yigetong: Command, folder: Path) -> None:
    shutil.copytree(ROOT / "routing_rules", folder / "rules", ignore=shutil.ignore_patterns("samples", "leanings"))
    (folder / "words" / "zh-Hans").mkdir(parents=True)
    broken = folder / "rules" / "categories" / "03.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "\n  '0399': {colour: red}\n", encoding="utf-8")
    (folder / ".env").write_text("RULES_DIR=rules\nLOCALES_DIR=words\n", encoding="utf-8")
    told = yigetong("rules", "check")
    assert told.code == 1
    assert "rules/categories/03.yaml:" in told.out
    found = json.loads(yigetong("rules", "check", "--json").out)
    assert any(row["file"].endswith("03.yaml") and row["line"] > 1 for row in found)


def test_the_wording_is_checked_too(yigetong: Command, folder: Path) -> None:
    shutil.copytree(ROOT / "locales", folder / "words")
    english = folder / "words" / "en" / "group.ftl"
    english.write_text(english.read_text(encoding="utf-8").replace("card-moved =", "card-mooved ="), encoding="utf-8")
    (folder / ".env").write_text("LOCALES_DIR=words\nRULES_DIR=none\n", encoding="utf-8")
    told = yigetong("rules", "check")
    assert told.code == 1
    assert f"{told.out.count(': error: ')} " in told.err
    assert "words/en/group.ftl:1:1: error: card-moved is missing, see zh-Hans/group.ftl:" in told.out
    assert "card-mooved is not in zh-Hans" in told.out


def test_labels_are_measured_and_a_line_without_one_is_named(yigetong: Command, folder: Path) -> None:
    good = {"key": "1", "title": None, "text": "路灯坏了三天，晚上漆黑", "category": "0401"}
    (folder / "labels.jsonl").write_text(json.dumps(good) + "\n", encoding="utf-8")
    assert yigetong("rules", "eval", "labels.jsonl").out.startswith("条数: 1\n")
    (folder / "labels.jsonl").write_text(json.dumps(good) + '\n{"text": "x"}\n', encoding="utf-8")
    told = yigetong("rules", "eval", "labels.jsonl")
    assert told.code == 1
    assert "第 2 行" in told.err
