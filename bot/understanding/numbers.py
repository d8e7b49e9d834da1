"""Finds and masks telephone, identity and bank numbers, however they are written. Grammar of numbers, no wording."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CHINESE = dict(zip("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789", strict=True))
_HAN = "".join(_CHINESE)
_PLAIN = r"\d①-⑨⓪"
# A token never touches the stars of a mask, so that what a mask left is not read again.
_TOKEN = rf"(?:(?<![{_PLAIN}])(?<!\*\*)[{_PLAIN}]++(?!\*\*)|(?<![{_HAN}])(?<!\*\*)[{_HAN}]++(?!\*\*))"
_LISTING = ",，、/:：()（）"
_TIGHT = r" \t\-—–_.·*＊+~"
_RUN = re.compile(rf"(?P<ticket>GD20\d{{6}}-\d{{4,}})|(?P<run>{_TOKEN}(?:[{_TIGHT}{_LISTING}]{{0,3}}{_TOKEN})*)")
_ONE = re.compile(_TOKEN)
_DIGIT = re.compile(rf"[{_PLAIN}{_HAN}]")
_MOBILE = re.compile(r"(?:(?:00)?86)?0?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:86)?0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_SERVICE = re.compile(r"[48]00\d{7}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_TOKENS = 20
_FEWEST = 7  # digits; what is shorter leads to nobody


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch of digits at ``[start, end)``, in ASCII; ``listed``: a comma or the like stands before it."""

    start: int
    end: int
    digits: str
    listed: bool
    chinese: bool


def _ascii(character: str) -> str:
    return _CHINESE.get(character) or str(unicodedata.digit(character, 0))


def _shown(digits: str) -> str:
    """First three and last four, of a mobile number without its country; less of a short one."""
    digits = digits[-11:] if _MOBILE.fullmatch(digits) else digits
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > 9 else f"{digits[:1]}****{digits[-2:]}"


class NumberMasker:
    """Masks numbers that lead to a person; measures, dates, public lines and ticket numbers stay."""

    def __init__(self, units: Sequence[str], cues: Sequence[str], public: Sequence[str]) -> None:
        either = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
        self._unit = re.compile(rf" ?(?:{either})")
        self._cues = tuple(cue.lower() for cue in cues)
        self._public = frozenset(public)
        gap = rf"[^{_PLAIN}*。\n{''.join({re.escape(unit[0]) for unit in units})}A-Z]{{1,5}}"
        self._scattered = re.compile(rf"(?<![\d*])(1[3-9]\d{{1,8}})({gap})(\d{{1,8}})(?:({gap})(\d{{1,8}}))?(?![\d*])")

    def mask(self, text: str) -> str:
        """``text`` with every such number as 138****1234."""
        if len(_DIGIT.findall(text)) < _FEWEST:
            return text
        return _RUN.sub(self._mask_run, self._scattered.sub(_join_scattered, text))

    def _mask_run(self, match: re.Match[str]) -> str:
        if match["ticket"] or len(match[0]) < _FEWEST:
            return match[0]
        tokens = list(_tokens(match))
        shown: list[str] = []
        position, index = match.start(), 0
        while index < len(tokens):
            length = self._length(match.string, tokens[index : index + _MOST_TOKENS])
            if length:
                last = tokens[index + length - 1]
                digits = "".join(token.digits for token in tokens[index : index + length])
                shown += [match.string[position : tokens[index].start], _shown(digits)]
                position = last.end
            index += length or 1
        return "".join(shown) + match.string[position : match.end()]

    def _length(self, text: str, tokens: Sequence[_Token]) -> int:
        """How many of ``tokens`` from the first on make up one number to mask; 0 for none."""
        joined, account = "", 0
        for count, token in enumerate(tokens, 1):
            if count > 1 and token.listed and min(len(token.digits), len(tokens[count - 2].digits)) < 3:
                break
            joined += token.digits
            if len(joined) > 20:
                break
            if _MOBILE.fullmatch(joined) or _LANDLINE.fullmatch(joined):
                return count
            if self._is_account(tokens[:count], joined):
                account = count  # a longer one may follow: its last group is often short
        if account:
            return account
        return 1 if self._alone(text, tokens[0]) else 0

    def _is_account(self, tokens: Sequence[_Token], joined: str) -> bool:
        """An identity or bank number written in groups."""
        if (
            len(tokens) < 2
            or len(joined) not in (15, 16, 17, 18, 19)
            or any(len(token.digits) < 3 for token in tokens[:-1])
        ):
            return False
        return not all(_YEAR.fullmatch(token.digits) for token in tokens)

    def _alone(self, text: str, token: _Token) -> bool:
        digits, length = token.digits, len(token.digits)
        if length < _FEWEST or digits in self._public or _SERVICE.fullmatch(digits) or token.chinese:
            return length >= 11 and token.chinese
        if self._unit.match(text, token.end):
            return False
        if length >= 9:
            return True
        before = text[max(token.start - 12, 0) : token.start].lower()
        if any(cue in before for cue in self._cues):
            return True
        return not _DATE.fullmatch(digits) and not before[-1:].isalnum()


def _tokens(match: re.Match[str]) -> Iterator[_Token]:
    text, previous = match.string, match.start()
    for found in _ONE.finditer(text, match.start(), match.end()):
        digits = "".join(_ascii(character) for character in found[0])
        listed = any(mark in _LISTING for mark in text[previous : found.start()])
        yield _Token(found.start(), found.end(), digits, listed, found[0][0] in _CHINESE)
        previous = found.end()


def _join_scattered(match: re.Match[str]) -> str:
    """A mobile number whose parts are joined by words; anything else stays."""
    digits = match[1] + match[3] + (match[5] or "")
    return _shown(digits) if _MOBILE.fullmatch(digits) else match[0]
