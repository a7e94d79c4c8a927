"""What figures call factors, cases and terms: names, terms in words, lists that are cut visibly, what is told in words."""

import re

import pandas as pd
import pytest

from mssd.drawing import NAME, PLAIN, text_width
from mssd.labels import (
    cases_named,
    cut,
    enumerated,
    fitted,
    in_brief,
    labels_of,
    labels_of_cases,
    named,
    runs,
    spelled,
    spelled_lines,
)

LABELS = {"actor": "External actor", "threat": "Threat * of all"}


def test_the_names_of_a_table_stand_under_its_first_column():
    table = pd.DataFrame({"factor": ["a", "b"], "definition": ["", ""], "label": ["Ay", "Bee"]})
    assert labels_of(table) == {"a": "Ay", "b": "Bee"}


def test_a_factor_has_its_short_name_where_the_study_gives_one_and_else_its_label():
    table = pd.DataFrame({"factor": ["a", "b"], "label": ["Presence of a", "Presence of b"]})
    assert labels_of(table.assign(short=["A", None])) == {"a": "A", "b": "Presence of b"}
    assert labels_of(table) == {"a": "Presence of a", "b": "Presence of b"}


def test_a_case_of_a_data_matrix_has_its_label_where_the_matrix_gives_one():
    none = pd.DataFrame(columns=["case", "label"])
    matrix = pd.DataFrame({"case": ["A", "B"], "label": ["Arden", None], "x": ["1", "0"]})
    assert labels_of_cases(none, matrix) == {"A": "Arden"}
    assert labels_of_cases(none, matrix.drop(columns="label")) == {}
    assert labels_of_cases(pd.DataFrame({"case": ["C"], "label": ["Corby"]}), matrix.iloc[:0]) == {"C": "Corby"}


def test_names_come_in_the_order_of_the_labels_and_one_without_a_label_is_a_word():
    assert list(named(["x_y", "threat", "actor"], LABELS).items()) == [
        ("actor", "External actor"),
        ("threat", "Threat * of all"),
        ("x_y", "x y"),
    ]
    assert named((name for name in ["actor"]), LABELS) == {"actor": "External actor"}


def test_cases_lose_what_stands_in_brackets_only_where_they_can_still_be_told_apart():
    labels = {"A": "Armenia (2021)", "B": "Armenia (2022)", "C": "Kazakhstan (2022)"}
    assert cases_named(["A", "C", "D"], labels) == {"A": "Armenia", "C": "Kazakhstan", "D": "D"}
    assert cases_named(["A", "B"], labels) == {"A": "Armenia (2021)", "B": "Armenia (2022)"}


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("actor*~threat", "External actor * not Threat * of all"),
        ("~actor", "not External actor"),
        ("other", "other"),
        ("1", "no condition"),
    ],
)
def test_a_term_is_said_with_labels_and_not(term, words):
    assert spelled(term, LABELS) == words


def test_a_long_term_breaks_before_a_condition_and_never_within_a_short_one():
    assert spelled_lines("actor*~actor*actor", LABELS, 90, PLAIN) == [
        "External actor",
        "* not External actor",
        "* External actor",
    ]
    assert spelled_lines("actor*~threat", LABELS, 500, PLAIN) == ["External actor * not Threat * of all"]


def test_what_doesn_t_fit_is_cut_visibly_and_is_then_no_wider_than_allowed():
    assert cut("Kazakhstan", 100, NAME) == "Kazakhstan"
    short = cut("Kazakhstan", 30, NAME)
    assert short.endswith("…")
    assert "Kazakhstan".startswith(short[:-1])
    assert text_width(short, NAME) <= 30


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_text_has_no_more_lines_than_allowed_and_the_last_shows_that_it_goes_on(most):
    words = "one two three four five six seven eight nine ten eleven twelve"
    lines = fitted(words, 60, PLAIN, most)
    assert len(lines) == most
    assert lines[-1].endswith("…")
    assert all(text_width(line, PLAIN) <= 60 for line in lines)
    assert fitted("one two", 60, PLAIN, most) == ["one two"]


@pytest.mark.parametrize("width", [60, 100, 160])
def test_of_a_list_every_name_is_shown_or_counted(width):
    names = [f"Case {n}" for n in range(30)]
    lines = enumerated(names, width, PLAIN, 3)
    text = " ".join(lines)
    assert len(lines) <= 3
    assert text.count("Case") + int(re.search(r"and (\d+) more", text)[1]) == 30


def test_a_list_that_fits_is_whole_and_an_empty_one_has_no_line():
    assert enumerated(["a", "b"], 100, PLAIN, 1) == ["a, b"]
    assert enumerated([], 100, PLAIN, 2) == []


def test_where_not_even_the_first_name_fits_the_others_are_counted_still():
    lines = enumerated(["a name that is far too long for such a line", "b", "c"], 50, PLAIN, 2)
    assert lines[0].endswith("…")
    assert lines[1] == "and 2 more"


def test_whole_numbers_are_told_as_ranges():
    assert list(runs([3, 1, 2, 7, 9, 10])) == ["1 to 3", "7", "9", "10"]
    assert list(runs([])) == []


def test_a_figure_is_told_in_as_many_sentences_as_can_be_listened_to_the_first_ones_first():
    """Sentences of 30 words: three are 90, four would be 120 and more than 112; then the closing one of 6 words."""
    sentences = [" ".join([f"word{n}"] * 30) + "." for n in range(5)]
    told = in_brief(sentences)
    assert told == " ".join([*sentences[:3], "The data table has the rest."])
    assert in_brief(sentences[:3]) == " ".join(sentences[:3])
    assert in_brief(["", "One."]) == "One."


def test_a_sentence_too_long_by_itself_is_cut_visibly():
    told = in_brief(["word " * 300])
    assert len(told.split()) <= 120
    assert "…" in told
