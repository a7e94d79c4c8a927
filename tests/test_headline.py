"""The headline: true of what was found, whatever was found."""

import pytest

from mssd.chapters import Finding, pattern_words
from mssd.headline import headline, named, names_to_say
from mssd.tracing import plain

NAMES = {
    "labels": {"x": "X", "y": "Y", "z": "Z"},
    "shorts": {"x": "X", "y": "Y", "z": "Z"},
    "case_labels": {"A": "Case A", "B": "Case B"},
    "order": ["A", "B"],
    "outcome": {"label": "A strike", "occurred": "", "absent": ""},
}
FOUND = (
    "compared compared.factors outcome.occurred outcome.absent survivors ruled_out.sufficient ruled_out.necessary open "
    "models.outcome.parsimonious cells.undetermined"
)
EVIDENCE = "cells.published cells.adjudicated cells.evidence_settles cells.evidence_as_published"
NOTHING = dict.fromkeys([*FOUND.split(), *EVIDENCE.split()], "")


def said(**found: str) -> list[str]:
    both = {"compared": "A; B", "compared.factors": "x; y; z", "outcome.occurred": "A", "outcome.absent": "B"}
    values = NOTHING | both | {key.replace("__", "."): v for key, v in found.items()}
    return [
        plain(sentence) for sentence in headline({name: Finding(name, value) for name, value in values.items()}, NAMES)
    ]


def test_the_outcome_comes_first_with_its_cases():
    assert said()[0] == "Two cases were compared. A strike occurred in one case: Case A."


def test_one_survivor_is_not_said_to_be_inseparable_and_two_are():
    assert said(survivors="x")[1:] == ["One factor is present exactly where it occurred: “X”."]
    assert said(survivors="x; y")[2] == "They have the same value in every case, so these cases cannot tell them apart."


def test_a_factor_that_is_sufficient_but_not_necessary_is_never_called_insufficient():
    assert said(ruled_out__necessary="x")[2] == "One factor is ruled out as necessary: “X”."
    assert said(ruled_out__sufficient="y; z")[2] == "Two factors are ruled out as sufficient alone: “Y” and “Z”."


def test_where_undetermined_cells_leave_a_factor_open_nobody_says_that_none_covaries():
    assert said(open="x")[1] == "No factor is known to be present exactly where it occurred."


def test_where_the_outcome_does_not_vary_nothing_is_explained_and_nothing_ruled_out():
    sentences = said(outcome__absent="", outcome__occurred="A; B", ruled_out__sufficient="x")
    assert sentences[1:] == ["The outcome is the same in all of them, so that no factor can explain a difference."]


def test_without_a_selected_factor_there_is_nothing_to_compare():
    assert said(compared__factors="")[1] == "No factor was selected, so that there is nothing to compare."


@pytest.mark.parametrize(
    "necessary, sufficient, words",
    [
        ("1", "0", "mixed: ruled out as sufficient alone"),
        ("0", "1", "mixed: ruled out as necessary"),
        ("0", "0", "mixed: neither sufficient alone nor necessary"),
        ("?", "0", "mixed"),
    ],
)
def test_a_mixed_factor_is_ruled_out_as_what_it_is_not(necessary, sufficient, words):
    assert pattern_words({"pattern": "mixed", "necessary": necessary, "sufficient": sufficient}) == words


def test_an_open_factor_says_what_it_may_be():
    row = {"pattern": "covaries|mixed", "necessary": "1", "sufficient": "?"}
    assert pattern_words(row) == "open: covaries or mixed"


def test_tied_explanations_are_counted_and_a_few_are_named():
    tied = {"models__outcome__parsimonious": "x; y*~z", "models__outcome__parsimonious__number": "2"}
    assert said(**tied)[-1] == (
        "With combinations of factors allowed, two explanations fit equally well: “X”; “Y” without “Z”."
    )
    many = {"models__outcome__parsimonious": "x; y; z; x*y; y*z", "models__outcome__parsimonious__number": "117"}
    assert said(**many)[-1] == "With combinations of factors allowed, 117 explanations fit equally well."


def test_a_single_explanation_is_no_tie_and_is_told_unless_it_is_the_survivor():
    one = {"models__outcome__parsimonious__number": "1"}
    assert said(models__outcome__parsimonious="x*y", **one)[-1] == (
        "With combinations of factors allowed, one explanation fits with the fewest terms: “X” with “Y”."
    )
    assert said(survivors="x", models__outcome__parsimonious="x", **one) == said(survivors="x")


def test_explanations_that_hang_on_undetermined_cells_are_not_said_to_tie():
    tied = {"models__outcome__parsimonious": "x; y", "models__outcome__parsimonious__number": "2"}
    assert said(**tied, cells__undetermined="A/z", models__outcome__parsimonious__certain="") == said()
    assert said(**tied, cells__undetermined="A/z", models__outcome__parsimonious__certain="x")[-1] == (
        "With combinations of factors allowed and the undetermined cells settled in any way, one explanation fits: “X”."
    )


def test_a_combination_is_told_by_short_names_and_where_a_study_gives_none_by_labels():
    names = NAMES | {"labels": {"x": "Long X", "y": "Long Y"}, "shorts": {"x": "x", "y": "Y!"}}
    assert names_to_say(names) == {"x": "Long X", "y": "Y!"}


def test_many_or_long_names_are_counted_and_not_listed():
    labels = {f"f{n}": "a factor with a long name" for n in range(30)}
    thirty = Finding("ruled_out", "; ".join(labels))
    assert named(thirty, labels) == "" and named(Finding("few", "f1; f2"), labels).startswith(": “a factor")
