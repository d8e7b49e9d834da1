"""The word by which the webhook knows Telegram, when the settings name none: made once and kept."""

import re
import secrets
from pathlib import Path

from bot.private_file import write_private

FILE = "webhook_secret"
FORM = re.compile(r"[A-Za-z0-9_-]{1,256}")
_BYTES = 32


def kept_secret(data_dir: Path) -> str:
    """The secret in the data folder, its owner's alone; a new one where there is none. Raises OSError."""
    file = data_dir / FILE
    if file.exists() and FORM.fullmatch(kept := file.read_text("ascii", "replace").strip()):
        return kept
    data_dir.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(_BYTES)
    write_private(file, made)
    return made
