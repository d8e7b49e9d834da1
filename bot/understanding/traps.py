"""Rules that look right and never work: the dictionary is in the way, or another rule."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import permutations
from operator import add
from pathlib import Path
from typing import Literal

from bot.domain.findings import Finding
from bot.understanding.lexicon import Hit, Lexicon
from bot.understanding.normalise import fold
from bot.understanding.rulefile import CategoryRules, Pattern, words_of
from bot.understanding.rules import RuleBook
from bot.understanding.wordfile import open_words

DEPARTMENTS = "departments.yaml"
_BETWEEN = "/、→；;+（）()，, "
"""Between the names in a category's ``department``."""

UNSEEN = 5
"""In so many samples a word must have gone unseen before anybody is told."""

Look = Callable[[str], Sequence[Hit]]


def traps(book: RuleBook, lexicon: Lexicon) -> Iterator[Finding]:
    """Of the words and combinations of ``book``: those that can never count. A word that stands in several rules is
    told of once."""
    seen: dict[str, tuple[Hit, ...]] = {}

    def look(word: str) -> Sequence[Hit]:
        if word not in seen:
            seen[word] = lexicon.scan(word).hits
        return seen[word]

    slips = tuple(fold(wrong) for wrong in book.lexicon.slips)
    for number, rule in enumerate(book.rules):
        yield from _never_found(rule, look, slips)
        yield from _taken_back(number, rule, look)
        yield from _excluded(rule, look)
        yield from _surpassed(rule)
    yield from _joined(book, lexicon)


def at(rule: CategoryRules, line: int, word: str, message: str, severity: str = "error") -> Finding:
    """``message`` about ``word`` in a line of the rule's file."""
    return _placed(Finding(rule.file, line, message, 1, _SEVERITY[severity]), word)


_SEVERITY: dict[str, Literal["error", "warning"]] = {"error": "error", "warning": "warning"}


def _placed(finding: Finding, word: str) -> Finding:
    """With the column where ``word`` stands in its line."""
    lines = finding.file.read_text(encoding="utf-8").split("\n")
    column = max(lines[finding.line - 1].find(word), 0) + 1 if finding.line <= len(lines) else 1
    return replace(finding, column=column)


def _counts(word: str, look: Look) -> bool:
    return any(hit.start == 0 and hit.end == len(word) and not hit.hidden for hit in look(word))


def _never_found(rule: CategoryRules, look: Look, slips: Sequence[str]) -> Iterator[Finding]:
    """Words that never stand in a text as it is read, or that the tokenizer never gives, even alone."""
    for word in sorted(words_of(rule)):
        slip = next((wrong for wrong in slips if wrong in word), None)
        if slip is not None:
            message = f"{word!r} never stands in a text: {slip!r} is mended before; write it as lexicon.yaml does"
            yield at(rule, _line_of(rule, word), word, message)
        elif not _counts(word, look):
            message = f"the tokenizer can never produce {word!r}: write it as people do, or mend lexicon.yaml"
            yield at(rule, _line_of(rule, word), word, message)


def unseen(book: RuleBook, lexicon: Lexicon, texts: Iterable[str]) -> Iterator[Finding]:
    """Words of two characters that stand in several of ``texts`` (normalised) and are seen in none, as the tokenizer
    cuts through them (满出 in 满出来)."""
    words = {word for rule in book.rules for word in words_of(rule) if len(word) == 2}
    among: dict[str, list[str]] = {word: [] for word in words}
    for text in texts:
        if there := among.keys() & set(map(add, text, text[1:])):
            for hit in lexicon.scan(text).hits:
                among.pop(hit.word, None)
            for word in there & among.keys():
                among[word].append(text)
    for rule in book.rules:
        for word in sorted(words_of(rule) & {word for word, found in among.items() if len(found) >= UNSEEN}):
            found = among.pop(word)
            shown = found[0][max(found[0].find(word) - 3, 0) : found[0].find(word) + 5]
            message = f"{word!r} stands in {len(found)} samples and is seen in none ({shown}): write the whole word"
            yield at(rule, _line_of(rule, word), word, message, "warning")


def _line_of(rule: CategoryRules, word: str) -> int:
    """The first line of the rule that names ``word``."""
    lines = [one.line for one in rule.words if one.text == word]
    lines += [line.number for line in rule.none_of if line.text == word]
    lines += [one.line for one in rule.patterns if word in one.unless or any(word in part for part in one.parts)]
    return min(lines, default=rule.line)


def _taken_back(number: int, rule: CategoryRules, look: Look) -> Iterator[Finding]:
    """Words that none_of of the same category takes back wherever they stand."""
    for word in rule.words:
        for hit in look(word.text):
            if number in hit.entry.cancels and not hit.hidden:
                message = f"{word.text!r} never counts: {hit.word!r} of none_of stands in it; take out one of them"
                yield at(rule, word.line, word.text, message)
                break


def _excluded(rule: CategoryRules, look: Look) -> Iterator[Finding]:
    """Combinations whose own words are what excludes them."""
    for pattern in rule.patterns:
        for part in pattern.parts:
            for word in sorted(part):
                inside = next((hit.word for hit in look(word) if hit.word in pattern.unless and not hit.hidden), None)
                if inside is not None:
                    message = (
                        f"{word!r} never counts here: {inside!r} behind the minus stands in it; take out one of them"
                    )
                    yield at(rule, pattern.line, word, message)


def _surpassed(rule: CategoryRules) -> Iterator[Finding]:
    """Combinations that add nothing to another one of the category, which counts as much or more."""
    for one, other in permutations(rule.patterns, 2):
        if _adds_nothing(one, other) and not (_adds_nothing(other, one) and one.line < other.line):
            message = f"this combination adds nothing to line {other.line}, which counts as much; take it out"
            yield at(rule, one.line, one.text, message, "warning")


def _adds_nothing(one: Pattern, other: Pattern) -> bool:
    """Whether ``other`` is met wherever ``one`` is."""
    return (
        other.weight >= one.weight
        and other.gap >= one.gap
        and other.unless <= one.unless
        and one.parts[0] <= other.parts[0]
        and all(any(mine <= theirs for mine in one.parts[1:]) for theirs in other.parts[1:])
    )


def _joined(book: RuleBook, lexicon: Lexicon) -> Iterator[Finding]:
    """Words of a combination that the dictionary makes one word of where they meet (灯 and 不亮 in 灯不亮), so that
    neither is seen."""
    told = {*book.lexicon.whole, *lexicon.entries}
    for rule in book.rules:
        for pattern in rule.patterns:
            for one, other in _meetings(pattern):
                both = one + other
                if both in told or not lexicon.tokenizer.knows(both) or _both_stand(lexicon, one, other):
                    continue
                told.add(both)
                message = (
                    f"{one!r} and {other!r} are not seen in {both!r}, one word of the dictionary: write {both}=0 under "
                    f"frequency in lexicon.yaml, or {both} under whole where it is another thing"
                )
                yield at(rule, pattern.line, one, message, "warning")


def _meetings(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Every word of the first part beside every word of the others, both ways, in a fixed order."""
    for first in sorted(pattern.parts[0]):
        for word in sorted({word for part in pattern.parts[1:] for word in part}):
            yield first, word
            yield word, first


def _both_stand(lexicon: Lexicon, one: str, other: str) -> bool:
    both = one + other
    if lexicon.tokenizer.tokens(both) != [both]:
        return True
    found = {(hit.start, hit.end) for hit in lexicon.scan(both).hits if not hit.hidden}
    return {(0, len(one)), (len(one), len(both))} <= found


def departments(folder: Path, book: RuleBook) -> Iterator[Finding]:
    """Names in ``department`` that departments.yaml has not; nothing where a town keeps no such file. Raises
    :class:`~bot.domain.findings.FilesInvalid` where it cannot be read."""
    file = folder / DEPARTMENTS
    if not file.exists():
        return
    section = open_words(file)
    section.only("departments", "cases")
    known = [*section.words("departments"), *section.words("cases")]
    for rule in book.rules:
        for name in _names(rule.category.department):
            if name not in known:
                near = get_close_matches(name, known, 1, 0.5)
                hint = f"is it {near[0]!r}? If not, " if near else ""
                message = f"{rule.category.code}: unknown department {name!r}; {hint}add it to {DEPARTMENTS}"
                yield _placed(Finding(rule.file, _department_line(rule), message, 1, "warning"), name)


def _names(department: str) -> list[str]:
    return department.translate({ord(mark): " " for mark in _BETWEEN}).split()


def _department_line(rule: CategoryRules) -> int:
    lines = rule.file.read_text(encoding="utf-8").split("\n")
    below = range(rule.line, len(lines))
    return next((place + 1 for place in below if lines[place].strip().startswith("department:")), rule.line)
