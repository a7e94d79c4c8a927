"""Letters: a character that no font has is refused at its place, unless the study brings a font that has it."""

from pathlib import Path

import pandas as pd
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from mssd.fonts import all_faces, characters_of, font_faces, without_glyph
from mssd.letters import strange_letters, strange_lines

GEORGIAN = "ა (U+10D0, GEORGIAN LETTER AN)"
ASKED = "expected Latin, Greek or Cyrillic letters, or a font file with these in a folder fonts/ beside config.yaml"


def cases(*labels: str) -> dict[str, pd.DataFrame]:
    """A table of cases as a spreadsheet numbers its lines: the first case is on line 2."""
    return {"cases": pd.DataFrame({"label": labels}, index=range(2, len(labels) + 2))}


def test_a_letter_that_no_font_has_is_refused_at_its_cell():
    (complaint,) = strange_letters(cases("Львів", "ა"), Path("raw"))
    assert str(complaint) == f"raw/cases.csv, line 3, column label: the report has no letter for {GEORGIAN}; {ASKED}"


def test_a_letter_that_no_font_has_is_refused_at_its_line():
    (complaint,) = strange_lines("config.yaml", "study: x\ntitle: ა\n")
    assert str(complaint) == f"config.yaml, line 2: the report has no letter for {GEORGIAN}; {ASKED}"


@pytest.mark.parametrize(
    "text", ["", "plain", "Надежда Ώρα Łódź", "○ ● × ¶ → ≥ – … ½ −", "soft\u00adhyphen\nand lines"]
)
def test_what_our_fonts_have_or_nobody_sees_is_no_strange_letter(text):
    assert without_glyph(text) == []


@pytest.mark.parametrize("sign", "○●×¶→≥≤–…")
def test_the_marks_of_tables_and_figures_are_in_every_sans(sign):
    assert all(ord(sign) in characters_of(face.file) for face in all_faces() if face.family == "Source Sans 3")


@pytest.fixture
def georgian(tmp_path, monkeypatch):
    """A study whose folder fonts/ has a font with one letter, a square."""
    pen = TTGlyphPen(None)
    for step, point in enumerate([(0, 0), (0, 500), (500, 500), (500, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "an"])
    font.setupCharacterMap({0x10D0: "an"})
    font.setupGlyf({".notdef": square, "an": square})
    font.setupHorizontalMetrics({".notdef": (600, 0), "an": (600, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "One Letter", "styleName": "Regular", "psName": "OneLetter"})
    font.setupOS2(usWeightClass=400)
    font.setupPost()
    (tmp_path / "fonts").mkdir()
    font.save(tmp_path / "fonts" / "one.ttf")
    monkeypatch.chdir(tmp_path)


def test_a_font_of_the_study_brings_letters_that_ours_lack(georgian, tmp_path):
    from mssd.setting import set_pages

    assert without_glyph("ა") == []
    style = f"<style>{font_faces('ა')} html {{ font-family: 'Source Serif 4' }}</style>"
    html = f'<html lang="en"><head><title>ა</title>{style}</head><body><p>ა</p></body></html>'
    set_pages(html, tmp_path / "a.pdf", "x", "2000-01-01")
    import pikepdf

    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert any("Fonts-of-the-study" in name for name in names), names
