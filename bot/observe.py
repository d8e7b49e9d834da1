"""Structured logs. Texts of people, names and secrets never reach them; ids do."""

import logging
import sys

import structlog


def set_up(level: str = "INFO", form: str = "text") -> None:
    """Sends everything, including the libraries' own logs, through one renderer on stderr."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr, force=True)
    # These print URLs, and the token stands in every URL.
    for noisy in ("httpx", "httpcore", "aiohttp.access", "telegram.ext", "apscheduler", "alembic", "jieba"):
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
