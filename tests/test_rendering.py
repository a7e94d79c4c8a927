"""Templates and pages: strict, safe, numbered, and the same bytes every time."""

import time

import jinja2
import pypdf
import pytest

from mssd import rendering
from mssd.rendering import Contents, environment, render, seconds_since_1970, write_pdf


def test_a_number_that_is_missing_is_an_error_and_never_prints_as_nothing():
    with pytest.raises(jinja2.UndefinedError):
        environment(rendering.REPORT, "findings.html").from_string("{{ survivors }}").render()


def test_raw_text_is_escaped():
    assert (
        environment(rendering.REPORT, "findings.html").from_string("{{ said }}").render(said="<script>&")
        == "&lt;script&gt;&amp;"
    )


def test_an_apostrophe_is_that_of_a_printed_page_and_a_place_stays_on_one_line():
    made = (
        environment(rendering.REPORT, "findings.html")
        .from_string("{{ said }} {{ place }}")
        .render(said="Weaver's", place="4.5 ¶7")
    )
    assert made == "Weaver’s 4.5\N{NO-BREAK SPACE}¶7"


def test_headings_are_numbered_and_appendices_lettered():
    contents = Contents()
    contents.heading(1, "a", "First")
    contents.heading(2, "b", "Part")
    contents.heading(1, "c", "Second")
    contents.appendices()
    contents.heading(1, "d", "Third")
    assert [heading["number"] for heading in contents.headings] == ["1", "1.1", "2", "A"]


def test_figures_and_tables_are_counted_apart_and_references_name_them():
    contents = Contents()
    for kind, name in [("Figure", "f"), ("Table", "t"), ("Figure", "g")]:
        contents.caption(kind, name, "A title")
    contents.heading(1, "s", "A section")
    assert [str(contents.reference(name)) for name in ["f", "t", "g", "s"]] == [
        '<a class="ref" href="#f">Figure 1</a>',
        '<a class="ref" href="#t">Table 1</a>',
        '<a class="ref" href="#g">Figure 2</a>',
        '<a class="ref" href="#s">Section 1</a>',
    ]


def test_a_reference_to_nothing_is_an_error():
    contents = Contents()
    contents.complete = True
    with pytest.raises(KeyError, match="refers to 'nowhere'"):
        contents.reference("nowhere")


@pytest.fixture
def templates(tmp_path, monkeypatch):
    (tmp_path / "t.body.html.j2").write_text(
        "See {{ contents.reference('later') }}. {{ contents.heading(1, 'later', title) }}"
    )
    (tmp_path / "t.html.j2").write_text("<html><body>{{ body }}</body></html>")
    (tmp_path / "style.css").write_text("body { font-size: 10pt }")
    monkeypatch.setattr(rendering, "REPORT", tmp_path)
    return tmp_path


def test_a_forward_reference_knows_its_number(templates):
    page = render("t", title="A & B")
    assert 'See <a class="ref" href="#later">Section 1</a>.' in page
    assert "A &amp; B" in page


def test_the_same_text_makes_the_same_pdf_at_any_time_fonts_included(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        write_pdf("<p>Text <em>and more</em></p>", tmp_path / name, "x", "2000-01-01")
        if name == "a.pdf":
            time.sleep(1.1)
    fonts = pypdf.PdfReader(tmp_path / "a.pdf").pages[0]["/Resources"]["/Font"].values()
    assert all("Source-Serif" in font.get_object()["/BaseFont"] for font in fonts)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_date_of_a_study_is_noon_in_utc():
    assert seconds_since_1970("1970-01-02") == str(36 * 3600)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:image/png;base64,AAAA"],
)
def test_the_renderer_fetches_nothing_but_our_own_assets(templates, address):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match="the report doesn't fetch"):
        write_pdf(f'<img src="{address}">', templates / "a.pdf", "x", "2000-01-01")


def test_a_relative_address_is_not_fetched_either(templates):
    """The document has no place from which it could be meant; were it fetched, the rendering would end as above."""
    write_pdf('<img src="../../../etc/hostname">', templates / "a.pdf", "x", "2000-01-01")
    assert (templates / "a.pdf").stat().st_size > 0
