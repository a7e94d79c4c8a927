"""Letters: a character that no font has is refused at its place, unless the study brings a font that has it."""

import time
from pathlib import Path

import pandas as pd
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from mssd.characters import hidden_in_lines, strange_characters
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


MAY_STAND = ["tab\tand\r\nlines", "soft\u00adhyphen", "\u200bzero\u200c\u200d\u2060"]
MAY_STAND += ["\u200e\u200f\u061cmarks", "\ufe0fvariation", "e\u0301"]


@pytest.mark.parametrize("text", ["", "plain", "Łódź, ა, 漢, 😀", *MAY_STAND])
def test_what_languages_need_is_no_strange_character(text):
    assert strange_characters(text) == []


UNSEEN = {
    "controls": "\0\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f",
    "line and paragraph separators": "\u2028\u2029",
    "overrides, embeddings and isolates": "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "tags": "\U000e0001\U000e0020\U000e0041\U000e007f\U000e0000",
    "private characters": "\ue000\ue001\ue002\uf8ff\U000f0000\U0010fffd",
    "halves of characters": "\ud800\udfff",
    "what is no character": "\ufdd0\ufffe\uffff\U0010ffff\u0378",
    "annotations, operators and marks of order": "\ufff9\ufffa\ufffb\u2061\u2064\u206a\u206f\ufeff\u180e",
}


@pytest.mark.parametrize("sign", "".join(UNSEEN.values()), ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_or_what_stands_for_nothing_is_told_by_its_code(sign):
    assert strange_characters(f"a{sign}b") == [sign]
    (complaint,) = strange_lines("config.yaml", f"study: x\r\ntitle: a{sign}b\n")
    assert complaint.line == 2 and f"U+{ord(sign):04X}" in complaint.problem
    assert sign not in str(complaint) and "the report has no letter" not in complaint.problem


def test_a_strange_character_is_told_by_its_name_and_what_to_do():
    (complaint,) = strange_lines("raw/sources.bib", "a\u202eb")
    assert str(complaint) == "raw/sources.bib, line 1: U+202E RIGHT-TO-LEFT OVERRIDE, which can't be seen; delete it"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor_whatever_else_python_takes_for_the_end_of_one(end):
    found = [(c.line, c.problem[:6]) for c in strange_lines("x.md", f"a\x0bb{end}c\u2028d\x85e{end}f\x0c\u200b")]
    assert found == [(1, "U+000B"), (2, "U+0085"), (3, "U+000C")]


def test_a_mark_at_the_start_of_a_file_is_none_of_its_characters():
    assert strange_lines("config.yaml", "\ufeffstudy: x") == []
    assert [c.line for c in strange_lines("config.yaml", "study: \ufeffx")] == [1]


def test_a_hundred_thousand_rows_are_looked_through_in_seconds():
    began = time.perf_counter()
    assert strange_letters(cases(*["Львів, a town"] * 100_000), Path("raw")) == []
    assert len(strange_letters(cases(*["ა"] * 100_000), Path("raw"))) == 100_000
    assert len(hidden_in_lines("x.md", "a\u202eb\n" * 100_000)) == 100_000
    assert time.perf_counter() - began < 20
