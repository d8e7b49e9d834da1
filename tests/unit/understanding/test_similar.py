"""Same matter again: pairs as residents would write them, and what tells two matters apart whatever the words."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.findings import FilesInvalid
from bot.domain.similar import SimilarPolicy, Told, at_known_names, from_json, merged, to_json
from bot.similar_file import AlikePolicies, load_similar
from bot.understanding.fingerprints import Fingerprints
from bot.understanding.read import Reader
from bot.understanding.similar import apart, known_by, related, similarity

DATA = Path(__file__).parent / "data"
SEEN, UNSEEN = "alike.jsonl", "alike_held_out.jsonl"
RECALL, FALSE_ALARMS = 0.9, 0.05
NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def policy(rules_dir: Path) -> SimilarPolicy:
    loaded = load_similar(rules_dir / "similar.yaml")
    assert isinstance(loaded, AlikePolicies), loaded
    return loaded.similar


def told(reader: Reader, text: str, hours: float = 0) -> Told:
    """In one grid, as it would be filed."""
    reading = reader.read(text)
    chances = {one.category: one.score for one in reading.verdict.candidates}
    category = reading.verdict.category or "1299"
    return Told(reading.fingerprint, category, chances, 4, True, NOON + timedelta(hours=hours))


def same(reader: Reader, policy: SimilarPolicy, one: str, other: str, hours: float = 5) -> bool:
    """Whether the second would be taken for the first: it is looked for in its likely categories alone."""
    first, second = told(reader, one), told(reader, other, hours)
    return first.category in related(second, policy) and similarity(second, first, policy).same


@pytest.mark.parametrize("name", [SEEN, UNSEEN])
def test_pairs_as_residents_write_them(
    reader: Reader, policy: SimilarPolicy, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    answers = [(row, same(reader, policy, row["a"], row["b"], row.get("hours", 5))) for row in rows]
    alike = [said for row, said in answers if row["same"]]
    others = [said for row, said in answers if not row["same"]]
    recall, false_alarms = sum(alike) / len(alike), sum(others) / len(others)
    with capsys.disabled():
        print(
            f"\n{name}: {sum(alike)} of {len(alike)} that are one are found ({recall:.1%}), "
            f"{sum(others)} of {len(others)} others are taken for one ({false_alarms:.1%})"
        )
        for row, said in answers:
            if said != row["same"]:
                print(f"  {'not found' if row['same'] else 'taken for one'}: {row['a']} | {row['b']}")
    assert recall >= RECALL
    assert false_alarms <= FALSE_ALARMS


def test_there_are_enough_pairs_and_none_twice() -> None:
    rows = [
        json.loads(line) for name in (SEEN, UNSEEN) for line in (DATA / name).read_text(encoding="utf-8").splitlines()
    ]
    assert len(rows) >= 120
    assert len({(row["a"], row["b"]) for row in rows}) == len(rows)


APART = {
    "building": ("3栋楼道灯不亮", "5栋楼道灯不亮"),
    "building in Chinese numerals": ("十二栋电梯坏了", "3栋电梯坏了"),
    "building by letter": ("A座电梯坏了", "B座电梯坏了"),
    "unit": ("3栋1单元门禁坏了", "3栋2单元门禁坏了"),
    "short form": ("3-1-502下水道堵了", "3-2-502下水道堵了"),
    "house number": ("丹桂路12号路灯不亮", "丹桂路86号路灯不亮"),
    "road": ("丹桂路路灯不亮", "桂香街路灯不亮"),
    "gate": ("东门路灯不亮", "西门路灯不亮"),
    "floor": ("5楼声控灯坏了", "2楼声控灯坏了"),
    "group of a village": ("三组路灯不亮", "七组路灯不亮"),
    "thing": ("广场舞吵死了", "狗半夜叫个不停，吵死了"),
    "household": ("我家楼上漏水，天花板湿了一片", "厨房天花板滴水，楼上不承认"),
    "each his own": ("老板拖欠工资三个月", "老板拖欠工资半年了"),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART.keys())
def test_what_parts_two_matters(reader: Reader, policy: SimilarPolicy, one: str, other: str) -> None:
    assert not same(reader, policy, one, other)
    if one != APART["each his own"][0] and one != APART["household"][0]:
        assert same(reader, policy, one, one)


TOGETHER = {
    "other words": ("楼下灯不亮", "3栋门口一到晚上黑漆漆"),
    "numerals": ("十二栋电梯坏了", "12号楼电梯停了"),
    "full width and traditional": ("3栋電梯壞了", "３栋电梯坏了"),
    "slips": ("下水道堵了，化粪池满了", "下水到堵了，化分池满了"),
    "household in one building": ("3栋2单元楼上漏水", "3栋2单元天花板漏水"),
    "a power cut has every building": ("3栋停电了", "5栋也停电了"),
}


@pytest.mark.parametrize(("one", "other"), TOGETHER.values(), ids=TOGETHER.keys())
def test_what_joins_two_matters(reader: Reader, policy: SimilarPolicy, one: str, other: str) -> None:
    assert same(reader, policy, one, other)


def test_a_leak_is_no_power_cut(reader: Reader, policy: SimilarPolicy) -> None:
    assert not same(reader, policy, "3栋水管爆了", "5栋水管爆了")


def test_time_and_place_part_the_same_words(reader: Reader, policy: SimilarPolicy) -> None:
    one = told(reader, "路灯不亮")
    assert similarity(one, one, policy).same
    assert not similarity(one, replace(one, node_id=5), policy).same
    assert not similarity(one, replace(one, at=one.at + policy.within + timedelta(seconds=1)), policy).same
    later = similarity(one, replace(one, at=one.at + policy.within), policy)
    assert similarity(one, one, policy).score - later.score == pytest.approx(policy.weights.wait)


def test_a_desk_with_no_grid_needs_a_place_they_share(reader: Reader, policy: SimilarPolicy) -> None:
    """What waits at a community's desk may lie anywhere in it."""
    vague, named = (replace(told(reader, text), local=False) for text in ("路灯不亮", "江滨路路灯不亮"))
    assert not similarity(vague, vague, policy).same
    assert similarity(named, named, policy).same


def test_it_says_what_both_share(reader: Reader, policy: SimilarPolicy) -> None:
    found = similarity(told(reader, "3栋门口化粪池满了，臭"), told(reader, "三栋那个化粪池溢出来"), policy)
    assert found.shared[0] == "3栋"
    assert "化粪池" in found.shared


def test_what_is_masked_is_not_kept(reader: Reader) -> None:
    kept = reader.read("我叫欧阳慕华，电话13812345678，3栋路灯不亮").fingerprint
    assert "慕" not in str(to_json(kept))
    assert "1381" not in str(to_json(kept))
    assert "路灯" in kept.things


def test_a_letter_is_not_known_by_all_of_its_words(reader: Reader) -> None:
    rows = [json.loads(line) for line in (DATA / SEEN).read_text(encoding="utf-8").splitlines()]
    kept = reader.read("".join(row["a"] for row in rows)).fingerprint
    assert len(kept.words) == len(kept.spelt) <= 32


def test_kept_and_read_back(reader: Reader) -> None:
    one, other = (reader.read(text).fingerprint for text in ("丹桂路12号路灯不亮", "3栋也停电了"))
    both = merged(one, other)
    assert from_json(json.loads(json.dumps(to_json(both)))) == both
    assert both.wide
    assert set(both.things) == {*one.things, *other.things}
    assert set(both.marks) == {"road", "house", "building"}


def test_only_names_the_town_knows_part_two_places(reader: Reader) -> None:
    kept = reader.read("丹桂路12号门口一片黑，锦绣花园那边也是").fingerprint
    assert set(kept.marks) == {"road", "house", "estate"}
    known = at_known_names(kept, ["丹桂路12号"])
    assert known.marks == {"road": {"danguilu": "丹桂路"}, "house": {"12": "12号"}}


def test_half_a_sentence_is_no_road(reader: Reader) -> None:
    assert "road" not in reader.read("12号门前那盏灯坏了，晚上回来看不见路").fingerprint.marks


def test_a_word_in_two_lines_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text("things: |\n  路灯 灯杆\n  # 说明\n  楼道灯 灯杆\n", encoding="utf-8")
    with pytest.raises(FilesInvalid, match=r"things\.yaml:4"):
        Fingerprints.load(path, len, tuple)


def test_a_key_nobody_reads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text("thing: |\n  路灯\n", encoding="utf-8")
    with pytest.raises(FilesInvalid, match="unknown key"):
        Fingerprints.load(path, len, tuple)


def test_half_a_pair_of_words_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text("things: |\n  狗叫 狗*\n", encoding="utf-8")
    with pytest.raises(FilesInvalid, match=r"things\.yaml:2.*both sides"):
        Fingerprints.load(path, len, tuple)


@pytest.mark.parametrize(
    ("one", "other", "parted"),
    [
        ("丹桂社区3栋下水道堵了", "丹桂社区5栋下水道堵了", True),
        ("丹桂社区三栋下水道堵了", "丹桂社区３号楼下水道又堵了", False),
        ("3栋1单元漏水", "3栋2单元漏水", True),
        ("3栋1单元漏水", "3栋漏水", False),
        ("3栋漏水", "漏水了", False),
        ("丹桂路12号门口灯不亮", "丹桂路14号门口灯不亮", True),
        ("村里三组路灯不亮", "村里五组路灯不亮", True),
        ("3栋着火了", "不是3栋，是5栋着火", False),
        ("南门路灯不亮", "北门路灯不亮", True),
        ("3栋停电了", "5栋也停电了", False),
        ("3楼灯不亮", "5楼灯不亮", False),
    ],
)
def test_another_building_is_another_place(reader: Reader, one: str, other: str, parted: bool) -> None:
    first, second = (reader.read(text).fingerprint for text in (one, other))
    assert apart(first, second) is apart(second, first) is parted


@pytest.mark.parametrize(
    ("text", "other", "parted"),
    [
        ("丹桂社区3栋着火了", "丹桂社区5栋着火", True),
        ("丹桂社区３栋着火了", "三栋火很大", False),
        ("着火了快来", "5栋着火", False),
        ("5**室漏水", "3栋漏水", False),
    ],
)
def test_of_a_danger_only_the_text_is_kept(reader: Reader, text: str, other: str, parted: bool) -> None:
    assert apart(reader.read(other).fingerprint, known_by(text)) is parted
