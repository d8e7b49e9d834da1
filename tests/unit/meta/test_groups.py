"""What tests of one group share (an image, a played day) is made once in a run: they stay in one process."""

import os
import subprocess
import sys
from pathlib import Path

from tests.unit.meta.source import ROOT

GROUP = """
import os
import pytest

@pytest.mark.xdist_group("together")
@pytest.mark.parametrize("number", range(4))
def test_one(number):
    with open("processes", "a") as written:
        written.write(f"{os.getpid()}\\n")
"""


def test_a_group_stays_in_one_process(tmp_path: Path) -> None:
    """With the project's own settings and nothing but ``-n``: releases of pytest and xdist have fallen out here."""
    (tmp_path / "test_group.py").write_text(GROUP, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    call = [sys.executable, "-m", "pytest", "-n", "2", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={tmp_path}", "."]
    ran = subprocess.run(call, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
    processes = (tmp_path / "processes").read_text(encoding="utf-8").split()
    assert len(processes) == 4
    assert len(set(processes)) == 1
