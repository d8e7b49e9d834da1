"""Every word the bot says: Fluent files by locale. A missing key is a failed check, never a crash."""

from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource, resolver

REFERENCE = "zh-Hans"

# Fluent gives a whole message up over one argument of more than 2500 characters. Ours are cut to what may be shown and
# then escaped, which can make them five times as long.
resolver.MAX_PART_LENGTH = 5 * 4096


class Wording:
    """Texts of all locales below a folder; each locale is a folder of .ftl files."""

    def __init__(self, folder: Path, files: str = "*.ftl") -> None:
        """``files``: which ones are read. Raises FileNotFoundError when the reference locale is not there."""
        if not (folder / REFERENCE).is_dir():
            raise FileNotFoundError(f"no wording in {folder / REFERENCE}")
        self._bundles = {path.name: _bundle(path, files) for path in sorted(folder.iterdir()) if path.is_dir()}

    def text(self, key: str, args: Mapping[str, str | int] | None = None, locale: str = REFERENCE) -> str:
        """The message in this locale, else in the reference one, else the key itself."""
        for name in (locale, REFERENCE):
            bundle = self._bundles.get(name)
            if bundle is None or not bundle.has_message(key):
                continue
            pattern = bundle.get_message(key).value
            if pattern is not None:
                text, _errors = bundle.format_pattern(pattern, dict(args or {}))
                return str(text)
        return key

    def has(self, key: str, locale: str = REFERENCE) -> bool:
        return locale in self._bundles and bool(self._bundles[locale].has_message(key))


def _bundle(folder: Path, files: str) -> FluentBundle:
    # Isolation marks would show as boxes in some clients and break copying of ticket numbers.
    bundle = FluentBundle([folder.name], use_isolating=False)
    for file in sorted(folder.glob(files)):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
