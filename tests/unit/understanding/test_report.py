"""What the commands print about readings."""

import json
from typing import Any

from bot.understanding.read import Reader
from bot.understanding.report import answer_lines, evaluate, evaluation_lines, explain_lines, to_json


def test_one_answer_has_the_keys_of_the_contract(reader: Reader) -> None:
    answer = to_json(reader.read("丹桂路12号门口路灯不亮,臭水也没人管"), id="a1")
    assert {
        "id", "category", "score", "confident", "alternatives", "intent", "danger", "danger_category", "matters",
        "places", "resolved", "smalltalk", "evidence",
    } <= set(answer)  # fmt: skip
    assert answer["id"] == "a1"
    assert answer["category"] == "0202"
    assert answer["danger"] is False
    assert answer["places"][0]["text"] == "丹桂路12号"
    assert len(answer["alternatives"]) <= 5


def test_lines_keep_their_order_and_broken_ones_are_answered(reader: Reader) -> None:
    lines = [
        '{"id": "1", "text": "停水了"}',
        "not json",
        '{"key": "k2", "title": "路灯不亮", "text": "好几天了"}',
        "",
        "[1, 2]",
        '{"id": "5", "text": 7}',
        '{"id": "6", "text": "你好"}',
    ]
    answers = [json.loads(line) for line in answer_lines(reader, lines)]
    assert [answer["id"] for answer in answers] == ["1", "", "k2", "", "5", "6"]
    assert [answer.get("category") for answer in answers] == ["0301", None, "0202", None, None, ""]
    assert all("error" in answers[place] for place in (1, 3, 4))


def test_evaluation_counts_alternates_and_lists_misses(reader: Reader) -> None:
    rows: list[dict[str, Any]] = [
        {"key": "a", "text": "路灯不亮", "category": "0202"},
        {"key": "b", "text": "停水了", "category": "0999", "alternates": ["0301"]},
        {"key": "c", "text": "电梯坏了", "category": "0301"},
        {"key": "d", "text": "你好", "category": "0301"},
    ]
    found = evaluate(reader, rows)
    assert (found.rows, found.first, found.nothing) == (4, 0.5, 0.25)
    assert [(miss.key, miss.wanted, miss.got) for miss in found.misses] == [("c", "0301", "0602"), ("d", "0301", "")]
    assert ("0301", "0602", 1) in found.confusions
    assert any("c  0301 → 0602" in line for line in evaluation_lines(found, str.upper))


def test_explanation_names_words_weights_and_runner_up(reader: Reader) -> None:
    explanation = reader.explain("昨晚又返水了,厨房全是脏水")
    assert explanation.choices[0].category == "0204"
    assert {reason.word: reason.weight for reason in explanation.choices[0].words}["返水"] > 0
    assert len(explanation.choices) > 1
    lines = list(explain_lines(explanation, lambda key: key))
    assert lines[0].startswith("explain-category: 0204")
    assert lines[1].startswith("explain-runner-up: ")


def test_what_was_left_out_is_said(reader: Reader) -> None:
    left = reader.explain("想给老楼加装电梯").left_out
    assert ("电梯", "加装电梯") in [(one.word, one.by) for one in left]


def test_nothing_recognised_is_explained(reader: Reader) -> None:
    assert next(iter(explain_lines(reader.explain("嗯"), lambda key: key))) == "explain-nothing"
