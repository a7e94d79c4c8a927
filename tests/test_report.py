"""The report as its reader has it in hand."""

import re

import pypdf
import pytest
from conftest import POISON, POISONED, ROOT, config_of, derived, printed

from scripts.report import foot_of_page

TEMPLATES = sorted((ROOT / "workflow" / "report").rglob("*.j2"))
OURS = ("Source-Serif-4", "Source-Sans-3")


@pytest.fixture(scope="module")
def csto(csto_run):
    return printed(csto_run)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_no_number_stands_in_a_template(template):
    """Numbers come from findings: outside of tags, expressions and the words of the layout, a template has no digit."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|SHA-256", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\d", text), re.findall(r".{20}\d.{20}", text)


def test_the_report_has_twelve_pages_or_more_with_contents_and_page_numbers(csto):
    assert len(csto) >= 12
    assert csto[1].startswith("Summary") and "Contents" in csto[2]
    assert all(re.search(rf"\b{number}$|^{number}\b|\b{number}\b", page) for number, page in enumerate(csto[1:], 2))


def test_the_report_has_every_figure_and_table_that_it_lists(csto):
    listing, body = " ".join(csto[2:4]), " ".join(csto[4:])
    for kind, count in (("Figure", 6), ("Table", 4)):
        for number in range(1, count + 1):
            assert f"{kind} {number}" in listing
            assert f"{kind} {number}." in body


def test_figures_and_tables_come_in_the_order_of_their_numbers_and_the_comparison_where_its_chapter_begins(any_run):
    foot = re.compile(r"\S+ · version \S+ · \S+ \d+$")
    contents = " ".join(foot.sub("", page.strip()) for page in printed(any_run)[2:4])
    figures, tables = contents.split("Figures Figure ")[1].split("Tables Table ")
    for kind, listed in (("Figure", figures), ("Table", re.split(r"\d Question and result", tables)[0])):
        pages = [int(page) for page in re.findall(rf"(\d+)(?= {kind} \d|\s*$)", listed)]
        assert len(pages) >= 5 and pages == sorted(pages), (kind, pages)
    chapter, comparison = (
        re.search(rf"{title} (\d+)", contents)[1]
        for title in ("The comparison", "The factors, the cases and the outcome")
    )
    assert chapter == comparison


def test_figures_may_take_so_much_of_a_page_that_the_tallest_has_room():
    """200 mm, which leaves room for words, or as much as the tallest needs with its caption: 576 points are 203 mm."""
    low, tall = '<svg width="1pt" height="72pt">', '<svg width="1pt" height="576pt"><rect height="9pt"/>'
    assert [foot_of_page(given) for given in ([], [low], [low, tall])] == [200, 200, 234]


def test_a_footnote_stands_on_the_page_of_its_number_and_figures_at_the_foot_of_a_page_take_no_number(csto):
    (page,) = [text for text in csto if "1. To name a test" in text]
    assert "before looking at the answer, what would have to be found." in page


def test_the_sentence_on_how_firm_the_cells_are_says_what_the_findings_say(csto, csto_run):
    found = derived(csto_run, "findings").set_index("finding")["value"]
    assert [found[f"cells.evidence_{how}.count"] for how in ("as_published", "silent", "otherwise")] == ["10", "5", "1"]
    text = re.sub("[-\u2010] ", "", " ".join(csto))
    assert (
        "gives the published value in ten of sixteen cells; it is tied or silent in five, and points the other way in one"
        in text
    )


def test_every_cell_shows_its_evidence_and_every_decision_its_reason(csto, csto_run):
    text = " ".join(csto).replace("- ", "")
    for statement in derived_raw("evidence").query("case in ['KGZ-2010', 'KAZ-2022']")["statement"].head(12):
        assert statement.split()[0] in text
    assert text.count("Decision.") == len(derived_raw("adjudications"))


def derived_raw(noun):
    import pandas as pd

    return pd.read_csv(ROOT / "raw" / f"{noun}.csv", dtype=str, keep_default_na=False)


def test_the_pdf_embeds_our_fonts_and_no_other(any_run):
    reader = pypdf.PdfReader(any_run / "results" / "report.pdf")
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all(font.startswith(OURS) for font in fonts), fonts


def test_the_pdf_has_a_language_a_title_the_date_of_the_study_tags_and_bookmarks(csto_run):
    reader = pypdf.PdfReader(csto_run / "results" / "report.pdf")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.metadata.title.startswith("Why did the CSTO")
    assert str(reader.metadata.creation_date.date()) == config_of(ROOT)["date"]
    assert "How this report was made" in str(reader.outline)


def test_a_matrix_study_has_a_report_without_the_chapters_on_interviews(lipset_run):
    text = " ".join(printed(lipset_run))
    assert "No factor is present exactly where it occurred." in text
    assert "ready data matrix of eighteen cases and five factors" in text
    assert "Cell by cell" not in text


def test_an_undetermined_cell_is_carried_into_the_words(golden_run):
    text = " ".join(printed(golden_run))
    assert "For one factor undetermined cells leave the answer open." in text
    assert "One cell stays undetermined." in text


@pytest.mark.of(*POISONED, whole=True)
def test_raw_text_comes_out_as_text(rebuilt):
    text = "".join(" ".join(printed(rebuilt)).split())
    assert "".join(POISON.split()) in text
    assert "root:" not in text


def test_the_headline_is_the_result_in_words(csto_run):
    headline = (csto_run / "results" / "headline.txt").read_text(encoding="utf-8")
    assert headline.splitlines()[:3] == [
        "Four cases were compared. Intervention by the CSTO occurred in one case: Kazakhstan (2022).",
        "Two factors are present exactly where it occurred: “Consideration of a common and/or priority security threat” and "
        "“Russian interest in intervention”.",
        "They have the same value in every case, so these cases cannot tell them apart.",
    ]


def test_the_hero_figure_says_how_it_stands_to_the_published_table(csto, golden_run):
    assert "The sixteen published cells have the same value." in " ".join(csto)
    assert "Of two published cells, one differs, as marked." in " ".join(printed(golden_run))
