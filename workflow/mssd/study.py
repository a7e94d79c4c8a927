"""A study's raw data: all of it read, and every complaint about it at once."""

import re
from itertools import islice
from pathlib import Path

import pandas as pd

import schemas
from mssd.bibliography import OF_A_SOURCE, UNREADABLE, read_bibliography, strange_fields
from mssd.characters import hidden_in_lines, visible
from mssd.complaints import Complaint, Refused, nearest
from mssd.disclosure import never_found, untold
from mssd.facts import unknown_in
from mssd.files import (
    BESIDE_THE_TABLES,
    BIBLIOGRAPHY,
    OF_INTERVIEWS,
    RAW,
    has_bibliography,
    hidden,
    is_matrix,
    private_files,
    read_text,
    summaries,
    tables_of,
)
from mssd.inspection import MOST_FACTORS, inspect_table
from mssd.letters import strange_letters
from mssd.tables import members
from schemas.base import columns_of, has_private
from schemas.data_matrix import factors_of
from schemas.findings import clashing, names_of_findings
from schemas.mentions import CITING
from schemas.private_names import AT_LEAST_THREE

DERIVED = [
    *(
        "small_cells",
        "case_selection",
        "selection",
        "presence",
        "transparency",
        "truth_table",
        "covariation",
        "changes",
    ),
    *("configurations", "conditions", "minimisations", "solutions", "implicants", "assumptions"),
    *("mill", "pairs", "similarity", "discriminations", "weights"),
    *("robustness", "codings", "chance"),
]
MOST_COMPARED = 100_000
OF_A_SUMMARY = re.compile(r"\s*(?:the\s+)?summary[^\w¶;]*¶(.*)", re.IGNORECASE | re.DOTALL)
MOST_DIGITS = 9
TRUE = "1"
MOST_CASES = 200
MOST_CLAIMS_TOLD = 1000
AT_LEAST_A_ROW = ["interviews", "factors", "cases", "data_matrix"]


def check_study(raw: str | Path, config: dict) -> dict[str, int]:
    """
    The number of rows of each raw file of a study, when all of it is in order.

    Raises Refused with every complaint: files missing or unknown, tables that break their schema, references that point nowhere.
    """
    raw = Path(raw)
    criteria, published = config.get("criteria", {}), config.get("published_study")
    expectations = config.get("directional_expectations", {})
    threshold = config.get("citation_threshold")
    config = {"criteria": criteria if isinstance(criteria, dict) else {}}
    tables, sources, complaints = read_all(raw, config)
    complaints += strangers(raw) + private_complaints(raw)
    tables = without_broken_private(tables, raw, complaints)
    whole = {noun: table for noun, table in tables.items() if is_whole(f"{raw}/{noun}.csv", complaints)}
    complaints += [c for noun in tables for c in dangling(noun, tables[noun], whole, sources, raw, config)]
    complaints += unknown_findings(tables, sources, raw, config)
    complaints += dangling_summaries(tables, raw) + nothing_to_compare(tables, raw, list(config["criteria"]))
    complaints += expectations_of_no_factor(expectations, tables, raw)
    complaints += strange_letters(tables, raw) + hidden_in_summaries(raw)
    complaints += unfit_factors(tables, raw) + too_much_to_compare(tables, raw, list(config["criteria"]), threshold)
    if published and sources is not None and published not in sources:
        problem = f"'{published}' is not a source of {raw}/{BIBLIOGRAPHY}{nearest(published, sources)}"
        complaints.append(Complaint("config.yaml", None, "published_study", problem))
    if complaints:
        raise Refused(untold(complaints, listed_names(raw)))
    rows = {f"{raw}/{noun}.csv": len(table) for noun, table in tables.items()}
    return rows | ({f"{raw}/{BIBLIOGRAPHY}": len(sources)} if has_bibliography(raw) else {})


def read_all(raw: Path, config: dict) -> tuple[dict[str, pd.DataFrame], list[str] | None, list[Complaint]]:
    """
    Every table of a study, the keys of its bibliography, and the complaints about each.

    The keys are None where the bibliography is missing or an entry can't be read: what refers to it is not blamed for that.
    """
    tables, complaints = {}, []
    for noun in tables_of(raw):
        path = raw / f"{noun}.csv"
        table, problems = inspect_table(path, schemas.schema(noun, config))
        if noun in AT_LEAST_A_ROW and not problems and table.empty:
            problems = [Complaint(str(path), 2, None, "no row below the header; expected at least one")]
        tables[noun] = table
        complaints += problems
    if not has_bibliography(raw):
        absent = Complaint(f"{raw}/{BIBLIOGRAPHY}", None, None, "the file is missing or can't be opened")
        return (tables, [], complaints) if is_matrix(raw) else (tables, None, [*complaints, absent])
    text, problems = read_text(raw / BIBLIOGRAPHY, f"{raw}/{BIBLIOGRAPHY}")
    problems += hidden_in_lines(f"{raw}/{BIBLIOGRAPHY}", text) + strange_fields(f"{raw}/{BIBLIOGRAPHY}", text)
    sources, faults = read_bibliography(text)
    problems += [
        Complaint(f"{raw}/{BIBLIOGRAPHY}", f.line, f.key, f"{f.problem}; expected {f.expected}") for f in faults
    ]
    broken = any(fault.problem.startswith(UNREADABLE) for fault in faults)
    return tables, None if broken else sources, complaints + problems


def strangers(raw: Path) -> list[Complaint]:
    """A complaint for each file in raw/ that no table explains, so that a misspelt name isn't passed over."""
    known = [f"{noun}.csv" for noun in RAW] + BESIDE_THE_TABLES
    found = [path.name for path in sorted(raw.glob("*")) if not hidden(path.name)]
    expected = f"not a file of a study; expected {', '.join(known)}"
    problems = {name: f"{expected}{nearest(name, known)}" for name in found if name not in known}
    if is_matrix(raw):
        both = [f"{noun}.csv" for noun in OF_INTERVIEWS if noun != "factors" and f"{noun}.csv" in found]
        problems |= dict.fromkeys(both, "a study has either interviews or data_matrix.csv; expected only one")
    return [Complaint(f"{raw}/{name}", None, None, problem) for name, problem in problems.items()]


def private_complaints(raw: Path) -> list[Complaint]:
    """What is wrong in the file of private names; no complaint repeats anything that it says."""
    found = [(file, *inspect_table(file, schemas.schema("private_names"))) for file in private_files(raw)]
    return [c for file, table, complaints in found for c in complaints or never_found(file, table)]


def listed_names(raw: Path) -> dict[int, str]:
    """The private names of a study by their line, as far as the file of them can be read."""
    tables = [inspect_table(file, schemas.schema("private_names"))[0] for file in private_files(raw)]
    listed = {line: name for table in tables if "name" in table for line, name in table["name"].dropna().items()}
    return {line: name for line, name in listed.items() if re.match(AT_LEAST_THREE, name)}


def without_broken_private(
    tables: dict[str, pd.DataFrame], raw: Path, complaints: list[Complaint]
) -> dict[str, pd.DataFrame]:
    """
    The tables, without one that has both a private column and a complaint.

    What is private may stand in any of its columns, so nothing is compared with it, and no name in it is suggested.
    """
    broken = {complaint.file for complaint in complaints}
    return {
        noun: table
        for noun, table in tables.items()
        if not (f"{raw}/{noun}.csv" in broken and has_private(schemas.schema(noun)))
    }


def is_whole(file: str, complaints: list[Complaint]) -> bool:
    """Whether every row of a file could be read; where one couldn't, what refers to it is not blamed for that."""
    return not any(complaint.file == file and complaint.column is None for complaint in complaints)


def dangling(
    noun: str,
    table: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    sources: list[str] | None,
    raw: Path,
    config: dict,
) -> list[Complaint]:
    """A complaint for each cell of a table that refers to something that isn't in the other tables, or in the sources."""
    rules = columns_of(schemas.schema(noun, config), list(table.columns))
    complaints, hints = [], {}
    for column, rule in rules.items():
        refers_to = rule.metadata.get("refers_to")
        if refers_to is None:
            continue
        cells = table[column].dropna()
        targets = targets_of(refers_to, table.loc[cells.index])
        known_at = {target: known_names(target, tables, sources) for target in set(targets)}
        known_at = {target: dict.fromkeys(known) for target, known in known_at.items() if known is not None}
        for (line, cell), target in zip(cells.items(), targets, strict=True):
            known = known_at.get(target)
            for name in members(cell) if rule.metadata.get("several") else [cell]:
                if known is not None and name not in known:
                    if (target, name) not in hints:
                        near = nearest(name, known) if len(hints) * len(known) < MOST_COMPARED else ""
                        hints[target, name] = f"'{visible(name)}' is not {a_name_of(target, raw)}{near}"
                    complaints.append(Complaint(f"{raw}/{noun}.csv", line, column, hints[target, name]))
    return complaints


def targets_of(refers_to: str | dict, rows: pd.DataFrame) -> list[str | None]:
    """The `table.column` that a cell of each row refers to, where another cell of the row may decide."""
    if isinstance(refers_to, str):
        return [refers_to] * len(rows)
    ((deciding, target),) = refers_to.items()
    return [target.get(value) for value in rows[deciding]] if deciding in rows else [None] * len(rows)


def known_names(target: str | None, tables: dict[str, pd.DataFrame], sources: list[str] | None) -> list[str] | None:
    """The names that a reference may use; None where the study has no such table, and nothing can be checked."""
    if target is None:
        return None
    place, *literals = target.split(" or ")
    noun, column = place.split(".")
    if noun == "sources":
        return sources
    if noun not in tables or column not in tables[noun]:
        return None
    return tables[noun][column].dropna().tolist() + literals


def a_name_of(target: str, raw: Path) -> str:
    """How a complaint says what a name should have been: `a factor of raw/factors.csv`."""
    place, *literals = target.split(" or ")
    noun, column = place.split(".")
    article = "an" if column[0] in "aeiou" else "a"
    file = BIBLIOGRAPHY if noun == "sources" else f"{noun}.csv"
    return " or ".join([f"{article} {column} of {raw}/{file}", *(f"'{literal}'" for literal in literals)])


def unknown_findings(
    tables: dict[str, pd.DataFrame], sources: list[str] | None, raw: Path, config: dict
) -> list[Complaint]:
    """A complaint for each claim that names a finding that no study has, or a column or row that this study doesn't have."""
    if "finding" not in tables.get("claims", []):
        return []
    matrix = tables.get("data_matrix", pd.DataFrame())
    factors = factors_of(matrix)
    factors += known_names("factors.factor", tables, None) or []
    columns = {noun: named_columns(noun, config, factors) for noun in [*RAW, *DERIVED]} | {"sources": OF_A_SOURCE}
    ids = {
        key: dict.fromkeys(tables[noun][key].dropna())
        for noun in tables
        for key in key_of(noun, config)
        if key in tables[noun]
    }
    ids |= {"factor": [*factors, "outcome"]} | ({} if sources is None else {"source": sources})
    known = names_of_findings(factors)
    named = tables["claims"]["finding"].dropna().items()
    problems = ((line, unknown_in(name, columns, known, ids)) for line, name in named)
    found = (Complaint(f"{raw}/claims.csv", line, "finding", problem) for line, problem in problems if problem)
    return list(islice(found, MOST_CLAIMS_TOLD))


def key_of(noun: str, config: dict) -> list[str]:
    """The column that names the rows of a table, where one does."""
    return [name for name, column in schemas.schema(noun, config).columns.items() if column.unique]


def named_columns(noun: str, config: dict, factors: list[str]) -> list[str]:
    """The columns of a table that a claim may name; where a schema has a pattern, the factors and criteria of the study."""
    columns = schemas.schema(noun, config).columns
    patterns = any(column.regex for column in columns.values())
    return [name for name, column in columns.items() if not column.regex] + (
        [*factors, *config["criteria"]] if patterns else []
    )


def dangling_summaries(tables: dict[str, pd.DataFrame], raw: Path) -> list[Complaint]:
    """A complaint for each summary of no interview or not in UTF-8, and each mention of a paragraph that it doesn't have."""
    mentions, interviews = tables.get("mentions", pd.DataFrame()), known_names("interviews.interview", tables, None)
    texts = {path.stem: read_text(path, str(path)) for path in summaries(raw)}
    complaints = [complaint for _, unreadable in texts.values() for complaint in unreadable]
    for interview in texts:
        if interviews is not None and interview not in interviews:
            problem = f"'{interview}' is not an interview of {raw}/interviews.csv{nearest(interview, interviews)}"
            complaints.append(Complaint(f"{raw}/summaries/{interview}.md", None, None, problem))
    if {"locator", "interview"} <= set(mentions.columns):
        has = {interview: paragraphs_in(text) for interview, (text, _) in texts.items()}
        told = mentions.dropna(subset=["locator", "interview"])
        for line, interview, locator in told[["interview", "locator"]].itertuples(name=None):
            if not all(is_of_summary(place, has.get(interview, 0)) for place in locator.split(";")):
                file = f"{raw}/summaries/{interview}.md"
                problem = f"'{visible(locator)}'; expected a paragraph of {file}, which has {has.get(interview, 0)}"
                complaints.append(Complaint(f"{raw}/mentions.csv", line, "locator", problem))
    return complaints


def is_of_summary(place: str, paragraphs: int) -> bool:
    """Whether a place is in a summary of so many paragraphs, or speaks of no summary; capitals and blanks don't matter."""
    speaks = OF_A_SUMMARY.match(place)
    if speaks is None:
        return True
    numbers = [int(digits) if len(digits) <= MOST_DIGITS else 0 for digits in re.findall("[0-9]+", speaks[1])]
    return bool(numbers) and all(1 <= number <= paragraphs for number in numbers)


def hidden_in_summaries(raw: Path) -> list[Complaint]:
    """A complaint for each line of a summary with a character that may not stand in a text."""
    read = [(str(path), *read_text(path, str(path))) for path in sorted(raw.glob("summaries/*.md"))]
    return [c for file, text, unreadable in read if not unreadable for c in hidden_in_lines(file, text)]


def too_much_to_compare(
    tables: dict[str, pd.DataFrame], raw: Path, criteria: list[str], threshold: object
) -> list[Complaint]:
    """A complaint where more factors or cases would be compared than can be in a reasonable time."""
    matrix, mentions, cases = (tables.get(noun, pd.DataFrame()) for noun in ("data_matrix", "mentions", "cases"))
    compared, factors = len(matrix), factors_of(matrix)
    if {"stance", "factor", "interview"} <= set(mentions) and isinstance(threshold, int):
        citing = mentions[mentions["stance"].isin(CITING)].groupby("factor")["interview"].nunique()
        factors += citing.index[citing >= threshold].tolist()
    if not cases.empty and set(criteria) <= set(cases):
        compared += int((cases[criteria] == "1").all(axis=1).sum())
    places = ("data_matrix.csv", "data_matrix.csv") if is_matrix(raw) else ("factors.csv", "cases.csv")
    counts = [(len(factors), MOST_FACTORS, "factors"), (compared, MOST_CASES, "cases")]
    return [
        Complaint(f"{raw}/{file}", None, None, f"{count} {what} would be compared; expected {most} at most")
        for file, (count, most, what) in zip(places, counts, strict=True)
        if count > most
    ]


def unfit_factors(tables: dict[str, pd.DataFrame], raw: Path) -> list[Complaint]:
    """A complaint for each factor with a name that findings or models use for something else."""
    factors = tables["factors"]["factor"].dropna() if "factor" in tables.get("factors", []) else pd.Series(dtype=str)
    taken = dict.fromkeys(clashing(factors), "is the size of a finding of another factor")
    taken |= {TRUE: "is how a model says that no condition is needed"}
    return [
        Complaint(f"{raw}/factors.csv", line, "factor", f"'{name}' {taken[name]}; expected another name")
        for line, name in factors.items()
        if name in taken
    ]


def paragraphs_in(summary: str) -> int:
    """How many paragraphs a summary has, which a locator counts from 1; its headings are none."""
    blocks = re.split(r"\n\s*\n", summary)
    return sum(1 for block in blocks if block.strip() and not block.lstrip().startswith("#"))


def expectations_of_no_factor(expectations: object, tables: dict[str, pd.DataFrame], raw: Path) -> list[Complaint]:
    """A complaint for each directional expectation of a factor that the study doesn't have."""
    if is_matrix(raw):
        known = factors_of(tables["data_matrix"])
        place = f"a factor column of {raw}/data_matrix.csv"
    else:
        known = tables["factors"]["factor"].dropna().tolist() if "factor" in tables["factors"] else []
        place = f"a factor of {raw}/factors.csv"
    strangers = [name for name in expectations if name not in known] if isinstance(expectations, dict) and known else []
    return [
        Complaint(
            "config.yaml", None, "directional_expectations", f"'{name}' is not {place}{nearest(str(name), known)}"
        )
        for name in strangers
    ]


def nothing_to_compare(tables: dict[str, pd.DataFrame], raw: Path, criteria: list[str]) -> list[Complaint]:
    """A complaint when no candidate meets every criterion, so that there is no case."""
    cases = tables.get("cases", pd.DataFrame())
    if cases.empty or not set(criteria) <= set(cases.columns) or (cases[criteria] == "1").all(axis=1).any():
        return []
    problem = "no candidate meets every criterion; expected at least one to compare"
    return [Complaint(f"{raw}/cases.csv", None, None, problem)]
