"""Counts and lists in words."""

import pytest
from markupsafe import Markup

from mssd.words import (
    capital,
    counted,
    day,
    formula,
    in_order,
    number,
    part_of,
    per_cent,
    series,
    share,
    shortened,
    spoken,
    verb,
)


@pytest.mark.parametrize(
    "count, expected",
    [(0, "no factor"), (1, "one factor"), (2, "two factors"), (20, "twenty factors"), (21, "21 factors")],
)
def test_a_count_reads_well_for_none_one_and_many(count, expected):
    assert counted(count, "factor") == expected


@pytest.mark.parametrize(
    "count, whole, expected",
    [
        (0, 4, "none of four cases"),
        (1, 4, "one of four cases"),
        (4, 4, "all four cases"),
        (2, 2, "both cases"),
        (1, 1, "the only case"),
        (0, 1, "none of one case"),
        (0, 0, "no case"),
    ],
)
def test_a_part_of_a_whole_says_when_it_is_all_of_it(count, whole, expected):
    assert part_of(count, whole, "case") == expected


def test_a_text_is_shortened_after_a_whole_word_and_says_so():
    assert shortened("Shared norms among members", 16) == "Shared norms…"
    assert shortened("Shared norms", 12) == "Shared norms"


def test_a_noun_may_have_a_plural_of_its_own():
    assert counted(2, "study", "studies") == "two studies"


@pytest.mark.parametrize(
    "names, expected", [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_a_sentence_lists_them(names, expected):
    assert series(names) == expected


def test_a_verb_goes_with_its_count():
    assert [verb(count, "is", "are") for count in (0, 1, 2)] == ["is", "is", "are"]


def test_a_capital_changes_the_first_letter_alone():
    assert capital("the CSTO") == "The CSTO"
    assert capital("") == ""


def test_names_follow_a_given_order_and_strangers_come_last():
    assert in_order(["c", "x", "a"], ["a", "b", "c"]) == ["a", "c", "x"]


@pytest.mark.parametrize(
    "edtf, expected",
    [
        ("XXXX-10-03", "3 October"),
        ("2021-07-07", "7 July 2021"),
        ("2021-07", "July 2021"),
        ("2010", "2010"),
        ("2010-05-XX", "May 2010"),
        ("XXXX", "date unknown"),
        ("2019~", "2019"),
    ],
)
def test_a_date_reads_as_much_as_is_known(edtf, expected):
    assert day(edtf) == expected


def test_zero_is_no_before_a_noun_and_none_before_of():
    assert number(0) == "no"
    assert [share(count) for count in (0, 1, 21)] == ["none", "one", "21"]


@pytest.mark.parametrize(
    "model, expected",
    [
        ("a", "“Ash”"),
        ("a*~b", "“Ash” without “Birch tree”"),
        ("~a*~b", "without “Ash” or “Birch tree”"),
        ("a*b + ~b", "“Ash” with “Birch tree” or without “Birch tree”"),
    ],
)
def test_a_model_is_said_with_the_short_names_of_its_factors(model, expected):
    assert spoken(model, {"a": "Ash", "b": "Birch tree"}) == expected


def test_a_formula_has_the_short_names_of_its_factors():
    assert formula("a*~b_1 + c", {"a": "Ash", "b_1": "Birch tree"}) == "Ash * ~Birch tree + c"


@pytest.mark.parametrize(
    "share_of_all, expected",
    [
        (0, "0 %"),
        (0.0004, "below 0.1 %"),
        (0.0421, "4.2 %"),
        (0.2275, "23 %"),
        (0.9961, "99.6 %"),
        (0.99999, "99.9 %"),
        (1, "100 %"),
    ],
)
def test_a_percentage_is_rounded_but_never_to_nothing_or_to_all(share_of_all, expected):
    assert per_cent(share_of_all) == expected


def test_a_capital_is_set_inside_of_tags_and_they_stay_tags():
    made = capital(Markup('<span class="factor">a threat</span>'))
    assert made == Markup('<span class="factor">A threat</span>') and isinstance(made, Markup)
