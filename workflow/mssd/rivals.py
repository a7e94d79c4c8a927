"""Rivals: ready lists for the sections on explanations that fit equally well, and on the tests that the evidence names."""

import pandas as pd

from mssd.chapters import Row, rows
from mssd.explanations import possible_configurations, terms_of
from mssd.tables import members
from mssd.words import PRESENCE_WORDS, in_order
from schemas.evidence import VAN_EVERA
from schemas.weights import FAILED, PASSED

MOST_SOUGHT = 16
MOST_PAIRS = 15
MOST_CASES = 8
TEST_WORDS = {
    "straw_in_the_wind": "Straw in the wind",
    "hoop": "Hoop",
    "smoking_gun": "Smoking gun",
    "doubly_decisive": "Doubly decisive",
}
TEST_MEANINGS = {
    "straw_in_the_wind": "Likelier to be found if the factor was present than if it was not; settles neither.",
    "hoop": "Must be found if the factor was present, which has to jump through this hoop; may be found without it as well.",
    "smoking_gun": "Hardly ever found unless the factor was present; may be missing even then, as a gun may be hidden.",
    "doubly_decisive": "Must be found if the factor was present, and is hardly ever found if it was not.",
}
WEIGHT_WORDS = {
    "confirmed": "confirmed",
    "strengthened": "a little stronger",
    "weakened": "a little weaker",
    "eliminated": "ruled out",
    "split": "open: pieces pass and fail",
}


def rivals_chapter(
    discriminations: pd.DataFrame, truth_table: pd.DataFrame, models: list[str], order: list[str]
) -> Row:
    """
    What the section on rival explanations prints: the explanations by number, the pairs with the places at which they part,
    and the configurations to look for, those that separate most pairs first.

    models: the minimal models in the order in which the report numbers them. order: the compared cases as it lists them.
    """
    found = rows(discriminations)
    compared = {row[side] for row in found for side in ("explanation_a", "explanation_b")}
    marks = {model: f"M{number}" for number, model in enumerate(models, 1) if model in compared}
    factors = truth_table.columns.drop(["case", "outcome"]).tolist()
    pairs, sought = rival_pairs(found, marks, order), configurations_sought(found, marks)
    return {
        "rivals": [
            {"mark": mark, "terms": [list(t.items()) for t in terms_of(model)]} for model, mark in marks.items()
        ],
        "rival_pairs": pairs[:MOST_PAIRS],
        "rival_pairs_further": max(len(pairs) - MOST_PAIRS, 0),
        "rival_factors": factors,
        "configurations_listed": bool(possible_configurations(factors, len(models))),
        "sought": sought[:MOST_SOUGHT],
        "sought_further": max(len(sought) - MOST_SOUGHT, 0),
        "some_shown": any(row["cases"] for row in sought[:MOST_SOUGHT]),
        "some_coded_otherwise": any(standing(row["present"], row["needs"]) == "coded otherwise" for row in found),
    }


def rival_pairs(found: list[Row], marks: dict[str, str], order: list[str]) -> list[Row]:
    """The pairs of explanations, each with the places that speak to the one and to the other."""
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        pairs.setdefault((marks[row["explanation_a"]], marks[row["explanation_b"]]), []).append(row)
    return [
        {"marks": pair, "sides": [side_of(mark, side, places, order) for mark, side in zip(pair, "ab", strict=True)]}
        for pair, places in pairs.items()
    ]


def side_of(mark: str, side: str, places: list[Row], order: list[str]) -> Row:
    """The places of a pair that speak to one of the two: cells to trace, cells it hangs on, configurations it alone expects."""
    its = [place for place in places if place["named_by"] == side]
    return {
        "mark": mark,
        "traced": by_factor([place for place in its if place["outcome"] == "1"], order),
        "hangs_on": by_factor([place for place in its if place["outcome"] == "0"], order),
        "expects": sum(place["place"] == "configuration" for place in its),
    }


def by_factor(cells: list[Row], order: list[str]) -> list[Row]:
    """Cells by the factor and the value that the explanation needs, with how many pieces of evidence stand on each side."""
    groups: dict[tuple[str, str], dict[str, Row]] = {}
    for cell in sorted(cells, key=lambda cell: (cell["factor"], cell["needs"])):
        tally = {"for": len(members(cell["evidence_for"])), "against": len(members(cell["evidence_against"]))}
        groups.setdefault((cell["factor"], cell["needs"]), {})[cell["case"]] = {
            "case": cell["case"],
            "standing": standing(cell["present"], cell["needs"]),
        } | tally
    return [
        {
            "factor": factor,
            "needs": PRESENCE_WORDS[needs],
            "cases": [of[case] for case in in_order(of, order)[:MOST_CASES]],
            "further": max(len(of) - MOST_CASES, 0),
        }
        for (factor, needs), of in groups.items()
    ]


def standing(present: str, needs: str) -> str:
    """How a cell stands to the value that an explanation needs: nothing to say where it has it."""
    return "" if present == needs else "undetermined" if present == "?" else "coded otherwise"


def configurations_sought(found: list[Row], marks: dict[str, str]) -> list[Row]:
    """The configurations for which explanations part, with those that expect the outcome and those that don't."""
    expected: dict[str, Row] = {}
    for row in found:
        if row["place"] == "configuration":
            parted = expected.setdefault(row["configuration"], {"by": set(), "not_by": set(), "case": row["case"]})
            pair = (row["explanation_a"], row["explanation_b"])
            expecting, other = pair if row["named_by"] == "a" else pair[::-1]
            parted["by"].add(expecting)
            parted["not_by"].add(other)
    ranked = sorted(expected.items(), key=lambda item: (-len(item[1]["by"]) * len(item[1]["not_by"]), item[0]))
    return [
        {
            "values": list(terms_of(configuration)[0].values()),
            "expected_by": [marks[model] for model in sorted(parted["by"])],
            "not_by": [marks[model] for model in sorted(parted["not_by"])],
            "cases": members(parted["case"]),
        }
        for configuration, parted in ranked
    ]


def weights_chapter(weights: pd.DataFrame, presence: pd.DataFrame, order: list[str]) -> Row:
    """What the section on single pieces of evidence prints: the four tests, and each test of the study with what follows."""
    coded = {(cell["case"], cell["factor"]): cell["present"] for cell in rows(presence)}
    tests = [
        {
            "name": test,
            "words": TEST_WORDS[test],
            "meaning": TEST_MEANINGS[test],
            "passed": WEIGHT_WORDS[PASSED[test]],
            "failed": WEIGHT_WORDS[FAILED[test]],
        }
        for test in VAN_EVERA
    ]
    weighed = [
        row
        | {
            "words": TEST_WORDS[row["test"]],
            "passed": members(row["passed"]),
            "failed": members(row["failed"]),
            "weight_words": WEIGHT_WORDS[row["weight"]],
            "coded": coded[row["case"], row["factor"]],
            "against": against_coding(row["weight"], coded[row["case"], row["factor"]]),
        }
        for row in rows(weights)
    ]
    place = {case: number for number, case in enumerate(order)}
    by_place = sorted(weighed, key=lambda row: (row["factor"], place[row["case"]], VAN_EVERA.index(row["test"])))
    return {"evidence_tests": tests, "weights": by_place}


def against_coding(weight: str, present: str) -> bool:
    """Whether a test rules out a factor that is coded present, or confirms one that is coded absent."""
    return (weight, present) in {("eliminated", "1"), ("confirmed", "0")}
