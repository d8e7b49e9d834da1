"""Same matter again: how alike two matters are.

Residents tell the same thing in a few words, each in his own ("楼下灯不亮", "3栋门口一到晚上黑漆漆"), with slips of the
keyboard. So category, place and the thing carry most, and words are compared by their sound, two syllables at a time.
Another building or unit is another matter, however alike the words are.
"""

from collections.abc import Iterable, Mapping

from bot.domain.similar import SIDE, Fingerprint, Likeness, Shown, SimilarPolicy, Told
from bot.understanding.marks import numbered
from bot.understanding.normalise import fold

_ENOUGH = 6.0  # rarity that two texts must share to have all words in common: one word alone proves little
PARTING = ("building", "unit", "house", "group", "phase")
"""Marks of which a different one means another place."""
DOUBTING = ("road", "estate", "floor")
"""Marks of which a different one speaks strongly against the same place: what looks like a name may be none, and the
floor may be where somebody lives."""
HINTING = ("landmark",)
"""Marks of which a different one takes no more away than the same one gives."""
_HOMES = ("building", "unit", "house", "group")
_OF_AREAS = ("road", "estate", "group", "phase")
LIKELY = 0.02
"""A category with less of a chance is not looked into."""


def known_by(text: str) -> Fingerprint:
    """What a matter without a kept fingerprint (a danger, a sealed one) is known by: the house numbers in its text."""
    return Fingerprint(marks={kind: shown for kind, shown in numbered(fold(text)).items() if shown})


def related(told: Told, policy: SimilarPolicy) -> frozenset[str]:
    """Categories in which the same matter may stand: residents' words are not always clear."""
    likely = (code for code, chance in told.chances.items() if chance >= LIKELY)
    return frozenset({told.category, *likely, *told.fingerprint.codes, *policy.unsorted})


def similarity(one: Told, other: Told, policy: SimilarPolicy) -> Likeness:
    """How alike two matters are; ``one`` lends the words that are shown."""
    mine, theirs = one.fingerprint, other.fingerprint
    spots = _spots(mine.marks, theirs.marks)
    if _parted(one, other, spots, policy):
        return Likeness(0.0, same=False)
    weights, wait = policy.weights, abs(one.at - other.at) / policy.within
    pairs = sorted(mine.words.keys() & theirs.words.keys(), key=lambda pair: -mine.words[pair])
    score = (
        weights.category * _same_category(one, other, policy)
        + weights.grid * one.local
        + weights.spot * (bool(spots) - _differ(mine, theirs, HINTING))
        + weights.thing * _same_thing(frozenset(mine.things), frozenset(theirs.things))
        + weights.words * _overlap(mine.words, theirs.words, pairs)
        - weights.elsewhere * _differ(mine, theirs, DOUBTING)
        - weights.wait * wait
    )
    things = (thing for thing in mine.things if thing in theirs.things)
    shared = dict.fromkeys([*spots.values(), *things, *(mine.spelt[pair] for pair in pairs)])
    return Likeness(round(score, 2), score >= policy.minimum, tuple(shared))


def _parted(one: Told, other: Told, spots: Mapping[str, str], policy: SimilarPolicy) -> bool:
    """Whether they cannot be one, whatever the words. ``spots``: the places both name."""
    categories = {one.category, other.category}
    return (
        one.node_id != other.node_id
        or abs(one.at - other.at) > policy.within
        or not categories.isdisjoint(policy.never)
        or apart(one.fingerprint, other.fingerprint)
        or (not categories.isdisjoint(policy.own) and not any(kind in spots for kind in _HOMES))
        or not (one.local or spots)
    )


def apart(mine: Fingerprint, theirs: Fingerprint) -> bool:
    """Each names its own building or side; a power cut has all of them."""
    sides = [kind for kind in mine.marks if kind.startswith(SIDE)]
    return _differ(mine, theirs, (*PARTING, *sides))


def _differ(mine: Fingerprint, theirs: Fingerprint, kinds: Iterable[str]) -> bool:
    """Whether both name a place of one of these kinds, and not the same. What a whole area has at once is parted only
    by its name."""
    wide = mine.wide and theirs.wide
    return any(
        not _common(mine.marks[kind], theirs.marks[kind])
        for kind in kinds
        if kind in mine.marks and kind in theirs.marks and not (wide and kind not in _OF_AREAS)
    )


def _spots(mine: Mapping[str, Shown], theirs: Mapping[str, Shown]) -> dict[str, str]:
    """Kind of place → what both name, as the first wrote it."""
    kinds = [kind for kind in mine if kind in theirs and kind not in ("floor", "phase")]
    return {kind: common for kind in kinds if (common := _common(mine[kind], theirs[kind]))}


def _common(mine: Shown, theirs: Shown) -> str:
    """The first that both have; 锦绣 is 锦绣花园, but 1 is not 12."""
    for key, shown in mine.items():
        if key in theirs or (len(key) > 4 and any(key in other or other in key for other in theirs if len(other) > 4)):
            return shown
    return ""


def _same_category(one: Told, other: Told, policy: SimilarPolicy) -> float:
    if one.category == other.category:
        return float(one.category not in policy.unsorted)
    return max(one.chances.get(other.category, 0.0), other.chances.get(one.category, 0.0))


def _same_thing(mine: frozenset[str], theirs: frozenset[str]) -> int:
    if not mine or not theirs:
        return 0
    if mine <= theirs or theirs <= mine:
        return 1
    return 0 if mine & theirs else -1


def _overlap(mine: Mapping[str, float], theirs: Mapping[str, float], pairs: Iterable[str]) -> float:
    """The rarity both share, of what the shorter one has: a letter may say everything a chat says, and more."""
    least = min(sum(mine.values()), sum(theirs.values()))
    return sum(min(mine[pair], theirs[pair]) for pair in pairs) / max(least, _ENOUGH)
