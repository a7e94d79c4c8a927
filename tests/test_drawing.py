"""The drawing module: measuring and wrapping text, and writing SVG that is the same for the same drawing."""

import re
from xml.etree import ElementTree

import pytest

from mssd.drawing import (
    ACCENT,
    INK,
    MUTED,
    NAME,
    NOTE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PALE,
    PLAIN,
    SMALL,
    TINT,
    WHITE,
    Drawing,
    Look,
    balanced,
    first_that_fits,
    number,
    text_width,
    wrapped,
)

SENTENCE = "Consideration of a common and/or priority security threat"


def drawn(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.svg("A title", "What it shows"))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_text_is_as_wide_as_its_letters_and_grows_with_size_and_weight():
    assert text_width("on", PLAIN) == pytest.approx(text_width("o", PLAIN) + text_width("n", PLAIN))
    assert text_width("on", Look(17)) == pytest.approx(2 * text_width("on", Look(8.5)))
    assert text_width(SENTENCE, NAME) > text_width(SENTENCE, PLAIN)


def test_the_width_is_that_of_the_font_file():
    """Source Sans 3 Regular sets every figure 497 thousandths of the size wide, so that numbers stand in columns."""
    assert text_width("0123456789", Look(10)) == pytest.approx(10 * 10 * 0.497)


def test_a_letter_that_the_font_lacks_counts_as_a_full_square():
    assert text_width("漢", Look(10)) == 10


@pytest.mark.parametrize("width", [20, 45, 80, 200, 1000])
def test_no_wrapped_line_is_wider_than_asked_and_no_letter_is_lost(width):
    lines = wrapped(SENTENCE, width, PLAIN)
    assert all(text_width(line, PLAIN) <= width for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == SENTENCE.replace("-", "").replace(" ", "")


def test_a_word_wider_than_the_line_is_cut_after_a_joint_or_else_with_a_hyphen():
    assert wrapped("Kazakhstan/Tajikistan", text_width("Kazakhstan/T", PLAIN), PLAIN) == ["Kazakhstan/", "Tajikistan"]
    assert wrapped("Interagency", text_width("Inter-", PLAIN), PLAIN)[0] == "Inter-"


def test_a_width_too_small_for_a_single_letter_still_ends():
    assert len(wrapped("word", 0.1, PLAIN)) == 4


def test_balanced_lines_are_as_few_as_wrapped_ones_and_break_no_word():
    """`Permanent Council` at 60 pt needs two lines; narrowing them further must not cut Permanent in two."""
    assert balanced("Permanent Council", 60, NAME) == ["Permanent", "Council"]
    full, even = wrapped(SENTENCE, 180, PLAIN), balanced(SENTENCE, 180, PLAIN)
    assert len(full) == len(even) == 2
    assert text_width(even[0], PLAIN) < text_width(full[0], PLAIN)


@pytest.mark.parametrize(("value", "written"), [(1, "1"), (-0.001, "0"), (100.0, "100"), (2.346, "2.35")])
def test_a_coordinate_has_two_decimals_at_most_and_no_negative_zero(value, written):
    assert number(value) == written


def test_markup_quotes_and_control_characters_come_out_as_text():
    drawing = Drawing()
    drawing.text(0, 10, "<script>alert('x')</script> & \x00\x1b\"Дума\"\n end")
    assert "<script" not in drawing.svg("t", "d")
    assert drawn(drawing).find("{*}text").text == '<script>alert(’x’)</script> & "Дума" end'


def test_the_title_and_the_description_are_escaped_too_and_come_first():
    svg = Drawing().svg("a < b", "c & <d>")
    image = ElementTree.fromstring(svg)
    assert [child.tag.split("}")[1] for child in image][:2] == ["title", "desc"]
    assert (image.find("{*}title").text, image.find("{*}desc").text) == ("a < b", "c & <d>")
    assert image.get("role") == "img"


def test_the_page_grows_with_what_is_drawn():
    drawing = Drawing()
    for bottom in (50, 90, 70):
        drawing.line((0, bottom), (10, bottom))
    assert float(drawn(drawing).get("viewBox").split()[3]) >= 90


def test_a_drawing_is_printed_at_its_own_size_while_the_page_holds_it():
    drawing = Drawing()
    drawing.box(0, 0, 100, 100)
    image = drawn(drawing)
    assert image.get("width") == f"{image.get('viewBox').split()[2]}pt"


@pytest.mark.parametrize(("width", "bottom"), [(900, 100), (PAGE_WIDTH, 2000), (2000, 2000)])
def test_a_drawing_too_large_for_the_page_is_printed_smaller_as_a_whole(width, bottom):
    drawing = Drawing(width)
    drawing.line((0, 0), (width, bottom))
    image = drawn(drawing)
    printed = [float(image.get(side).removesuffix("pt")) for side in ("width", "height")]
    assert printed[0] <= PAGE_WIDTH + 0.01
    assert printed[1] <= PAGE_HEIGHT + 0.01
    _, _, across, down = map(float, image.get("viewBox").split())
    assert printed[0] / printed[1] == pytest.approx(across / down, rel=1e-3)


def test_of_several_drawings_the_first_that_the_page_holds_is_taken_and_else_the_last():
    tall, short, low = Drawing(), Drawing(), Drawing()
    tall.line((0, 0), (0, 900))
    short.line((0, 0), (0, 300))
    low.line((0, 0), (0, 100))
    assert first_that_fits([tall, short, low]) is short
    assert first_that_fits([low, tall, tall]) is low
    assert first_that_fits([tall]) is tall


def test_what_lies_under_is_painted_first():
    drawing = Drawing()
    drawing.text(0, 10, "above")
    drawing.box(0, 0, 50, 20, under=True)
    assert [child.tag.split("}")[1] for child in drawn(drawing)] == ["title", "desc", "rect", "text"]


def test_present_absent_and_undetermined_differ_by_shape_and_not_by_colour_alone():
    shapes = []
    for value in "10?":
        drawing = Drawing()
        drawing.mark(10, 10, value, 5)
        child = list(drawn(drawing))[-1]
        shapes.append((child.tag.split("}")[1], child.get("fill"), child.text))
    assert shapes == [("circle", ACCENT, None), ("circle", WHITE, None), ("text", INK, "?")]


@pytest.mark.parametrize("colour", [INK, MUTED, ACCENT])
@pytest.mark.parametrize("ground", [WHITE, PALE, TINT])
def test_words_stand_out_from_every_ground_by_the_contrast_that_wcag_asks(colour, ground):
    assert contrast(colour, ground) >= 4.5


def test_a_legend_goes_on_in_a_further_line_before_it_leaves_the_page():
    drawing = Drawing(150)
    drawing.legend(0, [(None, "a meaning of some length"), (None, "another one of such length")])
    places = [(float(text.get("x")), float(text.get("y")), text.text) for text in drawn(drawing).findall("{*}text")]
    assert all(x + text_width(words, NOTE) <= 150 for x, _, words in places)
    assert len({y for _, y, _ in places}) == 2


def test_a_line_of_text_is_set_around_the_height_that_it_is_given():
    """Capitals of Source Sans 3 are 0.66 of the size high: their middle is a third of the size above the baseline."""
    drawing = Drawing()
    drawing.text(0, 20, "H", SMALL)
    assert float(drawn(drawing).find("{*}text").get("y")) == pytest.approx(20 + 0.33 * SMALL.size, abs=0.05)


def test_the_svg_uses_nothing_that_weasyprint_passes_over():
    drawing = Drawing()
    drawing.text(5, 50, "turned", upright=True)
    drawing.half_disc(20, 20, 4)
    drawing.diamond(40, 20, 3)
    drawing.sign(60, 10, 20, 10, "1")
    assert not re.search(
        r"<style|<filter|<mask|foreignObject|dominant-baseline|textLength|class=|id=", drawing.svg("", "")
    )
