"""The chapter on how sure one may be: ready lists of variations, plausible codings and chances."""

import pandas as pd

from mssd.chapters import Row, rows
from mssd.tables import members
from mssd.words import per_cent
from schemas.robustness import TESTS

TEST_WORDS = {
    "threshold": "Each citation threshold",
    "without_interview": "Each interview left out",
    "without_two_interviews": "Each pair of interviews left out",
    "without_case": "Each case left out",
    "flipped_cell": "Each cell coded otherwise",
    "flipped_outcome": "Each outcome coded otherwise",
    "one_voice_per_author": "Sources of an author counted once",
    "plausible_coding": "Contested and undetermined cells coded in every plausible way",
}
EVENT_WORDS = {
    "at_least_one_survivor": "At least one factor covaries",
    "at_least_as_many_survivors": "At least as many factors covary as here",
    "same_survivors": "The same factors survive",
    "a_survivor_stays": "This factor survives",
}
CHANCE_WORDS = {
    "fair_coins": "Every cell is the toss of a fair coin",
    "permuted_outcomes": "The outcomes are dealt anew among the cases",
    "coding_error": "Each cell is wrong at a rate of",
}


def doubt_chapter(tables: dict[str, pd.DataFrame], names: dict, survivors: int) -> Row:
    """All that the chapter prints. survivors: how many factors covary; that at least none does is no chance worth printing."""
    variations = rows(tables["robustness"])
    labels, case_labels = names["labels"], names["case_labels"]
    chances = chances_of(tables["chance"], labels)
    return {
        "tests": tests_of(variations),
        "cases": [variation_of(row, labels, case_labels) for row in without_each(variations, names["order"])],
        "authors": [
            variation_of(row, labels, case_labels) for row in variations if row["test"] == "one_voice_per_author"
        ],
        "codings": codings_of(tables["codings"], labels),
        "chances": [
            row for row in chances if not row["rate"] and (survivors or row["event"] != "at_least_as_many_survivors")
        ],
        "errors": errors_of([row for row in chances if row["rate"]]),
    }


def tests_of(variations: list[Row]) -> list[Row]:
    """For each test how many variations there are, and under how many other factors survive or other models fit."""
    found = []
    for test in TESTS[:-1]:
        those = [row for row in variations if row["test"] == test]
        if those:
            known = [row for row in those if row["solutions_changed"] != ""]
            found.append(
                {
                    "words": TEST_WORDS[test],
                    "count": len(those),
                    "changed": sum(row["changed"] == 1 for row in those),
                    "models_changed": sum(row["solutions_changed"] == 1 for row in known),
                    "models_known": len(known),
                    "all_known": len(known) == len(those),
                    "open": sum(row["open"] != "" for row in those),
                }
            )
    return found


def without_each(variations: list[Row], order: list[str]) -> list[Row]:
    """The variations that leave out a case, in the order of the cases."""
    found = [row for row in variations if row["test"] == "without_case"]
    return sorted(found, key=lambda row: order.index(row["variant"]))


def variation_of(row: Row, labels: dict[str, str], case_labels: dict[str, str]) -> Row:
    """One variation in words."""
    return {
        "words": case_labels.get(row["variant"], row["variant"].replace("_", " ")),
        "survivors": [labels[factor] for factor in members(row["survivors"])],
        "models": members(row["solutions"]),
        "changed": row["changed"] == 1,
    }


def codings_of(codings: pd.DataFrame, labels: dict[str, str]) -> dict[str, list[Row]]:
    """The factors and the models, each with the share of the plausible codings in which it survives or fits."""
    found: dict[str, list[Row]] = {"survivor": [], "model": [], "none": []}
    for row in rows(codings):
        words = labels.get(row["name"], row["name"]) if row["kind"] == "survivor" else row["name"]
        error = f" ± {100 * float(row['error']):.1f}" if row["error"] else ""
        found[row["kind"]].append(row | {"words": words, "per_cent": per_cent(float(row["share"])) + error})
    for kind in found:
        found[kind].sort(key=lambda row: (-row["codings"], row["name"]))
    return found


def chances_of(chance: pd.DataFrame, labels: dict[str, str]) -> list[Row]:
    """The probabilities, each with what is left to chance and what happens."""
    found = []
    for row in rows(chance):
        rate = f" {100 * float(row['rate']):g} %" if row["rate"] else ""
        about = f": {labels[row['about']]}" if row["about"] else ""
        found.append(
            row
            | {
                "words": f"{CHANCE_WORDS[row['chance']]}{rate}",
                "event_words": f"{EVENT_WORDS[row['event']]}{about}",
                "per_cent": per_cent(float(row["probability"])),
            }
        )
    return found


def errors_of(chances: list[Row]) -> Row:
    """The probabilities under errors of coding: the `rates`, and for each event `words` and a probability for each rate."""
    found: dict[str, list[str]] = {}
    for row in chances:
        found.setdefault(row["event_words"], []).append(row["per_cent"] + ("" if row["exact"] else " (estimated)"))
    rates = list(dict.fromkeys(f"{100 * float(row['rate']):g} %" for row in chances))
    return {"rates": rates, "events": [{"words": words, "per_cents": cells} for words, cells in found.items()]}
