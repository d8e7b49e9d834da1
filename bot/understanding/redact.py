"""Masks what identifies a person: numbers, accounts, plates, rooms, names (handbook §9.7). Words are data.

``redact(redact(text)) == redact(text)``: whatever a mask leaves is never taken for a new number or name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.numbers import NumberMasker
from bot.understanding.wordfile import Opener, Section, open_words

Step = Callable[[str], str]
_KEYS = (
    "rooms", "room_ends", "room_starts", "units", "phone_cues", "public_numbers", "account_cues", "plates",
    "plate_ends", "name_cues", "given_cues", "open_name_cues", "name_links", "name_ends", "surnames", "not_given",
    "titles",
)  # fmt: skip
_ROUNDS = 5  # a mask may part what hid another number; two rounds are usual


@dataclass(frozen=True, slots=True)
class Redactor:
    """The compiled policy; a pure function of the text."""

    _steps: tuple[Step, ...]

    @classmethod
    def load(cls, path: Path, opened: Opener = open_words) -> "Redactor":
        """The policy in the file ``path``; raises :class:`FilesInvalid` with the line of the fault."""
        file = opened(path)
        file.only(*_KEYS)
        if file.text("rooms") not in ("mask", "keep"):
            raise file.fail(file.line, "rooms must be mask or keep")
        numbers = NumberMasker(file.words("units"), file.words("phone_cues"), file.words("public_numbers"))
        rooms = (_rooms(file),) if file.text("rooms") == "mask" else ()
        return cls((_stray_stars(file), _emails, _accounts(file), numbers.mask, _plates(file), *rooms, *_names(file)))

    def redact(self, text: str) -> str:
        """``text`` with 138****1234 for a number, 王某 for a name, 5**室 for a room. Linear in its length."""
        for _ in range(_ROUNDS):
            before = text
            for step in self._steps:
                text = step(text)
            if text == before:
                break
        return text


_EMAIL = re.compile(
    r"([A-Za-z0-9_%+-])[A-Za-z0-9._%+-]{0,63} ?[@＠] ?[A-Za-z0-9-]{1,63}(?:[.．。][A-Za-z0-9-]{1,63}){1,4}"
)
_HANDLE = re.compile(r"(?<![A-Za-z0-9_.*])[@＠]([A-Za-z][A-Za-z0-9_])[A-Za-z0-9_]{3,30}(?![A-Za-z0-9_*])")


def _emails(text: str) -> str:
    """Addresses, and names of messenger accounts with the sign before them."""
    return _HANDLE.sub(r"@\1***", _EMAIL.sub(r"\1***@***", text)) if "@" in text or "＠" in text else text


def _sub(pattern: re.Pattern[str], shown: str) -> Step:
    """As ``pattern.sub(shown, text)``, which would read ``shown`` anew each time, even where nothing is found."""
    return lambda text: pattern.sub(lambda match: match.expand(shown), text)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{5}")
"""Few texts have anything of that form, and it is found five times as fast."""


def _accounts(file: Section) -> Step:
    public = _either(file.words("public_numbers"))
    pattern = re.compile(
        rf"((?<![a-z])(?:{_either(file.words('account_cues'))})[ 号是为:：同，,@＠]{{0,4}})"
        rf"(?!(?:{public})(?!\w))([a-z0-9_-]{{2}})[a-z0-9_-]{{3,30}}",
        re.IGNORECASE | re.ASCII,
    )
    return lambda text: pattern.sub(r"\1\2***", text) if _IDENTIFIER.search(text) else text


_SIGN = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"


def _plate_end(file: Section) -> str:
    return rf"(?:[{_SIGN}]{{2}}|[{_SIGN}][{file.text('plate_ends')}])"


def _plates(file: Section) -> Step:
    start = rf"[{file.text('plates')}][A-ZＡ-Ｚ]"
    pattern = re.compile(rf"({start})[ ·•.\-]?[{_SIGN}]{{3,4}}({_plate_end(file)})(?![{_SIGN}])", re.I)
    return _sub(pattern, r"\1***\2")


_DIGIT = "0-9０-９零〇一二三四五六七八九"


def _room_starts(file: Section) -> str:
    return f"{_either(file.words('room_starts'))}|[#＃]"


def _rooms(file: Section) -> Step:
    ends = _either(file.words("room_ends"))
    starts = _room_starts(file)
    named = re.compile(rf"(?<![{_DIGIT}*])([{_DIGIT}])[{_DIGIT}]{{2,4}}(?= ?(?:{ends}))")
    units = _either(file.words("units"))
    bare = re.compile(
        rf"((?:{starts})[ \-—，,]?)([{_DIGIT}])[{_DIGIT}]{{2,3}}(?![{_DIGIT}*]|{units})"
        rf"|(?<![\d\-—])(\d{{1,3}}[-—]\d{{1,2}}[-—])(\d)\d{{2,3}}(?![\d\-*])"
    )
    digit = re.compile(rf"[\d{_DIGIT}]")
    return lambda text: bare.sub(_bare_room, named.sub(r"\1**", text)) if len(digit.findall(text)) > 2 else text


def _stray_stars(file: Section) -> Step:
    """Widens stars that do not have the shape of our own masks, so that nobody hides a number behind his own."""
    digit, starts = f"(?<![{_DIGIT}])[{_DIGIT}]", _room_starts(file)
    own = "|".join((
        r"(?<!\d)\d{1,3}\*{4}\d{2,4}(?!\d)",
        r"[A-Za-z0-9_-]{2}\*{3}(?![\w*-])",
        rf"[{file.text('plates')}][A-Za-zＡ-Ｚａ-ｚ]\*{{3}}{_plate_end(file)}(?![A-Za-z0-9])",
        r"[A-Za-z0-9_%+-]\*{3}@\*{3}",
        rf"{digit}\*\*(?= ?(?:{_either(file.words('room_ends'))}))",
        rf"(?:{starts})[ \-—，,]?{digit}\*\*(?![{_DIGIT}*])",
        r"(?<![\d\-—])\d{1,3}[-—]\d{1,2}[-—]\d\*\*(?![\d*])",
    ))  # fmt: skip
    stars = re.compile(rf"({own})|\*{{2,}}")
    return lambda text: stars.sub(lambda match: match[1] or "＊" * len(match[0]), text) if "**" in text else text


def _bare_room(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]}{match[2] or match[4]}**"


_MASK = "某"  # how Chinese print leaves a name out
_SOMEBODY = rf"\1\2{_MASK}"


def _names(file: Section) -> tuple[Step, ...]:
    surname = f"(?:{_either(file.words('surnames'))})"
    given = f"[^\\W\\d_a-zA-Z{''.join(file.words('not_given'))}]"
    links = f"[ {''.join(re.escape(link) for link in file.words('name_links'))}]{{0,3}}"
    titles = _either(file.words("titles"))
    title = re.compile(titles)
    cues = _either(file.words("name_cues"))
    cued = re.compile(rf"((?:{cues}){links})({surname}) ?{given}{{1,2}}(?!{_MASK})")
    han = "[\\u4e00-\\u9fff]"
    dotted = re.compile(rf"((?:{cues}){links})({han}){han}{{1,7}}[·•]{han}{{1,7}}")
    given_cues = _either(file.words("given_cues"))
    apart = re.compile(rf"(姓(?:{surname})[，, ]?(?:{given_cues}))(){given}{{1,2}}(?!{_MASK})")
    ending = rf"(?=$|[\W\d]|{_either(file.words('name_ends'))})"
    opened = re.compile(rf"((?:{_either(file.words('open_name_cues'))}){links})({surname}){given}{{1,2}}{ending}")
    titled = re.compile(rf"()({surname}){given}{{2}}(?=(?:{titles}))")
    return (
        _sub(dotted, _SOMEBODY),
        _sub(apart, _SOMEBODY),
        _sub(cued, _SOMEBODY),
        _sub(opened, _SOMEBODY),
        lambda text: titled.sub(_SOMEBODY, text) if title.search(text) else text,
    )
