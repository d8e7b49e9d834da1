"""What the rules could learn from people: corrected sentences in groups, and the words that are typical of each."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.corrections import Correction
from bot.understanding.normalise import fold

OFTENER = 2.0
"""So many times the share elsewhere makes a word typical."""
ENOUGH = 2
"""Sentences a word must stand in, where there are several."""
MOST_WORDS = 8
SHOWN = 60

Cut = Callable[[str], Iterable[str]]
Label = Callable[..., str]


@dataclass(frozen=True, slots=True)
class KeyWord:
    """``here``: in how many of the corrected sentences it stands; ``elsewhere``: in how many of the others."""

    word: str
    here: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Told:
    """Any other ticket: its id, category and masked text."""

    ticket_id: int
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Tickets corrected from ``was`` to ``became``: ``count`` of the ``filed`` that were taken for ``was``, of them
    ``sealed`` whose sentences are told nobody. ``who``: how many by whom. Shares of ``words`` are of ``sentences`` and
    of ``others``.
    """

    was: str
    became: str
    count: int
    filed: int
    sealed: int
    who: Mapping[str, int]
    sentences: tuple[str, ...]
    words: tuple[KeyWord, ...]
    others: int


def suggest(
    lines: Sequence[Correction],
    filed: Mapping[str, int],
    told: Sequence[Told],
    cut: Cut,
    known: Callable[[str], Collection[str]],
    places: str = "",
) -> list[Group]:
    """The groups, largest first. ``known``: the words a category has already; ``places``: names, whose words say
    nothing of a matter.
    """
    others = [(one, _tokens(one.text, cut, places)) for one in told]
    groups: dict[tuple[str, str], list[Correction]] = {}
    for line in lines:
        groups.setdefault((line.was, line.became), []).append(line)
    found = []
    for (was, became), members in groups.items():
        ids = {member.ticket_id for member in members}
        open_ = [member for member in members if not member.sealed]
        inside = [_tokens(member.text, cut, places) for member in open_]
        outside = [words for one, words in others if one.category != became and one.ticket_id not in ids]
        found.append(
            Group(
                was, became, len(members), filed.get(was, 0), len(members) - len(open_),
                dict(Counter(member.who.value for member in members).most_common()),
                tuple(member.text for member in open_), key_words(inside, outside, known(became)), len(outside),
            )
        )  # fmt: skip
    return sorted(found, key=lambda group: (-group.count, group.was, group.became))


def key_words(
    inside: Sequence[Collection[str]], outside: Sequence[Collection[str]], known: Collection[str]
) -> tuple[KeyWord, ...]:
    """Words in clearly more of the texts ``inside`` than ``outside`` and not ``known``, the most typical first. Each
    text is the set of its words.
    """
    here = Counter(word for words in inside for word in set(words))
    there = Counter(word for words in outside for word in set(words))
    enough = min(ENOUGH, len(inside))
    scored = []
    for word, count in here.items():
        # Half a text more on each side, so that a word unseen elsewhere is no infinity.
        share = (count + 0.5) / (len(inside) + 1)
        ratio = share / ((there[word] + 0.5) / (len(outside) + 1))
        if count >= enough and ratio >= OFTENER and word not in known:
            scored.append((-count * math.log(ratio), word))
    return tuple(KeyWord(word, here[word], there[word]) for _, word in sorted(scored)[:MOST_WORDS])


def _tokens(text: str, cut: Cut, places: str) -> frozenset[str]:
    """Words of two characters and more; no numbers, no Latin letters, nothing masked, no part of a place's name."""
    words = (word for word in cut(fold(text)) if len(word) > 1 and word.isalpha() and not word.isascii())
    return frozenset(word for word in words if word not in places)


def labelled(lines: Iterable[Correction]) -> Iterator[dict[str, str]]:
    """Lines as ``rules eval`` and training read them; nothing that is sealed."""
    for line in lines:
        if not line.sealed:
            yield {"text": line.text, "category": line.became, "intent": line.intent}


def suggestion_lines(groups: Iterable[Group], name: Callable[[str], str], label: Label) -> Iterator[str]:
    """For a person: each group with its counts, its sentences and the words that could be added, and where."""
    for group in groups:
        who = "  ".join(label(f"suggest-{kind}", count=count) for kind, count in group.who.items())
        yield label(
            "suggest-group", was=f"{group.was} {name(group.was)}", became=f"{group.became} {name(group.became)}",
            count=group.count, filed=group.filed, who=who,
        )  # fmt: skip
        for sentence in group.sentences:
            text = " ".join(sentence.split())
            yield label("suggest-sentence", text=text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
        if group.sealed:
            yield label("suggest-sealed", count=group.sealed)
        if group.words:
            words = "  ".join(
                label(
                    "suggest-word", word=word.word, here=word.here, all=len(group.sentences),
                    elsewhere=word.elsewhere, others=group.others,
                )
                for word in group.words
            )  # fmt: skip
            yield label("suggest-words", file=f"categories/{group.became[:2]}.yaml", code=group.became, words=words)
