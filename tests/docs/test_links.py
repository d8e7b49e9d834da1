"""Every link inside the project leads somewhere."""

import pytest

from bot.config import ROOT
from tests.docs.markdown import Page, anchors, links, pages

PAGES = pages()


def test_the_pages_are_found() -> None:
    assert {"README.md", "docs/operations.md", "docs/architecture.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Page) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.file.parent / path).resolve() if path else page.file
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(Page(target, target.read_text(encoding="utf-8"))), link


def test_operations_lists_its_own_sections() -> None:
    page = next(page for page in PAGES if page.name == "docs/operations.md")
    sections = {anchor for anchor in anchors(page) if anchor[0] in "一二三四五六七八九十"}
    assert {link[1:] for link in links(page) if link.startswith("#")} == sections
