"""Boolean minimisation of a truth table: its prime implicants, and all models with the fewest terms."""

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import merge, nsmallest
from itertools import islice
from typing import NamedTuple

from mssd.boolean import MOST_FACTORS, Term, minimal_hitting_sets, observed_implicants, prime_implicants, term_text
from mssd.covers import Allowance, OutOfSteps, components, core, demanding_rows, places, smallest_covers, union

__all__ = [
    "Models",
    "Term",
    "minimal_hitting_sets",
    "minimal_models",
    "observed_implicants",
    "prime_implicants",
    "term_text",
]

MOST_STEPS = 20_000_000


class Models(NamedTuple):
    """
    The models with the fewest terms: sums of terms that together cover every positive configuration.

    size: their terms. count: how many such models there are. models: the first of them in sorted order, the terms of each sorted.
    at_least: no model has fewer terms than this. counted: `count` is the number of all of them.
    Where the steps ran out before all was established, counted is False, and `count` is how many models of `size` terms are known. Then,
    if at_least equals size, no model has fewer terms; if it is lower, nobody knows whether one has.
    """

    size: int
    count: int
    models: list[tuple[Term, ...]]
    at_least: int
    counted: bool

    @property
    def complete(self) -> bool:
        """Whether every model with the fewest terms is in the list."""
        return self.counted and self.count == len(self.models)


def minimal_models(
    implicants: Iterable[Term], positive: Iterable[int], limit: int = 1000, steps: int = MOST_STEPS
) -> Models:
    """
    All models with the fewest terms: every way in which as few implicants as possible cover all positive configurations.

    Terms that cover the same configurations are alternatives, and no term is left out because another covers more.
    Without a positive configuration there is nothing to explain: no model, of no term.
    implicants: the terms to choose from. positive: the configurations. limit: how many models to list; `count` is exact beyond it.
    steps: how long each of search, count and listing may take, in rows and terms looked at, never in seconds.
    ValueError: a configuration that no term covers.
    Source: McCluskey 1956 and Petrick 1956 for the models; Baumgartner and Thiem 2017 for showing all of them.
    """
    rows = sorted(set(positive))
    chart = by_coverage(sorted(set(implicants)), rows)
    if uncovered := [row for place, row in enumerate(rows) if not union(chart) >> place & 1]:
        raise ValueError(f"configuration {uncovered[0]}: no term covers it")
    if not rows:
        return Models(size=0, count=0, models=[], at_least=0, counted=True)
    found = Models(size=0, count=1, models=[()], at_least=0, counted=True)
    allowances = [Allowance(steps) for _ in ("search", "count", "listing")]
    for part in parts(chart):
        found = joined(found, models_of(part, limit, *allowances), limit)
    return found


Chart = dict[int, list[Term]]


def by_coverage(terms: list[Term], rows: list[int]) -> Chart:
    """The terms by the rows that they cover, as a bitset of places; a term that covers none is left out."""
    having = [sum(1 << place for place, row in enumerate(rows) if row >> factor & 1) for factor in range(MOST_FACTORS)]
    chart: Chart = {}
    for term in terms:
        covered = (1 << len(rows)) - 1
        for factor in places(term.care):
            covered &= having[factor] if term.value >> factor & 1 else ~having[factor]
        if covered:
            chart.setdefault(covered, []).append(term)
    return chart


def parts(chart: Chart) -> Iterator[Chart]:
    """
    The chart cut into parts that share no row and no term, less the rows that are covered whenever a certain other row is.

    A model with the fewest terms has, of each part, a model with the fewest terms; their numbers multiply.
    """
    rows, rest = demanding_rows(list(chart)), {}
    for covered, terms in chart.items():
        rest.setdefault(covered & rows, []).extend(terms)
    rest.pop(0, None)
    for part in components(rest):
        yield {covered: sorted(rest[covered]) for covered in part}


def models_of(chart: Chart, limit: int, search: Allowance, counting: Allowance, listing: Allowance) -> Models:
    """The models of one part: the smallest covers by the sets of its core, then, for each set, the terms for which it stands."""
    standing, rows = core(chart), union(chart)
    covers, at_least, finished = smallest_covers(standing, search)
    choices = [fitting([standing[each] for each in cover], rows) for cover in covers]
    models = first_models(choices, chart, limit, listing)
    try:
        number = sum(ways(sets, chart, counting) for sets in choices)
    except OutOfSteps:
        number, finished = len(models), False
    return Models(size=len(covers[0]), count=number, models=models, at_least=at_least, counted=finished)


def fitting(choices: list[list[int]], rows: int) -> list[list[int]]:
    """The choices without the sets that lack a row which no other choice reaches."""
    reach = [union(sets) for sets in choices]
    alone = [rows & ~union(reach[:place] + reach[place + 1 :]) for place in range(len(choices))]
    return [[each for each in sets if not own & ~each] for sets, own in zip(choices, alone, strict=True)]


def ways(choices: list[list[int]], chart: Chart, counting: Allowance) -> int:
    """
    In how many ways one term from each of the choices, taken together, cover all rows of the chart.

    What is left to cover is followed from choice to choice; ways that leave the same rows are counted together.
    """
    leaving = Counter({union(chart): 1})
    for place, sets in enumerate(choices):
        later, after = union(map(union, choices[place + 1 :])), Counter()
        counting.take(len(leaving) * len(sets))
        for rows, number in leaving.items():
            for each in sets:
                if not rows & ~each & ~later:
                    after[rows & ~each] += number * len(chart[each])
        leaving = after
    return leaving[0]


def first_models(
    choices: list[list[list[int]]], chart: Chart, limit: int, listing: Allowance
) -> list[tuple[Term, ...]]:
    """The first models in sorted order, from the choices of all covers together; at least one."""
    models: list[tuple[Term, ...]] = []

    def sorted_models(sets: list[list[int]]) -> Iterator[tuple[Term, ...]]:
        return in_order([(candidates(each, chart), 0) for each in sets], union(chart), listing)

    try:
        if len(choices) > limit:
            choices = nsmallest(limit, choices, key=lambda sets: next(sorted_models(sets)))
        for model in islice(merge(*map(sorted_models, choices)), limit):
            models.append(model)  # noqa: PERF402 (what was listed stays when the steps run out)
    except OutOfSteps:
        pass
    return models or [tuple(sorted(chart[sets[0]][0] for sets in choices[0]))][:limit]


class Candidate(NamedTuple):
    """A term, the rows that it covers, and the rows that it and the candidates after it cover."""

    term: Term
    covered: int
    reach: int


def candidates(sets: list[int], chart: Chart) -> list[Candidate]:
    """The terms of several sets of rows, sorted."""
    reach, found = 0, []
    for term, covered in sorted(((term, each) for each in sets for term in chart[each]), reverse=True):
        reach |= covered
        found.append(Candidate(term, covered, reach))
    return found[::-1]


def in_order(choices: list[tuple[list[Candidate], int]], rows: int, listing: Allowance) -> Iterator[tuple[Term, ...]]:
    """
    The models that take one candidate from each choice and cover the rows, in sorted order.

    choices: candidates, and the place of the first that may still be taken. The smallest of all first candidates is taken, with
    all that follows from it, and then left out.
    """
    if not choices:
        yield ()
    while choices and all(place < len(candidates) for candidates, place in choices):
        listing.take(len(choices))
        smallest = min(range(len(choices)), key=lambda choice: choices[choice][0][choices[choice][1]].term)
        others = choices[:smallest] + choices[smallest + 1 :]
        taken, place = choices[smallest]
        within_reach = union(candidates[place].reach for candidates, place in others)
        rest = rows & ~taken[place].covered
        if not rest & ~within_reach:
            for terms in in_order(others, rest, listing):
                yield (taken[place].term, *terms)
        if place + 1 == len(taken) or rows & ~within_reach & ~taken[place + 1].reach:
            return
        choices = [*others, (taken, place + 1)]


def joined(found: Models, part: Models, limit: int) -> Models:
    """
    The models of two parts of the chart together: each of the one with each of the other.

    Of two models of one part, the smaller gives the smaller model with whatever joins it. So a pair of the i-th and the j-th has
    at least i * j - 1 smaller ones, and is among the first `limit` only if i * j is within it.
    """
    pairs = (
        tuple(sorted(one + other))
        for place, one in enumerate(found.models, start=1)
        for other in part.models[: limit // place]
    )
    return Models(
        size=found.size + part.size,
        count=found.count * part.count,
        models=sorted(pairs)[:limit],
        at_least=found.at_least + part.at_least,
        counted=found.counted and part.counted,
    )
