"""Formatting to entities: offsets count UTF-16 units, as every client reads them."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.simulator.entities import detect, utf16
from bot.simulator.errors import ApiError
from bot.simulator.text import clean, formatted
from tests.simulator.conftest import Telegram

Entities = list[dict[str, Any]]


def parsed(source: str, parse_mode: str = "HTML") -> tuple[str, Entities]:
    return formatted(source, parse_mode, None, {})


def entity(kind: str, offset: int, length: int, **extra: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **extra}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>路灯</b>不亮", "路灯不亮", [entity("bold", 0, 2)]),
        ("😀<i>😀</i>", "😀😀", [entity("italic", 2, 2)]),
        ("<b>外<i>里</i></b>", "外里", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("a &lt; b &amp;&#37; &copy;", "a < b &% &copy;", []),
        ("  <u> x </u> ", "x", [entity("underline", 0, 1)]),
        ('<a href="https://a.example/?x=1&amp;y=2">看</a>', "看", [entity("text_link", 0, 1, url="https://a.example/?x=1&y=2")]),
        ("<a>没有地址</a>", "没有地址", []),
        ('<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
        ("<blockquote expandable>长</blockquote>", "长", [entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">密</span>', "密", [entity("spoiler", 0, 1)]),
        ("<b></b>空", "空", []),
        ("<code>/start</code> /help", "/start /help", [entity("code", 0, 6), entity("bot_command", 7, 5)]),
    ],
)  # fmt: skip
def test_html(source: str, text: str, entities: Entities) -> None:
    assert parsed(source) == (text, entities)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start@yigetong_bot abc", [entity("bot_command", 0, 19)]),
        ("😀 /my", [entity("bot_command", 3, 3)]),
        ("1/2 不是命令", []),
        ("请看https://a.example/x，谢谢", [entity("url", 2, 19)]),
        ("@wangfang 和 a@b.example", [entity("mention", 0, 9), entity("email", 12, 11)]),
        ("#积水 #123", [entity("hashtag", 0, 3)]),
        ("打 +8613900001234", [entity("phone_number", 2, 14)]),
    ],
)
def test_entities_found_in_plain_text(text: str, entities: Entities) -> None:
    assert detect(text) == entities


def test_markdown() -> None:
    assert parsed("*粗* _斜_ [链](https://a.example/) 1\\.", "MarkdownV2") == (
        "粗 斜 链 1.",
        [entity("bold", 0, 1), entity("italic", 2, 1), entity("text_link", 4, 1, url="https://a.example/")],
    )
    with pytest.raises(ApiError, match=r"Character '\.' is reserved and must be escaped"):
        parsed("1.", "MarkdownV2")


MARKUP = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "<b>",
                "</b>",
                "<i>",
                "</i>",
                "<a href='https://a.example'>",
                "</a>",
                "<pre>",
                "</pre>",
                "<code>",
                "</code>",
            ]
        ),
        st.sampled_from(["<", ">", "</", "&", "&lt;", "&#55296;", "&#x1F600;", "😀", "'", '"', "=", "\ud83d", "\x00"]),
    ),
    max_size=14,
).map("".join)


@given(MARKUP)
def test_entities_lie_inside_the_text(source: str) -> None:
    try:
        text, entities = parsed(source)
    except ApiError as refusal:
        assert refusal.code == 400
        return
    assert text == text.strip()
    for found in entities:
        assert found["offset"] >= 0
        assert found["length"] > 0
        assert found["offset"] + found["length"] <= utf16(text)


@given(st.text())
def test_escaped_text_comes_out_as_it_went_in(raw: str) -> None:
    assert parsed(html.escape(raw))[0] == clean(raw).strip()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(source=MARKUP, parse_mode=st.sampled_from(["HTML", "MarkdownV2", "", "Other"]))
async def test_any_text_is_a_message_or_a_400(telegram: Telegram, source: str, parse_mode: str) -> None:
    person = next(iter(telegram.simulator.people), None) or await telegram.person()
    body = await telegram.answer("sendMessage", chat_id=person, text=source, parse_mode=parse_mode)
    assert body["ok"] or body["error_code"] == 400
    assert body["ok"] == bool(body.get("result", {}).get("text"))
