"""Does it stay as fast when a county adds its own words and places? Both grow through the form a clerk would use."""

import random
import shutil
from pathlib import Path

from bot.config import ROOT
from bot.domain.org import Level, Node
from bot.places.gazetteer import Gazetteer
from tests.bench.rivals import samples

WORDS = 20_000
PLACES = 70_000
FEW_PLACES = 1_400
_SEED = 20261122
_ENDINGS = "路 街 巷 小区 花园 村"
_CATEGORY = """\
group: "{group}"
name: 增长
categories:
  "{group}01":
    name: 增长
    department: 增长
    urgency: 一般
    profile: N
    limits:
      handle: 5wd
    words:
      0.5: |
        {words}
"""


def grown_rules(folder: Path, known: int) -> Path:
    """A copy of the shipped rules in ``folder`` with :data:`WORDS` words instead of ``known``."""
    rules = Path(shutil.copytree(ROOT / "routing_rules", folder / "rules", ignore=shutil.ignore_patterns("samples")))
    words = "\n        ".join(_words(WORDS - known))
    (rules / "categories" / "99.yaml").write_text(_CATEGORY.format(group="99", words=words), encoding="utf-8")
    return rules


def gazetteer(count: int) -> Gazetteer:
    """``count`` names, a hundred to a grid."""
    names = [name + ending for name in _words(count // 6 + 1) for ending in _ENDINGS.split()][:count]
    nodes = [
        Node(number, f"{number:04}", f"{number:04}网格", Level.GRID, None, f"{number:04}/")
        for number in range(1, len(names) // 100 + 2)
    ]
    return Gazetteer(nodes, [(1 + place // 100, name) for place, name in enumerate(names)], [])


def _words(count: int) -> list[str]:
    """Two to four characters each, drawn from the samples, so that messages often begin one."""
    marks = sorted({mark for row in samples() for mark in row["text"] if "\u4e00" <= mark <= "\u9fff"})
    chance = random.Random(_SEED)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(marks, k=chance.choice((2, 3, 4))))] = None
    return list(found)
