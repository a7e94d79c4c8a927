"""Configured: the observed configurations and the remainders, as the chart of them lists them."""

from collections import Counter
from typing import NamedTuple

import pandas as pd

from mssd.labels import in_brief
from mssd.tables import members
from mssd.words import PRESENCE_WORDS, capital, counted, series, share

OUTPUTS = ["1", "contradiction", "0", "undetermined", "remainder"]


class Row(NamedTuple):
    """A configuration: the value of each factor, its cases by their outcome, its consistency, its output and the words for it."""

    values: tuple[str, ...]
    cases: dict[str, list[str]]
    consistency: str
    output: str
    said: list[str]

    @property
    def number(self) -> int:
        """How many cases show it."""
        return sum(map(len, self.cases.values()))


def rows_of(configurations: pd.DataFrame, factors: list[str], results: dict[str, str], words: dict) -> list[Row]:
    """The configurations by output and number of cases, then those first that have the first factors."""
    rows = []
    for found in configurations.to_dict("records"):
        cases = {result: [c for c in members(found["cases"]) if results[c] == result] for result in ("1", "0")}
        share = "" if pd.isna(found["consistency"]) else f"{float(found['consistency']):.2f}".rstrip("0").rstrip(".")
        said = output_in_words(found["output"], found["output_of_absence"], words)
        rows.append(Row(tuple(found[factor] for factor in factors), cases, share, found["output"], said))
    return sorted(rows, key=lambda row: (OUTPUTS.index(row.output), -row.number, ["10?".index(v) for v in row.values]))


def output_in_words(output: str, of_absence: str, words: dict[str, str]) -> list[str]:
    """What an observed configuration counts as: the output, and then what has to be said of it."""
    if output == "1" == of_absence:
        return [words["occurred"], "also for the absence"]
    said = {
        "1": [words["occurred"]],
        "0": [words["absent"]],
        "contradiction": ["contradiction", "counts as negative"],
        "remainder": ["remainder", "too few cases"],
    }
    return said.get(output, [output])


def remainders_of(rows: list[Row]) -> int:
    """How many of the possible configurations no case is known to show; they may be too many to be rows of the table."""
    observed = {row.values for row in rows if row.number and "?" not in row.values}
    return 2 ** max((len(row.values) for row in rows), default=0) - len(observed)


def description(rows: list[Row], factors: list[str], names: dict[str, str]) -> str:
    """What the chart shows, for those who can't see it."""
    observed = [row for row in rows if row.number]
    outputs = Counter(row.said[0] for row in observed)
    known = f"{counted(len(observed), 'configuration')} of {counted(len(factors), 'factor')} shown by cases"
    sentences = [f"{capital(known)}; {counted(remainders_of(rows), 'remainder')}."]
    sentences += [f"{capital(series(f'{share(n)} with {said}' for said, n in outputs.items()))}."] if observed else []
    for row in observed:
        cases = series(names[case] for cases in row.cases.values() for case in cases)
        values = [
            f"{word} {series(name for name, v in zip(factors, row.values, strict=True) if v == value)}"
            for value, word in PRESENCE_WORDS.items()
            if value in row.values
        ]
        sentences.append(f"{cases}: {'; '.join(values)}; {', '.join(row.said)}, consistency {row.consistency}.")
    return in_brief(sentences)
