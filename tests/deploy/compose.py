"""The compose files, read as compose reads them: anchors and merges resolved."""

from typing import Any

from ruamel.yaml import YAML

from bot.config import ROOT

TOWN = "docker-compose.yml"
SMALL = "docker-compose.small.yml"


def read(name: str) -> dict[str, Any]:
    loaded = YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded
