"""Truth table: a row for each compared case, a column for each factor that can vary, and the outcome."""

import pandas as pd

from mssd.tables import join


def truth_table(presence: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """
    The values of the factors (1, 0, ?) and the outcome (1, 0) of each compared case.

    presence: the cells. outcomes: columns `case` and `outcome`, at least for each compared case.
    An undetermined cell is carried as ?. Raises ValueError when a compared case has no outcome.
    """
    factors = presence.pivot(index="case", columns="factor", values="present").reset_index()
    table = join(factors, outcomes[["case", "outcome"]], on="case").sort_values("case")
    silent = table.loc[table["outcome"].isna(), "case"].tolist()
    if silent:
        raise ValueError(f"no outcome for {', '.join(silent)}; a compared case needs one (0 or 1)")
    return table


if __name__ == "__main__":
    from mssd.tables import read, write

    given, choice = snakemake.input, snakemake.params
    noun = "data_matrix" if choice.matrix else "cases"
    outcomes = read(noun, given.outcomes, {"criteria": choice.criteria})
    write("truth_table", truth_table(presence=read("presence", given.presence), outcomes=outcomes), snakemake.output[0])
