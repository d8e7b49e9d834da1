"""Which language somebody is answered in before he has chosen one."""

import pytest

from bot.domain.languages import Locale, Script, guess

HANS, HANT, EN = Locale.HANS, Locale.HANT, Locale.EN


@pytest.mark.parametrize(
    ("language_code", "locale"),
    [
        ("zh-hant", HANT), ("zh-Hant-HK", HANT), ("zh-TW", HANT), ("zh_hk", HANT), ("zh-MO", HANT),
        ("zh-hans", HANS), ("zh-CN", HANS), ("zh", HANS), ("zh-classic", HANS), ("", HANS),
        ("en", EN), ("en-GB", EN), ("ru", EN), ("vi", EN), ("nonsense", EN),
    ],
)  # fmt: skip
def test_telegrams_language_is_the_first_guess(language_code: str, locale: Locale) -> None:
    assert guess(language_code, Script.OTHER) is locale


@pytest.mark.parametrize(
    ("language_code", "script", "before", "locale"),
    [
        # An English telephone, Chinese words: Chinese from then on, whatever is pressed or written later.
        ("en", Script.SIMPLIFIED, None, HANS),
        ("en", Script.HAN, EN, HANS),
        ("en", Script.TRADITIONAL, EN, HANT),
        ("en", Script.OTHER, HANS, HANS),
        ("en", Script.OTHER, HANT, HANT),
        ("en", Script.OTHER, EN, EN),
        ("ru", Script.HAN, HANT, HANT),
        ("en", Script.SIMPLIFIED, HANT, HANS),
        # Nothing known but the words.
        ("", Script.TRADITIONAL, HANS, HANT),
        ("zh", Script.TRADITIONAL, None, HANT),
        ("", Script.OTHER, HANT, HANT),
        # A client set to one script is a decision of its own.
        ("zh-hans", Script.TRADITIONAL, None, HANS),
        ("zh-hant", Script.SIMPLIFIED, HANS, HANT),
        ("zh-tw", Script.OTHER, EN, HANT),
    ],
)
def test_chinese_words_outweigh_a_foreign_telephone(
    language_code: str, script: Script, before: Locale | None, locale: Locale
) -> None:
    assert guess(language_code, script, before) is locale
