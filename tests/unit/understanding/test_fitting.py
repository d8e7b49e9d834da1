"""Leanings are learnt from labelled rows, tried before they are used, and written as lines a person can read."""

import subprocess
from pathlib import Path

from bot.understanding.fitting import Corpus, Fitted, examples, files, learn, patch, proposals, write
from bot.understanding.judging import CATEGORY_LEANINGS, NOTHING
from bot.understanding.leanings import Leaning, pieces, read_leanings
from bot.understanding.read import Reader
from bot.understanding.report import evaluate

GLIMMER = "蓝精灵"  # a word of nobody's, so that only what is learnt here can know it
ROWS = [
    *(
        {"text": f"{GLIMMER}{what}", "category": "0407", "intent": "求助"}
        for what in ("来了", "多了", "又来", "在墙角", "")
    ),
    *({"text": f"大磨盘{what}", "category": "0502", "intent": "投诉"} for what in ("吵", "响", "转了", "又转", "")),
    *({"text": f"喵星人{what}", "category": "", "intent": "无"} for what in ("好", "早", "嗨", "在", "")),
]


def test_a_piece_leans_to_where_it_stands() -> None:
    lines = {
        line.piece: line
        for line in learn([pieces(r["text"]) for r in ROWS], [r["category"] or NOTHING for r in ROWS], 60.0, 0.4)
    }
    assert lines["精灵"].weights["0407"] > 0 > lines["精灵"].weights["0502"]
    assert lines["喵星"].weights[NOTHING] > 0
    assert "墙角" not in lines  # stands in one row only


def test_what_was_learnt_is_tried_without_touching_a_file(reader: Reader) -> None:
    corpus = Corpus(reader, ROWS)
    trial = corpus.trial(corpus.fit())
    assert trial.read(f"{GLIMMER}又来了").verdict.category == "0407"
    assert reader.read(f"{GLIMMER}又来了").verdict.category != "0407"
    assert evaluate(trial, ROWS).first == 1.0


def test_each_fifth_is_judged_by_the_others(reader: Reader) -> None:
    folds = list(Corpus(reader, ROWS * 3).folds())
    assert sum(fold.rows for fold in folds) == len(ROWS) * 3
    assert all(fold.first == 1.0 for fold in folds if fold.first is not None)


def test_several_matters_teach_nothing(reader: Reader) -> None:
    mixed = [{"text": "蓝精灵和大磨盘", "category": "0202", "matters": 2}] * 5
    corpus = Corpus(reader, [*ROWS, *mixed])
    assert not any("0202" in line.weights for line in corpus.fit().categories)


def test_the_tone_of_several_matters_is_learnt(reader: Reader) -> None:
    mixed = [
        {"text": f"喵星人蓝精灵大磨盘{what}", "category": "0202", "matters": 2} for what in ("甲", "乙", "丙", "丁")
    ]
    rows = [*({**row, "matters": 1} for row in ROWS), *mixed]
    counts = {line.piece: line.weights for line in Corpus(reader, rows).fit().counts}
    assert counts["人蓝"]["several"] > 0 > counts["人蓝"].get("one", -0.1)


def test_proposals_are_not_words_already(reader: Reader) -> None:
    fitted = Fitted((Leaning("路灯", 6.0, {"0202": 9.0}), Leaning("鬼屋", 6.0, {"0202": 5.0})), ())
    assert proposals(fitted, reader.book, most=3)["0202"] == ["鬼屋"]


def test_examples_of_the_rules_teach_too(reader: Reader) -> None:
    found = examples(reader.book)
    assert {row["category"] for row in found} == set(reader.categories)


def test_the_patch_makes_what_writing_makes(tmp_path: Path, reader: Reader) -> None:
    patched, written = tmp_path / "a" / "routing_rules", tmp_path / "b" / "routing_rules"
    for folder in (patched, written):
        (folder / "leanings").mkdir(parents=True)
        for name, line in (
            ("category", "路灯 5 0202=1\n"),
            ("intent", "请问 5 咨询=1\n"),
            ("count", "另外 5 several=1\n"),
        ):
            (folder / "leanings" / f"{name}.txt").write_text(line, "utf-8")
    fitted = Corpus(reader, ROWS).fit()
    (tmp_path / "a" / "leanings.patch").write_text(patch(patched, fitted), "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "a", check=True)
    subprocess.run(["git", "apply", "leanings.patch"], cwd=tmp_path / "a", check=True)
    write(written, fitted)
    for file in files(patched, fitted):
        assert file.read_bytes() == (written / file.relative_to(patched)).read_bytes()
    assert read_leanings(written / CATEGORY_LEANINGS, (*reader.categories, NOTHING))
