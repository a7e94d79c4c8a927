"""Mends: each shows a fault of a library while it isn't mended, and none while it is. When the first fails, the mend can go."""

from contextlib import nullcontext

import pypdf
import pytest
import weasyprint

from mssd import mends
from mssd.fonts import font_faces


def lines_of(tmp_path, mend) -> set[str]:
    """The lines of paragraphs that grow until a word in italics, and then the last word before it, find no room."""
    words = "Begun with several words that end"
    paragraphs = "".join(f'<p style="font-size: {9 + size / 100}pt">{words} <i>there</i></p>' for size in range(300))
    styles = f"{font_faces(words)} @page {{ size: 90mm 3000mm }} p {{ width: 60mm; margin: 0; font-family: 'Source Serif 4' }}"
    with mend:
        weasyprint.HTML(string=f"<style>{styles}</style>{paragraphs}").write_pdf(tmp_path / "lines.pdf")
    return {line.strip() for line in pypdf.PdfReader(tmp_path / "lines.pdf").pages[0].extract_text().splitlines()}


@pytest.mark.parametrize(("mend", "stranded"), [(nullcontext, True), (mends.lines_full, False)])
def test_no_first_word_stands_alone_where_only_a_blank_has_no_room(tmp_path, mend, stranded):
    lines = lines_of(tmp_path, mend())
    assert {"Begun with several words that end", "Begun with several words that"} <= lines
    assert ("Begun" in lines) == stranded


def test_the_pages_of_a_pdf_are_counted_anew_when_there_are_more():
    import pydyf

    pdf = pydyf.PDF()
    with mends.pages_known():
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        one = pdf.page_references
        assert pdf.page_references is one
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(one) == 1
        assert len(pdf.page_references) == 2
