"""The page's file fits what it speaks of: the county's grids, the button in the browser."""

import csv

from bot.demo.page_file import COUNTY, page_file


def test_residents_live_in_grids_of_the_county() -> None:
    with (COUNTY / "grids.csv").open(encoding="utf-8-sig", newline="") as file:
        grids = {row["code"] for row in csv.DictReader(file) if row["level"] == "grid"}
    residents = page_file().residents
    assert {resident.grid for resident in residents} <= grids
    assert len({resident.id for resident in residents}) == len(residents)


def test_the_button_is_called_so_in_the_browser() -> None:
    words = (COUNTY.parent / "static" / "words.js").read_text(encoding="utf-8")
    assert f'open: "{page_file().day_button}"' in words
