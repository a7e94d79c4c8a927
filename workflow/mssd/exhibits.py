"""The exhibits of a study: the tables that a paper on it would print, and those that say the data of its figures."""

import pandas as pd

from mssd.chapters import Row, pattern_words, rows, sentence_name
from mssd.doubt_chapter import TEST_WORDS, tests_of
from mssd.exhibit import Column, Exhibit
from mssd.qca_exhibits import qca_exhibits
from mssd.tables import members
from mssd.words import formula, series
from schemas.robustness import TESTS

WIDEST_COMPARISON = 8
VALUES = "1: present; 0: absent; ?: undetermined."
KNOWN = {"1": "yes", "0": "no", "?": "unknown"}
DECIDED = {"adjudication": "a person", "matrix": "the data matrix", "evidence": "evidence", "interviews": "interviews"}


def exhibits(tables: dict[str, pd.DataFrame], names: dict, config: dict) -> list[Exhibit]:
    """
    Every exhibit that the study has something for, in the order in which they are told.

    tables: the raw and derived tables by noun, empty where the study has none. names: as `names_of` gives them.
    """
    made = [
        comparison(tables, names),
        presence(tables["presence"], names, counted=tables["data_matrix"].empty),
        case_selection(tables["cases"], tables["case_selection"], list(config.get("criteria") or {}), names),
        factor_selection(tables["selection"], names),
        *qca_exhibits(tables, names),
        robustness(rows(tables["robustness"])),
        changes(tables["changes"], names),
        thresholds(tables["robustness"], names),
        survival(tables["robustness"], tables["covariation"], names),
        distances(tables["pairs"], names),
        organs(tables["organs"]),
    ]
    return [exhibit for exhibit in made if exhibit.rows]


def comparison(tables: dict[str, pd.DataFrame], names: dict) -> Exhibit:
    """
    The factors, the cases and the outcome, with how each factor goes with it; with many cases a row is a case.

    The factors are in the order of the table, the cases in the order of the study.
    """
    table = tables["truth_table"].set_index("case").astype("str").loc[names["order"]]
    verdicts = {row["factor"]: pattern_words(row) for row in rows(tables["covariation"])}
    factors, outcome = [name for name in table.columns if name != "outcome"], names["outcome"]
    cases = [names["case_labels"][case] for case in names["order"]]
    if len(cases) <= WIDEST_COMPARISON:
        columns = [Column("Factor"), *(Column(case, "value") for case in cases), Column("Over the cases")]
        found = [(names["labels"][name], *table[name], verdicts[name]) for name in factors]
        found.append((outcome["label"], *table["outcome"], "the outcome"))
    else:
        columns = [Column("Case"), *(Column(names["shorts"][name], "value") for name in factors)]
        columns.append(Column(outcome["label"], "value"))
        found = [(case, *row) for case, row in zip(cases, table.itertuples(index=False), strict=True)]
    coded = f" Outcome: 1: {outcome['occurred']}; 0: {outcome['absent']}."
    return Exhibit(
        "truth_table",
        "The comparison: factors, cases and outcome",
        tuple(columns),
        tuple(found),
        ("results/tables/truth_table.csv", "results/tables/covariation.csv"),
        note=VALUES + coded + ("" if len(cases) <= WIDEST_COMPARISON else f" {patterns_of(verdicts, names)}"),
    )


def patterns_of(verdicts: dict[str, str], names: dict) -> str:
    """How each factor goes with the outcome, as a note says it."""
    return " ".join(f"{names['shorts'][factor]}: {words}." for factor, words in verdicts.items())


def presence(table: pd.DataFrame, names: dict, counted: bool) -> Exhibit:
    """The cells with the sources on either side and what decided each; none where a ready data matrix gives them."""
    said = [] if not counted else sorted(rows(table), key=lambda r: (r["factor"], names["order"].index(r["case"])))
    published = any(row["published"] != "" for row in said)
    columns = [Column("Factor"), Column("Case"), Column("For", "number"), Column("Against", "number")]
    columns += [Column("By the evidence", "value"), Column("Decided by"), Column("Value", "value")]
    return Exhibit(
        "presence",
        "The cells: sources for and against, and what decided",
        tuple([*columns, Column("Published", "value")] if published else columns),
        tuple(cell(row, names, published) for row in said),
        ("results/tables/presence.csv",),
        note=f"For, against: distinct sources that speak for presence, and against it. {VALUES}",
        grouped=True,
        targets=tuple(f"cell-{row['case']}-{row['factor']}" for row in said),
    )


def cell(row: Row, names: dict, published: bool) -> tuple[str, ...]:
    """A cell as a row of text."""
    decided = DECIDED[row["decided_by"]] + (", against the evidence" if row["against_evidence"] == 1 else "")
    first = (names["labels"][row["factor"]], names["case_labels"][row["case"]], str(row["for"]), str(row["against"]))
    found = (*first, row["by_evidence"], decided, row["present"])
    return (*found, str(row["published"]) or "–") if published else found


def case_selection(cases: pd.DataFrame, verdicts: pd.DataFrame, criteria: list[str], names: dict) -> Exhibit:
    """The candidates with each criterion of selection, those compared first, then in order of time."""
    found = {row["case"]: row for row in rows(verdicts)}
    said = [row for row in rows(cases) if row["case"] in found]
    said.sort(
        key=lambda row: (found[row["case"]]["included"] != "1", row["year"] or 0, row["requested_on"], row["case"])
    )
    return Exhibit(
        "case_selection",
        "The selection of cases",
        (
            Column("Candidate"),
            *(Column(sentence_name(name).capitalize(), "value") for name in criteria),
            *(Column("Compared"), Column("Response"), Column("Where")),
        ),
        tuple(
            (
                names["case_labels"][row["case"]],
                *(row[criterion] or "?" for criterion in criteria),
                *(KNOWN[found[row["case"]]["included"]], row["response"], row["locator"]),
            )
            for row in said
        ),
        ("results/tables/case_selection.csv", "raw/cases.csv"),
        note="1: the criterion holds; 0: it fails; ?: unknown.",
    )


def factor_selection(selection: pd.DataFrame, names: dict) -> Exhibit:
    """The factors with the interviews that cite them, most cited first."""
    said = sorted(rows(selection), key=lambda row: (-row["citations"], row["factor"]))
    threshold = said[0]["threshold"] if said else 0
    columns = [
        Column("Factor"),
        Column("Citations", "number"),
        Column("Cited by interviews"),
        Column("Margin", "number"),
    ]
    return Exhibit(
        "factor_selection",
        "The selection of factors",
        (*columns, Column("Selected"), Column("Scope")),
        tuple(
            (
                *(names["labels"].get(row["factor"], row["factor"]), str(row["citations"])),
                *(series(members(row["cited_by"])) or "–", f"{row['margin']:+d}" if row["margin"] else "0"),
                *(KNOWN[str(row["selected"])], row["scope"]),
            )
            for row in said
        ),
        ("results/tables/selection.csv",),
        note=f"A factor is selected when interviews that cite it number at least {threshold}; margin: how many more, or fewer. "
        "Scope common: it speaks of all cases at once.",
    )


def robustness(variations: list[Row]) -> Exhibit:
    """For each test of robustness how often other factors survive, or other models fit."""
    columns = ["Variations", "Other survivors", "Other parsimonious models", "Left open"]
    return Exhibit(
        "robustness",
        "What changes when the analysis is varied",
        (Column("Variation"), *(Column(words, "number") for words in columns)),
        tuple(
            (
                *(test["words"], str(test["count"]), str(test["changed"])),
                f"{test['models_changed']}" + ("" if test["all_known"] else f" of {test['models_known']}"),
                str(test["open"]),
            )
            for test in tests_of(variations)
        ),
        ("results/tables/robustness.csv",),
        note="Left open: variations in which undetermined cells leave open whether some factor covaries.",
    )


def changes(table: pd.DataFrame, names: dict) -> Exhibit:
    """The smallest changes of the coding by which other factors survive."""
    labels, case_labels, shorts = names["labels"], names["case_labels"], names["shorts"]

    def changed(row: Row) -> tuple[str, str]:
        if row["by"] == "cells":
            pairs = [name.split("/") for name in members(row["what"])]
            return "Cells coded otherwise", series(f"{shorts[factor]} in {case_labels[case]}" for case, factor in pairs)
        if row["by"] == "outcome":
            return "Outcomes coded otherwise", series(case_labels[case] for case in members(row["what"]))
        return (
            "Citations withdrawn",
            f"{labels[row['factor']]}: {row['size']} of interviews {series(members(row['what']))}",
        )

    return Exhibit(
        "changes",
        "The smallest changes that alter which factors survive",
        (
            *(Column("What is changed"), Column("Change"), Column("How many", "number"), Column("Sources", "number")),
            *(Column("Decisions", "number"), Column("Then survive")),
        ),
        tuple(
            (
                *(*changed(row), str(row["size"]), dash(row["sources"]), dash(row["decisions"])),
                series(shorts[factor] for factor in members(row["survivors"])) or "none",
            )
            for row in sorted(rows(table), key=lambda row: changed(row)[0])
        ),
        ("results/tables/changes.csv",),
        note="Sources: how many more on the other side would turn the cells that a count decides. Decisions: how many cells a "
        "person would have to decide otherwise.",
        grouped=True,
    )


def dash(value: object) -> str:
    """A value as text; a dash where there is none."""
    return "–" if value == "" else str(value)


def thresholds(variations: pd.DataFrame, names: dict) -> Exhibit:
    """What is compared and what survives at each citation threshold."""
    shorts = names["shorts"]

    def listed(cell: str) -> str:
        return series(shorts.get(name, name) for name in members(cell)) or "none"

    return Exhibit(
        "thresholds",
        "What is compared and what survives at each citation threshold",
        (
            Column("Threshold"),
            Column("Compared"),
            Column("Survive"),
            Column("Left open"),
            Column("Parsimonious models"),
        ),
        tuple(
            (
                *(row["variant"], listed(row["selected"]), listed(row["survivors"]), listed(row["open"])),
                "; ".join(formula(model, shorts) for model in members(row["solutions"])) or "none",
            )
            for row in rows(variations)
            if row["test"] == "threshold"
        ),
        ("results/tables/robustness.csv",),
        note="Formulas: * reads and, + reads or, ~ reads not.",
    )


def survival(variations: pd.DataFrame, covariation: pd.DataFrame, names: dict) -> Exhibit:
    """In how many variations of each test each factor survives; nothing where none ever does."""
    said = rows(variations)
    tests = [(words, test) for test, words in TEST_WORDS.items() if test in TESTS[:-1]]
    factors = [
        row["factor"] for row in rows(covariation) if any(row["factor"] in members(v["survivors"]) for v in said)
    ]
    return Exhibit(
        "survival-counts",
        "In how many variations each factor survives",
        (
            *(Column("Variation"), Column("Variations", "number")),
            *(Column(names["shorts"][factor], "number") for factor in factors),
        ),
        tuple(
            (
                *(words, str(sum(row["test"] == name for row in said))),
                *(
                    str(sum(row["test"] == name and factor in members(row["survivors"]) for row in said))
                    for factor in factors
                ),
            )
            for words, name in tests
            if factors and any(row["test"] == name for row in said)
        ),
        ("results/tables/robustness.csv",),
    )


def distances(pairs: pd.DataFrame, names: dict) -> Exhibit:
    """In how many factors, and in how much of the background, the cases of each pair differ; the nearest pairs first."""
    labels, shorts, said = names["case_labels"], names["shorts"], rows(pairs)
    background = any(row["distance_background"] != "" for row in said)
    columns = [Column("Pair"), Column("Same outcome"), Column("Differ in factors", "number")]
    columns += [Column("Differ in background", "number")] if background else []

    def of(found: object, known: object) -> str:
        return "–" if found == "" else f"{found} of {known}"

    return Exhibit(
        "distances",
        "How many factors, and how much of the background, set two cases apart",
        (*columns, Column("Namely")),
        tuple(
            (
                *(f"{labels[row['case_a']]} and {labels[row['case_b']]}", KNOWN[str(row["same_outcome"])]),
                of(row["distance_factors"], row["known_factors"]),
                *([of(row["distance_background"], row["known_background"])] if background else []),
                series(shorts[factor] for factor in members(row["differ_in"])) or "–",
            )
            for row in sorted(said, key=lambda row: (row["distance_factors"], row["case_a"], row["case_b"]))
        ),
        ("results/tables/pairs.csv",),
        note="Of: how many are known for both cases.",
    )


def organs(table: pd.DataFrame) -> Exhibit:
    """The organs of the organisation, each with the one that it is subordinate to."""
    labels = {row["organ"]: row["label"] for row in rows(table)}
    return Exhibit(
        "organs",
        "The organs of the organisation",
        (Column("Organ"), Column("Subordinate to"), Column("What it does"), Column("Composition"), Column("Where")),
        tuple(
            (row["label"], labels.get(row["part_of"], "–"), row["task"], row["composition"] or "–", row["locator"])
            for row in rows(table)
        ),
        ("raw/organs.csv",),
    )
