"""Nothing that leads to a person leaves in the open; everything else stays readable."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.findings import FilesInvalid
from bot.understanding.redact import Redactor

POLICY = Path(__file__).parents[3] / "routing_rules" / "redaction.yaml"
redact = Redactor.load(POLICY).redact

CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打13812345678找我", "打138****5678找我"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678。", "138****5678。"),
        ("+86 138 1234 5678", "+86 138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("幺三八一二三四五六七八", "138****5678"),
        ("138然后1234最后5678", "138****5678"),
        ("座机0797-8123456", "座机079****3456"),
        ("座机8123456", "座机8****56"),
        ("身份证360702199001011234", "身份证360****1234"),
        ("身份证36070219900101123X", "身份证360****1123X"),
        ("15位的360702900101123", "15位的360****1123"),
        ("卡号6222 0212 3456 7890", "卡号622****7890"),
        ("赣B·12345堵了通道", "赣B***45堵了通道"),
        ("赣BD12345堵了通道", "赣B***45堵了通道"),
        ("加微信 liu_123456", "加微信 li***"),
        ("QQ号：987654321", "QQ号：98***"),
        ("发到liu.xm@example.com", "发到l***@***"),
        ("我叫刘晓明，住后面", "我叫刘某，住后面"),
        ("我叫刘晓明住后面", "我叫刘某住后面"),
        ("联系人：欧阳小明", "联系人：欧阳某"),
        ("我是刘晓明，反映一下", "我是刘某，反映一下"),
        ("找刘晓明师傅", "找刘某师傅"),
        ("3栋2单元501室漏水", "3栋2单元5**室漏水"),
        ("3栋501漏水", "3栋5**漏水"),
        ("3-2-501漏水", "3-2-5**漏水"),
        ("五零一室漏水", "五**室漏水"),
        ("3#502漏水", "3#5**漏水"),
        ("壹叁捌零零壹叁捌零零零", "138****8000"),
        ("打我老公电话一三八 一二三四 五六七八", "打我老公电话138****5678"),
        ("微信同号13800138000", "微信同号13***"),
        ("扣扣1234567", "扣扣12***"),
        ("发到zhang.san＠163.com", "发到z***@***"),
        ("zhang.san @ 163.com", "z***@***"),
        ("telegram @liuxm_88", "telegram @li***"),
        ("身份证 3607 0219 9001 0112 34", "身份证 360****1234"),
        ("卡号6222 0212 3456 7890 123", "卡号622****0123"),
        ("粤Z1234港堵了门", "粤Z***4港堵了门"),
        ("赣Ｂ１２３４５堵了门", "赣Ｂ***４５堵了门"),
        ("我姓王，名叫小明住后面", "我姓王，名叫某住后面"),
        ("联系人：王 建国", "联系人：王某"),
        ("我叫做阿依古丽·买买提", "我叫做阿某"),
        ("我妈叫陈桂香", "我妈叫陈某"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "丹桂路12号门口",
        "2026年11月22日",
        "3天没水",
        "GD20261122-0007",
        "打了12345",
        "110和119",
        "85平",
        "3000元",
        "20261122",
        "2026-11-22 15:30",
        "每月3000-4000元",
        "1号、2号、13、14、15、16、17、1栋",
        "欠款5000000元",
        "400-820-8820",
        "二零二六年",
        "一二三四五六七栋都停水",
        "王大爷摔了",
        "我是张家村的",
        "我是业主",
        "和平社区主任",
        "我是高新区的",
        "12号楼",
        "3栋2单元",
        "早上8点到晚上10点",
        "G105国道",
        "第1001次",
        "我姓王",
        "找张师傅",
        "房东叫我搬走",
        "我姓王叫你们来看看",
    ],
)
def test_ordinary_numbers_and_words_stay(text: str) -> None:
    assert redact(text) == text


def test_rooms_may_be_kept_by_policy(tmp_path: Path) -> None:
    path = tmp_path / "redaction.yaml"
    path.write_text(POLICY.read_text(encoding="utf-8").replace("rooms: mask", "rooms: keep"), encoding="utf-8")
    assert Redactor.load(path).redact("3栋2单元501室，13812345678") == "3栋2单元501室，138****5678"


def test_a_wrong_policy_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "redaction.yaml"
    path.write_text("rooms: perhaps\n", encoding="utf-8")
    with pytest.raises(FilesInvalid, match=r"redaction\.yaml:1:1: error: rooms must be mask or keep"):
        Redactor.load(path)


@st.composite
def written_mobiles(draw: st.DrawFn) -> tuple[str, str]:
    """A mobile number in some way of writing, and its digits."""
    digits = "1" + draw(st.sampled_from("3456789")) + draw(st.text("0123456789", min_size=9, max_size=9))
    shape = draw(st.sampled_from([(11,), (3, 4, 4), (4, 4, 3), (3, 8), (7, 4), (3, 3, 5), (1,) * 11, (5, 6)]))
    between = draw(st.sampled_from(["", " ", "-", "—", ".", "  ", " - ", "·", "_", "*"]))
    parts: list[str] = []
    rest = digits
    for length in shape:
        parts, rest = [*parts, rest[:length]], rest[length:]
    style = draw(st.sampled_from(["plain", "wide", "chinese"]))
    number = draw(st.sampled_from(["", "+86", "86 ", "0"] if style == "plain" else [""])) + between.join(parts)
    return number.translate({"plain": {}, "wide": WIDE, "chinese": CHINESE}[style]), digits


SURROUNDINGS = st.text("我的电话是，。路灯坏了ab \n住在栋楼请打给微信*", max_size=20)


def _plain(text: str) -> str:
    ascii_only = text.translate(str.maketrans("零一二三四五六七八九０１２３４５６７８９", "01234567890123456789"))
    return re.sub(r"[^\d*]", "", ascii_only)


@given(written_mobiles(), SURROUNDINGS, SURROUNDINGS)
@settings(max_examples=500, deadline=None)
def test_no_mobile_number_is_left(number: tuple[str, str], before: str, after: str) -> None:
    written, digits = number
    assert digits not in _plain(redact(f"{before}{written}{after}"))


PIECES = st.sampled_from(
    [
        "13812345678",
        "138 1234",
        "5678",
        "0797",
        "8123456",
        "-",
        " ",
        "，",
        "我叫",
        "我是",
        "王小明",
        "欧阳",
        "王",
        "某",
        "老师",
        "3栋",
        "501",
        "501室",
        "微信",
        "abc_123456",
        "赣B12345",
        "GD20261122-0007",
        "一三八",
        "*",
        "**",
        "x",
        "的",
        "36070219900101123X",
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map("".join)))
@settings(max_examples=800, deadline=None)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@pytest.mark.parametrize("piece", ["1", "1 ", "一", "赣A", "王小明", "a@", "微信", "138*", "3-"])
def test_a_very_long_text_is_masked_in_time(piece: str) -> None:
    assert isinstance(redact(piece * 20_000), str)
