"""Emergencies: what must be seen, what must not, and that nothing breaks the eye."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.findings import FilesInvalid
from bot.understanding.danger import CATEGORIES, DangerRules, Heard, check, floor
from bot.understanding.phrases import WordIndex

ROOT = Path(__file__).parents[3]
RULES = ROOT / "routing_rules" / "danger.yaml"
index = WordIndex()
rules = DangerRules.load(RULES, index)


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


DANGERS = _rows(ROOT / "tests" / "bench" / "dangers.jsonl")
LOOKALIKES = _rows(Path(__file__).parent / "data" / "lookalikes.jsonl")


@pytest.mark.parametrize("row", DANGERS, ids=lambda row: row["id"])
def test_every_danger_of_the_bench_is_seen(row: dict[str, str]) -> None:
    found = rules.detect(row["text"])
    assert found is not None
    assert found.category == row["category"]
    assert rules.suspect(row["text"])


def test_the_bench_covers_every_category() -> None:
    assert len(DANGERS) == 40
    assert all(sum(row["category"] == category for row in DANGERS) >= 4 for category in CATEGORIES)


def test_lookalikes_are_no_danger() -> None:
    alarms = [row["text"] for row in LOOKALIKES if rules.detect(row["text"])]
    assert len(LOOKALIKES) >= 120
    assert alarms == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("着 火 了", "0101"),
        ("著火了快來人", "0101"),
        ("６栋着火", "0101"),
        ("煤\u200b气泄漏", "0102"),
        ("燃汽漏了", "0102"),
        ("邻居要跳搂", "0104"),
        ("电剃困人", "0103"),
        ("冇想到他会拿刀砍人", "0105"),
        ("娃儿不见了哇", "0107"),
    ],
)
def test_spelling_does_not_matter(text: str, category: str) -> None:
    found = rules.detect(text)
    assert found is not None
    assert found.category == category


def test_a_doubt_asks_and_haste_keeps_an_if_from_being_dismissed() -> None:
    yesterday = rules.detect("昨天楼下着火")
    assert yesterday is not None
    assert not yesterday.certain
    assert rules.detect("万一着火了怎么办呢") is None
    hasty = rules.detect("怕要着火了快来人")
    assert hasty is not None


@pytest.mark.parametrize(
    "text",
    [
        "昨夜我还当着火了跑去一看是人家烧纸",
        "楼道一股煤气味哦查过了没漏",
        "哈哈哈我妈炒个菜跟着火一样",
        "我老公钓鱼掉水里了笑得我肚子疼",
        "有一年我们厂爆炸玻璃都碎了",
        "门口又没着火",
    ],
)
def test_what_is_explained_away_is_heard_as_such(text: str) -> None:
    assert rules.hear(index.read(text)) == Heard(dismissed=True)


def test_nothing_is_explained_away_where_nothing_was_said() -> None:
    assert rules.hear(index.read("哈哈今天天气真好")) == Heard()
    assert rules.hear(index.read("以为是放鞭炮呢结果楼上着火了")).danger is not None
    assert rules.hear(index.read("别笑了哈哈什么哈哈真着火了快来人")).danger is not None


def test_a_fear_for_somebody_is_never_dismissed() -> None:
    assert rules.detect("我怕她想不开跳楼") is not None


def test_a_letter_that_tells_of_an_old_danger_is_at_most_a_doubt() -> None:
    letter = "关于小区消防通道的事。" + "业主多次向物业反映无果，" * 12 + "当时还发生了爆炸，" + "请领导过问。" * 12
    found = rules.detect(letter)
    assert found is None or not found.certain


def test_the_shipped_file_is_clean_and_every_category_tells_what_to_do() -> None:
    assert check(RULES) == []
    assert set(rules.advice) == set(CATEGORIES)
    assert rules.advice["0101"].numbers == ("119",)
    assert rules.advice["0104"].numbers == ("110", "120", "12356")
    assert rules.advice["0108"].numbers == ()
    assert rules.advice["0105"].discreet
    wording = (ROOT / "locales" / "zh-Hans" / "danger.ftl").read_text(encoding="utf-8")
    for advice in rules.advice.values():
        message = wording.split(f"{advice.message} =", 1)[1].split("\ndanger-", 1)[0]
        assert all(number in message for number in advice.numbers)


def test_a_lost_word_of_the_floor_is_refused(tmp_path: Path) -> None:
    poorer = tmp_path / "danger.yaml"
    poorer.write_text(RULES.read_text(encoding="utf-8").replace("猥亵", "").replace("泥石流", ""), encoding="utf-8")
    messages = [finding.message for finding in check(poorer)]
    assert any("猥亵" in message for message in messages)
    assert any("泥石流" in message for message in messages)


def test_an_idiom_that_swallows_a_word_of_the_floor_is_refused(tmp_path: Path) -> None:
    greedy = tmp_path / "danger.yaml"
    greedy.write_text(RULES.read_text(encoding="utf-8").replace("idioms: |\n", "idioms: |\n  跳楼\n"), encoding="utf-8")
    assert any("跳楼" in finding.message for finding in check(greedy))


@pytest.mark.parametrize(
    ("old", "new", "line_of", "words"),
    [
        ('  "0102":', '  "0902":', '"0902"', "no danger category"),
        ("<电梯> + <困>", "<电楼> + <困>", "<电楼>", "no group"),
        ("talk: dismiss", "talk: forget", "forget", "unknown context or effect"),
        ("    call: 110\n", "    phone: 110\n", "phone: 110", "unknown key"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line_of: str, words: str) -> None:
    wrong = RULES.read_text(encoding="utf-8").replace(old, new, 1)
    path = tmp_path / "danger.yaml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(FilesInvalid) as caught:
        DangerRules.load(path)
    (finding,) = caught.value.findings
    assert words in finding.message
    assert line_of in wrong.split("\n")[finding.line - 1]


def test_a_missing_or_broken_file_is_a_finding(tmp_path: Path) -> None:
    assert "cannot be read" in check(tmp_path / "none.yaml")[0].message
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: [", encoding="utf-8")
    assert "no YAML" in check(broken)[0].message


FRAGMENTS = st.sampled_from(
    [word for _, word in floor()] + ["，", "。", " ", "万一", "没", "已经", "🔥", "快来人", "老人"]
)


@given(st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=30).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered_and_suspect_is_a_superset(text: str) -> None:
    found = rules.detect(text)
    assert found is None or (found.category in CATEGORIES and found.words and rules.suspect(text))
