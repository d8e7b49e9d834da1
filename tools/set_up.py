"""Makes the environment of a lock file, and shows how far it is. Standard library only: nothing else is there yet.

python3 tools/set_up.py VENV LOCK [LOCK …]
"""

import os
import platform
import re
import subprocess
import sys
import time
import venv
from ast import literal_eval
from collections.abc import Iterable, Iterator
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent

INSTALLER = ROOT / "tools" / "installer.lock"
"""Uv puts in place in seconds what takes pip a minute. Where it cannot be had, or fails, pip does it all."""

STEPS = (
    (re.compile(r"Resolved (\d+) packages?"), "共 {} 个包"),
    (re.compile(r"Downloading (.+)"), "取 {}"),
    (re.compile(r"Prepared (\d+) packages?"), "装 {} 个包"),
    (re.compile(r"Installed (\d+) packages?"), "编译 {} 个包,马上就好"),
)

SETTINGS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
"""What pip is told, by a file or a variable, uv is told too: a mirror is set once."""
SETTING = re.compile(r"^(global|install|:env:)\.([a-z-]+)=(.+)$", re.MULTILINE)

COMMAND = """#!{python}
from bot.cli import main
main()
"""


def steps(lines: Iterable[str]) -> Iterator[str]:
    """What to show for what uv says: how many there are, each big one, and what comes after."""
    for line in lines:
        for pattern, shown in STEPS:
            if found := pattern.match(line):
                yield shown.format(found[1])


def as_told(listed: str) -> dict[str, str]:
    """Variables for uv from what ``pip config list`` prints; what the environment says goes before a file."""
    found = sorted(SETTING.findall(listed), key=lambda setting: setting[0] == ":env:")
    told = {SETTINGS[name]: " ".join(literal_eval(value).split()) for _, name, value in found if name in SETTINGS}
    # As pip does: whoever has it may give it, the hash says whether it is the right one.
    return {**told, "UV_INDEX_STRATEGY": "unsafe-best-match"}


def made(folder: Path) -> bool:
    """Debian ships Python without what a virtual environment needs, and says so in many words."""
    try:
        venv.create(folder, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"建不了虚拟环境({error})。Debian 和 Ubuntu 上先装:sudo apt install python3-venv", file=sys.stderr)
        return False
    return True


def install(python: Path, locks: list[Path]) -> int:
    """Whatever the locks name, with its hash; by the quick installer, or else by pip. The exit code."""
    files = [part for lock in locks for part in ("-r", str(lock))]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    quick = subprocess.run([*pip, "install", "--quiet", "--require-hashes", "-r", str(INSTALLER)], capture_output=True)
    if quick.returncode == 0:
        listed = subprocess.run([*pip, "config", "list"], capture_output=True, encoding="utf-8", errors="replace")
        if quickly(python, files, {"UV_COMPILE_BYTECODE": "1", **as_told(listed.stdout), **os.environ}):
            return 0
    print("  换用 pip 来装,还要一分钟左右…", flush=True)
    return subprocess.run([*pip, "install", "--progress-bar", "off", "--require-hashes", *files]).returncode


def quickly(python: Path, files: list[str], environment: dict[str, str]) -> bool:
    """Shows one changing line on a terminal, a line for each step elsewhere. Whether all is in place."""
    call = [str(python.parent / "uv"), "pip", "install", "--python", str(python), "--require-hashes", *files]
    before, after = ("\r\033[K  ", "") if sys.stdout.isatty() else ("  ", "\n")
    with subprocess.Popen(call, env=environment, stderr=subprocess.PIPE, encoding="utf-8", errors="replace") as uv:
        assert uv.stderr is not None
        for step in steps(uv.stderr):
            print(f"{before}{step}", end=after, flush=True)
    print("\r\033[K" if sys.stdout.isatty() else "", end="")
    return uv.returncode == 0


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
    print(f"准备运行环境 {folder}(只做一次,半分钟左右)…", flush=True)
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
