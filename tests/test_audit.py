"""The audit site as a reviewer uses it, from the disk, in a browser, with and without script."""

import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pypdf
import pytest
from browser import NO_JAVASCRIPT, accessibility_faults
from conftest import POISON, POISONED, ROOT, derived, printed

PHONE = {"width": 380, "height": 800}
DESK = {"width": 1600, "height": 900}
KINDS = [
    *(
        "index.html",
        "factors.html",
        "claims.html",
        "changes.html",
        "models.html",
        "doubt.html",
        "findings.html",
        "steps.html",
        "sources.html",
        "files.html",
    ),
    *(
        "cells/KAZ-2022/external_actor.html",
        "cases/ARM-2021.html",
        "factors/russian_interest.html",
        "steps/presence.html",
    ),
    *("steps/comparison.html", "files/raw/evidence.csv.html", "files/workflow/scripts/presence.py.html"),
]


class Links(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.anchors = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        self.anchors += [given["id"]] if given.get("id") else []


@cache
def pages_of(folder: Path) -> dict[Path, Links]:
    site = folder / "results" / "audit"
    return {file: Links(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}


def target_of(link: str, start: Path) -> Path:
    """The file that a link without a scheme leads to, from the file in which it stands."""
    path = unquote(urlsplit(link).path)
    return Path(os.path.normpath(start.parent / path)) if path else start


def leads_nowhere(link: str, start: Path, pages: dict[Path, Links]) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme not in ("http", "https")
    target = target_of(link, start)
    if parts.fragment:
        return unquote(parts.fragment) not in pages[target].anchors if target in pages else True
    return target not in pages and not target.is_file()


def test_no_link_and_no_anchor_of_the_site_is_broken_and_no_anchor_is_there_twice(any_run):
    pages = pages_of(any_run)
    broken = [
        (str(file), link) for file, page in pages.items() for link in page.links if leads_nowhere(link, file, pages)
    ]
    assert not broken, broken[:5]
    for file, page in pages.items():
        assert len(set(page.anchors)) == len(page.anchors), file
    assert len(pages) > 30


def test_the_site_needs_no_other_folder_and_no_network(any_run):
    site = any_run / "results" / "audit"
    for file, page in pages_of(any_run).items():
        inside = [link for link in page.links if not urlsplit(link).scheme and urlsplit(link).path]
        assert all(target_of(link, file).is_relative_to(site) for link in inside), file
        assert not re.search(r'(src|<link[^>]*href)="https?:', file.read_text(encoding="utf-8")), file


def test_every_link_of_the_report_leads_to_a_place_of_the_audit_or_the_web(any_run):
    pages, report = pages_of(any_run), any_run / "results" / "report.pdf"
    actions = [note.get_object().get("/A", {}) for p in pypdf.PdfReader(report).pages for note in p.get("/Annots", [])]
    links = {str(action["/URI"]) for action in actions if "/URI" in action}
    assert sum(link.startswith("audit/findings.html#") for link in links) >= 8
    assert not [link for link in links if leads_nowhere(link, report, pages)]


@pytest.mark.parametrize("page", [{}, NO_JAVASCRIPT], indirect=True, ids=["script", "no script"])
def test_two_clicks_lead_from_every_cell_of_the_comparison_to_a_line_of_raw_data(page, forbidden_requests, csto_run):
    """Every link is found ready for a click, and what it leads to is looked at; two cells are clicked through."""
    start = (csto_run / "results" / "audit" / "index.html").as_uri()
    cells, raw = page.locator("table.matrix a.cell"), page.locator("main a.file[href*='raw/'][href*='#line-']").first
    page.goto(start)
    for cell in cells.all():
        cell.click(trial=True)
    links = cells.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(links) == 4 * 4 + 4
    lines = set()
    for link in links:
        page.goto(urljoin(start, link))
        raw.click(trial=True)
        lines.add(urljoin(page.url, raw.get_attribute("href")))
    for line in sorted(lines):
        page.goto(line)
        look_at_a_line(page)
    for cell in (0, -1):
        page.goto(start)
        cells.nth(cell).click()
        raw.click()
        look_at_a_line(page)
    assert forbidden_requests == []


def look_at_a_line(page) -> None:
    page.wait_for_url(re.compile(r"files/raw/\w+\.csv\.html#line-\d+$"))
    page.locator("tr:target").wait_for(state="visible")


def test_axe_finds_no_serious_fault_on_any_kind_of_page(page, csto_run):
    faults = {}
    for name in KINDS:
        page.goto((csto_run / "results" / "audit" / name).as_uri())
        faults[name] = accessibility_faults(page)
    assert not any(faults.values()), {name: found for name, found in faults.items() if found}


def test_no_page_is_wider_than_a_phone_or_a_desk_and_its_text_is_not_tiny(page, csto_run):
    sizes = (
        "[...document.querySelectorAll('main p, main td, main li')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    for name in KINDS:
        page.goto((csto_run / "results" / "audit" / name).as_uri())
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide <= window, (name, size)
            assert min(page.evaluate(sizes)) >= 12, (name, size)


def test_the_search_of_the_claims_hides_what_does_not_fit(page, csto_run):
    page.goto((csto_run / "results" / "audit" / "claims.html").as_uri())
    page.get_by_label("Verdict").select_option("contradicted")
    page.get_by_label("Severity").select_option("major")
    claims = derived(csto_run, "claims").query("verdict == 'contradicted' and severity == 'major'")
    assert page.locator("table.ledger tbody tr:visible").count() == len(claims)
    page.get_by_label("Find a claim").fill("4.5 ¶13")
    assert page.locator("table.ledger tbody tr:visible").count() == claims["locator"].eq("4.5 ¶13").sum()


@pytest.mark.of(*POISONED, whole=True)
@pytest.mark.parametrize(
    "name", ["cells/TOWN-A/union.html", "files/raw/evidence.csv.html", "factors.html", "cells/TOWN-D/rain.html"]
)
def test_text_from_raw_is_shown_as_text_on_the_pages(name, rebuilt, page, forbidden_requests):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((rebuilt / "results" / "audit" / name).as_uri())
    assert POISON in page.locator("main").inner_text()
    assert page.title() != "stolen" and page.locator("main img, main script").count() == 0
    assert forbidden_requests == [] and not [url for url in asked if "passwd" in url]


@pytest.mark.of(ROOT, ("raw/mentions.csv", ",6,external_actor,", ",5,external_actor,"), whole=True)
def test_one_changed_interview_number_changes_finding_sentence_verdict_and_page_together(csto_run, rebuilt):
    """Interview 6 no longer cites an external actor, but interview 5 does so twice: two citations, below the threshold."""
    found = [derived(place, "findings").set_index("finding")["value"] for place in (csto_run, rebuilt)]
    assert [values["citations.external_actor"] for values in found] == ["3", "2"]
    verdicts = [derived(place, "claims").set_index("claim")["verdict"] for place in (csto_run, rebuilt)]
    typed = (rebuilt / "raw" / "claims.csv").read_text(encoding="utf-8").splitlines()
    on_it = [
        line.partition(",")[0]
        for line in typed
        if "citations.external_actor" in line or "factor=external_actor].cited_by" in line
    ]
    assert on_it and (verdicts[0][on_it] == "reproduced").all() and (verdicts[1][on_it] == "contradicted").any()
    told = [" ".join(printed(place)) for place in (csto_run, rebuilt)]
    assert "Five of 21 factors are selected" in told[0]
    assert "Four of 21 factors are selected" in told[1]
    page = (rebuilt / "results/audit/factors/external_actor.html").read_text(encoding="utf-8")
    assert "not selected" in page and "(interviews 1 and 5)" in page
