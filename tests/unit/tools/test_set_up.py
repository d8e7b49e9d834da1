"""What the first start shows while packages are fetched, for everything pip says."""

from bot.config import ROOT
from tools.set_up import WANTED, steps

SAID = """Looking in indexes: somewhere
Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Collecting aiohttp==3.14.5 (from -r requirements.lock (line 12))
  Downloading aiohttp-3.14.5-cp311-cp311-manylinux_2_17_x86_64.whl (1.7 MB)
Processing /somewhere/jieba-0.42.1.tar.gz (from -r requirements.lock (line 40))
  Preparing metadata (setup.py): started
Requirement already satisfied: pytz in ./.venv/lib (from -r requirements.lock (line 50)) (2026.1)
Installing collected packages: jieba, aiohttp
Successfully installed aiohttp-3.14.5 jieba-0.42.1
"""


def test_each_package_is_a_step_and_so_is_the_long_wait_at_the_end() -> None:
    shown = list(steps(SAID.splitlines(), 3))
    assert [step.split()[:2] for step in shown[:-1]] == [["取", "1/3"], ["取", "2/3"], ["取", "3/3"]]
    assert "aiohttp" in shown[0]
    assert "jieba" in shown[1]
    assert shown[-1].startswith("装 3 个包")


def test_the_lock_files_are_counted_as_pip_reads_them() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = WANTED.findall(lock)
    assert {"jieba", "aiosqlite", "sqlalchemy"} <= set(wanted)
    assert lock.count(" --hash=sha256:") >= len(wanted)
