"""
The agreement of the two readings of the thesis: per cent, Cohen's kappa, and agreement on what either reader coded.

    python docs/coding/agreement.py

Source: Cohen 1960, Educational and Psychological Measurement 20(1), 37-46; for specific agreement, Dice 1945,
Ecology 26(3), 297-302.
"""

from itertools import product
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
READERS = ["first", "second"]


def kappa(first: pd.Series, second: pd.Series) -> float:
    """Cohen's kappa of two codings of the same units: agreement beyond what the readers' own frequencies give by chance."""
    observed = (first == second).mean()
    chance = sum((first == category).mean() * (second == category).mean() for category in set(first) | set(second))
    return float((observed - chance) / (1 - chance))


def agreement(first: pd.Series, second: pd.Series, nothing: str) -> dict[str, float | int]:
    """
    Units, per cent agreement, kappa and specific agreement of two codings.

    Specific agreement leaves out the units to which both gave `nothing`: twice the units coded alike, over all codes given.
    """
    alike = int(((first == second) & (first != nothing)).sum())
    given = int((first != nothing).sum() + (second != nothing).sum())
    return {
        "units": len(first),
        "per_cent": 100 * float((first == second).mean()),
        "kappa": kappa(first, second),
        "specific": 100 * 2 * alike / given,
    }


def evidence_units() -> tuple[pd.Series, pd.Series]:
    """Each paragraph that either reader coded x each of the sixteen cells: none, present, absent or both."""
    readings = [pd.read_csv(HERE / f"evidence_{reader}.csv", dtype=str) for reader in READERS]
    paragraphs = sorted(set().union(*(reading["locator"] for reading in readings)))
    cells = sorted(set().union(*(zip(reading["case"], reading["factor"], strict=True) for reading in readings)))
    units = list(product(paragraphs, cells))
    return tuple(pd.Series([direction(reading, *unit) for unit in units]) for reading in map(by_unit, readings))


def by_unit(evidence: pd.DataFrame) -> dict:
    return evidence.groupby(["locator", "case", "factor"])["direction"].agg(set).to_dict()


def direction(coded: dict, paragraph: str, cell: tuple[str, str]) -> str:
    return " and ".join(sorted(coded.get((paragraph, *cell), {"none"})))


def mention_units() -> tuple[pd.Series, pd.Series]:
    """Each pair of passage and interview that either reader coded x each code (factor or theme): coded or not."""
    readings = [pd.read_csv(HERE / f"mentions_{reader}.csv", dtype=str, keep_default_na=False) for reader in READERS]
    coded = [set(zip(r["locator"], r["interview"], r["factor"], r["theme"], strict=True)) for r in readings]
    passages = sorted({(locator, interview) for reading in coded for locator, interview, _, _ in reading})
    codes = sorted({(factor, theme) for reading in coded for _, _, factor, theme in reading})
    units = [(*passage, *code) for passage, code in product(passages, codes)]
    return tuple(pd.Series(["coded" if unit in reading else "none" for unit in units]) for reading in coded)


def report() -> str:
    """The agreement as a table in Markdown, as docs/coding.md prints it."""
    lines = ["| table | units | per cent | kappa | specific agreement |", "|---|---|---|---|---|"]
    for table, units in {"mentions": mention_units(), "evidence": evidence_units()}.items():
        found = agreement(*units, nothing="none")
        lines.append(
            f"| {table} | {found['units']} | {found['per_cent']:.1f} | {found['kappa']:.3f} | {found['specific']:.1f} per cent |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
