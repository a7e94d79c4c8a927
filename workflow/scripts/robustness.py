"""Robustness: the same analysis under every variation of its choices, sources, cases and cells."""

import pandas as pd

from mssd.codings import Result
from mssd.models import MOST_UNDETERMINED_CELLS, Cutoffs, factors_of, parsimonious_models, undetermined_cells
from mssd.tables import listed, natural
from mssd.variations import Study, TruthTables, varied_studies, varied_truth_tables
from schemas.base import UNKNOWN
from schemas.robustness import TESTS, Robustness
from scripts.covariation import covariation
from scripts.presence import presence
from scripts.selection import selection
from scripts.truth_table import truth_table as lay_out

MOST_WORK = 1_000_000
NOTHING_PUBLISHED = pd.DataFrame(columns=["case", "factor", "present"])
Row = dict[str, object]


def robustness(
    truth_table: pd.DataFrame,
    study: Study | None,
    plausible: list[Result],
    cutoffs: Cutoffs,
) -> pd.DataFrame:
    """
    Each variation of the analysis with what survives under it, what is left open, and the parsimonious models.

    truth_table: the study's own. study: what it is derived from; None for a data matrix, which has no sources to vary.
    plausible: the results that the plausible codings give, the most frequent first (see mssd.codings).
    A variation goes through the same steps as the study. An undetermined cell is never guessed: a factor whose
    survival hangs on it is open. `changed` compares survivors with survivors; a factor that is open only is none.
    Source: Skaaning 2011, on varying calibration, cut-offs and cases.
    """
    varied = [*(derived_tables(study) if study else []), *varied_truth_tables(truth_table)]
    results = analyses([truth_table, *(table for _, _, table in varied)], cutoffs)
    own = results.pop(0)
    rows = [
        {"test": test, "variant": variant, "times": 1, **result}
        for (test, variant, _), result in zip(varied, results, strict=True)
    ]
    rows += [of_codings(place, result, own) for place, result in enumerate(plausible, 1)]
    rows = [cells_of(row) | compared(row, own) for row in rows]
    rows.sort(key=lambda row: (TESTS.index(row["test"]), natural(row["variant"])))
    whole = dict.fromkeys(["times", "changed", "solutions_changed"], "Int64")
    return pd.DataFrame(rows, columns=list(Robustness.to_schema().columns)).astype(whole)


def derived_tables(study: Study) -> TruthTables:
    """The truth table of each variation of a study; where what decides the cells is the same, so is the table."""
    known: dict[tuple, pd.DataFrame] = {}
    for test, variant, varied in varied_studies(study):
        factors = compared_factors(varied)
        deciding = (tuple(factors), *what_decides(varied))
        if deciding not in known:
            known[deciding] = derived_table(varied, factors)
        yield test, variant, known[deciding]


def compared_factors(study: Study) -> list[str]:
    """The factors that are selected and can vary."""
    found = selection(factors=study.factors, mentions=study.mentions, threshold=study.threshold)
    return found.loc[(found["selected"] == 1) & (found["scope"] == "case"), "factor"].tolist()


def what_decides(study: Study) -> tuple:
    """What the values of the cells hang on, beside the adjudications: the evidence or, by that rule, the interviews."""
    if study.rule == "interviews":
        columns = ["interview", "factor", "case", "stance"]
        return (study.threshold, *study.mentions[columns].dropna().itertuples(index=False, name=None))
    columns = ["case", "factor", "direction", "kind", "source"]
    return tuple(study.evidence[columns].itertuples(index=False, name=None))


def derived_table(study: Study, factors: list[str]) -> pd.DataFrame:
    """The truth table of a study, through the steps that the study itself goes through."""
    cells = presence(
        cases=study.outcomes["case"].tolist(),
        factors=factors,
        evidence=study.evidence,
        mentions=study.mentions,
        adjudications=study.adjudications,
        published=NOTHING_PUBLISHED,
        threshold=study.threshold,
        rule=study.rule,
    )
    return lay_out(presence=cells, outcomes=study.outcomes)


def analyses(tables: list[pd.DataFrame], cutoffs: Cutoffs) -> list[Row]:
    """
    The analysis of each truth table; equal tables are analysed once.

    Where all of them together are more than MOST_WORK to minimise, the models of none are sought.
    """
    contents = [(*table.columns, *table.astype(str).itertuples(index=False, name=None)) for table in tables]
    different = dict(zip(contents, tables, strict=True))
    minimise = sum(map(work, different.values())) <= MOST_WORK
    known = {content: analysis(table, cutoffs, minimise) for content, table in different.items()}
    return [known[content] for content in contents]


def work(truth_table: pd.DataFrame) -> int:
    """How much there is to minimise: the cells of the table, once for each completion of the undetermined ones."""
    unknown = min(undetermined_cells(truth_table), MOST_UNDETERMINED_CELLS)
    return len(truth_table) * len(factors_of(truth_table)) * 2**unknown


def analysis(truth_table: pd.DataFrame, cutoffs: Cutoffs, minimise: bool) -> Row:
    """The factors compared, those that covary, those of which unknown cells leave it open, and the models (None: not known)."""
    found = covariation(truth_table=truth_table, common_factors=[])
    may_covary = found["pattern"].str.split("|").map(lambda patterns: "covaries" in patterns).astype(bool)
    survives = found["pattern"] == "covaries"
    return {
        "selected": found["factor"].tolist(),
        "survivors": found.loc[survives, "factor"].tolist(),
        "open": found.loc[may_covary & ~survives, "factor"].tolist(),
        "solutions": parsimonious_models(truth_table, cutoffs) if minimise else None,
    }


def of_codings(place: int, result: Result, own: Row) -> Row:
    """The variation that a result of the plausible codings is."""
    return {
        "test": "plausible_coding",
        "variant": str(place),
        "times": result.times,
        "selected": own["selected"],
        "survivors": list(result.survivors),
        "open": [],
        "solutions": None if result.models is None else list(result.models),
    }


def cells_of(row: Row) -> Row:
    """The row as it is written: each set as one cell."""
    solutions = UNKNOWN if row["solutions"] is None else listed(row["solutions"])
    return row | {name: listed(row[name]) for name in ("selected", "survivors", "open")} | {"solutions": solutions}


def compared(row: Row, own: Row) -> Row:
    """Whether the survivors, and the models, are other ones than the study's own."""
    known = row["solutions"] is not None and own["solutions"] is not None
    return {
        "changed": int(set(row["survivors"]) != set(own["survivors"])),
        "solutions_changed": int(set(row["solutions"]) != set(own["solutions"])) if known else None,
    }


if __name__ == "__main__":
    from pathlib import Path

    from mssd.chance import chance
    from mssd.codings import codings, doubtful_cells, doubts, survival
    from mssd.tables import read, write
    from mssd.voices import authors_of_sources

    given, choice = snakemake.input, snakemake.params
    cutoffs = Cutoffs(choice.consistency_cutoff, choice.frequency_cutoff)
    own = read("truth_table", given.truth_table)
    doubted = doubts(own, doubtful_cells(read("presence", given.presence)))
    found = survival(doubted, cutoffs)
    study = None
    if not choice.matrix:
        cases = read("cases", given.cases, {"criteria": choice.criteria})
        study = Study(
            **{noun: read(noun, given.get(noun)) for noun in ["interviews", "factors", "mentions", "evidence"]},
            adjudications=read("adjudications", given.adjudications),
            outcomes=cases[cases["case"].isin(own["case"])].reset_index(drop=True),
            authors=authors_of_sources(Path(given.sources).read_text(encoding="utf-8")),
            threshold=choice.threshold,
            rule=choice.rule,
        )
    varied = robustness(truth_table=own, study=study, plausible=found.results, cutoffs=cutoffs)
    write("robustness", varied, snakemake.output.robustness)
    write("codings", codings(doubted, found), snakemake.output.codings)
    write("chance", chance(own), snakemake.output.chance)
