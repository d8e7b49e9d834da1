"""The command in an empty folder and a simulated Telegram, as the commands' own tests have them."""

from tests.unit.commands.conftest import data_dir, folder, telegram, yigetong

__all__ = ["data_dir", "folder", "telegram", "yigetong"]
