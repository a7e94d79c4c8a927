from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier


class Pairs(Table):
    """One row is a pair of compared cases, with how many factors and background characteristics set them apart."""

    case_a: Series[str] = identifier("The first case.")
    case_b: Series[str] = identifier("The second case.")
    same_outcome: Series[WHOLE] = column("1 where both have the same outcome, 0 where not.", isin=[0, 1])
    distance_factors: Series[WHOLE] = column("In how many factors they differ, of those known for both.", ge=0)
    known_factors: Series[WHOLE] = column("How many factors are known for both.", ge=0)
    distance_background: Series[WHOLE] = column(
        "In how many background characteristics they differ, of those known for both; empty without background.",
        optional=True,
        ge=0,
    )
    known_background: Series[WHOLE] = column(
        "How many background characteristics are known for both.", optional=True, ge=0
    )
    block: Series[WHOLE] | None = column(
        "The same for each block of the background: distance_block_<name> and known_block_<name>.",
        optional=True,
        ge=0,
        alias=r"(distance|known)_block_\w+\Z",
        regex=True,
    )
    differ_in: Series[str] = column("The factors in which they differ, separated by '; '.", optional=True)
    extreme_in: Series[str] = column(
        "The blocks, named as in the columns, and `factors`, in which no pair of its kind has a smaller share of differences "
        "(different outcomes) or a larger one (both with the outcome, or both without it), separated by '; '. A block in which "
        "no pair of the kind differs is none of them.",
        optional=True,
    )
    design: Series[str] = column(
        "MSDO: among the most similar pairs with different outcomes; MDSO: among the most different with the same outcome, "
        "those with it and those without it each apart. Judged by the number of blocks in extreme_in.",
        optional=True,
        isin=["MSDO", "MDSO"],
    )

    class Config:
        unique = ["case_a", "case_b"]
