"""What the commands say about readings: JSON lines, an evaluation against labels, an explanation in lines."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.reading import Intent, Reading
from bot.understanding.explain import Choice, Explanation
from bot.understanding.joints import Joint
from bot.understanding.read import Reader

MOST_ALTERNATIVES = 5
BEGINNING = 8  # characters of a matter that show which is meant
ENOUGH_ROWS = 5  # a category with fewer labelled rows says nothing in the macro figure
Label = Callable[[str], str]


def to_json(reading: Reading, *, id: str | int) -> dict[str, Any]:
    """One answer of ``yigetong understand``. ``category`` is "" for smalltalk and where nothing was recognised."""
    verdict, danger = reading.verdict, reading.danger
    candidates = () if reading.smalltalk else verdict.candidates
    return {
        "id": id,
        "category": candidates[0].category if candidates else "",
        "score": candidates[0].score if candidates else 0.0,
        "confident": bool(candidates) and verdict.confident,
        "alternatives": [
            {"category": other.category, "score": other.score} for other in candidates[1 : MOST_ALTERNATIVES + 1]
        ],
        "intent": reading.intent.value,
        "danger": danger is not None,
        "danger_category": danger.category if danger else "",
        "danger_certain": danger is not None and danger.certain,
        "matters": [{"text": matter.text, "category": matter.category} for matter in reading.matters],
        "places": [{"text": place.text, "start": place.start, "end": place.end} for place in reading.places],
        "resolved": reading.resolved,
        "smalltalk": reading.smalltalk,
        "evidence": [
            {"category": reason.category, "word": reason.word, "weight": reason.weight} for reason in verdict.evidence
        ],
    }


def answer_lines(reader: Reader, lines: Iterable[str]) -> Iterator[str]:
    """JSON lines in, JSON lines out, one for each that is not blank, in the same order. A line that cannot be read
    is answered by ``{"id": "", "error": why}``."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(reader, line), ensure_ascii=False)


def _answer(reader: Reader, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": "", "error": f"is no JSON: {error}"}
    if not isinstance(row, dict):
        return {"id": "", "error": "must be an object with id and text"}
    name = row.get("id", row.get("key"))
    if not isinstance(name, str | int):
        name = ""
    text, title = row.get("text"), row.get("title") or ""
    if not isinstance(text, str) or not isinstance(title, str):
        return {"id": name, "error": "text and title must be strings"}
    return to_json(reader.read(text, title), id=name)


@dataclass(frozen=True, slots=True)
class Miss:
    """A labelled row whose first choice was wrong: what was wanted, what was chosen ("" for nothing)."""

    key: str
    wanted: str
    got: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Shares are 0..1 of their rows, None where there is no such row. ``macro``: mean of first choices over categories
    with enough rows; ``confident``: share answered surely, ``confident_right``: of those, the right ones;
    ``danger``: dangers seen; ``false_alarms``: of what only looks like one; ``no_matter``: of what is no matter, seen
    as none; ``matters``: the right number of them; ``intent``: of rows that have one."""

    rows: int
    first: float | None
    within_three: float | None
    macro: float | None
    nothing: float | None
    confident: float | None
    confident_right: float | None
    intent: float | None
    danger: float | None
    false_alarms: float | None
    no_matter: float | None
    matters: float | None
    confusions: tuple[tuple[str, str, int], ...]
    misses: tuple[Miss, ...]


SHARES = (
    "first", "within_three", "macro", "nothing", "confident", "confident_right", "intent", "danger", "false_alarms",
    "no_matter", "matters",
)  # fmt: skip


def evaluate(reader: Reader, rows: Iterable[Mapping[str, Any]]) -> Evaluation:
    """``rows``: ``text``, ``category`` ("" for no matter), and if present ``title``, ``alternates`` (equally right),
    ``intent`` (one or several admissible), ``danger``, ``kind`` (lookalike), ``matters`` and ``key``."""
    told: dict[str, list[bool]] = defaultdict(list)
    by_category: dict[str, list[bool]] = defaultdict(list)
    misses: list[Miss] = []
    count = 0
    for row in rows:
        count += 1
        reading = reader.read(str(row.get("text", "")), str(row.get("title", "")))
        found = [] if reading.smalltalk else [candidate.category for candidate in reading.verdict.candidates]
        for name, agrees in _besides(row, reading, found):
            told[name].append(agrees)
        if not row["category"]:
            continue
        right = {str(row["category"]), *map(str, row.get("alternates") or ())}
        good = bool(found) and found[0] in right
        by_category[str(row["category"])].append(good)
        told["first"].append(good)
        told["within_three"].append(any(category in right for category in found[:3]))
        told["nothing"].append(not found)
        told["confident"].append(reading.verdict.confident)
        if reading.verdict.confident:
            told["confident_right"].append(good)
        if not good:
            key = str(row.get("key", row.get("id", count)))
            misses.append(Miss(key, str(row["category"]), found[0] if found else "", reading.text[:80]))
    pairs = Counter((miss.wanted, miss.got) for miss in misses)
    macro = [sum(good) / len(good) for good in by_category.values() if len(good) >= ENOUGH_ROWS]
    shares = {name: sum(right) / len(right) for name, right in told.items()}
    shares |= {"macro": sum(macro) / len(macro)} if macro else {}
    return Evaluation(
        rows=count,
        **{name: shares.get(name) for name in SHARES},
        confusions=tuple((wanted, got, number) for (wanted, got), number in pairs.most_common()),
        misses=tuple(misses),
    )


def _besides(row: Mapping[str, Any], reading: Reading, found: list[str]) -> Iterator[tuple[str, bool]]:
    """What else a labelled row says, and whether the reading agrees."""
    intents = row.get("intent") or ()
    wanted = {intents} if isinstance(intents, str) else set(intents)
    if wanted & set(Intent):
        yield "intent", reading.intent in wanted
    if row.get("danger"):
        yield "danger", reading.danger is not None
    elif row.get("kind") == "lookalike":
        yield "false_alarms", reading.danger is not None
    if not row["category"]:
        yield "no_matter", not found
    elif (matters := row.get("matters")) is not None:
        yield "matters", len(reading.matters) in (matters if isinstance(matters, list) else (matters,))


def evaluation_lines(evaluation: Evaluation, label: Label, most: int = 20) -> Iterator[str]:
    """For a person; ``label`` gives the wording of a key such as ``eval-first``. At most ``most`` pairs and misses."""
    yield f"{label('eval-rows')}: {evaluation.rows}"
    yield from share_lines(evaluation, label)
    for wanted, got, number in evaluation.confusions[:most]:
        yield f"{wanted} → {got or '-'}: {number}"
    for miss in evaluation.misses[:most]:
        yield f"{miss.key}  {miss.wanted} → {miss.got or '-'}  {miss.text}".replace("\n", " ")


def share_lines(evaluation: Evaluation, label: Label) -> Iterator[str]:
    """The shares that have rows."""
    for name in SHARES:
        share = getattr(evaluation, name)
        if share is not None:
            yield f"{label('eval-' + name.replace('_', '-'))}: {share:.3f}"


def explain_lines(explanation: Explanation, label: Label) -> Iterator[str]:
    """For a person: the first choice with its words and weights, the runners-up, what did not count."""
    if not explanation.choices:
        yield label("explain-nothing")
    for key, choice in zip(("category", "runner-up", "third"), explanation.choices, strict=False):
        yield _choice_line(label(f"explain-{key}"), choice)
    yield f"{label('explain-margin')}: {explanation.margin:.2f}"
    yield label("explain-confident" if explanation.confident else "explain-unsure")
    if explanation.left_out:
        left_out = "  ".join(f"{left.word} ({left.by})" for left in explanation.left_out)
        yield f"{label('explain-left-out')}: {left_out}"
    for joint in explanation.split.joints:
        yield _joint_line(joint, explanation, label)
    yield f"{label('explain-version')}: {explanation.rules_version}"


def _joint_line(joint: Joint, explanation: Explanation, label: Label) -> str:
    """Where another matter begins, with the points for and against it."""
    reasons = "  ".join(f"{label('joint-' + name.replace('_', '-'))} {points:+g}" for name, points in joint.reasons)
    key = "explain-split" if explanation.split.sure else "explain-split-perhaps"
    begins = explanation.normal[joint.place : joint.place + BEGINNING]
    return f"{label(key)}: {joint.before} | {joint.after} {begins}… {joint.points:+g}  [{reasons}]"


def _choice_line(heading: str, choice: Choice) -> str:
    words = "  ".join(f"{reason.word} {reason.weight:g}" for reason in choice.words)
    return f"{heading}: {choice.category} {choice.name} {choice.score:g}  [{words}]"
