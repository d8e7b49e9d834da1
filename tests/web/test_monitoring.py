"""deploy/monitoring: every figure that is drawn, watched or described is one that the house really gives."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from ruamel.yaml import YAML

from bot.config import ROOT
from bot.domain.notices import Priority
from tests.conversation.stage import Stage
from tests.conversation.town import GUIYING
from tests.web.conftest import Front
from tests.web.test_webhook_conversation import FIRE, posted, read

__all__ = ["posted"]

FOLDER = ROOT / "deploy" / "monitoring"
PROMETHEUS_OWN = {"up"}
NAME = re.compile(r"\b(?:yigetong|process)_\w+|\bup\b")
SELECTOR = re.compile(r"(\w+)\{([^}]*)\}")


def yaml(name: str) -> Any:
    return YAML(typ="safe").load(FOLDER / name)


def panels() -> list[dict[str, Any]]:
    dashboard = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def expressions() -> list[str]:
    drawn = [target["expr"] for panel in panels() for target in panel["targets"]]
    watched = [rule["expr"] for group in yaml("alerts.yml")["groups"] for rule in group["rules"]]
    return drawn + watched


async def scraped(stage: Stage) -> tuple[set[str], dict[str, set[str]]]:
    """Names of all samples, and the names of labels by family."""
    names: set[str] = set()
    labels: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(await read(stage, "/metrics")):
        # A parser takes _total from a counter's name.
        own = family.name + ("_total" if family.type == "counter" else "")
        names |= {sample.name for sample in family.samples}
        labels[own] = {label for sample in family.samples for label in sample.labels} - {"le"}
    return names, labels


async def test_what_is_drawn_watched_and_described_exists(posted: Stage) -> None:
    await posted.person(GUIYING).says(FIRE)
    await posted.tick()
    names, labels = await scraped(posted)
    used = {name for expression in expressions() for name in NAME.findall(expression)} - PROMETHEUS_OWN
    assert used <= names
    table = dict(re.findall(r"^\| `(yigetong_\w+)` \| \w+ \|([^|]*)\|", described(), re.MULTILINE))
    given = {name: seen for name, seen in labels.items() if name.startswith("yigetong_")}
    assert {name: set(re.findall(r"`(\w+)`", text)) for name, text in table.items()} == given


def described() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


async def test_labels_that_are_asked_for_are_given(posted: Stage) -> None:
    await posted.person(GUIYING).says(FIRE)
    families = text_string_to_metric_families(await read(posted, "/metrics"))
    given = {(sample.name, label) for family in families for sample in family.samples for label in sample.labels}
    asked = [found for expression in expressions() for found in SELECTOR.findall(expression)]
    for name, selector in asked:
        for label in re.findall(r"(\w+)\s*=", selector):
            assert label in {"instance", "job"} or (name, label) in given, (name, label)


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
async def test_without_the_database_the_rest_is_still_told(front: Front) -> None:
    async with front.database.begin() as tx:
        await tx.connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    status, text = await front.get("/metrics")
    assert status == 200
    assert 'yigetong_ready{check="database"} 0' in text
    assert "yigetong_inbox" not in text


def test_every_panel_has_a_title_a_unit_and_room() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        assert re.search(r"[\u4e00-\u9fff]|webhook", panel["title"]), panel["id"]
        assert panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        assert panel["datasource"]["uid"] == "${datasource}"
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert max(x for x, _ in cells) < 24 and not cells & taken, panel["title"]
        taken |= cells
    assert len({panel["id"] for panel in panels()}) == len(panels())


def test_every_alert_says_what_to_do() -> None:
    rules = [rule for group in yaml("alerts.yml")["groups"] for rule in group["rules"]]
    assert len({rule["alert"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"] and rule["annotations"]["description"], rule["alert"]
        assert rule["expr"].count("(") == rule["expr"].count(")")


def test_the_example_finds_its_rules() -> None:
    example = yaml("prometheus.yml")
    assert [Path(name).name for name in example["rule_files"]] == ["alerts.yml"]
    assert (FOLDER / example["rule_files"][0]).is_file()
    assert [scrape["job_name"] for scrape in example["scrape_configs"]] == ["yigetong"]


def test_every_priority_is_described() -> None:
    row = next(line for line in described().splitlines() if "`yigetong_outbox_letters`" in line)
    assert set(re.findall(r"`(\w+)`", row)) >= {priority.name.lower() for priority in Priority}
