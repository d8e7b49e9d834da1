"""The units: what systemd itself says of them where it is installed, and what they must agree on with the code."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot import app
from bot.config import ROOT, Settings

UNITS = ["yigetong.service", "yigetong-backup.service", "yigetong-backup.timer"]
ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
COMMAND = "/opt/yigetong/.venv/bin/yigetong"


def text(name: str) -> str:
    return (ROOT / "deploy" / name).read_text(encoding="utf-8")


def value(name: str, key: str) -> str:
    (found,) = re.findall(rf"^{key}=(.*)$", text(name), re.MULTILINE)
    return str(found)


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units with a command that this machine has, or each would be told off for that alone."""
    for name in UNITS:
        (tmp_path / name).write_text(text(name).replace(COMMAND, "/bin/true"), encoding="utf-8")
    return [str(tmp_path / name) for name in UNITS]


@with_systemd
def test_systemd_finds_nothing_wrong(units: list[str]) -> None:
    checked = subprocess.run([str(ANALYZE), "verify", *units], check=False, capture_output=True, text=True)
    ours = [line for line in checked.stderr.splitlines() if "yigetong" in line]
    assert (checked.returncode, ours) == (0, [])


@with_systemd
def test_systemd_finds_a_slip(units: list[str]) -> None:
    unit = Path(units[0])
    unit.write_text(unit.read_text(encoding="utf-8").replace("ProtectSystem=strict", "ProtectSystem=srtict"), "utf-8")
    checked = subprocess.run([str(ANALYZE), "verify", str(unit)], check=False, capture_output=True, text=True)
    assert f"{unit}:" in checked.stderr


@with_systemd
@pytest.mark.parametrize("number", [0, 1])
def test_an_intruder_gets_little(units: list[str], number: int) -> None:
    """systemd's own score of what a unit may do, from 0 to 100; a unit without any care has 96."""
    call = [str(ANALYZE), "security", "--offline=true", "--threshold=35", units[number]]
    assert subprocess.run(call, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", UNITS[:2])
def test_both_work_in_the_same_folder_as_the_same_account(name: str) -> None:
    assert value(name, "User") == "yigetong"
    assert value(name, "WorkingDirectory") == f"/var/lib/{value(name, 'StateDirectory')}"
    assert value(name, "ExecStart").startswith(f"{COMMAND} ")
    assert value(name, "UMask") == "0077"


def test_settings_named_in_a_unit_exist() -> None:
    named = {pair.partition("=")[0] for unit in UNITS for pair in re.findall(r"^Environment=(.*)$", text(unit), re.M)}
    assert named - {"PYTHONDONTWRITEBYTECODE"} <= {name.upper() for name in Settings.model_fields}


def test_systemd_waits_longer_than_the_bot_takes_to_stop() -> None:
    assert int(value("yigetong.service", "TimeoutStopSec")) > app.STOP_SECONDS
    assert value("yigetong.service", "Restart") == "always"


def test_a_night_missed_is_made_up_for() -> None:
    assert value("yigetong-backup.timer", "Persistent") == "true"
