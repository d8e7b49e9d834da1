"""Links that open our private chat with a secret token in them. Only the token's hash is ever stored."""

import hashlib
import secrets


def new_token() -> str:
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def start_link(username: str, payload: str) -> str:
    """``payload`` comes back behind /start."""
    return f"https://t.me/{username}?start={payload}"
