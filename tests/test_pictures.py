"""The pictures: each figure for other documents, without fonts and at its printed size."""

import re
import struct
from xml.etree import ElementTree

import pytest

from mssd.drawing import FONTS, NAME, PLAIN, Drawing, text_width
from mssd.outlines import outlined
from scripts.pictures import pictures

USE = "{http://www.w3.org/2000/svg}use"
LINK = "{http://www.w3.org/1999/xlink}href"


def lettered(**text: object) -> str:
    """A drawing of 160 mm with one line of text and a box."""
    drawing = Drawing()
    drawing.box(10, 10, 60, 20)
    drawing.text(**{"x": 100, "y": 40, "words": "Anna 2", "look": NAME} | text)
    return drawing.svg("A title", "What it shows & more")


def image(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def chunks(png: bytes) -> dict[str, bytes]:
    """The chunks of a PNG by their kind; of several alike the last."""
    found, place = {}, 8
    while place < len(png):
        length = struct.unpack(">I", png[place : place + 4])[0]
        found[png[place + 4 : place + 8].decode()] = png[place + 8 : place + 8 + length]
        place += 12 + length
    return found


def test_letters_become_shapes_and_all_else_stays_as_it_was():
    svg = lettered()
    shapes = outlined(svg)
    assert "<text" in svg and "<text" not in shapes
    assert [line for line in svg.splitlines() if line.startswith(("<title", "<desc", "<rect"))] == [
        line for line in shapes.splitlines() if line.startswith(("<title", "<desc", "<rect"))
    ]
    assert image(shapes).get("width") == image(svg).get("width")


def test_a_letter_is_defined_once_and_used_wherever_it_stands():
    """Anna 2 has five letters, of which n stands twice, and a blank, which has no shape."""
    shapes = image(outlined(lettered()))
    used = [use.get(LINK) for use in shapes.iter(USE)]
    defined = [path.get("id") for path in shapes.find("{*}defs")]
    assert (len(used), len(set(used))) == (5, 4)
    assert {f"#{name}" for name in defined} == set(used)


@pytest.mark.parametrize(("anchor", "share"), [(None, 0), ("middle", 0.5), ("end", 1)])
def test_a_line_starts_where_its_anchor_says(anchor, share):
    shapes = outlined(lettered(anchor=anchor))
    first = float(next(image(shapes).iter(USE)).get("x"))
    assert first * NAME.size / 1000 == pytest.approx(-share * text_width("Anna 2", NAME), abs=0.02)


def test_a_turned_line_stays_turned():
    group = image(outlined(lettered(upright=True))).find("{*}g")
    assert re.match(r"rotate\(-90 [\d.]+ [\d.]+\) translate", group.get("transform"))


def test_a_letter_that_the_face_lacks_is_a_box_and_moves_the_pen_by_a_full_square():
    shapes = outlined(lettered(words="漢a", look=PLAIN))
    missing, letter = image(shapes).iter(USE)
    assert missing.get(LINK) == "#w400-missing"
    assert float(letter.get("x")) - float(missing.get("x")) == 1000


def test_a_letter_that_a_font_of_the_study_has_is_taken_from_there_in_the_same_size():
    """The serif stands in for a font that a study brings: only it has the sign of the bitcoin, U+20BF."""
    font = FONTS / "SourceSerif4-Regular.ttf.woff"
    assert "missing" in outlined(lettered(words="₿a", look=PLAIN))
    shapes = outlined(lettered(words="₿a", look=PLAIN), (font,))
    assert "missing" not in shapes
    assert 'id="w400-20bf"' in shapes


def test_a_figure_is_a_picture_of_300_dpi_at_its_printed_width():
    """160 mm are 160 / 25.4 x 300 = 1889.8 dots; 300 dots an inch are 11811 a metre."""
    (picture,) = [png for _, png in pictures({"one": lettered()}).values()]
    found = chunks(picture)
    assert struct.unpack(">II", found["IHDR"][:8])[0] == 1890
    assert struct.unpack(">IIB", found["pHYs"]) == (11811, 11811, 1)


def test_equal_drawings_are_equal_pictures():
    assert pictures({"one": lettered()}) == pictures({"one": lettered()})
    assert pictures({}) == {}


def test_every_figure_of_a_study_is_a_picture_and_a_drawing_without_fonts(any_run):
    drawings = {file.stem for file in (any_run / "results" / "drawings").iterdir()}
    made = {file.name for file in (any_run / "results" / "figures").iterdir()}
    assert made == {f"{name}.{kind}" for name in drawings for kind in ("svg", "png")}
    for name in drawings:
        svg = (any_run / "results" / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        width = float(image(svg).get("width").removesuffix("pt"))
        dots = struct.unpack(">I", (any_run / "results" / "figures" / f"{name}.png").read_bytes()[16:20])[0]
        assert "<text" not in svg
        assert dots == pytest.approx(width / 72 * 300, abs=1)
