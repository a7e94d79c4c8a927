"""Presence: whether each factor was present in each case, and what decided it."""

import pandas as pd

from mssd.tables import grid, listed
from schemas.base import UNKNOWN
from schemas.data_matrix import factors_of
from schemas.mentions import CITING
from schemas.presence import Presence


def presence(
    cases: list[str],
    factors: list[str],
    evidence: pd.DataFrame,
    mentions: pd.DataFrame,
    adjudications: pd.DataFrame,
    published: pd.DataFrame,
    threshold: int,
    rule: str,
) -> pd.DataFrame:
    """
    One row for each cell of cases x factors, whether or not anything was said of it.

    by_evidence: more sources for presence than against it is 1, fewer is 0, a tie or none is ? (see count_of_sources).
    by_interviews: 1 when at least `threshold` interviews tie the factor to the case, else 0; the other reading of thesis 2.4.
    present: what `rule` (evidence or interviews) says, unless a person decided the cell; an adjudication always wins.
    An undetermined cell stays ?.
    """
    decisions = cell_values(adjudications)
    printed = cell_values(published)
    rows = []
    for case, factor in grid(case=cases, factor=factors).itertuples(index=False):
        count = count_of_sources(of_cell(evidence, case, factor))
        attribution = attributing_interviews(of_cell(mentions, case, factor), threshold)
        counted = count["by_evidence"] if rule == "evidence" else attribution["by_interviews"]
        decision = decisions.get((case, factor))
        rows.append(
            {"case": case, "factor": factor, **count, **attribution}
            | {
                "present": counted if decision is None else str(decision),
                "decided_by": rule if decision is None else "adjudication",
                "against_evidence": int(decision is not None and opposed(decision, count["by_evidence"])),
            }
        )
    return compared_with_published(pd.DataFrame(rows, columns=list(Presence.to_schema().columns)), printed)


def presence_of_matrix(matrix: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell of a ready data matrix, which counts no source and is taken as it stands."""
    coded = matrix[["case", *factors_of(matrix)]]
    cells = coded.melt(id_vars="case", var_name="factor", value_name="present").fillna(UNKNOWN)
    silent = {
        "for": 0,
        "against": 0,
        "contested": 0,
        "by_evidence": UNKNOWN,
        "attributed_by": None,
        "by_interviews": None,
    }
    decided = {"decided_by": "matrix", "against_evidence": 0, "evidence": None}
    return compared_with_published(cells.assign(**silent, **decided), cell_values(published))


def of_cell(table: pd.DataFrame, case: str, factor: str) -> pd.DataFrame:
    """The rows of a table that speak of one cell."""
    return table[(table["case"] == case) & (table["factor"] == factor)]


def cell_values(table: pd.DataFrame) -> dict[tuple[str, str], int]:
    """The value of each cell that a table of cells decides."""
    return {
        (case, factor): int(value)
        for case, factor, value in table[["case", "factor", "present"]].itertuples(index=False)
    }


def count_of_sources(evidence: pd.DataFrame) -> dict[str, object]:
    """
    The distinct sources for and against presence in one cell, and what their number says.

    A source counts once on a side however many statements it makes, and on both sides where it says both; an interview is a
    source of its own. More for than against is 1, fewer is 0, a tie or none is ?.
    """
    # ASSUME: Every source is one voice in a cell, however close it stood to the events and however much it says.
    is_interview = evidence["kind"] == "interview"
    sources = evidence.assign(source=evidence["source"].where(~is_interview, "interview " + evidence["source"]))
    supporting = sources.loc[sources["direction"] == "present", "source"].nunique()
    opposing = sources.loc[sources["direction"] == "absent", "source"].nunique()
    verdict = UNKNOWN if supporting == opposing else str(int(supporting > opposing))
    contested = int(supporting > 0 and opposing > 0)
    counted = listed(evidence["evidence"])
    return {"for": supporting, "against": opposing, "contested": contested, "by_evidence": verdict, "evidence": counted}


def attributing_interviews(mentions: pd.DataFrame, threshold: int) -> dict[str, object]:
    """The interviews that tie the factor to the case, and whether they reach the threshold; an interview counts once."""
    interviews = mentions.loc[mentions["stance"].isin(CITING), "interview"].unique()
    return {"attributed_by": listed(interviews), "by_interviews": str(int(len(interviews) >= threshold))}


def opposed(decision: int, by_evidence: str) -> bool:
    """Whether a person decided otherwise than the sources; a tie opposes nobody."""
    return by_evidence != UNKNOWN and str(decision) != by_evidence


def compared_with_published(cells: pd.DataFrame, printed: dict[tuple[str, str], int]) -> pd.DataFrame:
    """The cells with the published value beside them, sorted by case and factor."""
    values = [printed.get(cell) for cell in cells[["case", "factor"]].itertuples(index=False, name=None)]
    agrees = [
        None if value is None else int(str(value) == present)
        for value, present in zip(values, cells["present"], strict=True)
    ]
    whole = dict.fromkeys(["for", "against", "contested", "against_evidence", "published", "agrees"], "Int64")
    return cells.assign(published=values, agrees=agrees).astype(whole).sort_values(["case", "factor"])


if __name__ == "__main__":
    from mssd.tables import read, write

    given, choice = snakemake.input, snakemake.params
    published = read("published", given.published)
    if choice.matrix:
        cells = presence_of_matrix(matrix=read("data_matrix", given.data_matrix), published=published)
    else:
        candidates = read("case_selection", given.case_selection)
        selected = read("selection", given.selection)
        cells = presence(
            cases=candidates.loc[candidates["included"] == "1", "case"].tolist(),
            factors=selected.loc[(selected["selected"] == 1) & (selected["scope"] == "case"), "factor"].tolist(),
            evidence=read("evidence", given.evidence),
            mentions=read("mentions", given.mentions),
            adjudications=read("adjudications", given.adjudications),
            published=published,
            threshold=choice.threshold,
            rule=choice.rule,
        )
    write("presence", cells, snakemake.output[0])
