"""What the rules need for long, and what reading them needed for a moment."""

import ctypes
import gc
from contextlib import suppress


def settle() -> None:
    """After rules were read, the first time or anew. What stays for good is not walked again and again, which would
    cost a tenth of a second each time; what was needed for a moment goes back to the machine, the C library would keep
    it for ever.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
