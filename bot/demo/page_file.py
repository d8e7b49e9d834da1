"""county/page.yaml: whom the demo's page shows, the sentences it offers, its captions."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.domain.findings import FilesInvalid
from bot.yaml_files import Part, load

COUNTY = Path(__file__).parent / "county"


class Resident(Part):
    """Somebody who lives in a grid (code) and writes to the bot from the account ``id``."""

    id: int
    name: str
    grid: str


class Columns(Part):
    """Captions of the page's three columns."""

    resident: str
    group: str
    secretary: str


class PageFile(Part):
    """``hints``: sentences to try by label. ``day_button``: what the page calls the button that plays the day."""

    residents: Annotated[list[Resident], Field(min_length=1)]
    hints: Mapping[str, str]
    columns: Columns
    day_button: str


@cache
def page_file() -> PageFile:
    """Read once. Raises FilesInvalid with file and line."""
    read = load(COUNTY / "page.yaml", PageFile)
    if isinstance(read, tuple):
        raise FilesInvalid(read)
    return read
