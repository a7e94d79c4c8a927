"""The sections on rival explanations and on single pieces of evidence: their lists, and the words around them."""

import re

import pandas as pd
import pytest
from conftest import rows

from mssd.chapters import findings_by_name
from mssd.pages import FINDINGS, cell_page, file_page, step_page
from mssd.rendering import REPORT, Contents, audit, environment
from mssd.rivals import against_coding, rivals_chapter, standing, weights_chapter
from schemas.evidence import VAN_EVERA
from schemas.weights import FAILED, PASSED
from scripts.discriminations import discriminations, weights

CASES = ["A", "B", "C"]
LABELS = {"x": "Fear", "y": "Greed", "z": "Honour"}
ORDER = ["B", "A", "C"]
EVIDENCE = """
    evidence case factor direction test
    e1       A    x      present   hoop
    e2       A    x      present   -
    e3       A    x      absent    -
    e4       B    x      absent    doubly_decisive
    e5       C    y      absent    hoop
    e6       C    y      present   hoop
"""


def truth_table_of(outcome: str = "100", **columns: str) -> pd.DataFrame:
    columns = columns or {"x": "100", "y": "101", "z": "110"}
    cases = {"case": CASES[: len(outcome)]}
    table = pd.DataFrame(cases | {factor: list(values) for factor, values in columns.items()})
    return table.assign(outcome=[int(value) for value in outcome])


def parting(*models: str, truth_table: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The truth table A 111, B 001, C 010 with the outcome in A alone; where models part, and the cells."""
    truth_table = truth_table_of() if truth_table is None else truth_table
    evidence = rows(EVIDENCE)
    presence = truth_table.drop(columns="outcome").melt(id_vars="case", var_name="factor", value_name="present")
    named = evidence.groupby(["case", "factor"])["evidence"].agg("; ".join).to_dict()
    cells = presence[["case", "factor"]].itertuples(index=False, name=None)
    presence["evidence"] = [named.get(cell) for cell in cells]
    return discriminations(truth_table, presence, evidence, models), truth_table, presence


def chapter(*models: str, truth_table: pd.DataFrame | None = None) -> dict:
    found, truth_table, _ = parting(*models, truth_table=truth_table)
    return rivals_chapter(found, truth_table, sorted(models), ORDER)


def test_rivals_are_numbered_in_the_order_of_the_models_with_their_terms():
    rivals = chapter("y*z", "x")["rivals"]
    assert rivals == [
        {"mark": "M1", "terms": [[("x", "1")]]},
        {"mark": "M2", "terms": [[("y", "1"), ("z", "1")]]},
    ]


def test_each_side_of_a_pair_says_where_to_trace_it_and_what_it_hangs_on():
    """
    x alone and y*z over A 111 (outcome), B 001, C 010. Both are traced in A. x hangs on its own cell in B and C; y*z on y in B
    (z is there) and on z in C (y is there). Of the 8 configurations x alone expects 100, 101, 110, and y*z alone 011.
    """
    (pair,) = chapter("x", "y*z")["rival_pairs"]
    by_x, by_yz = pair["sides"]
    assert pair["marks"] == ("M1", "M2")
    assert [(cell["factor"], cell["needs"], [c["case"] for c in cell["cases"]]) for cell in by_x["hangs_on"]] == [
        ("x", "absent", ["B", "C"])
    ]
    assert [(cell["factor"], cell["needs"], [c["case"] for c in cell["cases"]]) for cell in by_yz["hangs_on"]] == [
        ("y", "absent", ["B"]),
        ("z", "absent", ["C"]),
    ]
    assert [cell["factor"] for cell in by_yz["traced"]] == ["y", "z"]
    assert (by_x["expects"], by_yz["expects"]) == (3, 1)


def test_a_cell_is_printed_with_its_pieces_of_evidence_on_both_sides():
    (pair,) = chapter("x", "y*z")["rival_pairs"]
    assert pair["sides"][0]["traced"][0]["cases"] == [{"case": "A", "for": 2, "against": 1, "standing": ""}]


def test_cases_stand_in_the_order_of_the_report():
    (pair,) = chapter("x", "z", truth_table=truth_table_of("110", x="110", z="110"))["rival_pairs"]
    assert [cell["case"] for cell in pair["sides"][0]["traced"][0]["cases"]] == ["B", "A"]


@pytest.mark.parametrize(
    "present, needs, words", [("1", "1", ""), ("?", "1", "undetermined"), ("1", "0", "coded otherwise")]
)
def test_a_cell_says_how_it_stands_to_what_the_explanation_needs(present, needs, words):
    assert standing(present, needs) == words


def test_configurations_that_separate_most_pairs_come_first():
    """Four rivals w, x, y, z: two against two separates four pairs (6 configurations), one against three only three (8)."""
    table = truth_table_of("10", w="10", x="10", y="10", z="10")
    sought = chapter("w", "x", "y", "z", truth_table=table)["sought"]
    assert [len(row["expected_by"]) * len(row["not_by"]) for row in sought] == [4] * 6 + [3] * 8
    assert sought[0] == {
        "values": ["1", "1", "0", "0"],
        "expected_by": ["M1", "M2"],
        "not_by": ["M3", "M4"],
        "cases": [],
    }


def test_above_sixteen_configurations_the_rest_is_counted():
    """x and y part for half of the 2^6 configurations of six factors, 32: 16 stand here."""
    table = truth_table_of("10", **dict.fromkeys(["u", "v", "w", "x", "y", "z"], "10"))
    made = chapter("x", "y", truth_table=table)
    assert (len(made["sought"]), made["sought_further"]) == (16, 16)


def test_the_four_tests_are_told_with_what_follows_from_them():
    tests = weights_chapter(weights(rows(EVIDENCE), truth_table_of()), parting("x")[2], ORDER)["evidence_tests"]
    assert [test["name"] for test in tests] == VAN_EVERA
    assert {test["name"]: (test["passed"], test["failed"]) for test in tests} == {
        "straw_in_the_wind": ("a little stronger", "a little weaker"),
        "hoop": ("a little stronger", "ruled out"),
        "smoking_gun": ("confirmed", "a little weaker"),
        "doubly_decisive": ("confirmed", "ruled out"),
    }
    assert set(PASSED) == set(FAILED) == set(VAN_EVERA)


@pytest.mark.parametrize(
    "weight, present, against",
    [
        *[("eliminated", "1", True), ("eliminated", "0", False), ("eliminated", "?", False), ("confirmed", "0", True)],
        *[("confirmed", "1", False), ("weakened", "1", False), ("strengthened", "0", False), ("split", "1", False)],
    ],
)
def test_only_a_decisive_test_stands_against_a_coding(weight, present, against):
    assert against_coding(weight, present) is against


def found_of(found: pd.DataFrame, models: list[str], weighed: pd.DataFrame, undetermined: int) -> dict:
    """The findings that the two sections state, as the step `findings` is to name them."""
    cells = found[found["place"] == "cell"]
    names = cells["case"] + "/" + cells["factor"]
    sets = {
        "models.outcome.parsimonious": models,
        "discriminations.explanations": [*found["explanation_a"], *found["explanation_b"]],
        "discriminations.cells": names,
        "discriminations.cells.traced": names[cells["outcome"] == "1"],
        "discriminations.cells.contested": names[cells["evidence_for"].notna() & cells["evidence_against"].notna()],
        "discriminations.configurations": found["configuration"].dropna(),
        "weights.pieces": [
            p for side in ("passed", "failed") for cell in weighed[side].dropna() for p in cell.split("; ")
        ],
        "weights.against_coding": [],
        "assumed.outcome": [],
        "cells.undetermined": [f"cell{number}" for number in range(undetermined)],
    }
    values = {name: "; ".join(sorted(set(members))) for name, members in sets.items()}
    values |= {"combinations.possible": "8", "evidence": "6"}
    return findings_by_name(pd.DataFrame({"finding": list(values), "value": list(values.values())}))


def section(name: str, *models: str, truth_table=None, is_matrix=False, undetermined=0, tests=True) -> str:
    """A section as the report sets it, without its tags."""
    found, truth_table, presence = parting(*models, truth_table=truth_table)
    weighed = weights(rows(EVIDENCE), truth_table).head(None if tests else 0)
    cited = {"parenthetical": "(Author, 2000)", "narrative": "Author (2000)"}
    given = {
        "f": found_of(found, list(models), weighed, undetermined),
        "labels": {name: LABELS.get(name, name) for name in truth_table.columns},
        "case_labels": {case: f"Case {case}" for case in truth_table["case"]},
        "order": ORDER,
        "is_matrix": is_matrix,
        "method": dict.fromkeys(["schneider2013", "vanevera1997", "collier2011"], cited),
        **rivals_chapter(found, truth_table, sorted(models), ORDER),
        **weights_chapter(weighed, presence, ORDER),
    }
    templates, contents = environment(REPORT, audit(FINDINGS)), Contents()
    templates.globals |= {page.__name__: page for page in (audit, cell_page, file_page, step_page)}
    body = '{% import "macros.html.j2" as show with context %}{% include "chapters/' + name + '.html.j2" %}'
    for complete in (False, True):
        contents.complete = complete
        html = templates.from_string(body).render(contents=contents.begin(), **given)
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("&nbsp;", " ").split())


def test_the_section_on_rivals_says_where_to_look():
    """x and y*z part in 3 cells of A, 2 of x and 2 of y*z elsewhere: 7, of which only x in A has evidence on both sides."""
    text = section("discrimination", "x", "y*z")
    assert "Two explanations fit these cases equally well. The comparison itself gives no reason" in text
    assert "M1 : Fear M2 : Greed together with Honour" in text
    assert "Seven cells speak to one of these explanations" in text
    assert "three of them lie in a case with the outcome" in text
    assert "For one of the seven cells there is evidence on both sides" in text
    assert "M1 Fear (present): Case A 2 : 1 Fear (absent): Case B 0 : 1, Case C 0 : 0 3" in text
    assert "Four combinations of the factors, of eight that are possible, would part some" in text


def test_one_explanation_has_no_rival_and_none_has_no_section():
    assert "One explanation fits with the fewest terms" in section("discrimination", "x")
    assert section("discrimination") == ""


def test_a_data_matrix_has_cases_to_look_for_and_no_evidence():
    text = section("discrimination", "x", "y*z", is_matrix=True)
    assert "Cases to look for" in text
    assert "M1 Fear (present): Case A Fear (absent): Case B, Case C 3" in text
    assert "evidence" not in text


def test_undetermined_cells_are_named_where_they_leave_explanations_open():
    text = section("discrimination", "x", "z", truth_table=truth_table_of("10", x="1?", z="10"), undetermined=1)
    assert "some of them perhaps only if undetermined cells are settled in one way" in text
    assert "Case B 0 : 1 (undetermined)" in text
    assert "Perhaps shown by" in text


def test_a_cell_that_contradicts_its_explanation_already_is_marked():
    """B has x and not the outcome, as a cut-off below 1 may allow."""
    text = section("discrimination", "x", "z", truth_table=truth_table_of("10", x="11", z="10"))
    assert "Case B 0 : 1 (coded otherwise)" in text
    assert "already expects an outcome there that did not occur" in text


def test_explanations_that_expect_the_same_everywhere_can_only_be_traced():
    columns = {"x": "110", "y": "011", "z": "000"}
    models = ["x*~y + y*~z + z*~x", "y*~x + z*~y + x*~z"]
    text = section("discrimination", *models, truth_table=truth_table_of("110", **columns))
    assert "No further case could tell them apart by its outcome" in text
    assert "absence of Greed" in text


def test_too_many_factors_are_said_to_be_too_many_to_list_cases_to_look_for():
    table = truth_table_of("10", **{f"f{number}": "10" for number in range(7)}, x="10", z="10")
    text = section("discrimination", "x", "z", truth_table=table)
    assert "too many explanations, or factors, to list the combinations" in text
    assert "Expects alone" not in text


def test_explanations_left_out_of_the_comparison_are_said_to_be():
    factors = {f"f{number:02}": "10" for number in range(21)}
    text = section("discrimination", *factors, truth_table=truth_table_of("10", **factors))
    assert "21 explanations fit these cases equally well" in text
    assert "twenty of them, the first in the alphabet, are set against each other here" in text
    assert "175 further pairs stand in results/tables/discriminations.csv." in text


def test_above_fifteen_pairs_and_eight_cases_the_rest_is_counted():
    """Seven rivals make 21 pairs, 6 above 15. Ten cases with the outcome: each explanation is traced in 8, and in 2 further."""
    factors = ["u", "v", "w", "x", "y", "z", "t"]
    cases = pd.DataFrame({"case": [f"C{number:02}" for number in range(11)], "outcome": [1] * 10 + [0]})
    table = cases.assign(**dict.fromkeys(factors, ["1"] * 10 + ["0"]))
    made = chapter(*factors, truth_table=table)
    assert (len(made["rival_pairs"]), made["rival_pairs_further"]) == (15, 6)
    traced = made["rival_pairs"][0]["sides"][0]["traced"][0]
    assert (len(traced["cases"]), traced["further"]) == (8, 2)


def test_the_tests_of_the_study_are_told_with_the_pieces_that_pass_and_fail_them():
    """e1 passes a hoop, e4 fails a doubly decisive test, e5 and e6 read a hoop in two ways: four of six pieces, three rows."""
    text = section("weights", "x", "y*z")
    assert "Four of six pieces of evidence are named as a test for one of the cells." in text
    assert "Fear Case B Doubly decisive – e4 ruled out ○ Fear Case A Hoop e1 – a little stronger ●" in text
    assert "Greed Case C Hoop e6 e5 open: pieces pass and fail ●" in text
    assert "the factor also brought the outcome about is a further claim" in text


def test_a_study_that_names_no_test_says_so_and_how_to_add_one():
    text = section("weights", "x", "y*z", tests=False)
    assert "No piece of evidence on these cells is named as a test, so none settles a cell by itself." in text
    assert "fill the column test of raw/evidence.csv" in text
    assert "straw_in_the_wind , hoop , smoking_gun or doubly_decisive" in text
