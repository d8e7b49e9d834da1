"""Structured logs. Texts of people, names and secrets never reach them; ids do."""

import logging
import sys
import traceback

import structlog

# At DEBUG these print URLs with the token, and every statement and message with the words of people.
_NOISY = ("httpx", "httpcore", "aiohttp", "aiosqlite", "sqlalchemy", "telegram", "apscheduler", "alembic", "jieba")

_FRAMES = 8


def set_up(level: str = "INFO", form: str = "text") -> None:
    """Sends everything, including the libraries' own logs, through one renderer on stderr."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr, force=True)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    renderer = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def where(error: BaseException) -> list[str]:
    """The way to an error, innermost last, without its message and values: those may be words of people."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
