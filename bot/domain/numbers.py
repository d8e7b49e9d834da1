"""Numbers of tickets as people write them."""

import re

_WRITTEN = re.compile(r"(?:GD)?(?:([0-9]{8}|[0-9]{4})[-\s]?)??0*([0-9]{1,6})", re.ASCII | re.IGNORECASE)


def read_number(text: str, like: str) -> str:
    """The whole number that ``text`` means; what it leaves out (prefix, year, day) is as in ``like``. "": none."""
    match = _WRITTEN.fullmatch(text.strip().rstrip(".,;!").strip())
    if match is None:
        return ""
    known, own = like.partition("-")[0], match[1] or ""
    return f"{known[: len(known) - len(own)]}{own}-{int(match[2]):04d}"
