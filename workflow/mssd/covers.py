"""The smallest covers of a chart: sets of rows of which as few as possible together cover all rows. A set is a bitset of rows."""

from collections.abc import Iterable, Iterator
from functools import reduce
from heapq import heapify, heapreplace
from itertools import count
from math import isqrt
from operator import getitem, or_
from typing import NamedTuple

import numpy as np

UNIT = 1 << 20
ROUNDS = 300
FEW_STEPS = 5_000
# A cover takes these steps once it is found: to count and to list its models takes about as long.
STEPS_OF_A_COVER = 200
# A larger size counts as steps run out, since each term of a cover is a call within a call.
DEEPEST = 400


class Covers(NamedTuple):
    """
    The smallest covers of a chart, each a tuple of its sets.

    at_least: no cover has fewer sets. finished: these are all covers of that size.
    """

    covers: list[tuple[int, ...]]
    at_least: int
    finished: bool


class OutOfSteps(Exception):
    """The steps allowed are used up."""


class Allowance:
    """How many steps are left. They count what is looked at, so a limit is the same on every machine."""

    def __init__(self, steps: int):
        self.steps = steps

    def take(self, steps: int, depth: int = 0) -> None:
        """Use up some steps, with so many choices still to make. OutOfSteps: so many steps or choices are too many."""
        self.steps -= steps
        if self.steps < 0 or depth > DEEPEST:
            raise OutOfSteps


def smallest_covers(sets: Iterable[int], left: Allowance) -> Covers:
    """
    All smallest covers of the rows that the sets cover. Source: Petrick 1956 for the task.

    Most charts need few steps, and no prices. Where the steps run out, the covers found up to there are given, or else one that a
    greedy choice finds; `at_least` and `finished` say what is established.
    """
    sets = sorted(sets, key=largest_first)
    search = Search(sets, {}, Allowance(min(FEW_STEPS, left.steps)))
    found = size_by_size(search)
    if not found.finished:
        search = Search(sets, prices(sets), left)
        found = size_by_size(search)
    return found if found.covers else found._replace(covers=[search.greedy_cover()])


def size_by_size(search: "Search") -> Covers:
    """The covers of the first size for which there are any; none where the steps run out before."""
    found: list[tuple[int, ...]] = []
    for size in count(1):
        try:
            for cover in search.covers(search.rows, (1 << len(search.sets)) - 1, size):
                found.append(cover)
        except OutOfSteps:
            return Covers(found, at_least=size, finished=False)
        if found:
            return Covers(found, at_least=size, finished=True)


class Search:
    """
    The search for covers of a given size: the row that the fewest sets cover is covered by each of them in turn, then the rest.

    A set that was tried is left out afterwards, so no cover is found twice. Prices of the rows by which no set is worth more than
    UNIT say how many sets a rest needs at least; without prices, nothing is known beforehand. A step is a row or a set looked at,
    and counts as several where there are thousands of sets.
    Source: Balas and Ho 1980 for bounds from the dual of the covering problem.
    """

    def __init__(self, sets: list[int], prices: dict[int, int], left: Allowance):
        self.sets, self.rows, self.left, self.weight = sets, union(sets), left, 1 + len(sets) // 4096
        self.by_row = dict.fromkeys(places(self.rows), 0)
        for place, each in enumerate(sets):
            for row in places(each):
                self.by_row[row] |= 1 << place
        # The sums of the prices of every eight neighbouring rows, so that the worth of a set is a few look-ups.
        self.sums: list[list[int]] = [[0] for _ in range(self.rows.bit_length() + 7 >> 3)]
        for row in range(self.rows.bit_length()):
            self.sums[row >> 3] += [total + prices.get(row, 0) for total in self.sums[row >> 3]]

    def worth(self, rows: int) -> int:
        """The sum of the prices of rows."""
        return sum(map(getitem, self.sums, rows.to_bytes(len(self.sums), "little")))

    def covers(self, rows: int, allowed: int, size: int) -> Iterator[tuple[int, ...]]:
        """Every cover of the rows by `size` of the sets at the places allowed."""
        self.left.take(self.weight * rows.bit_count(), depth=size)
        if size == 1:
            yield from self.single_covers(rows, allowed)
            return
        choices = min((allowed & self.by_row[row] for row in places(rows)), key=int.bit_count)
        self.left.take(self.weight * choices.bit_count())
        for place in places(choices):
            allowed ^= 1 << place
            rest = rows & ~self.sets[place]
            if self.worth(rest) <= (size - 1) * UNIT:
                for others in self.covers(rest, allowed, size - 1):
                    yield (self.sets[place], *others)

    def single_covers(self, rows: int, allowed: int) -> Iterator[tuple[int]]:
        """Each of the sets at the places allowed that covers all the rows."""
        for row in places(rows):
            allowed &= self.by_row[row]
            if not allowed:
                return
        for place in places(allowed):
            self.left.take(STEPS_OF_A_COVER)
            yield (self.sets[place],)

    def greedy_cover(self) -> tuple[int, ...]:
        """
        A cover by whichever set is worth most in what is left, again and again, less the sets that prove superfluous.

        What a set is worth never grows, so the set that was worth most is looked at again first.
        """
        rest, chosen = self.rows, []
        worth = [self.sorted_by_worth(place, rest) for place in range(len(self.sets))]
        heapify(worth)
        while rest:
            best = self.sorted_by_worth(worth[0][-1], rest)
            if best == worth[0]:
                chosen.append(self.sets[best[-1]])
                rest &= ~chosen[-1]
            heapreplace(worth, best)
        for each in chosen[:]:
            others = [other for other in chosen if other != each]
            chosen = others if union(others) == self.rows else chosen
        return tuple(chosen)

    def sorted_by_worth(self, place: int, rest: int) -> tuple[int, int, int]:
        """A set by its worth in what is left, then by the rows it covers there; the first is the best."""
        return -self.worth(self.sets[place] & rest), -(self.sets[place] & rest).bit_count(), place


def prices(sets: list[int]) -> dict[int, int]:
    """
    A price for each row, with as high a sum as can be found, by which no set is worth more than UNIT.

    So every cover has at least as many sets as the sum has units. Again and again, the rows that the sets worth more leave
    uncovered become dearer, and those that they cover often become cheaper. In whole numbers: every machine finds the same.
    Source: Balas and Ho 1980 (the subgradient of the dual).
    """
    rows, sizes = list(places(union(sets))), np.array([each.bit_count() for each in sets])
    members = np.searchsorted(rows, [row for each in sets for row in places(each)])
    starts = np.cumsum(sizes) - sizes
    price = np.full(len(rows), UNIT // sizes.max())
    best, step = price, UNIT // 4
    for turn in range(ROUNDS):
        worth = np.add.reduceat(price[members], starts)
        best = max(best, price * UNIT // max(UNIT, worth.max()), key=np.sum)
        lacking = 1 - np.bincount(members[np.repeat(worth > UNIT, sizes)], minlength=len(rows))
        price = np.maximum(0, price + step * lacking // max(1, isqrt(int(lacking @ lacking))))
        step = step * 2 // 3 if turn % 25 == 24 else step
    for row in np.argsort(-best, kind="stable"):
        spare = UNIT - np.repeat(np.add.reduceat(best[members], starts), sizes)
        best[row] += spare[members == row].min()
    return dict(zip(rows, best.tolist(), strict=True))


def core(sets: Iterable[int]) -> dict[int, list[int]]:
    """
    The sets among which smallest covers have to be sought, each with all the sets for which it stands.

    In turn, until nothing changes: a row is dropped that is covered whenever a certain other is, and a set stands for those that
    cover no other of the remaining rows than it does. Put back where others stand for them, and kept where all rows are covered,
    the sets give all smallest covers, each once; the first of each list always covers what is to be covered.
    Source: McCluskey 1956 (row and column dominance).
    """
    standing = {each: [each] for each in sorted(sets)}
    while True:
        rows, left = demanding_rows(list(standing)), {}
        for each, others in standing.items():
            left.setdefault(each & rows, []).extend(others)
        left.pop(0, None)
        new: dict[int, list[int]] = {}
        for each, larger in dominating(sorted(left, key=largest_first)).items():
            new.setdefault(larger, []).extend(left[each])
        if new.keys() == standing.keys():
            return standing
        standing = new


def demanding_rows(sets: list[int]) -> int:
    """The rows less each that is covered by all the sets that cover a certain other row; of rows alike, the first remains."""
    rows, dropped = union(sets), 0
    implied = dict.fromkeys(places(rows), rows)
    for each in sets:
        for row in places(each):
            implied[row] &= each
    for row, others in implied.items():
        if not dropped >> row & 1:
            dropped |= others & ~(1 << row)
    return rows & ~dropped


def dominating(sets: list[int]) -> dict[int, int]:
    """For each set, the largest first, a set that covers all its rows and lacks none that another has: often itself."""
    by_row, kept, larger = dict.fromkeys(places(union(sets)), 0), [], {}
    for each in sets:
        covering = (1 << len(kept)) - 1
        for row in places(each):
            covering &= by_row[row]
        if covering:
            larger[each] = kept[next(places(covering))]
            continue
        for row in places(each):
            by_row[row] |= 1 << len(kept)
        kept.append(each)
        larger[each] = each
    return larger


def components(sets: Iterable[int]) -> list[list[int]]:
    """The sets in groups that share no row with one another, each sorted; the groups in the order of their first sets."""
    groups: list[int] = []
    for each in (sets := sorted(sets)):
        touching = [rows for rows in groups if rows & each]
        groups = [rows for rows in groups if not rows & each] + [each | union(touching)]
    group_of = {row: rows for rows in groups for row in places(rows)}
    members: dict[int, list[int]] = {}
    for each in sets:
        members.setdefault(group_of[next(places(each))], []).append(each)
    return list(members.values())


def union(sets: Iterable[int]) -> int:
    """The rows that at least one of the sets covers."""
    return reduce(or_, sets, 0)


def places(bitset: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest; quick where they are few."""
    while bitset:
        yield (bitset & -bitset).bit_length() - 1
        bitset &= bitset - 1


def largest_first(each: int) -> tuple[int, int]:
    """Sort sets by the number of their rows, the largest first."""
    return -each.bit_count(), each
