"""Changes: the smallest changes of the coding by which the survivors become others."""

import pandas as pd

from mssd.tables import listed, members
from schemas.changes import Changes
from scripts.covariation import covariation

Change = dict[str, object]


def changes(truth_table: pd.DataFrame, presence: pd.DataFrame, selection: pd.DataFrame) -> pd.DataFrame:
    """
    Each smallest change that alters the survivors, with the survivors that `covariation` gives after it.

    cells: a survivor leaves when any one of its cells changes; another factor joins when every cell changes in which it differs
    from the outcome (a cell of ? must be settled so). outcome: a case whose outcome, coded otherwise, alters the survivors.
    citations: a survivor leaves when so many interviews no longer cite it that the rest miss the threshold.
    truth_table, presence, selection: the derived tables; selection is empty for a data matrix. Combinations of several
    kinds of change are larger, and not listed.
    """
    threshold = None if selection.empty else selection["threshold"].iloc[0]
    rows = [
        *by_cells(truth_table, presence, threshold),
        *by_outcome(truth_table),
        *by_citations(truth_table, selection),
    ]
    whole = dict.fromkeys(["size", "sources", "decisions"], "Int64")
    table = pd.DataFrame(rows, columns=list(Changes.to_schema().columns)).astype(whole)
    return table.sort_values(["by", "size", "factor", "what"])


def survivors(truth_table: pd.DataFrame) -> list[str]:
    """The factors that covary with the outcome."""
    found = covariation(truth_table=truth_table, common_factors=[])
    return found.loc[found["pattern"] == "covaries", "factor"].tolist()


def by_cells(truth_table: pd.DataFrame, presence: pd.DataFrame, threshold: int | None) -> list[Change]:
    """
    The cells that take a survivor out, one by one, and for each other factor the cells that together make it one.

    None where the outcome is the same in all cases: no cell can make a factor go with it.
    """
    outcome = dict(zip(truth_table["case"], truth_table["outcome"].astype(str), strict=True))
    cells = {(cell["case"], cell["factor"]): cell for cell in presence.to_dict("records")}
    now, rows = survivors(truth_table), []
    if len(set(outcome.values())) < 2:
        return rows
    for factor in truth_table.columns.drop(["case", "outcome"]):
        values = dict(zip(truth_table["case"], truth_table[factor], strict=True))
        differing = [case for case in values if values[case] != outcome[case]]
        for cases in [[case] for case in values] if factor in now else [differing]:
            becomes = {case: other(values[case]) if factor in now else outcome[case] for case in cases}
            changed = truth_table.assign(**{factor: [becomes.get(case, values[case]) for case in values]})
            turned = [cells[case, factor] for case in cases]
            voices = [voices_to_turn(cell, threshold) for cell in turned]
            counted = None not in voices
            rows.append(
                {
                    "by": "cells",
                    "factor": factor,
                    "what": listed(f"{case}/{factor}" for case in cases),
                    "size": len(cases),
                    "sources": sum(voices) if counted else None,
                    "decisions": sum(cell["decided_by"] == "adjudication" for cell in turned) if counted else None,
                    "survivors": listed(survivors(changed)),
                }
            )
    return rows


def other(value: str) -> str:
    """The other value of a cell."""
    return {"1": "0", "0": "1"}[value]


def voices_to_turn(cell: Change, threshold: int | None) -> int | None:
    """
    How many sources more on the other side turn a cell: the lead, and one more; none where a person decided it.

    Where interviews decide, how many more must tie the factor to the case, or no longer do so. None for a data matrix.
    """
    if cell["decided_by"] == "matrix":
        return None
    if cell["decided_by"] == "adjudication":
        return 0
    if cell["decided_by"] == "interviews":
        lead = len(members(cell["attributed_by"])) - threshold
        return lead + 1 if lead >= 0 else -lead
    return abs(int(cell["for"]) - int(cell["against"])) + 1


def by_outcome(truth_table: pd.DataFrame) -> list[Change]:
    """The cases whose outcome, coded otherwise, alters the survivors."""
    now, rows = survivors(truth_table), []
    for place, case in enumerate(truth_table["case"]):
        outcome = truth_table["outcome"].tolist()
        outcome[place] = 1 - outcome[place]
        then = survivors(truth_table.assign(outcome=outcome))
        if then != now:
            rows.append({"by": "outcome", "what": case, "size": 1, "survivors": listed(then)})
    return rows


def by_citations(truth_table: pd.DataFrame, selection: pd.DataFrame) -> list[Change]:
    """For each survivor that interviews selected, how many of those that cite it must fall away for it to leave."""
    now = survivors(truth_table)
    return [
        {
            "by": "citations",
            "factor": row["factor"],
            "what": row["cited_by"],
            "size": row["margin"] + 1,
            "survivors": listed(survivors(truth_table.drop(columns=row["factor"]))),
        }
        for row in selection.to_dict("records")
        if row["factor"] in now
    ]


if __name__ == "__main__":
    from mssd.tables import read, write

    given = snakemake.input
    found = changes(
        truth_table=read("truth_table", given.truth_table),
        presence=read("presence", given.presence),
        selection=read("selection", given.selection),
    )
    write("changes", found, snakemake.output[0])
