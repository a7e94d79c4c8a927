"""Boolean minimisation of a truth table: its prime implicants, and all models with the fewest terms."""

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import merge, nsmallest
from itertools import islice
from typing import NamedTuple

from mssd.boolean import Term, minimal_hitting_sets, observed_implicants, prime_implicants, term_text
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

MOST_STEPS = 8_000_000
MOST_WAYS_AT_ONCE = 1_000_000

Model = tuple[Term, ...]
Chart = dict[int, list[Term]]


class Models(NamedTuple):
    """
    The models with the fewest terms: sums of terms that together cover every positive configuration.

    size: their terms. count: how many such models there are. models: the first of them in sorted order, the terms of each sorted.
    at_least: no model has fewer terms than this. counted: `count` is the number of all of them.
    Where the steps ran out before all was established, counted is False, `count` is how many models of `size` terms are known
    and the list has some of them. If at_least still equals size, no model has fewer terms; if it is lower, nobody knows.
    """

    size: int
    count: int
    models: list[Model]
    at_least: int
    counted: bool

    @property
    def complete(self) -> bool:
        """Whether every model with the fewest terms is in the list."""
        return self.counted and self.count == len(self.models)


class Steps(NamedTuple):
    """How many steps are left for finding the smallest covers, for counting their models and for listing them."""

    search: Allowance
    counting: Allowance
    listing: Allowance


def minimal_models(
    implicants: Iterable[Term], positive: Iterable[int], limit: int = 1000, steps: int = MOST_STEPS
) -> Models:
    """
    All models with the fewest terms: every way in which as few implicants as possible cover all positive configurations.

    Terms that cover the same configurations are alternatives, and no term is left out because another covers more.
    Without a positive configuration there is nothing to explain: no model, of no term.
    implicants: the terms to choose from. positive: the configurations. limit: how many models to list; `count` goes beyond it.
    steps: how long to search, in rows and terms looked at, never in seconds. ValueError: a configuration that no term covers.
    Source: McCluskey 1956 and Petrick 1956 for the models; Baumgartner and Thiem 2017 for showing all of them.
    """
    rows = sorted(set(positive))
    chart = by_coverage(sorted(set(implicants)), rows)
    if uncovered := [row for place, row in enumerate(rows) if not union(chart) >> place & 1]:
        raise ValueError(f"configuration {uncovered[0]}: no term covers it")
    left = Steps(search=Allowance(steps), counting=Allowance(steps), listing=Allowance(steps))
    found = Models(size=0, count=min(1, len(rows)), models=[()] if rows else [], at_least=0, counted=True)
    for part in parts(chart):
        found = joined(found, models_of(part, limit, left), limit)
    return found


def by_coverage(terms: list[Term], rows: list[int]) -> Chart:
    """The terms by the rows that they cover, a bitset of places; a term that covers none is left out."""
    width = max((term.care.bit_length() for term in terms), default=0)
    present = [sum(1 << place for place, row in enumerate(rows) if row >> factor & 1) for factor in range(width)]
    chart: Chart = {}
    for term in terms:
        covered = (1 << len(rows)) - 1
        for factor in places(term.care):
            covered &= present[factor] if term.value >> factor & 1 else ~present[factor]
        if covered:
            chart.setdefault(covered, []).append(term)
    return chart


def parts(chart: Chart) -> Iterator[Chart]:
    """
    The chart without the rows that are covered whenever a certain other row is, cut into parts that share no row and no term.

    A model with the fewest terms is one such model of each part, put together; so their numbers multiply.
    """
    rows, rest = demanding_rows(list(chart)), {}
    for covered, terms in chart.items():
        rest.setdefault(covered & rows, []).extend(terms)
    rest.pop(0, None)
    for part in components(rest):
        yield {covered: sorted(rest[covered]) for covered in part}


def joined(found: Models, part: Models, limit: int) -> Models:
    """
    The models of two parts together: each of the one with each of the other.

    Of two models of one part, the smaller gives the smaller whole with whatever joins it. So the pair of the i-th and the j-th
    comes after at least i * j - 1 others, and is among the first `limit` only if i * j is within it.
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


def models_of(chart: Chart, limit: int, left: Steps) -> Models:
    """The models of one part: the smallest covers by the sets of its core, then, for each set, the terms for which it stands."""
    standing = core(chart)
    covers, at_least, finished = smallest_covers(standing, left.search)
    choices = Choices(chart, standing)
    models, count = first_models(choices, covers, limit, left.listing), 0
    try:
        for cover in covers:
            count += choices.ways(cover, left.counting)
    except OutOfSteps:
        count, finished = max(count, len(models)), False
    return Models(size=len(covers[0]), count=count, models=models, at_least=at_least, counted=finished)


def first_models(choices: "Choices", covers: list[tuple[int, ...]], limit: int, left: Allowance) -> list[Model]:
    """The first models in sorted order, of all covers together; one at least, however few the steps."""
    models: list[Model] = []
    try:
        if len(first := covers) > limit:
            first = nsmallest(limit, covers, key=lambda cover: next(choices.models(cover, left)))
        for model in islice(merge(*(choices.models(cover, left) for cover in first)), limit):
            models.append(model)
    except OutOfSteps:
        pass
    return models or [choices.readiest(covers[0])][:limit]


class Candidate(NamedTuple):
    """A term, the rows that it covers, and the rows that it or a candidate after it covers."""

    term: Term
    covered: int
    reach: int


class Choices:
    """
    The terms that may take the place of each set of a cover.

    chart: the terms by the rows that they cover. standing: for each set of the core, the sets of rows for which it stands.
    """

    def __init__(self, chart: Chart, standing: dict[int, list[int]]):
        self.chart, self.standing, self.rows = chart, standing, union(chart)

    def of(self, cover: tuple[int, ...]) -> list[list[int]]:
        """For each set of the cover, the sets for which it stands, but none that lacks a row which no other choice reaches."""
        choices = [self.standing[each] for each in cover]
        reach = [union(sets) for sets in choices]
        alone = [self.rows & ~union(reach[:place] + reach[place + 1 :]) for place in range(len(reach))]
        return [[each for each in sets if not own & ~each] for sets, own in zip(choices, alone, strict=True)]

    def ways(self, cover: tuple[int, ...], left: Allowance) -> int:
        """
        How many models come from a cover: in how many ways one term from each choice, taken together, cover all rows.

        What remains to be covered is followed from choice to choice; ways that leave the same rows are counted together.
        """
        choices, leaving = self.of(cover), Counter({self.rows: 1})
        for place, sets in enumerate(choices):
            later, after = union(map(union, choices[place + 1 :])), Counter()
            left.take(len(leaving) * len(sets))
            if len(leaving) * len(sets) > MOST_WAYS_AT_ONCE:
                raise OutOfSteps
            for rows, number in leaving.items():
                for each in sets:
                    if not rows & ~each & ~later:
                        after[rows & ~each] += number * len(self.chart[each])
            leaving = after
        return leaving[0]

    def models(self, cover: tuple[int, ...], left: Allowance) -> Iterator[Model]:
        """The models that come from a cover, in sorted order."""
        return in_order([(self.candidates(sets), 0) for sets in self.of(cover)], self.rows, left)

    def candidates(self, sets: list[int]) -> list[Candidate]:
        """The terms of a choice, sorted."""
        found: list[Candidate] = []
        for term, covered in sorted(((term, each) for each in sets for term in self.chart[each]), reverse=True):
            found.append(Candidate(term, covered, covered | (found[-1].reach if found else 0)))
        return found[::-1]

    def readiest(self, cover: tuple[int, ...]) -> Model:
        """A model from a cover without any search: the first set for which each stands always does."""
        return tuple(sorted(self.chart[self.standing[each][0]][0] for each in cover))


def in_order(choices: list[tuple[list[Candidate], int]], rows: int, left: Allowance) -> Iterator[Model]:
    """
    The models that take one candidate from each choice and cover the rows, in sorted order.

    choices: candidates, and the place of the first that may still be taken. The smallest of these first ones is taken, with all
    that can follow, and is then left out.
    """
    if not choices:
        yield ()
    while choices:
        left.take(len(choices), depth=len(choices))
        (candidates, place), *others = sorted(choices, key=lambda choice: choice[0][choice[1]].term)
        elsewhere = union(candidates[place].reach for candidates, place in others)
        rest = rows & ~candidates[place].covered
        if not rest & ~elsewhere:
            for terms in in_order(others, rest, left):
                yield (candidates[place].term, *terms)
        if place + 1 == len(candidates) or rows & ~elsewhere & ~candidates[place + 1].reach:
            return
        choices = [*others, (candidates, place + 1)]
