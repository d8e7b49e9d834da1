"""The own tokenizer: jieba's path, the rule words on top, the global tokenizer untouched."""

import jieba
import pytest

from bot.understanding.read import Reader


def words(reader: Reader, text: str) -> list[str]:
    return [hit.word for hit in reader.lexicon.scan(text).hits if hit.entry.votes and not (hit.covered or hit.hidden)]


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("门口路灯不亮", "路灯不亮", "路灯"),
        ("楼下停电动车", "停电动车", "停电"),
        ("这条路灯火通明", "", "路灯"),
        ("天天垃圾短信", "", "垃圾"),
        ("想给老楼加装电梯", "加装电梯", "电梯"),
    ],
)
def test_longest_word_on_token_edges(reader: Reader, text: str, there: str, not_there: str) -> None:
    found = words(reader, text)
    assert not there or there in found
    assert not_there not in found


def test_the_walk_is_jiebas_path(reader: Reader) -> None:
    text = "昨晚小区又停水了物业说管道抢修到现在厨房全是脏水大家都很着急希望尽快处理"
    scan = reader.lexicon.scan(text)
    place = 0
    for token in reader.lexicon.cut(text):
        assert scan.edges[place]
        place += len(token)
    assert scan.edges[place]


def test_the_global_tokenizer_stays_untouched(reader: Reader) -> None:
    assert reader.lexicon.scan("路灯不亮").hits
    assert "路灯不亮" not in jieba.dt.FREQ
