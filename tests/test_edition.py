"""The HTML edition: one file that needs nothing else, for every width, and the same text as the PDF."""

import re
from html import unescape

import pytest
from browser import NARROW, NO_JAVASCRIPT, WIDE, accessibility_faults
from conftest import printed

DOCUMENTS = ["report", "summary"]


@pytest.fixture(params=DOCUMENTS)
def edition(request, any_run):
    return any_run / "results" / f"{request.param}.html"


@pytest.mark.parametrize("page", [WIDE, NARROW], indirect=True)
def test_the_edition_is_accessible_asks_for_nothing_and_never_needs_to_be_moved_sideways(
    page, edition, forbidden_requests
):
    page.goto(edition.as_uri())
    assert accessibility_faults(page) == []
    assert forbidden_requests == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("page", [NO_JAVASCRIPT], indirect=True)
def test_the_edition_is_set_in_the_letters_that_it_brings(page, csto_run):
    page.goto((csto_run / "results" / "report.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    loaded = page.evaluate(
        "[...document.fonts].filter(face => face.status == 'loaded').map(face => face.family).sort()"
    )
    assert {family.strip('"') for family in loaded} == {"Source Sans 3", "Source Serif 4"}


def test_the_edition_has_no_address_but_those_that_a_reader_may_follow(edition):
    """A link leads into the document, to the audit beside it or to the web; nothing is loaded but what is in the file."""
    html = edition.read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe|object)\b", html)
    assert set(re.findall(r"url\((\w+:\w+)", html)) == {"data:font"}
    assert not re.search(r'\bsrc="', html)


def test_every_link_within_the_edition_leads_somewhere_and_every_name_is_there_once(edition):
    html = edition.read_text(encoding="utf-8")
    names = re.findall(r'\bid="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert set(re.findall(r'(?:href|data-of)="#([^"]+)"', html)) <= set(names)


def test_the_pdf_says_what_the_edition_says(csto_run):
    """Every paragraph of the edition is in the PDF, and begins in the same words."""
    html = (csto_run / "results" / "report.html").read_text(encoding="utf-8")
    said = "".join("".join(printed(csto_run)).split())
    paragraphs = [unescape(re.sub(r"<[^>]+>", "", told)) for told in re.findall(r"<p>(.*?)</p>", html, flags=re.DOTALL)]
    assert len(paragraphs) > 50
    missing = [told for told in paragraphs if "".join(told.split())[:60] not in said]
    assert missing == []
