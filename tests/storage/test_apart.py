"""Many rows at once, and each alone when that fails."""

from collections.abc import Sequence

import pytest

from bot.domain.errors import Stale
from bot.storage.store import StorageFailed, Store
from bot.usecases import apart

ROWS = (1, 2, 3, 4)


async def write(tx: Store, rows: Sequence[int], broken: int | None = None) -> None:
    for row in rows:
        await tx.settings.put(f"row-{row}", "written")
        if row == broken:
            raise Stale


async def written(tx: Store) -> list[int]:
    return [row for row in ROWS if await tx.settings.get(f"row-{row}")]


async def test_all_are_done_at_once(tx: Store) -> None:
    seen = []

    async def deed(rows: Sequence[int]) -> None:
        seen.append(tuple(rows))
        await write(tx, rows)

    assert await apart.together(tx, ROWS, deed) == len(ROWS)
    assert (seen, await written(tx), tx.set_aside) == ([ROWS], list(ROWS), 0)


@pytest.mark.parametrize("broken", ROWS)
async def test_one_that_fails_takes_no_other_with_it(tx: Store, broken: int) -> None:
    assert await apart.together(tx, ROWS, lambda rows: write(tx, rows, broken)) == len(ROWS) - 1
    assert await written(tx) == [row for row in ROWS if row != broken]
    assert tx.set_aside == 1


async def test_an_outage_is_nobodys_fault_and_goes_on(tx: Store) -> None:
    async def deed(rows: Sequence[int]) -> None:
        await write(tx, rows)
        raise StorageFailed("away")

    with pytest.raises(StorageFailed):
        await apart.together(tx, ROWS, deed)
    assert await written(tx) == []


async def test_nothing_is_asked_for_no_rows(tx: Store) -> None:
    async def deed(rows: Sequence[int]) -> None:
        raise AssertionError(rows)

    assert await apart.together(tx, (), deed) == 0
