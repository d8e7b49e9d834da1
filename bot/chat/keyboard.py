"""Buttons in rows as wide as a telephone: what would be cut off in one language stands in fewer columns."""

import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.buttons import encode
from bot.domain.notices import Press, Rows, in_rows

ROW_WIDTH = 48
"""Latin letters that a row shows on a telephone of 390 px; a Chinese character takes the room of two."""


def keyboard(rows: Rows, caption: Callable[[Press], str]) -> InlineKeyboardMarkup:
    """The buttons in their order; rows too long for their captions are laid out anew with those of the same kind."""
    laid_out: list[Sequence[Press]] = []
    for _, alike in groupby(rows, key=lambda row: {press.action for press in row}):
        laid_out += _fitted(tuple(alike), caption)
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(caption(press), callback_data=encode(press)) for press in row] for row in laid_out]
    )


def _fitted(rows: Rows, caption: Callable[[Press], str]) -> Rows:
    """As given where every row fits, else in as many columns as the longest caption allows."""
    if all(_width(caption(press)) <= ROW_WIDTH // len(row) for row in rows for press in row):
        return rows
    presses = [press for row in rows for press in row]
    longest = max(_width(caption(press)) for press in presses)
    given = max(len(row) for row in rows)
    columns = next((n for n in range(given - 1, 1, -1) if longest <= ROW_WIDTH // n), 1)
    return in_rows(presses, columns)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
