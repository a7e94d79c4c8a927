"""Solutions: all the minimal models of the outcome and of its absence, with what they rest on."""

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from mssd.boolean import TooManyTerms
from mssd.counterfactuals import assumed, easy, expected_of
from mssd.fit import fit, least
from mssd.minimisation import Models, Term, minimal_models, observed_implicants, prime_implicants, term_text
from mssd.models import (
    MOST_FACTORS,
    MOST_UNDETERMINED_CELLS,
    Configurations,
    Cutoffs,
    Rows,
    by_letters,
    completions,
    factors_of,
    model_text,
    to_cover,
    undetermined_cells,
)
from mssd.tables import listed
from schemas import model as schema_of
from schemas.minimisations import KINDS

LISTED = 100
IMPLICANTS_LISTED = 1000
FACTORS_WITH_ASSUMPTIONS = 6
FACTORS_WITH_EXPECTATIONS = 10
NOUNS = ["minimisations", "solutions", "implicants", "assumptions"]
Record = dict[str, object]
Model = tuple[Term, ...]


@dataclass
class Minimisation:
    """
    What was found for the outcome or for its absence, by one kind of minimisation, over all completions of the unknown cells.

    models and implicants: by their text, how each stands in every completion in which it occurs.
    """

    outcome: int
    kind: str
    cutoffs: Cutoffs
    obstacle: str | None = None
    completions: int = 0
    positive: int = 0
    negative: int = 0
    counts: list[Models] = field(default_factory=list)
    models: dict[str, list[tuple[Model, Rows]]] = field(default_factory=dict)
    implicants: dict[str, list[Record]] = field(default_factory=dict)

    @property
    def listed(self) -> list[str]:
        """The models that are listed: those that are minimal in the most completions, at most a hundred."""
        ranked = sorted(self.models, key=lambda model: (-len(self.models[model]), by_letters(model)))
        return ranked[:LISTED]


def solutions(truth_table: pd.DataFrame, cutoffs: Cutoffs, expectations: dict[str, str]) -> dict[str, pd.DataFrame]:
    """
    The minimal models as tables: minimisations, solutions, implicants, assumptions.

    A model is minimal when it covers every positive configuration and no negative one with the fewest prime implicants; all
    such models are found, none is chosen. complex: only observed configurations may be covered; parsimonious: any remainder
    may be; intermediate: only those that the expectations (factor: present or absent) make easy. Where cells are
    undetermined, every way of settling them is gone through. Sources: Quine 1952; Ragin 1987, chapter 6; Ragin 2008,
    chapters 8 and 9; Baumgartner and Thiem 2017 on reporting all models.
    """
    # ASSUME: For the absence of the outcome, the reverse of each directional expectation is expected.
    kinds = KINDS if expectations else KINDS[:2]
    found = [minimised(truth_table, outcome, kind, cutoffs, expectations) for outcome in (1, 0) for kind in kinds]
    rows = {
        "minimisations": [summary(one) for one in found],
        "solutions": [row for one in found for row in terms_of(one)],
        "implicants": [row for one in found for row in chart_of(one)],
        "assumptions": [
            row for one in found if one.kind == "parsimonious" for row in assumptions_of(one, expectations)
        ],
    }
    return {noun: pd.DataFrame(rows[noun], columns=list(schema_of(noun).to_schema().columns)) for noun in NOUNS}


def minimised(
    truth_table: pd.DataFrame, outcome: int, kind: str, cutoffs: Cutoffs, expectations: dict[str, str]
) -> Minimisation:
    """All that one kind of minimisation finds for the outcome (1) or its absence (0)."""
    found = Minimisation(outcome, kind, cutoffs, obstacle=obstacle_of(truth_table, kind))
    if found.obstacle:
        return found
    for place, rows in enumerate(completions(truth_table)):
        positive, negative = to_cover(rows, outcome, cutoffs)
        found.completions += 1
        if place == 0:
            found.positive, found.negative = len(positive), len(negative)
        if positive and negative:
            try:
                add_completion(found, rows, positive, negative, expectations)
            except TooManyTerms:
                return Minimisation(
                    outcome, kind, cutoffs, "too_many_implicants", place + 1, len(positive), len(negative)
                )
    if not found.models:
        found.obstacle = no_model(truth_table, outcome, cutoffs)
    return found


def obstacle_of(truth_table: pd.DataFrame, kind: str) -> str | None:
    """What stands in the way of a minimisation before it begins."""
    factors = len(factors_of(truth_table))
    if not factors:
        return "no_factor"
    if factors > (FACTORS_WITH_EXPECTATIONS if kind == "intermediate" else MOST_FACTORS):
        return "too_many_factors"
    return "too_many_undetermined_cells" if undetermined_cells(truth_table) > MOST_UNDETERMINED_CELLS else None


def no_model(truth_table: pd.DataFrame, outcome: int, cutoffs: Cutoffs) -> str:
    """Why there is nothing to model: no configuration to cover, or none to keep out."""
    positive, _ = to_cover(next(iter(completions(truth_table))), outcome, cutoffs)
    return "no_negative_configuration" if positive else "no_positive_configuration"


def add_completion(
    found: Minimisation, rows: Rows, positive: Configurations, negative: Configurations, expectations: dict[str, str]
) -> None:
    """Add the implicants and the minimal models of one completion."""
    expected = expected_of(expectations, rows, found.outcome)
    for implicants in implicants_of(found, rows, positive, negative, expected):
        minimal = minimal_models(implicants, positive, limit=LISTED)
        found.counts.append(minimal)
        for model in minimal.models:
            known = found.models.setdefault(model_text(model, rows.factors), [])
            if not any(other is rows for _, other in known):
                known.append((model, rows))
        for term, entry in chart_entries(implicants, rows, found.outcome, positive).items():
            known = found.implicants.setdefault(term_text(term, rows.factors), [])
            if not any(other["rows"] is rows for other in known):
                known.append(entry)


def implicants_of(
    found: Minimisation, rows: Rows, positive: Configurations, negative: Configurations, expected: Term
) -> list[list[Term]]:
    """The prime implicants of a kind; for the intermediate kind a list of them for each parsimonious model it lies within."""
    if found.kind == "complex":
        return [observed_implicants(positive, rows.width)]
    parsimonious = prime_implicants(positive, negative, rows.width)
    if found.kind == "parsimonious":
        return [parsimonious]
    lists: dict[tuple[int, ...], list[Term]] = {}
    for model in minimal_models(parsimonious, positive, limit=LISTED).models:
        allowed = easy(assumed(model, rows, found.cutoffs), positive, expected)
        key = (*positive, *allowed.tolist())
        if key not in lists:
            terms = observed_implicants(list(key), rows.width)
            lists[key] = [t for t in terms if any(one & t.care == t.value for one in positive)]
    return list(lists.values())


def chart_entries(implicants: list[Term], rows: Rows, outcome: int, positive: Configurations) -> dict[Term, Record]:
    """The prime implicants, each with the cases to be explained that it covers, and whether every model needs it."""
    covered = {term: [one for one in positive if term.covers(one)] for term in implicants}
    covering = Counter(one for ones in covered.values() for one in ones)
    shown_by: dict[int, list[str]] = {}
    for case, one, has in zip(rows.cases, rows.configurations, rows.outcomes, strict=True):
        if has == outcome:
            shown_by.setdefault(one, []).append(case)
    return {
        term: {
            "rows": rows,
            "covers": {case for one in ones for case in shown_by.get(one, [])},
            "essential": int(any(covering[one] == 1 for one in ones)),
        }
        for term, ones in covered.items()
    }


def summary(found: Minimisation) -> Record:
    """The row of minimisations.csv: how much there was to cover, how many implicants and models there are."""
    settled = all(one.counted for one in found.counts)
    whole = all(one.complete for one in found.counts)
    number = found.counts[0].count if len(found.counts) == 1 and settled else len(found.models) if whole else None
    sizes = [one.size for one in found.counts]
    return {
        "outcome": found.outcome,
        "kind": found.kind,
        "obstacle": found.obstacle or (None if settled else "cover_not_settled"),
        "completions": found.completions,
        "positive": found.positive,
        "negative": found.negative,
        "implicants": len(found.implicants) if found.counts else None,
        "terms": min(sizes) if sizes else None,
        "models": str(number) if number else None,
        "listed": len(found.listed),
    }


def terms_of(found: Minimisation) -> list[Record]:
    """The rows of solutions.csv: each term of each listed model with its parameters of fit, the least over the completions."""
    rows = []
    for text in found.listed:
        occurrences = found.models[text]
        model, first = occurrences[0]
        whole = [fit(model, at, found.outcome) for model, at in occurrences]
        counted = {
            "model_consistency": least(one["consistency"] for one in whole),
            "model_coverage": least(one["raw_coverage"] for one in whole),
            "remainders": len(assumed(model, first, found.cutoffs)),
            "completions": len(occurrences),
            "of": found.completions,
        }
        for place, term in sorted(enumerate(model), key=lambda one: by_letters(term_text(one[1], first.factors))):
            parts = [fit((at_model[place],), at, found.outcome, at_model) for at_model, at in occurrences]
            own = {name: least(part[name] for part in parts) for name in parts[0]}
            named = {
                "outcome": found.outcome,
                "kind": found.kind,
                "model": text,
                "term": term_text(term, first.factors),
            }
            rows.append(named | own | counted)
    return rows


def chart_of(found: Minimisation) -> list[Record]:
    """The rows of implicants.csv, at most a thousand: those in the most listed models first."""
    texts = {
        text: {term_text(term, at.factors) for term in model}
        for text in found.listed
        for model, at in found.models[text][:1]
    }
    used = Counter(term for terms in texts.values() for term in terms)
    ranked = sorted(found.implicants, key=lambda term: (-used[term], by_letters(term)))
    return [
        {
            "outcome": found.outcome,
            "kind": found.kind,
            "term": term,
            "covers": listed(set.intersection(*(entry["covers"] for entry in found.implicants[term]))),
            "essential": int(all(entry["essential"] for entry in found.implicants[term])),
            "models": used[term],
            "completions": len(found.implicants[term]),
        }
        for term in ranked[:IMPLICANTS_LISTED]
    ]


def assumptions_of(found: Minimisation, expectations: dict[str, str]) -> list[Record]:
    """The rows of assumptions.csv, where there are six factors or fewer: every remainder that each listed model assumes."""
    rows: dict[tuple[str, str], Record] = {}
    for text in found.listed:
        for model, at in found.models[text]:
            if at.width > FACTORS_WITH_ASSUMPTIONS:
                return []
            remainders = assumed(model, at, found.cutoffs)
            positive, _ = to_cover(at, found.outcome, found.cutoffs)
            easily = set(easy(remainders, positive, expected_of(expectations, at, found.outcome)).tolist())
            for one in remainders.tolist():
                whole = term_text(Term((1 << at.width) - 1, one), at.factors)
                called = ("easy" if one in easily else "difficult") if expectations else None
                row = {"outcome": found.outcome, "model": text, "remainder": whole, "counterfactual": called}
                rows.setdefault((text, whole), row)
    return list(rows.values())


if __name__ == "__main__":
    from mssd.tables import read, write

    choice = snakemake.params
    found = solutions(
        truth_table=read("truth_table", snakemake.input.truth_table),
        cutoffs=Cutoffs(choice.consistency_cutoff, choice.frequency_cutoff),
        expectations=choice.expectations,
    )
    write("minimisations", found["minimisations"], snakemake.output.minimisations)
    write("solutions", found["solutions"], snakemake.output.solutions)
    write("implicants", found["implicants"], snakemake.output.implicants)
    write("assumptions", found["assumptions"], snakemake.output.assumptions)
