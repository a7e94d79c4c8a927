from collections.abc import Iterable

import pandera.pandas as pa
from pandera.typing import Series

from schemas.base import EDTF_DATE, PRESENCE, WHOLE, Table, column, identifier, locator


class Cases(Table):
    """One row is a case, or a candidate that the criteria of selection may leave out."""

    case: Series[str] = identifier("The short name of the case, such as KAZ-2022.", unique=True)
    label: Series[str] = column("The name of the case as the report prints it.", stands_in="case")
    country: Series[str] = column("The country, or other unit, that the case belongs to.")
    year: Series[WHOLE] = column("The year of the case.", optional=True, ge=0, at_most=9999)
    requested_on: Series[str] = column(
        "The day of the request, as EDTF, where the published text gives one.",
        expected="a date such as 2022-01-05, 2022-01 or 2022",
        optional=True,
        pattern=EDTF_DATE,
    )
    response: Series[str] = column("What followed, paraphrased.", optional=True)
    outcome: Series[WHOLE] = column(
        "1 where the outcome to be explained occurred, 0 where it didn't; may be empty for a candidate left out.",
        expected="0 or 1",
        optional=True,
        isin=[0, 1],
    )
    sources: Series[str] = column(
        "The keys of the sources that report the case, separated by '; '.",
        optional=True,
        refers_to="sources.source",
        several=True,
    )
    locator: Series[str] = locator()

    @classmethod
    def with_criteria(cls, criteria: Iterable[str]) -> pa.DataFrameSchema:
        """The schema with a 0/1 column for each criterion of selection that the config names."""
        criterion = {
            "dtype": str,
            "checks": pa.Check.isin(PRESENCE),
            "nullable": True,
            "description": "1 where the criterion holds, 0 where it fails, ? or empty where that is unknown.",
            "metadata": {"expected": "0, 1 or ?"},
        }
        names = list(criteria)
        schema = cls.to_schema().add_columns({name: pa.Column(**criterion) for name in names})
        schema.checks = [
            *schema.checks,
            pa.Check(
                lambda cases: (cases[names] != "1").any(axis=1) | cases["outcome"].notna(),
                name="outcome",
                error="outcome: an empty cell; expected 0 or 1, because the case meets every criterion",
            ),
        ]
        return schema
