"""The exhibits of a qualitative comparative analysis: the truth table, the conditions, the models and what they assume."""

import pandas as pd

from mssd.chapters import Row, rows
from mssd.exhibit import Column, Exhibit
from mssd.model_chapter import OBSTACLE_WORDS, mill_of, rounded
from mssd.tables import members
from mssd.words import formula, series

FORMULAS = "In formulas, * reads and, + reads or, and ~ reads not."
KINDS = ["complex", "parsimonious", "intermediate"]


def qca_exhibits(tables: dict[str, pd.DataFrame], names: dict) -> list[Exhibit]:
    """The exhibits on configurations, conditions and models, some of them perhaps without a row."""
    solutions, minimisations = rows(tables["solutions"]), rows(tables["minimisations"])
    marks = marks_of(solutions)
    return [
        configurations(tables["configurations"], names),
        conditions(tables["conditions"], names),
        models(minimisations, solutions, marks, names),
        implicants(tables["implicants"], names),
        assumptions(tables["assumptions"], list(tables["truth_table"].columns.drop(["case", "outcome"])), marks, names),
        difference(tables["mill"], names),
    ]


def marks_of(solutions: list[Row]) -> dict[tuple, str]:
    """The number of each model, M1 and so on, among those of its outcome and kind, in the order of the table."""
    marks: dict[tuple, str] = {}
    for row in solutions:
        key = (row["outcome"], row["kind"])
        if (*key, row["model"]) not in marks:
            marks[*key, row["model"]] = f"M{1 + sum(known[:2] == key for known in marks)}"
    return marks


def part(outcome: int, kind: str, names: dict) -> str:
    """The part of a table on the models of one kind, for the outcome or for its absence."""
    return f"{names['outcome']['occurred'] if outcome == 1 else names['outcome']['absent']}: {kind}"


def cases_of(cell: str, names: dict) -> str:
    """The cases that a cell lists, in the order of the study."""
    order = names["order"]
    known = sorted(members(cell), key=lambda case: order.index(case) if case in order else len(order))
    return series(names["case_labels"].get(case, case) for case in known) or "–"


def configurations(table: pd.DataFrame, names: dict) -> Exhibit:
    """The truth table: the configurations with the most cases first, the remainders last."""
    said = ["n", "cases", "consistency", "output", "output_of_absence"]
    factors = [name for name in table.columns if name not in said]
    found = sorted(rows(table), key=lambda row: -row["n"])
    return Exhibit(
        "qca-configurations",
        "The truth table: all configurations",
        (
            *(Column(names["shorts"][name], "value") for name in factors),
            *(Column("n", "number"), Column("Cases"), Column("Consistency", "number"), Column("Output")),
        ),
        tuple(
            (
                *(str(row[name]) for name in factors),
                *(str(row["n"]), cases_of(row["cases"], names), rounded(row["consistency"]), row["output"]),
            )
            for row in found
        )
        if factors
        else (),
        ("results/tables/configurations.csv",),
        note="1: present; 0: absent; ?: undetermined. Consistency: the share of the cases that have the outcome. Output 1: "
        "positive; 0: negative; remainder: no case, or too few, shows the configuration.",
    )


def conditions(table: pd.DataFrame, names: dict) -> Exhibit:
    """Each condition as necessary and as sufficient: single ones, then disjunctions, the most relevant first."""
    found = sorted(
        rows(table),
        key=lambda row: (
            -row["outcome"],
            row["factors"] > 1,
            -float(row["relevance_of_necessity"] or 0) if row["factors"] > 1 else 0,
        ),
    )
    shares = [*("necessity_consistency", "necessity_coverage", "relevance_of_necessity")]
    shares += ["sufficiency_consistency", "sufficiency_coverage"]
    words = ["Necessity: consistency", "Coverage", "Relevance", "Sufficiency: consistency", "Coverage"]
    outcome = names["outcome"]
    return Exhibit(
        "qca-conditions",
        "Each condition as necessary and as sufficient",
        (
            *(Column("Explained"), Column("Condition"), *(Column(word, "number") for word in words)),
            Column("Against sufficiency"),
        ),
        tuple(
            (
                f"For the outcome: {outcome['occurred']}"
                if row["outcome"] == 1
                else f"For its absence: {outcome['absent']}",
                formula(row["condition"], names["shorts"]),
                *(rounded(row[share]) for share in shares),
                cases_of(row["against_sufficiency"], names),
            )
            for row in found
        ),
        ("results/tables/conditions.csv",),
        note="Consistency of necessity: the share of the cases with the outcome that have the condition; coverage: how much of "
        "the condition the outcome takes up; relevance is low where almost every case has the condition. Consistency of "
        "sufficiency: the share of the cases with the condition that have the outcome; coverage: the share of the cases with "
        f"the outcome that have the condition. Disjunctions are listed where they are necessary and no part is. {FORMULAS}",
        grouped=True,
    )


def models(minimisations: list[Row], solutions: list[Row], marks: dict, names: dict) -> Exhibit:
    """Every minimal model term by term with its fit, or what stands in the way of any."""
    found = []
    for one in sorted(minimisations, key=lambda row: (-row["outcome"], KINDS.index(row["kind"]))):
        key = (one["outcome"], one["kind"])
        terms = [row for row in solutions if (row["outcome"], row["kind"]) == key]
        obstacle = f" ({OBSTACLE_WORDS[one['obstacle']]})" if one["obstacle"] else ""
        words = part(*key, names) + obstacle
        if not terms:
            found.append((words, "none", *["–"] * 7))
        for row in terms:
            ways = f" ({row['completions']} of {row['of']})" if row["completions"] < row["of"] else ""
            found.append(
                (
                    *(words, marks[*key, row["model"]] + ways, formula(row["term"], names["shorts"])),
                    *(rounded(row[share]) for share in ("consistency", "raw_coverage", "unique_coverage")),
                    *(rounded(row["model_consistency"]), rounded(row["model_coverage"]), str(row["remainders"])),
                )
            )
    columns = ["Consistency", "Raw coverage", "Unique coverage", "Model: consistency", "Model: coverage", "Remainders"]
    return Exhibit(
        "qca-models",
        "All minimal models",
        (
            *(Column("Explained"), Column("Model"), Column("Term")),
            *(Column(words, "number") for words in columns),
        ),
        tuple(found),
        ("results/tables/solutions.csv",),
        note="Rows with the same number are the terms of one model. Raw coverage: the share of the cases with the outcome that "
        "have the term; unique coverage: the share that has this term and no other of the model. Remainders: how many "
        f"configurations without a case the model assumes to be positive. {FORMULAS}"
        + (
            " In brackets: in how many of the ways of settling the undetermined cells the model is among the shortest."
            if any(row["completions"] < row["of"] for row in solutions)
            else ""
        ),
        grouped=True,
    )


def implicants(table: pd.DataFrame, names: dict) -> Exhibit:
    """The prime implicants, with the cases that each covers."""
    found = sorted(
        rows(table), key=lambda row: (-row["outcome"], KINDS.index(row["kind"]), -row["models"], row["term"])
    )
    return Exhibit(
        "qca-implicants",
        "The prime implicants",
        (Column("Explained"), Column("Term"), Column("Covers"), Column("Essential"), Column("In models", "number")),
        tuple(
            (
                *(part(row["outcome"], row["kind"], names), formula(row["term"], names["shorts"])),
                *(cases_of(row["covers"], names), "yes" if row["essential"] == 1 else "no", str(row["models"])),
            )
            for row in found
        ),
        ("results/tables/implicants.csv",),
        note=f"Essential: every model needs it, as no other covers one of its cases. {FORMULAS}",
        grouped=True,
    )


def assumptions(table: pd.DataFrame, factors: list[str], marks: dict, names: dict) -> Exhibit:
    """The remainders that the parsimonious models assume, each once, those that most models assume first."""
    remainders: dict[tuple, Row] = {}
    for row in rows(table):
        by = remainders.setdefault((row["outcome"], row["remainder"]), row | {"by": []})["by"]
        by.append(marks.get((row["outcome"], "parsimonious", row["model"]), row["model"]))
    found = sorted(remainders.values(), key=lambda row: (-row["outcome"], -len(row["by"]), row["by"], row["remainder"]))
    judged = any(row["counterfactual"] for row in found)
    columns = [Column("Expected"), *(Column(names["shorts"][name], "value") for name in factors), Column("Assumed by")]
    return Exhibit(
        "qca-assumptions",
        "The remainders that the parsimonious models assume",
        tuple([*columns, Column("Counterfactual")] if judged else columns),
        tuple(
            (
                part(row["outcome"], "parsimonious", names),
                *values_of(row["remainder"], factors),
                ", ".join(row["by"]),
                *([row["counterfactual"] or "–"] if judged else []),
            )
            for row in found
        ),
        ("results/tables/assumptions.csv",),
        note="1: present; 0: absent. Each row is a combination that no case shows; the models named expect the outcome, or its "
        "absence, there."
        + (" Easy: theory and an observed case make it likely; difficult: they don't." if judged else ""),
        grouped=True,
    )


def values_of(remainder: str, factors: list[str]) -> list[str]:
    """The value of each factor in a configuration that is written as a term of all of them."""
    absent = {literal[1:] for literal in remainder.split("*") if literal.startswith("~")}
    return ["0" if factor in absent else "1" for factor in factors]


def difference(mill: pd.DataFrame, names: dict) -> Exhibit:
    """Mill's method of difference for each pair of cases with different outcomes."""
    shorts = names["shorts"]
    found = [row for row in mill_of(mill)["difference"] if row["case_names"]]

    def listed(literals: list[str]) -> str:
        return ", ".join(formula(literal, shorts) for literal in literals)

    return Exhibit(
        "mill-difference",
        "The method of difference, pair by pair",
        (Column("Pair"), Column("Alike in"), Column("Differ in"), Column("Verdict")),
        tuple(
            (
                *(cases_of(row["cases"], names), listed(row["alike"]) or "–", listed(row["differ"]) or "–"),
                ": ".join(said for said in (row["verdict"], listed(row["shown"]), row["reason_words"]) if said),
            )
            for row in found
        ),
        ("results/tables/mill.csv",),
    )
