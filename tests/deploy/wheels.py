"""The wheels of requirements.lock, fetched once and kept beside pytest's other memories: looking through the pages of
an index takes pip longer than everything else it does. What they install is still checked against the lock's hashes.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.config import ROOT

LOCK = ROOT / "requirements.lock"
BUILDERS = ("setuptools", "wheel")
"""For what exists as source alone."""
KIND = "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform()); print(sys.executable)"
"""Which wheels fit, and where the interpreter itself lies behind its name."""


def offline(config: pytest.Config, python: str) -> dict[str, str]:
    """Variables by which pip takes them from the folder for this interpreter, and asks nobody else."""
    asked = subprocess.run([python, "-c", KIND], check=True, capture_output=True, text=True).stdout
    kind, interpreter = asked.splitlines()
    name = hashlib.sha256(LOCK.read_bytes() + kind.encode()).hexdigest()[:16]
    assert config.cache is not None
    kept = config.cache.mkdir("wheels") / name
    if not kept.exists():
        _fetch(interpreter, kept)
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(kept)}


def _fetch(python: str, kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:
        download = [sys.executable, "-m", "pip", "--python", python, "download", "-q", "--disable-pip-version-check"]
        for what in (("--no-deps", "--require-hashes", "-r", str(LOCK)), BUILDERS):
            subprocess.run([*download, "-d", scratch, *what], check=True, stdout=subprocess.DEVNULL)
        fetched = Path(scratch) / "wheels"
        fetched.mkdir()
        for file in Path(scratch).iterdir():
            if file.is_file():
                file.rename(fetched / file.name)
        fetched.rename(kept)
