"""Places to live in, and a SQLite file that is one process's alone."""

from pathlib import Path

import pytest

from bot.seat import AlreadyRunning, Seat, keep_alone


def test_who_comes_next_knows_who_sat_there_before(tmp_path: Path) -> None:
    first, second = Seat(tmp_path), Seat(tmp_path)
    assert first.take("a") == ""
    assert second.take("b") == ""  # the first seat is taken, nobody sat on the second
    first.leave()
    assert first.take("c") == "a"
    for seat in (first, second, second):
        seat.leave()


def test_without_a_folder_there_is_no_seat_and_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Seat(tmp_path / "file" / "below").take("a") == ""


def test_a_sqlite_file_has_one_process(tmp_path: Path) -> None:
    file = tmp_path / "town.db"
    held = keep_alone(file)
    with pytest.raises(AlreadyRunning, match="another yigetong"):
        keep_alone(file)
    assert held is not None
    held.close()
    again = keep_alone(file)
    assert again is not None
    again.close()


def test_a_folder_that_cannot_be_written_to_is_somebody_elses_complaint(tmp_path: Path) -> None:
    assert keep_alone(tmp_path / "no" / "town.db") is None
