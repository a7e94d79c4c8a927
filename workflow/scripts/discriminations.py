"""Discriminations and weights: where explanations that fit equally well part, and what the tests of the evidence say."""

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from mssd.explanations import MOST_COMPARED, Term, as_term, expects, fits, needs, possible_configurations, terms_of
from mssd.tables import join, listed, members
from schemas.discriminations import Discriminations
from schemas.weights import FAILED, PASSED, SPLIT, Weights

Place = dict[str, object]


def discriminations(
    truth_table: pd.DataFrame, presence: pd.DataFrame, evidence: pd.DataFrame, models: Iterable[str]
) -> pd.DataFrame:
    """
    For each pair of explanations that fit equally well, the cells that speak to only one of them and the configurations for
    which they expect different outcomes.

    truth_table, presence: the derived tables. evidence: the statements; empty for a data matrix. models: the parsimonious
    models of the outcome, as text.
    A cell of a case with the outcome counts when only one of the two names its factor, in a term that fits the case: here the
    process of the one, and not of the other, runs through that cell. A cell of a case without the outcome counts when it alone
    decides whether one of the two, and not the other, expects the outcome there. What speaks to both alike or to neither
    can't tell them apart and is left out, and so are cases with the outcome that neither covers, which call for a further
    factor instead (which cases to trace: Schneider and Rohlfing 2013).
    A configuration is named by the explanation that expects the outcome. Two explanations may expect the same everywhere:
    then no case could tell them apart, and only their cells are listed.
    Limits: above 20 explanations only the first 20 in alphabetical order are compared; above 10 explanations, or above 8
    factors, no configurations are listed. Raises KeyError where a model names a factor that isn't compared.
    """
    explanations = {model: terms_of(model) for model in sorted(set(models))[:MOST_COMPARED]}
    refuse_strangers(explanations, truth_table)
    cases, said = truth_table.to_dict("records"), pieces_by_cell(presence, evidence)
    possible = possible_configurations(truth_table.columns.drop(["case", "outcome"]).tolist(), len(explanations))
    needed = {model: needs_by_cell(terms, cases) for model, terms in explanations.items()}
    expected = {model: [expects(terms, values) for values in possible] for model, terms in explanations.items()}
    rows = [
        {"explanation_a": a, "explanation_b": b} | place
        for a, b in combinations(explanations, 2)
        for place in [
            *cells_between(needed[a], needed[b], cases, said),
            *configurations_between(expected[a], expected[b], possible, cases),
        ]
    ]
    return pd.DataFrame(rows, columns=list(Discriminations.to_schema().columns))


def refuse_strangers(explanations: dict[str, list[Term]], truth_table: pd.DataFrame) -> None:
    """Raise KeyError where a model names a factor that isn't compared."""
    factors = truth_table.columns.drop(["case", "outcome"])
    strangers = {factor for terms in explanations.values() for term in terms for factor in term} - set(factors)
    if strangers:
        raise KeyError(f"no factor {', '.join(sorted(strangers))}; known: {', '.join(factors)}")


def needs_by_cell(terms: list[Term], cases: list[Place]) -> set[tuple[str, str, str]]:
    """The cells that speak to an explanation, as case, factor and the value that it needs there."""
    return {(case["case"], *literal) for case in cases for literal in needs(terms, case, case["outcome"])}


def pieces_by_cell(presence: pd.DataFrame, evidence: pd.DataFrame) -> dict[tuple[str, str], dict[str, str | None]]:
    """The pieces of evidence counted in each cell, those for presence and those against it."""
    counted = presence.assign(evidence=[members(cell) for cell in presence["evidence"]])
    pieces = counted[["case", "factor", "evidence"]].explode("evidence").dropna()
    directed = join(pieces.astype("str"), evidence[["evidence", "direction"]].astype("str"), on="evidence")
    return {
        cell: {
            "evidence_for": listed(said.loc[said["direction"] == "present", "evidence"]),
            "evidence_against": listed(said.loc[said["direction"] == "absent", "evidence"]),
        }
        for cell, said in directed.groupby(["case", "factor"])
    }


def cells_between(a: set[tuple], b: set[tuple], cases: list[Place], said: dict) -> list[Place]:
    """The cells that speak to one explanation and not, or otherwise, to the other: those of cases with the outcome first."""
    by_name = {case["case"]: case for case in cases}
    rows = [
        {
            "place": "cell",
            "case": case,
            "outcome": str(by_name[case]["outcome"]),
            "factor": factor,
            "named_by": side,
            "needs": value,
            "present": by_name[case][factor],
            **said.get((case, factor), {}),
        }
        for side, only in (("a", a - b), ("b", b - a))
        for case, factor, value in only
    ]
    return sorted(
        rows, key=lambda row: (row["outcome"] != "1", row["case"], row["factor"], row["named_by"], row["needs"])
    )


def configurations_between(a: list[bool], b: list[bool], possible: list[Term], cases: list[Place]) -> list[Place]:
    """The configurations for which two explanations expect different outcomes, with the cases that show them or may."""
    rows = [
        {
            "place": "configuration",
            "case": listed(case["case"] for case in cases if fits(values, case)),
            "named_by": "a" if by_a else "b",
            "configuration": as_term(values),
        }
        for by_a, by_b, values in zip(a, b, possible, strict=True)
        if by_a != by_b
    ]
    return sorted(rows, key=lambda row: row["configuration"])


def weights(evidence: pd.DataFrame, truth_table: pd.DataFrame) -> pd.DataFrame:
    """
    For each compared case and factor and each kind of test that the evidence names: what passes it, what fails it, what follows.

    The claim tested is that the factor was present in the case; that it brought the outcome about is another claim. A piece
    that says present passes, one that says absent fails. Failing a hoop eliminates the claim, passing it strengthens it a
    little; passing a smoking gun confirms it, failing it weakens it a little; a doubly decisive test does both; a
    straw in the wind only ever strengthens or weakens a little (Van Evera 1997, pages 31-32; Bennett 2010; Collier 2011).
    Where some pieces pass and some fail, the row is split and nothing follows: the codings don't say whether they are one test
    read in two ways or several tests. Pieces without a named test, or of cases and factors not compared, have no row.
    evidence: the statements; `test` may be empty throughout. truth_table: names the compared cases and factors.
    """
    factors = truth_table.columns.drop(["case", "outcome"])
    compared = evidence["case"].isin(truth_table["case"]) & evidence["factor"].isin(factors)
    tested = evidence[compared & evidence["test"].notna()]
    rows = []
    for (case, factor, test), pieces in tested.groupby(["case", "factor", "test"]):
        passed = listed(pieces.loc[pieces["direction"] == "present", "evidence"])
        failed = listed(pieces.loc[pieces["direction"] == "absent", "evidence"])
        weight = SPLIT if passed and failed else PASSED[test] if passed else FAILED[test]
        cell = {"case": case, "factor": factor, "test": test}
        rows.append(cell | {"passed": passed, "failed": failed, "weight": weight})
    return pd.DataFrame(rows, columns=list(Weights.to_schema().columns))


if __name__ == "__main__":
    from mssd.tables import read, write

    given, made = snakemake.input, snakemake.output
    truth_table, evidence = read("truth_table", given.truth_table), read("evidence", given.evidence)
    solutions = read("solutions", given.solutions)
    found = discriminations(
        truth_table=truth_table,
        presence=read("presence", given.presence),
        evidence=evidence,
        models=solutions.loc[(solutions["outcome"] == 1) & (solutions["kind"] == "parsimonious"), "model"],
    )
    write("discriminations", found, made.discriminations)
    write("weights", weights(evidence=evidence, truth_table=truth_table), made.weights)
