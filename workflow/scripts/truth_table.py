"""Truth table: a row for each compared case, a column for each factor that can vary, and the outcome."""

import pandas as pd

from mssd.tables import join


def truth_table(presence: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """
    The values of the factors (1, 0, ?) and the outcome (1, 0) of each compared case.

    presence: the cells. outcomes: `case` and `outcome` of each compared case; a case without any cell keeps its row.
    An undetermined cell is carried as ?. Raises KeyError when a cell belongs to a case that isn't compared.
    """
    join(presence[["case"]], outcomes[["case"]], on="case")
    factors = presence.pivot(index="case", columns="factor", values="present").reset_index()
    return (
        outcomes[["case"]]
        .merge(factors, on="case", how="left")
        .assign(outcome=outcomes["outcome"].values)
        .sort_values("case")
    )


if __name__ == "__main__":
    from mssd.tables import read, write

    given, choice = snakemake.input, snakemake.params
    if choice.matrix:
        outcomes = read("data_matrix", given.outcomes)
    else:
        candidates = read("case_selection", given.case_selection)
        cases = read("cases", given.outcomes, {"criteria": choice.criteria})
        outcomes = cases[cases["case"].isin(candidates.loc[candidates["included"] == "1", "case"])].reset_index(
            drop=True
        )
    write("truth_table", truth_table(presence=read("presence", given.presence), outcomes=outcomes), snakemake.output[0])
