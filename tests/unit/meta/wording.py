"""The wording files as the meta tests read them: which messages there are and what each needs."""

from dataclasses import dataclass, field
from functools import cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.i18n import REFERENCE
from tests.unit.meta.source import ROOT

LOCALES = ROOT / "locales"
LANGUAGES = tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))
CHAT_FILES = (
    "inside", "resident", "group", "report", "refusals", "buttons", "danger", "common", "assist", "whistle", "ladder",
    "account", "meeting", "supervision", "finishing", "requests", "merging", "splitting",
    "project", "mediation", "menu",
)  # fmt: skip
"""What the bot says in Telegram; the other files speak to whoever imports or installs, or name the categories."""


@dataclass
class _Needs(Visitor):
    """Variables of a message, the values it tells apart by each, and the messages it is pieced together from."""

    variables: set[str] = field(default_factory=set)
    variants: dict[str, set[str]] = field(default_factory=dict)
    pieces: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.pieces.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        if isinstance(node.selector, ast.VariableReference):
            keys = {v.key.name if isinstance(v.key, ast.Identifier) else v.key.value for v in node.variants}
            self.variants.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


@cache
def messages(locale: str = REFERENCE) -> dict[str, _Needs]:
    """Every message of the chat, by key."""
    found: dict[str, _Needs] = {}
    for name in CHAT_FILES:
        for entry in FluentParser().parse((LOCALES / locale / f"{name}.ftl").read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                needs = _Needs()
                needs.visit(entry)
                found[entry.id.name] = needs
    return found
