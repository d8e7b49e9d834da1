"""The one source of the present."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The system's time, moved by an offset in the demo. Always aware UTC."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset
