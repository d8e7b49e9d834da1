"""Makes the environment of a lock file, and shows how far it is. Standard library only: nothing else is there yet.

python3 tools/set_up.py VENV LOCK [LOCK …]
"""

import platform
import re
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent

WANTED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==", re.MULTILINE)
TAKEN = re.compile(r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?([A-Za-z0-9][A-Za-z0-9._]*)")
INSTALLING = "Installing collected packages"

COMMAND = """#!{python}
from bot.cli import main
main()
"""


def steps(lines: Iterable[str], total: int) -> Iterator[str]:
    """What to show for what pip says: each package once it is looked at, then that all are being put in place."""
    taken = 0
    for line in lines:
        found = TAKEN.match(line)
        if found:
            taken = min(taken + 1, total)
            yield f"取 {taken}/{total} {found[1]}"
        elif line.startswith(INSTALLING):
            yield f"装 {total} 个包,还要半分钟左右"


def made(folder: Path) -> bool:
    """Debian ships Python without what a virtual environment needs, and says so in many words."""
    try:
        venv.create(folder, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"建不了虚拟环境({error})。Debian 和 Ubuntu 上先装:sudo apt install python3-venv", file=sys.stderr)
        return False
    return True


def install(python: Path, locks: list[Path]) -> int:
    """Runs pip with hashes; prints one changing line on a terminal, every tenth step elsewhere. Its exit code."""
    total = sum(len(WANTED.findall(lock.read_text("utf-8"))) for lock in locks)
    files = [part for lock in locks for part in ("-r", str(lock))]
    options = ["--disable-pip-version-check", "--progress-bar", "off", "--require-hashes"]
    pip = subprocess.Popen(
        [python, "-m", "pip", "install", *options, *files], stdout=subprocess.PIPE, encoding="utf-8", errors="replace"
    )
    assert pip.stdout is not None
    for number, step in enumerate(steps(pip.stdout, total)):
        if sys.stdout.isatty():
            print(f"\r\033[K  {step}", end="", flush=True)
        elif number % 10 == 0 or step.startswith("装"):
            print(f"  {step}", flush=True)
    print("\r\033[K" if sys.stdout.isatty() else "", end="")
    return pip.wait()


def link(folder: Path, python: Path) -> None:
    """The command ``yigetong`` inside the environment, pointing at this tree: no build, nothing to download."""
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout.strip()
    Path(packages, "yigetong.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = folder / "bin" / "yigetong"
    command.write_text(COMMAND.format(python=python), encoding="utf-8")
    command.chmod(0o755)


def main(folder: Path, locks: list[Path]) -> int:
    began = time.monotonic()
    python = folder.absolute() / "bin" / "python"
    if sys.version_info < OLDEST:
        found = platform.python_version()
        print(f"这里的 Python 是 {found},要 3.11 以上。换一个:make PYTHON=python3.12 demo", file=sys.stderr)
        return 1
    print(f"准备运行环境 {folder}(只做一次,一分钟左右)…", flush=True)
    if not python.exists() and not made(folder):
        return 1
    if code := install(python, locks):
        print("没有装好:请看上面的说明。连不上网时,检查网络或给 pip 设一个能连上的镜像,再试一次。", file=sys.stderr)
        return code
    link(folder, python)
    print(f"环境好了,用了 {time.monotonic() - began:.0f} 秒。", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
