from pandera.typing import Series

from schemas.base import Table, column, identifier

PATTERN = r"(covaries|inverse|constant|mixed)(\|(covaries|inverse|constant|mixed))*"


class Covariation(Table):
    """One row is a selected factor, with how its presence goes with the outcome over the compared cases."""

    factor: Series[str] = identifier("The factor.", unique=True)
    pattern: Series[str] = column(
        "covaries: present exactly where the outcome occurred; inverse: exactly where it didn't; constant: the same in all "
        "cases; mixed: otherwise. Where undetermined cells leave several open, all of them, separated by '|'.",
        expected="covaries, inverse, constant or mixed (several: separated by '|')",
        pattern=PATTERN,
    )
    necessary: Series[str] = column(
        "1 when the factor is present in every case with the outcome, 0 when not, ? when undetermined cells decide; empty "
        "when no case has the outcome, or the factor is not coded case by case.",
        optional=True,
        isin=["0", "1", "?"],
    )
    sufficient: Series[str] = column(
        "1 when every case with the factor has the outcome, 0 when not, ? when undetermined cells decide; empty when no "
        "case has the factor, or it is not coded case by case.",
        optional=True,
        isin=["0", "1", "?"],
    )
    contradicted_by: Series[str] = column(
        "The pairs of cases with the same value of the factor and different outcomes, as a/b, separated by '; '.",
        optional=True,
    )
    inseparable_from: Series[str] = column("The factors with the same value in every case.", optional=True)
