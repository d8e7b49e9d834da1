"""A folder for unfinished work, beside the place where the result goes: what a killed process left there is cleared
away by whoever comes next, for it may be a whole town's copy.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

PREFIX = ".yigetong-"


@contextmanager
def beside(place: Path) -> Iterator[Path]:
    """A folder below ``place``, ours alone, gone afterwards. Raises OSError."""
    with ExitStack() as held:
        with _locked(place, wait=True):
            _clear(place)
            own = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
            held.enter_context(_locked(own, wait=False))
        held.callback(shutil.rmtree, own, ignore_errors=True)
        yield own


def _clear(place: Path) -> None:
    """Folders that nobody holds: the operating system lets go of a lock when its process ends, however it ended."""
    for left in place.glob(f"{PREFIX}*"):
        with suppress(OSError), _locked(left, wait=False) as held:
            if held:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Whether it is ours until the end of the block; False also where nothing can be locked. Raises OSError."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield _lock(opened, wait)
    finally:
        os.close(opened)


def _lock(opened: int, wait: bool) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
