"""Found in the comparison: configurations, conditions, minimal models, Mill's methods, and how similar the cases are."""

import pandas as pd

from mssd.found import Finding, number, the_set
from mssd.tables import members

OUTCOMES = {1: "outcome", 0: "absence"}
TABLES = "results/tables"
Tables = dict[str, pd.DataFrame]


def models_found(tables: Tables) -> list[Finding]:
    """What the configurations, the conditions, the models and Mill's methods show."""
    found = configurations_found(tables["configurations"], tables["truth_table"])
    for outcome, name in OUTCOMES.items():
        found += conditions_found(tables["conditions"], outcome, name)
        found += minimal_models_found(tables["solutions"], tables["minimisations"], outcome, name)
        found += assumptions_found(tables["assumptions"], outcome, name)
    return found + mill_found(tables["mill"]) + rivals_found(tables["discriminations"]) + weights_found(tables)


def configurations_found(configurations: pd.DataFrame, truth_table: pd.DataFrame) -> list[Finding]:
    """The cases that contradict each other, those that show the same configuration, and how many configurations nobody shows."""
    origin = f"{TABLES}/configurations.csv"
    contradicting = configurations.loc[configurations["output"] == "contradiction", "cases"]
    alike = configurations.loc[(configurations["n"] > 1) & (configurations["output"] != "contradiction"), "cases"]
    observed = int((~configurations["output"].isin(["remainder", "undetermined"])).sum())
    possible = 2 ** len(truth_table.columns.drop(["case", "outcome"]))
    return [
        *number(
            "configurations.contradictory",
            len(contradicting),
            "configurations",
            f"{origin}, rows with output contradiction",
        ),
        *the_set("cases.contradictory", flat(contradicting), "cases", f"{origin}, rows with output contradiction"),
        *the_set("cases.alike", flat(alike), "cases", f"{origin}, rows with n above one and one outcome"),
        *number(
            "configurations.remainders", possible - observed, "configurations", f"{origin}, all that no row observes"
        ),
    ]


def flat(cells: pd.Series) -> list[str]:
    """The members of all the cells of a column."""
    return [name for cell in cells for name in members(cell)]


def conditions_found(conditions: pd.DataFrame, outcome: int, name: str) -> list[Finding]:
    """The conditions that no case contradicts as necessary, or as sufficient; only single ones, and disjunctions apart."""
    origin = f"{TABLES}/conditions.csv"
    rows = conditions[conditions["outcome"] == outcome]
    single, without = rows["factors"] == 1, f"rows with outcome {outcome}, one factor and"
    necessary = rows["necessity_consistency"] == "1"
    return [
        *the_set(
            f"necessary.{name}",
            rows.loc[single & necessary, "condition"],
            "conditions",
            f"{origin}, {without} necessity_consistency 1",
        ),
        *the_set(
            f"sufficient.{name}",
            rows.loc[single & (rows["sufficiency_consistency"] == "1"), "condition"],
            "conditions",
            f"{origin}, {without} sufficiency_consistency 1",
        ),
        *number(
            f"necessary.{name}.disjunctions",
            (~single).sum(),
            "disjunctions",
            f"{origin}, rows with outcome {outcome} and several factors",
        ),
    ]


def minimal_models_found(
    solutions: pd.DataFrame, minimisations: pd.DataFrame, outcome: int, name: str
) -> list[Finding]:
    """For each kind of minimisation the models that are listed, and how many there are."""
    found = []
    for row in minimisations[minimisations["outcome"] == outcome].to_dict("records"):
        kind, which = row["kind"], f"rows with outcome {outcome} and kind {row['kind']}"
        terms = solutions[(solutions["outcome"] == outcome) & (solutions["kind"] == kind)]
        certain = terms.loc[terms["completions"] == terms["of"], "model"]
        found += the_set(f"models.{name}.{kind}", terms["model"], "models", f"{TABLES}/solutions.csv, {which}")
        found += the_set(
            f"models.{name}.{kind}.certain",
            certain,
            "models",
            f"{TABLES}/solutions.csv, {which}, minimal in all completions",
        )
        origin = f"{TABLES}/minimisations.csv, {which}"
        for what, unit in {"models": "models", "terms": "terms", "implicants": "prime implicants"}.items():
            if pd.notna(row[what]):
                found += number(f"{what}.{name}.{kind}.number", row[what], unit, origin)
    return found


def assumptions_found(assumptions: pd.DataFrame, outcome: int, name: str) -> list[Finding]:
    """The remainders that the parsimonious models assume, and which of them are easy and difficult counterfactuals."""
    origin, rows = f"{TABLES}/assumptions.csv", assumptions[assumptions["outcome"] == outcome]
    found = the_set(f"assumed.{name}", rows["remainder"], "remainders", f"{origin}, rows with outcome {outcome}")
    for called in ["easy", "difficult"]:
        those = rows.loc[rows["counterfactual"] == called, "remainder"]
        found += the_set(
            f"assumed.{name}.{called}", those, "remainders", f"{origin}, rows with outcome {outcome} and {called}"
        )
    return found


def mill_found(mill: pd.DataFrame) -> list[Finding]:
    """For each of Mill's methods to how many comparisons it applies, to how many it might, and what it points to."""
    found = []
    for method in ["difference", "agreement", "joint"]:
        rows, origin = mill[mill["method"] == method], f"{TABLES}/mill.csv, rows with method {method}"
        found += number(f"mill.{method}", len(rows), "comparisons", origin)
        found += number(
            f"mill.{method}.applies", (rows["applies"] == "1").sum(), "comparisons", f"{origin} and applies 1"
        )
        found += number(f"mill.{method}.open", (rows["applies"] == "?").sum(), "comparisons", f"{origin} and applies ?")
        shown = flat(rows.loc[rows["applies"] == "1", "shows"])
        found += the_set(f"mill.{method}.shows", shown, "conditions", f"{origin} and applies 1")
    return found


def rivals_found(discriminations: pd.DataFrame) -> list[Finding]:
    """The explanations that fit equally well and are set against each other, and the places at which they part."""
    origin, cells = f"{TABLES}/discriminations.csv", discriminations[discriminations["place"] == "cell"]
    where = cells["case"] + "/" + cells["factor"]
    contested = cells["evidence_for"].notna() & cells["evidence_against"].notna()
    compared = pd.concat([discriminations["explanation_a"], discriminations["explanation_b"]])
    sought = discriminations["configuration"].dropna()
    kinds = {
        "discriminations.cells": (where, "rows with place cell"),
        "discriminations.cells.traced": (where[cells["outcome"] == "1"], "cells with outcome 1"),
        "discriminations.cells.contested": (where[contested], "cells with evidence on both sides"),
    }
    found = the_set("discriminations.explanations", compared, "models", origin)
    for name, (those, which) in kinds.items():
        found += the_set(name, those, "cells", f"{origin}, {which}")
    return found + the_set(
        "discriminations.configurations", sought, "combinations", f"{origin}, rows with place configuration"
    )


def weights_found(tables: Tables) -> list[Finding]:
    """The pieces of evidence that are named as tests, and the cells that these tests decide otherwise than they are coded."""
    weights, origin = tables["weights"], f"{TABLES}/weights.csv"
    pieces = flat(pd.concat([weights["passed"], weights["failed"]]))
    coded = tables["presence"].set_index(["case", "factor"])["present"].to_dict()
    against = [
        f"{row.case}/{row.factor}"
        for row in weights.itertuples()
        if (row.weight, coded[row.case, row.factor]) in {("eliminated", "1"), ("confirmed", "0")}
    ]
    return [
        *the_set("weights.pieces", pieces, "pieces of evidence", f"{origin}, columns passed and failed"),
        *the_set("weights.against_coding", against, "cells", f"{origin} and presence.csv, other than the value"),
    ]


def similarity_found(tables: Tables) -> list[Finding]:
    """How alike the compared cases are: the characteristics they share, the rivals among those they don't, the nearest pairs."""
    similarity, pairs = tables["similarity"], tables["pairs"]
    origin, of_pairs = f"{TABLES}/similarity.csv", f"{TABLES}/pairs.csv"
    found = number("background", len(similarity), "characteristics", origin)
    kinds = {
        "background.constant": ["constant"],
        "background.rivals": ["covaries", "inverse"],
        "background.mixed": ["mixed"],
    }
    for name, patterns in kinds.items():
        rows = similarity.loc[similarity["pattern"].isin(patterns), "characteristic"]
        found += the_set(name, rows, "characteristics", f"{origin}, rows with pattern {' or '.join(patterns)}")
    still_open = similarity[similarity["pattern"].str.contains("|", regex=False)]
    could = still_open["pattern"].str.contains("covaries|inverse")
    found += the_set(
        "background.open", still_open["characteristic"], "characteristics", f"{origin}, rows with several patterns"
    )
    which = f"{origin}, rows with several patterns, covaries or inverse among them"
    found += the_set("background.possible_rivals", still_open.loc[could, "characteristic"], "characteristics", which)
    for design in ["MSDO", "MDSO"]:
        rows = pairs[pairs["design"] == design]
        names = rows["case_a"] + "/" + rows["case_b"]
        found += the_set(f"pairs.{design.lower()}", names, "pairs", f"{of_pairs}, rows with design {design}")
    for same, name in {0: "different", 1: "same"}.items():
        distances = pairs.loc[pairs["same_outcome"] == same, "distance_factors"]
        found += number(f"pairs.{name}", len(distances), "pairs", f"{of_pairs}, rows with same_outcome {same}")
        if len(distances):
            for end, value in {"nearest": distances.min(), "farthest": distances.max()}.items():
                which = f"{of_pairs}, rows with same_outcome {same}, {end} distance_factors"
                found += number(f"pairs.{name}.{end}", value, "factors", which)
    return found
