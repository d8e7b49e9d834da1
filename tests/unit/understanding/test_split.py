"""Several matters in one message: each in its own words; what belongs to one matter stays together."""

from pathlib import Path

import pytest

from bot.domain.findings import FilesInvalid
from bot.understanding.read import Reader
from bot.understanding.report import explain_lines
from bot.understanding.split import Splitter

SEVERAL = [
    ("丹桂路12号门口路灯不亮好几天了，垃圾桶也满了没人收", ["0202", "0401"]),
    ("丹桂路12号门口路灯不亮，楼下烧烤摊天天吵到半夜，还有停车位被人装了地锁", ["0202", "0502", "0702"]),
    ("路灯不亮，另外楼下麻将馆天天吵到半夜", ["0202", "0502"]),
    ("1、路灯坏了；2、垃圾没人收", ["0202", "0401"]),
    ("二单元电梯天天抖，门禁刷脸也刷不上，老人在外头站半天", ["0602", "0607"]),
]
ONE = [
    "路灯坏了，昨晚我妈摔了一跤",
    "楼上漏水把我家天花板泡了，物业不管",
    "停水三天了，饭都做不成，孩子没法洗澡",
    "门口垃圾没人收，苍蝇到处飞，臭死了",
    "隔壁装修吵死人，电视都听不见，老人心脏病都犯了",
    "下水道堵了，污水漫到路上，臭",
    "狗叫一晚上，狗屎也不捡，还咬过人",
    "因为昨天下雨，路上积水了，车都过不去",
    "老板欠了我三个月工资，打电话也不接，我孩子学费都交不上",
    "这条路坑坑洼洼，上个月我骑车摔了，前天又有个老人摔了",
    "着火了，三楼在冒烟，有人困在里面，快来",
]


@pytest.mark.parametrize(("text", "categories"), SEVERAL)
def test_several_matters_each_in_its_own_words(reader: Reader, text: str, categories: list[str]) -> None:
    reading = reader.read(text)
    assert [matter.category for matter in reading.matters] == categories
    assert all(matter.text in text for matter in reading.matters)
    assert reading.perhaps == ()


@pytest.mark.parametrize("text", ONE)
def test_background_cause_and_consequence_are_one_matter(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert [matter.text for matter in reading.matters] == [text]


def test_where_it_is_not_sure_the_parts_are_kept_for_a_question(reader: Reader) -> None:
    reading = reader.read("西边大门的杆子成天抬着谁都能进，光这个月我们楼就丢了三辆电瓶车了")
    assert len(reading.matters) == 1
    assert len(reading.perhaps) == 2
    assert reading.perhaps[0].category == "0607"


def test_nothing_is_split_off_as_a_danger_that_nobody_told(reader: Reader) -> None:
    text = "二单元电梯天天抖，门禁刷脸也刷不上，老人在外头站半天"
    assert not [matter for matter in reader.read(text).matters if matter.category.startswith("01")]


@pytest.mark.parametrize(("text", "key"), [(SEVERAL[0][0], "explain-split"), (ONE[0], "")])
def test_the_joint_is_explained_by_its_reasons(reader: Reader, text: str, key: str) -> None:
    lines = [line for line in explain_lines(reader.explain(text), lambda key: key) if "split" in line]
    assert [line.split(":")[0] for line in lines] == [key] * bool(key)
    assert all("0202 | 0401 垃圾桶也满了没人… +" in line and "joint-tone" in line for line in lines)


def test_the_points_are_the_sum_of_the_reasons(reader: Reader) -> None:
    for text, _ in SEVERAL:
        for joint in reader.explain(text).split.joints:
            assert joint.points == pytest.approx(sum(points for _, points in joint.reasons))
            assert joint.before != joint.after


def test_a_long_letter_is_looked_at_for_its_enumeration_alone(reader: Reader) -> None:
    letter = "路灯不亮好几天了，垃圾桶也满了没人收。" * 12
    assert len(reader.read(letter).matters) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  sure: 1.0", "  sure: much", "'sure' must be a number"),
        ("  ask: -0.6", "  ask: 2", "'ask' must not be above 'sure'"),
        ("  tone: 0.76", "  tune: 0.76", "unknown key 'tune'"),
    ],
)
def test_a_wrong_number_is_named_with_its_line(tmp_path: Path, rules_dir: Path, old: str, new: str, said: str) -> None:
    text = (rules_dir / "split.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "split.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(old))
    with pytest.raises(FilesInvalid) as error:
        Splitter.load(path)
    assert said in str(error.value)
    assert f"split.yaml:{line}:" in str(error.value)
