"""What the rules need for long, and what reading them needed for a moment."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def undisturbed() -> Iterator[None]:
    """While files are read. Nearly all that comes of it stays: to look through it again and again for what could be
    thrown away would take a fifth of the time."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@contextmanager
def importing() -> Iterator[None]:
    """The same while the program's own modules are imported, which stay for good and are not looked through later."""
    with undisturbed():
        yield
        gc.freeze()


def settle(*, anew: bool = False) -> None:
    """After rules were read. What stays for good is not walked again and again, which would cost a tenth of a second
    each time; what was needed for a moment goes back to the machine, the C library would keep it for ever.

    ``anew``: there were rules before, which were to stay and are rubbish now."""
    import ctypes

    if anew:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
