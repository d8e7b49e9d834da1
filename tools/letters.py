"""Our reading of real letters (``letters.tsv``: id, category, equally right categories, intent) put beside their texts,
which are not ours to keep here: labelled lines for ``rules fit``.

    python tools/letters.py ../shared/data/unlabelled.jsonl ../shared/data/dev.jsonl > letters.jsonl

Letters that also stand in the second file are left out, so that it stays a test.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_suffix(".tsv")
READ = 600  # characters of a letter that were read


def labelled(letters: Path, apart: Path) -> Iterator[dict[str, Any]]:
    texts = {row["id"]: row for row in _rows(letters)}
    known = {key for row in _rows(apart) for key in _keys(row)}
    for line in LABELS.read_text("utf-8").splitlines():
        name, category, alternates, intent = line.split("\t")
        row = texts[name]
        if not known & _keys(row):
            yield {
                "key": name,
                "title": row["title"],
                "text": row["text"][:READ],
                "category": category,
                "alternates": alternates.split("/") if alternates else [],
                "intent": intent,
            }


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _keys(row: dict[str, Any]) -> set[str]:
    return {row["title"].strip(), row["text"].strip()[:40]}


if __name__ == "__main__":
    for found in labelled(Path(sys.argv[1]), Path(sys.argv[2])):
        print(json.dumps(found, ensure_ascii=False))
