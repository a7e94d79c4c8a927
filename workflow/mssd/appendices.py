"""Appendices: ready lists of what stands in full behind the report: evidence, guide, codebook, tables, choices, making."""

import re
from collections.abc import Iterable

import pandas as pd

from mssd.chapters import Row, as_text, rows
from mssd.config import config_schema
from mssd.dictionary import dictionary
from mssd.exhibit import Exhibit, shortened
from mssd.exhibits import exhibits
from mssd.tables import members
from mssd.words import PLAIN_OUTCOME
from schemas.base import A_LOCATOR, ID, in_words

LONGEST_PART = 40
FILE_OF = {"ledger": "claims"}
A_SHORT_NAME = in_words({}, ID)
SHARED = {A_SHORT_NAME: "a short name", A_LOCATOR: "a place"}
FILLED_IN = {"outcome": PLAIN_OUTCOME}
DATA_OF_FIGURES = {
    "organisation": ["organs"],
    "interviews": ["interviews"],
    "forces": ["forces"],
    "timeline": ["candidates"],
    "citations": ["factor_selection"],
    "comparison": ["truth_table", "presence"],
    "configuration_chart": ["qca-configurations"],
    "model_chart": ["qca-implicants", "qca-models"],
    "distance_map": ["distances"],
    "threshold_sweep": ["thresholds"],
    "survival": ["survival-counts", "plausible"],
}
OF_FIGURES = ["truth_table", "factor_selection", "distances", "survival-counts", "thresholds", "organs"]


def appendices(tables: dict[str, pd.DataFrame], names: dict, config: dict, nouns: dict[str, list[str]]) -> Row:
    """
    What the appendices print, apart from the evidence and the claims, which have chapters as well.

    nouns: the tables that the study has, by the folder that they lie in.
    """
    book = codebook(tables)
    files = [*(f"raw/{noun}.csv" for noun in ("factors", "themes") if noun in nouns["raw"])]
    return {
        "guide": guide_appendix(tables["guide"], tables["factors"]),
        "factors_not_asked_for": int(tables["factors"]["questions"].isna().sum()),
        "codebook": book,
        "codebook_files": [*files, *([] if tables["selection"].empty else ["results/tables/selection.csv"])],
        "mentions_by_factor": mentions_by_factor(tables["mentions"], book),
        "choices": choices_appendix(config, config_schema()),
        "said_once": {short: whole.removeprefix(short).removeprefix(" of ") for whole, short in SHARED.items()},
        "dictionaries": dictionary_appendix(tables, nouns, config),
        **exhibits_appendix(exhibits(tables, names, config)),
    }


def guide_appendix(guide: pd.DataFrame, factors: pd.DataFrame) -> list[Row]:
    """The questions of the interview guide, each with the factors that it asks for, as the codebook says."""
    asked = {row["factor"]: members(row["questions"]) for row in rows(factors)}
    return [
        row | {"factors": [factor for factor, questions in asked.items() if row["question"] in questions]}
        for row in rows(guide)
    ]


def decisions(cells_by_factor: list[Row]) -> list[Row]:
    """The cells that a person decided, in the order of the factors."""
    return [cell for group in cells_by_factor for cell in group["cells"] if cell["decided_by"] == "adjudication"]


def codebook(tables: dict[str, pd.DataFrame]) -> list[Row]:
    """
    The factors, most cited first, each with how many interviews cite it and passages mention it, and the themes inside it.

    A factor that no interview mentions keeps its entry; the factors of a ready data matrix have no counts.
    """
    counts = {row["factor"]: row for row in rows(tables["selection"])}
    said = tables["mentions"]
    inside: dict[str, list[Row]] = {}
    for theme in rows(tables["themes"]):
        inside.setdefault(theme["factor"], []).append(
            theme | {"mentions": int((said["theme"] == theme["theme"]).sum())}
        )
    uncounted = {"citations": 0, "selected": 0}
    entries = [
        counts.get(row["factor"], uncounted)
        | row
        | {"mentions": int((said["factor"] == row["factor"]).sum()), "themes": inside.get(row["factor"], [])}
        for row in rows(tables["factors"])
    ]
    return sorted(entries, key=lambda entry: -entry["citations"])


def mentions_by_factor(mentions: pd.DataFrame, codebook: list[Row]) -> list[Row]:
    """The mentions by factor in the order of the codebook; a factor that nobody mentions has no group."""
    groups = {entry["factor"]: [] for entry in codebook}
    for mention in rows(mentions):
        groups[mention["factor"]].append(mention)
    return [{"factor": factor, "mentions": said} for factor, said in groups.items() if said]


def claims_by_part(ledger: list[Row]) -> list[Row]:
    """The claims by the part of the text in which they stand, in its order: a chapter, the abstract, the appendices."""
    parts: dict[str, list[Row]] = {}
    for claim in ledger:
        parts.setdefault(part_of_text(claim["locator"]), []).append(claim)
    return [{"words": words, "claims": claims} for words, claims in parts.items()]


def part_of_text(locator: str) -> str:
    """The part of the text that a locator points into: `4.5 ¶13` stands in chapter 4."""
    first = locator.partition(" ")[0].rstrip(",;")
    return f"Chapter {first.partition('.')[0]}" if first[:1].isdigit() else first


def choices_appendix(config: dict, schema: dict) -> list[Row]:
    """
    Every choice that a study can make, in the order of the schema, with what it means: as the study made it, as the pipeline
    fills it in where the study leaves it out, or left out.
    """
    return [
        {
            "key": key,
            "value": as_text(config.get(key, FILLED_IN.get(key, ""))),
            "standing": "made" if key in config else "filled in" if key in FILLED_IN else "left out",
            "meaning": rule["description"],
        }
        for key, rule in schema["properties"].items()
    ]


def dictionary_appendix(tables: dict[str, pd.DataFrame], nouns: dict[str, Iterable[str]], config: dict) -> list[Row]:
    """
    What a row and each column of the study's tables is, the raw tables first.

    nouns: the tables that the study has, by the folder that they lie in.
    """
    return [
        {
            "folder": folder,
            "tables": [said_of(noun, tables[noun], config) for noun in has],
        }
        for folder, has in nouns.items()
    ]


def said_of(noun: str, table: pd.DataFrame, config: dict) -> Row:
    """The dictionary of a table with its file, and with the rules that many columns share told by the names they have."""
    said = dictionary(noun, config, list(table.columns))
    columns = [column | {"expected": SHARED.get(column["expected"], column["expected"])} for column in said["columns"]]
    told = [column | {"sentence": sentence_on(column)} for column in columns]
    return said | {"file": f"{FILE_OF.get(noun, noun)}.csv", "columns": told}


def sentence_on(column: Row) -> str:
    """What a column of a derived table is, in one sentence: `The value that the comparison uses (0, 1 or ?).`"""
    notes = [column["expected"]] * (column["expected"] != "text") + ["may be empty"] * (
        column["needed"] == "may be empty"
    )
    return column["is"].removesuffix(".") + (f" ({'; '.join(notes)})" if notes else "") + "."


def exhibits_appendix(made: list[Exhibit]) -> Row:
    """
    The exhibits by name, and those that a part of the appendices prints.

    The analysis by sets and Mill's method of difference stand together; the data of figures are those printed nowhere else.
    """
    short = {exhibit.name: shortened(exhibit, LONGEST_PART) for exhibit in made}
    return {
        "exhibits": short,
        "qca_exhibits": [one for name, one in short.items() if re.match("qca-|mill-", name)],
        "figure_exhibits": [short[name] for name in OF_FIGURES if name in short],
        "data_of_figures": DATA_OF_FIGURES,
    }
