"""Refusals of the Bot API: the code, Telegram's own sentence and the parameters that go with it."""

from __future__ import annotations

from collections.abc import Mapping


class ApiError(Exception):
    """An answer with ``ok: false``; ``code`` is the HTTP status as well.

    ``violation`` marks a call that Telegram itself might let pass, or that no correct client makes: an unknown
    method or parameter, a wrong type, a missing required parameter. The journal counts these apart.
    """

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None, *, violation: bool = False
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.violation = violation


class ControlError(Exception):
    """A request to the control API that makes no sense; answered with 400 and this sentence."""


def bad(reason: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def violation(reason: str) -> ApiError:
    """400 for a call that breaks the Bot API's own signature."""
    return ApiError(400, f"Bad Request: {reason}", violation=True)


def too_many(seconds: int) -> ApiError:
    """429: wait ``seconds`` before the next call."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def upgraded(new_chat_id: int) -> ApiError:
    """The group became a supergroup with another id."""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, {"migrate_to_chat_id": new_chat_id})
