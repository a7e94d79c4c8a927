"""The smallest covers of a chart: sets of rows of which as few as possible together cover all rows. A set is a bitset of rows."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import count
from math import isqrt
from operator import and_, getitem, or_
from typing import NamedTuple

import numpy as np

UNIT = 1 << 20
ROUNDS = 300


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
    """How many steps are left. Steps are counts of what was looked at, so a limit is the same on every machine."""

    def __init__(self, steps: int):
        self.steps = steps

    def take(self, steps: int) -> None:
        """Use up some steps. OutOfSteps: there are not so many left."""
        self.steps -= steps
        if self.steps < 0:
            raise OutOfSteps


def smallest_covers(sets: Iterable[int], allowance: Allowance) -> Covers:
    """
    All smallest covers of the rows that the sets cover, by trying one size after the other.

    Where the steps run out, the covers found so far are given, or else one that a greedy choice finds; `at_least` and `finished`
    say what is established. Source: Petrick 1956 for the task.
    """
    sets = sorted(sets, key=largest_first)
    search, found = Search(sets, allowance), []
    for size in count(1):
        if size == 3:
            search.appraise(prices(sets))
        try:
            for cover in search.covers(search.rows, (1 << len(sets)) - 1, size):
                found.append(cover)  # noqa: PERF402 (what was found stays when the steps run out)
        except OutOfSteps:
            return Covers(found or [greedy_cover(sets)], size, False)
        if found:
            return Covers(found, size, True)


class Search:
    """
    The search for covers of a given size: the row that the fewest sets cover is covered by each of them in turn, then the rest.

    A set that was tried is left out afterwards, so no cover is found twice. Prices of the rows by which no set is worth more than
    UNIT say how many sets a rest needs at least. A step is a row looked at.
    Source: Balas and Ho 1980 for bounds from the dual of the covering problem.
    """

    def __init__(self, sets: list[int], allowance: Allowance):
        self.sets, self.rows, self.by_row, self.allowance = sets, union(sets), covering(sets), allowance
        self.appraise([])

    def appraise(self, prices: list[int]) -> None:
        """Keep the sums of prices of every eight neighbouring rows, so that the worth of a set is a few look-ups."""
        octets = self.rows.bit_length() + 7 >> 3
        self.sums: list[list[int]] = [[0] for _ in range(octets)]
        for row in range(8 * octets):
            sums = self.sums[row >> 3]
            sums += [total + (prices[row] if row < len(prices) else 0) for total in sums]

    def worth(self, rows: int) -> int:
        """The sum of the rows' prices."""
        return sum(map(getitem, self.sums, rows.to_bytes(len(self.sums), "little")))

    def covers(self, rows: int, allowed: int, size: int) -> Iterator[tuple[int, ...]]:
        """Every cover of the rows by `size` sets of those allowed."""
        self.allowance.take(rows.bit_count())
        if size == 1:
            yield from ((self.sets[place],) for place in places(self.covering_all(rows, allowed)))
            return
        for place in places(min((allowed & self.by_row[row] for row in places(rows)), key=int.bit_count)):
            allowed ^= 1 << place
            rest = rows & ~self.sets[place]
            if self.worth(rest) <= (size - 1) * UNIT:
                yield from ((self.sets[place], *others) for others in self.covers(rest, allowed, size - 1))

    def covering_all(self, rows: int, allowed: int) -> int:
        """The places of the sets of which each covers all the rows."""
        for row in places(rows):
            allowed &= self.by_row[row]
            if not allowed:
                break
        return allowed


def prices(sets: list[int]) -> list[int]:
    """
    A price for each row, with a sum as high as can be found, by which no set is worth more than UNIT.

    So any cover has at least as many sets as the sum has units. Rows left uncovered by the sets that are worth more become dearer, rows
    covered often cheaper. Whole numbers, so that every machine finds the same. Source: Balas and Ho 1980 (subgradient).
    """
    rows = list(places(union(sets)))
    chart = np.array([[each >> row & 1 for row in rows] for each in sets], dtype=np.int64)
    price = UNIT // (chart * chart.sum(axis=1, keepdims=True)).max(axis=0)
    best, step = price, UNIT // 4
    for turn in range(ROUNDS):
        worth = chart @ price
        fair = price * UNIT // max(UNIT, worth.max())
        best = max(best, fair, key=np.sum)
        lacking = 1 - (worth > UNIT) @ chart
        price = np.maximum(0, price + step * lacking // max(1, isqrt(int(lacking @ lacking))))
        step = step * 2 // 3 if turn % 25 == 24 else step
    found = dict(zip(rows, raised(best, chart).tolist(), strict=True))
    return [found.get(row, 0) for row in range(rows[-1] + 1)]


def raised(price: np.ndarray, chart: np.ndarray) -> np.ndarray:
    """The prices, each as high as the sets that cover the row allow, the dearest row first."""
    price = price.copy()
    for row in np.argsort(-price, kind="stable"):
        price[row] += (UNIT - chart @ price)[chart[:, row] > 0].min()
    return price


def greedy_cover(sets: list[int]) -> tuple[int, ...]:
    """A cover that takes the set that covers most of what is left, again and again, less the sets that prove superfluous."""
    left, chosen = union(sets), []
    while left:
        chosen.append(max(sets, key=lambda each: (each & left).bit_count()))
        left &= ~chosen[-1]
    for each in chosen[:]:
        others = [other for other in chosen if other != each]
        chosen = others if union(others) == union(sets) else chosen
    return tuple(chosen)


def core(sets: Iterable[int]) -> dict[int, list[int]]:
    """
    The sets among which smallest covers have to be sought, each with all the sets for which it stands.

    In turn, until nothing changes: rows that are covered whenever another row is are dropped, and a set stands for those that cover no
    other of the remaining rows than it does. Put back where others stand for them, the sets give all smallest covers, each once,
    as long as all rows are covered; the first of each list always covers them. Source: McCluskey 1956 (row and column dominance).
    """
    standing = {each: [each] for each in sorted(sets)}
    while True:
        rows, left = demanding_rows(list(standing)), {}
        for each, others in standing.items():
            left.setdefault(each & rows, []).extend(others)
        left.pop(0, None)
        larger = dominating(sorted(left, key=largest_first))
        new: dict[int, list[int]] = {}
        for each in larger:
            new.setdefault(larger[each], []).extend(left[each])
        if new.keys() == standing.keys():
            return standing
        standing = new


def demanding_rows(sets: list[int]) -> int:
    """The rows that remain when every row is dropped that is covered by all sets that cover a certain other; of equals, the first."""
    rows, dropped = union(sets), 0
    for row in places(rows):
        if not dropped >> row & 1:
            dropped |= reduce(and_, (each for each in sets if each >> row & 1)) & ~(1 << row)
    return rows & ~dropped


def dominating(sets: list[int]) -> dict[int, int]:
    """For each set, the first set that covers all its rows and isn't covered by another: itself, or a larger one. Largest first."""
    by_row, kept, larger = dict.fromkeys(places(union(sets)), 0), [], {}
    for each in sets:
        covered = (1 << len(kept)) - 1
        for row in places(each):
            covered &= by_row[row]
        if covered:
            larger[each] = kept[next(places(covered))]
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
    members: dict[int, list[int]] = {}
    group_of = {row: rows for rows in groups for row in places(rows)}
    for each in sets:
        members.setdefault(group_of[next(places(each))], []).append(each)
    return list(members.values())


def covering(sets: list[int]) -> dict[int, int]:
    """For each row, from the lowest, the places of the sets that cover it, as a bitset."""
    by_row = dict.fromkeys(places(union(sets)), 0)
    for place, each in enumerate(sets):
        for row in places(each):
            by_row[row] |= 1 << place
    return by_row


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
