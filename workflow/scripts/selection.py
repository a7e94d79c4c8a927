"""Selection: the factors that enough interviews cite."""

import pandas as pd

from mssd.tables import listed
from schemas.mentions import CITING


def selection(factors: pd.DataFrame, mentions: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """
    Each factor of the codebook with its citations, its margin over the threshold, and whether it is selected.

    An interview cites a factor when at least one of its mentions supports or qualifies it, and counts once however often it
    returns to it; a mention that denies the factor is no citation. A factor nobody cites keeps its row, with no citations.
    `selected` = citations >= threshold, `margin` = citations - threshold, both in whole interviews.
    Source: the threshold of three interviews, thesis section 2.4.
    """
    # ASSUME: An interview that grants a factor with a limit cites it as much as one that supports it outright.
    citing = mentions[mentions["stance"].isin(CITING)]
    cited_by = citing.groupby("factor")["interview"].unique()
    rows = []
    for factor, scope in factors[["factor", "scope"]].itertuples(index=False):
        interviews = list(cited_by.get(factor, []))
        margin = len(interviews) - threshold
        rows.append(
            {
                "factor": factor,
                "citations": len(interviews),
                "cited_by": listed(interviews),
                "threshold": threshold,
                "margin": margin,
                "selected": int(margin >= 0),
                "scope": scope,
            }
        )
    whole = dict.fromkeys(["citations", "threshold", "margin", "selected"], "Int64")
    return pd.DataFrame(rows).astype(whole).sort_values("factor")


if __name__ == "__main__":
    from mssd.tables import read, write

    selected = selection(
        factors=read("factors", snakemake.input.factors),
        mentions=read("mentions", snakemake.input.mentions),
        threshold=snakemake.params.threshold,
    )
    write("selection", selected, snakemake.output[0])
