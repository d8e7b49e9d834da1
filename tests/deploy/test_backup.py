"""backup and restore of a whole town, on both databases: what comes back is what was there, or nothing changes."""

import asyncio
import hashlib
import io
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import archive
from bot.storage.engine import Database
from tests.unit.commands.conftest import Command
from tests.unit.commands.test_imports import HEAD, TREE, write

PICTURE = b"\xff\xd8 a picture of a lamp"
NAME = hashlib.sha256(PICTURE).hexdigest()
FILE = f"media/{NAME[:2]}/{NAME}.jpg"

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def town(yigetong: Command, folder: Path) -> Path:
    """Four places and one picture; the folder of the files."""
    assert yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE)).code == 0
    place(folder / "files" / FILE, PICTURE)
    place(folder / "files" / f"{FILE}.part", b"half a pic")
    return folder / "files"


def place(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def change(yigetong: Command, folder: Path, town: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", f"{HEAD}{TREE}LX02,新镇,town,LX,,\n"))
    (town / FILE).unlink(missing_ok=True)


def rebuilt(source: Path, target: Path, change: Callable[[tarfile.TarInfo, bytes], tuple[str, bytes] | None]) -> None:
    """Copies an archive member by member as ``change`` says: new name and content, or None to leave it out."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            changed = change(member, content.read())
            if changed is not None:
                member.name, data = changed
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))


def test_a_backup_brings_back_what_was_there(yigetong: Command, folder: Path, town: Path) -> None:
    assert yigetong("backup", "kept.tar").code == 0
    assert (folder / "kept.tar").stat().st_mode & 0o777 == 0o600
    assert yigetong("backup", "kept.tar").code == 1  # never over another backup
    change(yigetong, folder, town)
    assert yigetong("restore", "kept.tar").code == 1  # never over a town, unless told
    assert "完好" in yigetong("restore", "kept.tar", "--check").out
    restored = yigetong("restore", "kept.tar", "--yes")
    assert restored.code == 0, restored.err
    assert "不变 4" in yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE), "--dry-run").out
    assert (town / FILE).read_bytes() == PICTURE
    assert not list(folder.glob("**/.yigetong-*"))


def test_any_machine_can_open_and_check_it(yigetong: Command, folder: Path, town: Path) -> None:
    yigetong("backup", "kept.tar")
    (folder / "opened").mkdir()
    subprocess.run(["tar", "-xf", "../kept.tar"], cwd=folder / "opened", check=True)
    checked = subprocess.run(
        ["sha256sum", "-c", archive.SUMS], cwd=folder / "opened", check=True, capture_output=True, text=True
    )
    assert f"{FILE}: OK" in checked.stdout
    assert ".part" not in checked.stdout


def test_whatever_was_changed_in_it_is_found_and_changes_nothing(yigetong: Command, folder: Path, town: Path) -> None:
    yigetong("backup", "kept.tar")
    whole = (folder / "kept.tar").read_bytes()
    (folder / "torn.tar").write_bytes(whole[: len(whole) // 2])
    (folder / "text.tar").write_text("no archive, though long enough to look like one" * 40, encoding="utf-8")
    tarfile.open(folder / "empty.tar", "w").close()
    rebuilt(folder / "kept.tar", folder / "other.tar", lambda m, c: (m.name, c[:-1] + b"!" if m.name == FILE else c))
    rebuilt(folder / "kept.tar", folder / "less.tar", lambda m, c: None if m.name == FILE else (m.name, c))
    rebuilt(folder / "kept.tar", folder / "out.tar", lambda m, c: ("../out.jpg" if m.name == FILE else m.name, c))
    change(yigetong, folder, town)
    for name in ("torn", "text", "empty", "other", "less", "out"):
        answer = yigetong("restore", f"{name}.tar", "--yes")
        assert (answer.code, answer.err.count("\n")) == (1, 1), name
        assert yigetong("restore", f"{name}.tar", "--check").code == 1, name
    tree = f"{HEAD}{TREE}LX02,新镇,town,LX,,\n"
    assert "不变 5" in yigetong("import", "grids", write(folder, "g.csv", tree), "--dry-run").out
    assert not (folder / "out.jpg").exists()


def test_nothing_is_restored_under_a_running_bot(yigetong: Command, folder: Path, town: Path, database: str) -> None:
    yigetong("backup", "kept.tar")
    with closing(asyncio.Runner()) as runner:
        running = Database(database)
        transaction = running.begin()
        runner.run(transaction.__aenter__())
        runner.run(transaction.__aexit__(None, None, None))  # idle, as the bot is between two messages
        refused = yigetong("restore", "kept.tar", "--yes")
        runner.run(running.close())
    assert refused.code == 1
    assert "停机器人" in refused.err
    assert yigetong("restore", "kept.tar", "--yes").code == 0


def test_a_folder_gets_names_by_time_and_keeps_the_newest(yigetong: Command, folder: Path, town: Path) -> None:
    kept = folder / "kept"
    for day in ("20260101", "20260102", "20260103"):
        place(kept / f"yigetong-{day}-030000.tar", b"old")
    place(kept / "by-hand.tar", b"not ours to delete")
    assert yigetong("backup", "kept", "--keep", "2").code == 0
    names = sorted(path.name for path in kept.iterdir())
    assert names[:2] == ["by-hand.tar", "yigetong-20260103-030000.tar"]
    assert len(names) == 3
    assert yigetong("restore", str(kept / names[2]), "--check").code == 0
    assert yigetong("backup", "kept/by-hand.tar", "--keep", "2").code == 2


def test_without_a_name_it_lies_with_the_data(yigetong: Command, town: Path) -> None:
    assert yigetong("backup").code == 0
    (made,) = (town / "backups").iterdir()
    assert made.stat().st_mode & 0o777 == 0o600
    assert (town / "backups").stat().st_mode & 0o777 == 0o700
