"""The audit site as a reviewer uses it, from the disk, in a browser, with and without script."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pypdf
import pytest
from browser import NO_JAVASCRIPT, accessibility_faults
from conftest import ROOT, copy_study, derived, snakemake

PHONE = {"viewport": {"width": 380, "height": 800}}
DESK = {"viewport": {"width": 1600, "height": 900}}
RUNS = ["csto_run", "golden_run", "lipset_run"]
KINDS = [
    *(
        "index.html",
        "factors.html",
        "claims.html",
        "changes.html",
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
POISON = (
    '<script>document.title="stolen"</script><img src="file:///etc/passwd" onerror="x()">{{ config }}{% raw %}&amp;'
)


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


def pages_of(folder: Path) -> dict[Path, Links]:
    site = folder / "results" / "audit"
    return {file: Links(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}


def leads_nowhere(link: str, start: Path, pages: dict[Path, Links]) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme not in ("http", "https")
    target = (start.parent / unquote(parts.path)).resolve() if parts.path else start
    if parts.fragment:
        return unquote(parts.fragment) not in pages[target].anchors if target in pages else True
    return not target.is_file()


@pytest.mark.parametrize("run", RUNS)
def test_no_link_and_no_anchor_of_the_site_is_broken_and_no_anchor_is_there_twice(run, request):
    pages = pages_of(request.getfixturevalue(run))
    broken = [
        (str(file), link) for file, page in pages.items() for link in page.links if leads_nowhere(link, file, pages)
    ]
    assert not broken, broken[:5]
    for file, page in pages.items():
        assert len(set(page.anchors)) == len(page.anchors), file
    assert len(pages) > 30


@pytest.mark.parametrize("run", RUNS)
def test_the_site_needs_no_other_folder_and_no_network(run, request):
    site = request.getfixturevalue(run) / "results" / "audit"
    for file, page in pages_of(site.parents[1]).items():
        inside = [link for link in page.links if not urlsplit(link).scheme and urlsplit(link).path]
        assert all((file.parent / unquote(urlsplit(link).path)).resolve().is_relative_to(site) for link in inside), file
        assert not re.search(r'(src|<link[^>]*href)="https?:', file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("run", RUNS)
def test_every_link_of_the_report_leads_to_a_place_of_the_audit_or_the_web(run, request):
    folder = request.getfixturevalue(run)
    pages, report = pages_of(folder), folder / "results" / "report.pdf"
    actions = [note.get_object().get("/A", {}) for p in pypdf.PdfReader(report).pages for note in p.get("/Annots", [])]
    links = {str(action["/URI"]) for action in actions if "/URI" in action}
    assert sum(link.startswith("audit/findings.html#") for link in links) >= 8
    assert not [link for link in links if leads_nowhere(link, report, pages)]


@pytest.mark.parametrize("page", [{}, NO_JAVASCRIPT], indirect=True, ids=["script", "no script"])
def test_two_clicks_lead_from_every_cell_of_the_comparison_to_a_line_of_raw_data(page, forbidden_requests, csto_run):
    start = (csto_run / "results" / "audit" / "index.html").as_uri()
    page.goto(start)
    cells = page.locator("table.matrix a.cell").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(cells) == 4 * 4 + 4
    for cell in cells:
        page.goto(start)
        page.locator(f'table.matrix a.cell[href="{cell}"]').click()
        page.locator("main a.file[href*='raw/'][href*='#line-']").first.click()
        page.wait_for_url(re.compile(r"files/raw/\w+\.csv\.html#line-\d+$"))
        page.locator("tr:target").wait_for(state="visible")
    assert forbidden_requests == []


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_no_serious_fault_on_any_kind_of_page(name, page, csto_run):
    page.goto((csto_run / "results" / "audit" / name).as_uri())
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("page", [PHONE, DESK], indirect=True, ids=["380 px", "1600 px"])
def test_no_page_is_wider_than_its_window_and_its_text_is_not_tiny(page, csto_run):
    for name in KINDS:
        page.goto((csto_run / "results" / "audit" / name).as_uri())
        wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= window, name
        sizes = "[...document.querySelectorAll('main p, main td, main li')].map(e => parseFloat(getComputedStyle(e).fontSize))"
        assert min(page.evaluate(sizes)) >= 12, name


def test_the_search_of_the_claims_hides_what_does_not_fit(page, csto_run):
    page.goto((csto_run / "results" / "audit" / "claims.html").as_uri())
    page.get_by_label("Verdict").select_option("contradicted")
    page.get_by_label("Severity").select_option("major")
    claims = derived(csto_run, "claims").query("verdict == 'contradicted' and severity == 'major'")
    assert page.locator("table.ledger tbody tr:visible").count() == len(claims)
    page.get_by_label("Find a claim").fill("4.5 ¶13")
    assert page.locator("table.ledger tbody tr:visible").count() == claims["locator"].eq("4.5 ¶13").sum()


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """The golden study with HTML, a script, a file's image and a template expression in three of its tables."""
    folder = copy_study(ROOT / "tests" / "studies" / "golden", tmp_path_factory.mktemp("poisoned") / "study")
    quoted = '"' + POISON.replace('"', '""') + '"'
    for file, innocent in {
        "evidence": "A has no union.",
        "factors": "A rumour",
        "adjudications": "The newspaper mistook the week.",
    }.items():
        path = folder / "raw" / f"{file}.csv"
        text = path.read_text(encoding="utf-8")
        assert innocent in text
        path.write_text(text.replace(innocent, quoted, 1), encoding="utf-8")
    run = snakemake(folder)
    assert run.returncode == 0, run.stdout
    return folder


@pytest.mark.parametrize(
    "name", ["cells/TOWN-A/union.html", "files/raw/evidence.csv.html", "factors.html", "cells/TOWN-D/rain.html"]
)
def test_text_from_raw_is_shown_as_text_on_the_pages(name, poisoned, page, forbidden_requests):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((poisoned / "results" / "audit" / name).as_uri())
    assert POISON in page.locator("main").inner_text()
    assert "stolen" not in page.title() and page.locator("main img, main script").count() == 0
    assert forbidden_requests == [] and not [url for url in asked if "passwd" in url]


def test_text_from_raw_is_shown_as_text_in_the_report(poisoned):
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(poisoned / "results" / "report.pdf").pages)
    assert "<script>" in text and "{{ config }}" in text
    assert "root:" not in text


def test_one_changed_interview_number_changes_finding_sentence_verdict_and_page_together(csto_run, tmp_path):
    """Interview 6 no longer cites an external actor, but interview 5 does so twice: two citations, below the threshold."""
    folder = Path(shutil.copytree(csto_run, tmp_path / "csto"))
    path = folder / "raw" / "mentions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [re.sub(r"^(m\d+),6,external_actor,", r"\1,5,external_actor,", line) for line in lines]
    assert changed != lines
    path.write_text("".join(changed), encoding="utf-8")
    run = snakemake(folder)
    assert run.returncode == 0, run.stdout
    for before, after, value in ((csto_run, folder, ("3", "2")),):
        found = [
            derived(place, "findings").set_index("finding")["value"]["citations.external_actor"]
            for place in (before, after)
        ]
        assert tuple(found) == value
    verdicts = [derived(place, "claims").set_index("claim")["verdict"] for place in (csto_run, folder)]
    typed = (folder / "raw" / "claims.csv").read_text(encoding="utf-8").splitlines()
    on_it = [
        line.partition(",")[0]
        for line in typed
        if "citations.external_actor" in line or "factor=external_actor].cited_by" in line
    ]
    assert on_it and (verdicts[0][on_it] == "reproduced").all() and (verdicts[1][on_it] == "contradicted").any()
    told = [
        " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(place / "results/report.pdf").pages).split())
        for place in (csto_run, folder)
    ]
    assert "Five factors of twenty-one do" in told[0].replace("21", "twenty-one")
    assert "Four factors of twenty-one do" in told[1].replace("21", "twenty-one")
    page = (folder / "results/audit/factors/external_actor.html").read_text(encoding="utf-8")
    assert "not selected" in page and "(interviews 1 and 5)" in page
