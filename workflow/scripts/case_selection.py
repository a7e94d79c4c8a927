"""Case selection: a candidate is compared when every criterion holds."""

import pandas as pd

from mssd.tables import listed
from schemas.base import UNKNOWN


def case_selection(cases: pd.DataFrame, criteria: list[str]) -> pd.DataFrame:
    """
    Each candidate with its criteria (1, 0, ?) and whether it is included.

    A candidate is included (1) when every criterion holds and left out (0) when one fails. While none fails and one is
    unknown, it stays undetermined (?): it isn't compared, and never passes for a refusal.
    Source: the selection of cases on stated criteria, thesis section 2.3.
    """
    # ASSUME: The candidates listed are all the episodes that could have been cases.
    rows = []
    for _, case in cases.fillna(dict.fromkeys(criteria, UNKNOWN)).iterrows():
        failed = [criterion for criterion in criteria if case[criterion] == "0"]
        unknown = [criterion for criterion in criteria if case[criterion] == UNKNOWN]
        included = "0" if failed else UNKNOWN if unknown else "1"
        verdict = {"included": included, "failed_criteria": listed(failed), "unknown_criteria": listed(unknown)}
        rows.append({"case": case["case"], **{criterion: case[criterion] for criterion in criteria}, **verdict})
    return pd.DataFrame(rows).sort_values("case")


if __name__ == "__main__":
    from mssd.tables import read, write

    criteria = list(snakemake.params.criteria)
    cases = read("cases", snakemake.input.cases, {"criteria": criteria})
    write("case_selection", case_selection(cases=cases, criteria=criteria), snakemake.output[0])
