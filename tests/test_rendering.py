"""Templates: strict, safe, numbered, and made one file with the fonts that the text needs."""

import re
from base64 import b64decode
from io import BytesIO

import jinja2
import pytest
from fontTools.ttLib import TTFont

from mssd import rendering
from mssd.fonts import FACES
from mssd.rendering import Contents, environment, render


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
    assert [str(contents.reference(name)).replace("\N{NO-BREAK SPACE}", "~") for name in ["f", "t", "g", "s"]] == [
        '<a class="ref" href="#f">Figure~1</a>',
        '<a class="ref" href="#t">Table~1</a>',
        '<a class="ref" href="#g">Figure~2</a>',
        '<a class="ref" href="#s">Section~1</a>',
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
    assert 'See <a class="ref" href="#later">Section\N{NO-BREAK SPACE}1</a>.' in page
    assert "A &amp; B" in page


def test_a_document_holds_the_letters_that_it_needs_and_no_other(templates):
    """A sheet of style makes place for the fonts; the letter Ж is in them because the title has it, and И isn't."""
    (templates / "t.html.j2").write_text("<html><style>/* fonts */</style><body>{{ body }}</body></html>")
    fonts = re.findall(r"base64,([^)]+)", render("t", title="Ж"))
    assert len(fonts) == len(FACES)
    letters = TTFont(BytesIO(b64decode(fonts[0]))).getBestCmap()
    assert ord("Ж") in letters
    assert ord("И") not in letters
