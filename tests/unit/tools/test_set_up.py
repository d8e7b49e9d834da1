"""What the first start shows while packages are fetched, and where from."""

import os
import sys
from pathlib import Path

import pytest

from tools.set_up import as_told, quickly, steps

SAID = """Using Python 3.11.7 environment at: .venv
Resolved 111 packages in 1.51s
Downloading asyncpg (3.1MiB)
   Building jieba==0.42.1
 Downloaded asyncpg
      Built jieba==0.42.1
Prepared 111 packages in 6.54s
Installed 111 packages in 289ms
Bytecode compiled 6834 files in 7.86s
 + aiohttp==3.14.5
"""


def test_each_long_wait_is_named() -> None:
    assert list(steps(SAID.splitlines())) == [
        "共 111 个包",
        "取 asyncpg (3.1MiB)",
        "装 111 个包",
        "编译 111 个包,马上就好",
    ]


def test_a_mirror_that_pip_knows_is_asked_and_the_environment_goes_before_a_file() -> None:
    listed = "\n".join(
        [
            ":env:.index-url='near'",
            ":env:.default-timeout='60'",
            "global.index-url='far'",
            "install.trusted-host='close'",
            r"global.extra-index-url='one\ntwo'",
        ]
    )
    told = as_told(listed)
    assert told["UV_DEFAULT_INDEX"] == "near"
    assert told["UV_INDEX"] == "one two"
    assert told["UV_INSECURE_HOST"] == "close"
    assert "SSL_CERT_FILE" not in as_told("")


def test_what_the_quick_installer_cannot_fetch_is_left_to_pip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(f"yigetong-nobody-has-this==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    nowhere = {**os.environ, "UV_DEFAULT_INDEX": tmp_path.as_uri(), "UV_CACHE_DIR": str(tmp_path / "cache")}
    assert not quickly(Path(sys.executable), ["-r", str(lock)], nowhere)
    assert "装" not in capsys.readouterr().out
