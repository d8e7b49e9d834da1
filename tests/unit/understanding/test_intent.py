"""What kind of request it is, whether it is mended, and whether it is no matter at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.findings import FilesInvalid
from bot.domain.reading import Intent
from bot.understanding.intent import IntentRules

ROOT = Path(__file__).parents[3]
FILE = ROOT / "routing_rules" / "intents.yaml"
rules = IntentRules.load(FILE)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("楼下烧烤摊油烟太大，没人管", Intent.COMPLAINT),
        ("请问居住证在哪里办，要什么材料", Intent.QUESTION),
        ("丹桂小学门口什么时候能开通公交", Intent.QUESTION),
        ("建议在路口装个凸面镜", Intent.SUGGESTION),
        ("希望尽快规划一个口袋公园", Intent.SUGGESTION),
        ("举报村干部吃回扣，请保密", Intent.REPORT),
        ("感谢网格员小陈帮我奶奶送药", Intent.PRAISE),
        ("给社区送锦旗", Intent.PRAISE),
        ("报修几天了怎么还没人来", Intent.CHASE),
        ("催一下路灯的事", Intent.CHASE),
        ("算了不投诉了", Intent.WITHDRAW),
        ("孤老一个人在家没米了，帮帮忙", Intent.HELP),
        ("真是感谢你们让我天天闻臭味", Intent.COMPLAINT),
        ("点赞！垃圾堆了一个星期", Intent.COMPLAINT),
        ("物业服务真好，停水三天没人管", Intent.COMPLAINT),
    ],
)
def test_intent(text: str, intent: Intent) -> None:
    assert rules.classify(text).intent is intent


@pytest.mark.parametrize(
    "text",
    [
        "修好了谢谢",
        "路灯亮了",
        "来水了",
        "电来了",
        "下水道通了，多谢",
        "搞好哒",
        "不用来了",
        "垃圾清走了 辛苦",
        "修 好 了",
    ],
)
def test_mended(text: str) -> None:
    reading = rules.classify(text)
    assert reading.resolved
    assert not reading.smalltalk
    assert reading.intent in (Intent.WITHDRAW, Intent.PRAISE)


@pytest.mark.parametrize(
    "text",
    [
        "没修好",
        "还没通",
        "说是修好了",
        "修好了又坏了",
        "什么时候来水",
        "修好了三天又漏",
        "等修好了再说",
        "修好了吗",
        "灯才亮了一天",
        "没人来处理",
        "路灯不亮",
        "希望早点解决",
    ],
)
def test_not_mended(text: str) -> None:
    assert not rules.classify(text).resolved


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "在吗",
        "早上好",
        "谢谢",
        "好的 谢谢啦",
        "👍👍",
        "🙏",
        "。。。",
        "",
        "   ",
        "哈哈哈",
        "今天天气真好",
        "测试",
        "嗯嗯 知道了",
        "祝大家中秋快乐",
        "无抵押贷款秒到账 加微信",
        "大家好 新店开业全场八折 扫码进群领红包",
        "招聘 包吃住 日结 加v",
        "機器人你好",
    ],
)
def test_smalltalk(text: str) -> None:
    assert rules.classify(text).smalltalk


@pytest.mark.parametrize(
    "text",
    [
        "停水了",
        "没电",
        "太吵了",
        "垃圾没人收",
        "吵",
        "黑",
        "臭",
        "井盖",
        "楼上",
        "漏水",
        "好吵啊",
        "你好 停水了",
        "谢谢 麻烦来看下电梯",
        "在吗 路灯坏了",
        "贷款小广告贴满楼道",
        "开业放音响天天促销吵死了",
        "办卡不退款",
        "12345",
        "GD20261122-0007",
        "救命",
        "帮帮我",
        "我要投诉",
        "有个事想说",
        "工资没发",
    ],
)
def test_a_short_complaint_is_no_smalltalk(text: str) -> None:
    assert not rules.classify(text).smalltalk


@pytest.mark.parametrize(
    "text",
    ["昨晚梦见自己会飞", "求购二手婴儿车一辆", "谜语一则谁会猜", "小时候在院里捉萤火虫", "刷到个短视频笑死我了"],
)
def test_what_is_only_told_has_signs_of_it(text: str) -> None:
    assert rules.classify(text).signs > 0


@pytest.mark.parametrize(
    "text", ["低保在哪里办要什么手续", "工钱拖了半年不给", "谢谢网格员帮了大忙", "路灯又坏了没人管"]
)
def test_what_is_wanted_or_suffered_has_signs_against_it(text: str) -> None:
    assert rules.classify(text).signs < 0


def test_a_kind_of_sign_counts_once() -> None:
    assert rules.classify("昨晚梦见自己会飞").signs == rules.classify("昨晚梦见自己会飞，做梦真好玩，怪梦").signs


def test_no_danger_of_the_bench_is_smalltalk_or_mended() -> None:
    lines = (ROOT / "tests" / "bench" / "dangers.jsonl").read_text(encoding="utf-8").splitlines()
    readings = [rules.classify(json.loads(line)["text"]) for line in lines]
    assert not any(reading.smalltalk or reading.resolved for reading in readings)


def test_a_title_speaks_louder_than_the_letter() -> None:
    letter = "建议东门路口增设红绿灯\n" + "早晚高峰车很多，问题严重，老人过马路要等很久。" * 4
    assert rules.classify(letter).intent is Intent.SUGGESTION


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('prior: 投诉 2\nintents:\n  抱怨:\n    "1": 吵\n', "intents.yaml:3:1: error: unknown key '抱怨'"),
        ("prior: 投诉 2\nintents:\n  投诉:\n    loud: 吵\n", "intents.yaml:4:1: error: 'loud' is no weight"),
        ("prior: 投诉\n", "intents.yaml:1:1: error: prior must be an intent and a weight"),
        ("prior: 投诉 2\nsarcasm: |\n  谢谢 + 又 ~ near\n", "intents.yaml:3:1: error: cannot read"),
        (
            "prior: 投诉 2\nsmalltalk:\n  signs:\n    dreamt:\n      points: few\n      words: 做梦\n",
            "intents.yaml:5:1: error: 'points' must be a number",
        ),
        (
            "prior: 投诉 2\nsmalltalk:\n  signs:\n    dreamt:\n      weight: 1\n",
            "intents.yaml:5:1: error: unknown key 'weight'",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, wrong: str, message: str) -> None:
    path = tmp_path / "intents.yaml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(FilesInvalid) as caught:
        IntentRules.load(path)
    assert message in str(caught.value)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(rules.classify(text).intent, Intent)
