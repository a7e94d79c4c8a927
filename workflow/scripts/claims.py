"""Claims: whether the data of a study give what its published text says."""

import operator
import re
from decimal import Decimal

import pandas as pd

from mssd.tables import members, natural
from schemas.base import UNKNOWN
from schemas.ledger import Ledger

A_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
NUMBER = re.compile(A_NUMBER)
BOUND = re.compile(f"(>=|<=|>|<) *({A_NUMBER})")
RANGE = re.compile(rf"({A_NUMBER})\.\.({A_NUMBER})")
RELATIONS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
EMPTY_SET = "none"


def claims(claims: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """
    Each claim with the value that the data, or another place of the text, give for it, and the verdict.

    A claim that names a finding is compared with the value of that finding; one that quotes another place, with the value
    there; any other can't be checked. Nor can one whose finding is unknown (?), or which this study doesn't have.
    """
    values = dict(zip(findings["finding"], findings["value"].fillna(EMPTY_SET), strict=True))
    rows = []
    for claim in claims.astype(object).where(claims.notna(), None).to_dict("records"):
        basis = "data" if claim["finding"] else "text" if claim["there"] else "none"
        derived = {"data": values.get(claim["finding"], UNKNOWN), "text": claim["there"], "none": None}[basis]
        verdict = verdict_on(claim["published"], derived)
        rows.append(claim | {"basis": basis, "derived": derived, "verdict": verdict})
    columns = list(Ledger.to_schema().columns)
    return pd.DataFrame(rows, columns=[*columns, "finding"])[columns].sort_values("claim", key=natural_order)


def verdict_on(published: str | None, derived: str | None) -> str:
    """
    reproduced where the derived value is the published one, or lies within the published bound or range; else contradicted.

    Sets are compared as sets, and numbers as numbers. Without two values to compare, not_checkable.
    """
    if published is None or derived in (None, UNKNOWN):
        return "not_checkable"
    bound, between = BOUND.fullmatch(published), RANGE.fullmatch(published)
    if not bound and not between:
        holds = set_of(published) == set_of(derived)
    elif not NUMBER.fullmatch(derived):
        return "not_checkable"
    elif bound:
        holds = RELATIONS[bound[1]](Decimal(derived), Decimal(bound[2]))
    else:
        holds = Decimal(between[1]) <= Decimal(derived) <= Decimal(between[2])
    return "reproduced" if holds else "contradicted"


def set_of(value: str) -> set[str | Decimal]:
    """The members of a value; numbers are the same however they are written, and `none` is the empty set."""
    names = set(members(value)) - {EMPTY_SET}
    return {Decimal(name) if NUMBER.fullmatch(name) else name for name in names}


def natural_order(names: pd.Series) -> pd.Series:
    """The rank of each name in the order in which people count."""
    ranks = {name: rank for rank, name in enumerate(sorted(names, key=natural))}
    return names.map(ranks)


if __name__ == "__main__":
    from mssd.tables import read, write

    ledger = claims(claims=read("claims", snakemake.input.claims), findings=read("findings", snakemake.input.findings))
    write("ledger", ledger, snakemake.output[0])
