"""Our labels of real letters are well formed, and what is tested with is not learnt from."""

import json
from pathlib import Path

from bot.domain.reading import Intent
from bot.understanding.lint import CODES
from tools.letters import LABELS, READ, labelled


def test_every_label_is_a_category_and_an_intent() -> None:
    rows = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines()]
    assert len({row[0] for row in rows}) == len(rows) >= 2000
    assert {code for row in rows for code in (row[1], *filter(None, row[2].split("/")))} <= CODES
    assert {row[3] for row in rows} <= set(Intent)


def test_labels_stand_beside_their_letters_and_a_test_letter_is_left_out(tmp_path: Path) -> None:
    names = [line.split("\t")[0] for line in LABELS.read_text("utf-8").splitlines()]
    letters, apart = tmp_path / "letters.jsonl", tmp_path / "apart.jsonl"
    rows = [{"id": name, "title": f"事{name}", "text": f"{name}号信" * 300} for name in names]
    letters.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    apart.write_text(json.dumps({"title": f"事{names[0]}", "text": "别的话"}) + "\n", "utf-8")
    found = list(labelled(letters, apart))
    assert [row["key"] for row in found] == names[1:]
    assert all(len(row["text"]) <= READ for row in found)
