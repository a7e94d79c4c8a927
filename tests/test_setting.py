"""Setting: pages that an archive can keep and a screen reader can read, the same bytes wherever and whenever they are made."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT
from pdf import elements, faults_as_pdf_a, tops_of_words, types, within

from mssd.fonts import font_faces
from mssd.setting import refuse_other_fonts, seconds_since_1970, set_pages

TEXT = "<h1>Title</h1><p>Text <em>and</em> × → ≥ ○ ● ¶ Надежда</p>"
ELSEWHERE = {
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "C",
    "TZ": "Asia/Tokyo",
    "FONTCONFIG_FILE": "/nowhere",
    "PYTHONHASHSEED": "7",
}


def page(body: str = TEXT, style: str = "") -> str:
    styles = f"<style>{font_faces(body)} html {{ font-family: 'Source Serif 4' }} {style}</style>"
    return f'<html lang="en"><head><title>A title</title>{styles}</head><body>{body}</body></html>'


def opened(tmp_path, body: str, style: str = "") -> pikepdf.Pdf:
    set_pages(page(body, style), tmp_path / "a.pdf", "x", "2000-01-01")
    return pikepdf.open(tmp_path / "a.pdf")


def test_the_same_text_is_the_same_pdf_at_another_time_in_another_place(tmp_path):
    set_pages(page(), tmp_path / "here.pdf", "x", "2000-01-01")
    (tmp_path / "page.html").write_text(page(), encoding="utf-8")
    read = "Path('page.html').read_text(encoding='utf-8')"
    code = f"from pathlib import Path; from mssd.setting import set_pages; set_pages({read}, 'there.pdf', 'x', '2000-01-01')"
    paths = {"PYTHONPATH": f"{ROOT / 'workflow'}"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=os.environ | paths | ELSEWHERE, check=True)
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()


def test_the_date_of_a_study_is_noon_in_utc():
    assert seconds_since_1970("1970-01-02") == str(36 * 3600)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:image/png;base64,AAAA"])
def test_setting_fetches_nothing(tmp_path, address):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match="the report doesn't fetch"):
        opened(tmp_path, f'<img src="{address}">')


def test_a_relative_address_is_not_fetched_either(tmp_path):
    """The document has no place from which it could be meant; were it fetched, the setting would end as above."""
    assert len(opened(tmp_path, '<img src="../../../etc/hostname" alt="nothing">').pages) == 1


def test_no_font_of_this_machine_slips_in_for_a_letter_that_ours_lack(tmp_path):
    pdf = opened(tmp_path, "<p>Georgian: ა, Chinese: 漢</p>")
    fonts = pdf.pages[0].Resources.Font.values()
    assert {str(font.BaseFont).partition("+")[2].rstrip(",") for font in fonts} == {"Source-Serif-4"}


def test_a_pdf_with_another_font_is_refused():
    class Made:
        objects = ({"Type": "/FontDescriptor", "FontName": b"/ABCDEF+DejaVu-Sans"},)

    with pytest.raises(
        ValueError, match="would embed DejaVu-Sans; expected no font but Source-Sans-3 and Source-Serif-4"
    ):
        refuse_other_fonts(Made)


def test_every_pdf_keeps_to_pdf_a_as_far_as_it_can_be_checked_offline(any_run):
    for file in sorted((any_run / "results").glob("*.pdf")):
        assert faults_as_pdf_a(file) == [], file


@pytest.mark.skipif(sys.platform != "linux", reason="outloud is installed on Linux only")
def test_a_screen_reader_meets_no_error_in_any_pdf(any_run):
    files = sorted((any_run / "results").glob("*.pdf"))
    checked = [str(Path(sys.executable).with_name("outloud")), "--no-info", *map(str, files)]
    said = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert files
    assert said.returncode == 0, said.stdout


def test_every_pdf_says_its_language_and_title_and_shows_the_title(any_run):
    for file in (any_run / "results").glob("*.pdf"):
        with pikepdf.open(file) as pdf:
            assert pdf.Root.Lang == "en"
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.docinfo.Title)


def test_every_figure_of_the_report_tells_what_it_shows(any_run):
    with pikepdf.open(any_run / "results" / "report.pdf") as pdf:
        told = [str(element.Alt) for element in elements(pdf) if element.S == "/Figure"]
    assert len(told) >= 5
    assert all(len(words.split()) >= 10 for words in told), told


def test_the_alternative_text_of_a_figure_is_its_title_and_what_it_shows(tmp_path):
    told = "<title>A dot.</title><desc>It is red.</desc>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{told}<circle r="4"/></svg>'
    pdf = opened(tmp_path, drawing)
    (figure,) = [element for element in elements(pdf) if element.S == "/Figure"]
    assert figure.Alt == "A dot. It is red."


def test_a_table_over_two_pages_is_one_table_with_one_head(tmp_path):
    """Fifty rows of a header and a cell under a head: 1 + 50 header cells and 1 + 50 others, on two pages."""
    rows = "".join(f"<tr><th>Row {n}</th><td>{n}</td></tr>" for n in range(50))
    table = f"<p>Before</p><table><thead><tr><th>A</th><td>B</td></tr></thead><tbody>{rows}</tbody></table><p>After</p>"
    pdf = opened(tmp_path, table, "@page { size: A5 }")
    assert len(pdf.pages) > 1
    assert types(pdf, "Table", "THead") == ["Table", "THead"]
    headers = [element for element in elements(pdf) if element.S == "/TH"]
    assert [str(header.A.Scope) for header in headers] == ["/Column"] + ["/Row"] * 50
    assert types(pdf, "TD") == ["TD"] * 51


def test_a_repeated_head_and_a_running_head_are_pagination(tmp_path):
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(60))
    pdf = opened(
        tmp_path,
        f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>",
        '@page { size: A5; @top-left { content: "Running" } }',
    )
    kinds = [
        [str(operands[0]) for operands, operator in pikepdf.parse_content_stream(each) if str(operator) == "BDC"]
        for each in pdf.pages
    ]
    assert [names.count("/Artifact") for names in kinds] == [1] + [2] * (len(pdf.pages) - 1)


FLOATING = """
@page { size: A5; @footnote { max-height: 150mm } }
figure { float: footnote; margin: 0; counter-increment: footnote -1 }
figure::footnote-call, figure::footnote-marker { content: none }
"""


def test_a_figure_at_the_foot_of_a_page_is_read_after_its_text_and_parts_no_table(tmp_path):
    """A long table goes on over the page at whose foot a short one stands; on the next page that short table doesn't go on."""
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(60))
    short = "<figure><figcaption>Short</figcaption> <table> <tbody><tr><td>s</td></tr></tbody> </table></figure>"
    long = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    pdf = opened(tmp_path, f"<main><p>Before</p>{short}{long}<p>After</p></main>", FLOATING)
    tables = [element for element in elements(pdf) if element.S == "/Table"]
    assert len(pdf.pages) > 1
    assert [sum(part.S == "/TD" for part in within(table)) for table in tables] == [60, 1]
    assert types(pdf, "P", "Table", "Caption", "Part") == ["Part", "P", "Table", "Caption", "Table", "P"]


def test_the_parts_of_a_figure_that_floats_stand_without_empty_lines_between_them(tmp_path):
    def height(blank: str) -> float:
        opened(tmp_path, f"<figure>{blank}<p>One</p>{blank}<p>Two</p>{blank}</figure>", FLOATING + "p { margin: 0 }")
        tops = tops_of_words(tmp_path / "a.pdf")
        return tops["One"] - tops["Two"]

    assert height("\n") == height("")


def test_two_tables_on_two_pages_stay_two_where_words_stand_between(tmp_path):
    table = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    pdf = opened(tmp_path, f'{table}<div style="break-before: page"></div><p>Other</p>{table}')
    assert types(pdf, "Table") == ["Table", "Table"]


def test_a_header_across_the_table_is_a_cell_for_a_pdf(tmp_path):
    pdf = opened(
        tmp_path, '<table><tbody><tr><th colspan="2">Group</th></tr><tr><th>A</th><td>1</td></tr></tbody></table>'
    )
    assert types(pdf, "TH", "TD") == ["TD", "TH", "TD"]


def test_contents_are_tagged_as_contents_and_every_link_is_a_link(csto_run):
    with pikepdf.open(csto_run / "results" / "report.pdf") as pdf:
        names = types(pdf)
        assert names.count("TOC") >= 3
        assert names.count("Part") == 1
        linked = {
            kid.Obj.objgen
            for element in elements(pdf)
            if element.S == "/Link"
            for kid in element.K
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        }
        annotations = {annotation.objgen for each in pdf.pages for annotation in each.get("/Annots", [])}
        assert annotations
        assert annotations == linked


def test_a_link_says_where_it_leads(tmp_path):
    pdf = opened(
        tmp_path, '<p><a href="#there">See</a></p><section id="there"><h2>The  other place</h2><p>Text</p></section>'
    )
    (link,) = pdf.pages[0].Annots
    assert link.Contents == "The other place"


def test_headings_go_down_one_level_at_a_time(any_run):
    with pikepdf.open(any_run / "results" / "report.pdf") as pdf:
        levels = [int(name[1]) for name in types(pdf, "H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_row_of_every_table_has_as_many_columns(any_run):
    """A cell counts once for each row and column that it spans."""
    with pikepdf.open(any_run / "results" / "report.pdf") as pdf:
        for table in (element for element in elements(pdf) if element.S == "/Table"):
            hanging, widths = [], []
            for row in (element for element in within(table) if element.S == "/TR"):
                cells = [(int(cell.A.get("/ColSpan", 1)), int(cell.A.get("/RowSpan", 1))) for cell in row.K]
                widths.append(sum(columns for columns, _ in cells) + sum(columns for columns, _ in hanging))
                hanging = [(columns, rows - 1) for columns, rows in [*hanging, *cells] if rows > 1]
            assert len(set(widths)) == 1, widths
