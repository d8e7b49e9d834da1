"""The sites of every project of a node for the command line: rows for a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.config import Settings
from bot.storage.store import Store


@dataclass(frozen=True, slots=True)
class Row:
    """One site, ready to read; ``counted`` is the local day of its last change."""

    project: str
    lead: str
    due: str
    site: str
    done: int
    total: int
    unit: str
    pictures: int
    counted: str
    tickets: int


async def project_list(tx: Store, settings: Settings, code: str | None) -> Sequence[Row] | None:
    """In the order projects and sites were entered; None when there is no such node or it has no project."""
    nodes = {node.id: node for node in await tx.org.nodes()}
    node = next((one for one in nodes.values() if (one.code == code if code else one.parent_id is None)), None)
    found = await tx.projects.at([node.id]) if node else []
    rows = []
    for project in found:
        lead = nodes.get(project.lead_id or 0)
        pictures, linked = await tx.projects.pictures(project.id), await tx.projects.linked(project.id)
        rows += [
            Row(
                project.title, lead.name if lead else "", _day(project.due_at, settings), site.name, site.done,
                site.total, project.unit, pictures.get(site.id, 0), _day(site.changed_at, settings), linked,
            )
            for site in await tx.projects.sites(project.id)
        ]  # fmt: skip
    return rows if found else None


def _day(moment: datetime | None, settings: Settings) -> str:
    return f"{moment.astimezone(settings.zone):%Y-%m-%d}" if moment else ""
