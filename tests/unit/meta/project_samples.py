"""Notices of 长期项目."""

from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.projects import LONGEST_NAME, LONGEST_TITLE, LONGEST_UNIT, MOST_PARTS, MOST_SITES
from bot.usecases.projects import PAGE


def samples(number: str, name: str, at: str) -> dict[str, Notice]:
    most = MOST_SITES * MOST_PARTS
    told: dict[str, Arg] = {
        "title": "项" * LONGEST_TITLE, "unit": "间" * LONGEST_UNIT, "sites": MOST_SITES, "sites_done": MOST_SITES,
        "parts": most, "parts_done": most,
    }  # fmt: skip
    site: dict[str, Arg] = {
        "site": "校" * LONGEST_NAME, "done": MOST_PARTS, "total": MOST_PARTS, "unit": "间" * LONGEST_UNIT,
        "pictures": 99, "picture": 1, "ready": 1,
    }  # fmt: skip
    plan: dict[str, Arg] = {**told, "place": name, "lead": name, "due_at": at, "review_at": at, "count": 999, "over": 0}
    line = Notice("project-site-line", site)
    ticket = Notice("project-handlers-line", {"number": number, "category": "0401", "owner": name})
    handlers: dict[str, Arg] = {"title": "项" * LONGEST_TITLE, "how": "closed", "count": 999, "more": 984}
    buttons = in_rows([Press(Action.PROJECT_SITE, 10**9, 99, choice=str(10**9), label="校" * 40)] * PAGE, 1)
    numbered: dict[str, Arg] = {**told, "number": number}
    return {
        "project-head": Notice("project-head", plan, buttons, (Notice("project", plan),)),
        **{
            kind: Notice(kind, plan)
            for kind in (
                "project",
                "project-led",
                "project-review",
                "project-done",
                "project-over",
                "project-closed-here",
            )
        },
        **{kind: Notice(kind, told) for kind in ("project-closed", "project-reopened")},
        "project-rename-prompt": Notice(
            "project-rename-prompt", {**told, "presser": "字" * 64, "presser_id": "9" * 12}, reply=True
        ),
        "project-close-preview": Notice("project-close-preview", {**told, "count": 999, "left": most}),
        "project-handlers": Notice("project-handlers", handlers, lines=(ticket,) * 15),
        "project-handlers-line": ticket,
        "project-usage": Notice("project-usage", {"count": 10}, buttons),
        "project-choose-lead": Notice("project-choose-lead", told, in_rows(buttons[0] * 60, 2)),
        "project-choose-due": Notice("project-choose-due", told, buttons),
        "project-sites": Notice("project-sites", {**told, "page": 99, "pages": 99}, buttons, (line,) * PAGE),
        "project-site-line": line,
        "project-site": Notice("project-site", site, buttons),
        "project-counted": Notice("project-counted", {**told, "picture": 1}, lines=(line,)),
        "project-entered": Notice("project-entered", {**told, "count": MOST_SITES, "new": MOST_SITES}),
        "project-table-large": Notice("project-table-large"),
        "project-table-noted": Notice("project-table-noted"),
        "project-choose": Notice("project-choose", {"number": number}, buttons),
        **{
            kind: Notice(kind, numbered)
            for kind in (
                "project-linked",
                "project-half-told",
                "project-done-told",
                "project-closed-told",
                "project-reopened-told",
            )
        },
        "answer-no-project": Notice("answer-no-project", {"number": number}),
        "answer-linked": Notice("answer-linked", {"number": number, "title": "项" * LONGEST_TITLE}),
    }
