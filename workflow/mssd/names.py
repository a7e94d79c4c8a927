"""Names: what the report and the audit call the factors, the cases, the outcome and the published text."""

import pandas as pd

from mssd.chapters import sentence_name
from mssd.labels import labels_of_cases
from mssd.words import PLAIN_OUTCOME

TEXT_WORDS = {
    "thesis": "thesis",
    "article-journal": "article",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
}


def names_of(tables: dict[str, pd.DataFrame], config: dict) -> dict:
    """The labels, short names and definitions of factors, the labels and order of the cases, the words for the outcome."""
    compared = tables["truth_table"]["case"].tolist()
    cases, matrix, factors = tables["cases"], tables["data_matrix"], tables["factors"]
    labels = {name: sentence_name(name) for name in tables["covariation"]["factor"]}
    return {
        "labels": labels | dict(zip(factors["factor"], factors["label"], strict=True)),
        "shorts": {name: sentence_name(name) for name in [*labels, *factors["factor"]]} | short_names(factors),
        "definitions": dict.fromkeys(labels, "") | dict(zip(factors["factor"], factors["definition"], strict=True)),
        "case_labels": {case: case for case in compared} | labels_of_cases(cases, matrix),
        "order": [case for case in [*cases["case"], *matrix["case"]] if case in compared] or compared,
        "outcome": config.get("outcome", PLAIN_OUTCOME),
    }


def short_names(factors: pd.DataFrame) -> dict[str, str]:
    """The short names that a study gives to its factors, for formulas and figures."""
    given = factors.dropna(subset=["short"])
    return dict(zip(given["factor"], given["short"], strict=True))


def word_for_text(cited: dict, config: dict) -> str:
    """What the published study is: a thesis, an article, a book; a plain `text` where its entry doesn't say."""
    published = cited["study"].get(config.get("published_study"), {})
    return TEXT_WORDS.get(published.get("type"), "text")
