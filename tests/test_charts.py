"""What several charts share: names above columns, sources on two sides of an axis, and the tables behind each figure."""

import json
from xml.etree import ElementTree

import pytest

from mssd.charts import TABLES_BEHIND, Columns, heads, sides, unit_of
from mssd.drawing import NOTE, Drawing, text_width


def head_of(names: dict[str, str], width: float, **given: float) -> tuple[float, list[ElementTree.Element]]:
    """The bottom of the names above columns so wide, and the texts that were drawn."""
    drawing = Drawing()
    bottom = heads(drawing, Columns(10, width, len(names)), names, **given)
    return bottom, ElementTree.fromstring(drawing.svg("", "")).findall("{*}text")


def test_names_are_level_where_every_word_fits_its_column_and_turned_where_one_doesn_t():
    _, level = head_of({"a": "External actor", "b": "Threat"}, 60)
    _, turned = head_of({"a": "External actor", "b": "Interdependence"}, 40)
    assert not any(text.get("transform") for text in level)
    assert all(text.get("transform") for text in turned)


def test_short_names_stand_for_all_where_a_long_one_would_be_cut():
    _, texts = head_of({"a": "x" * 60, "b": "Bee"}, 12)
    assert [text.text for text in texts] == ["a", "b"]


def test_names_end_on_one_line_below_the_top_and_at_least_so_high():
    assert head_of({"a": "A"}, 50)[0] == pytest.approx(4 + 9)
    assert head_of({"a": "A"}, 50, top=100)[0] == pytest.approx(100 + 4 + 9)
    assert head_of({}, 50, least=30)[0] == pytest.approx(4 + 30)


def test_a_year_in_brackets_has_a_line_of_its_own_in_every_name_as_soon_as_one_needs_two_lines():
    _, texts = head_of({"a": "Kazakhstan (2022)", "b": "Ab (2021)"}, 55)
    assert [text.text for text in texts] == ["Kazakhstan", "(2022)", "Ab", "(2021)"]


def sources(against: int, supporting: int) -> tuple[list[ElementTree.Element], list[str]]:
    """The bars of a cell around x = 50, and its numbers from left to right."""
    drawing = Drawing()
    sides(drawing, 50, 10, against, supporting, unit=2)
    image = ElementTree.fromstring(drawing.svg("", ""))
    texts = sorted(image.findall("{*}text"), key=lambda text: float(text.get("x")))
    return image.findall("{*}rect"), [text.text for text in texts]


def test_sources_against_stand_open_on_the_left_of_the_axis_and_those_for_filled_on_the_right():
    (left, right), numbers = sources(3, 5)
    assert [float(left.get(key)) for key in ("x", "width")] == [50 - 6, 6]
    assert [float(right.get(key)) for key in ("x", "width")] == [50, 10]
    assert (left.get("fill"), right.get("fill")) == ("#ffffff", "#1f4e79")
    assert numbers == ["3", "5"]


def test_no_source_has_no_bar_but_its_number():
    bars, numbers = sources(0, 0)
    assert (bars, numbers) == ([], ["0", "0"])


@pytest.mark.parametrize("width", [27, 40, 64, 90])
def test_one_source_is_as_wide_in_each_cell_and_the_longest_bar_fits_with_its_number(width):
    unit = unit_of(width, [(1, 2), (12, 9), (0, 0)])
    assert 0 <= 12 * unit + 2.6 + text_width("12", NOTE) <= width / 2
    assert unit_of(width, [(0, 0)]) == unit_of(1000, [(1, 1)])


def test_the_tables_behind_each_figure_are_among_those_that_it_is_drawn_from(any_run):
    for figure in (any_run / "results" / "drawings").glob("*.svg"):
        inputs = json.loads((any_run / "results" / "trail" / f"{figure.stem}.json").read_text())["inputs"]
        nouns = {file.rpartition("/")[2].removesuffix(".csv") for file in inputs}
        assert TABLES_BEHIND[figure.stem] and set(TABLES_BEHIND[figure.stem]) <= nouns, figure.stem
