"""Boolean terms and prime implicants: the most general conjunctions that a truth table allows."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

MOST_FACTORS = 20
MOST_TERMS = 500_000


class TooManyTerms(ValueError):
    """There are more terms than can be gone through."""


class Term(NamedTuple):
    """
    A conjunction: each factor of `care` has the value that it has in `value`; the other factors are free.

    Bit i (1 << i) speaks of the i-th factor; `value` is 0 outside `care`. Terms sort by care, then by value: ~A, A, ~B, B, ~A*~B.
    """

    care: int
    value: int

    def covers(self, configuration: int) -> bool:
        """Whether the configuration is one of those that the term describes."""
        return configuration & self.care == self.value


def term_text(term: Term, factors: list[str]) -> str:
    """A term as QCA writes it, `A*~B`, the factors in the order given; the term that cares for nothing is `1`."""
    return "*".join(("" if term.value >> place & 1 else "~") + factors[place] for place in members(term.care)) or "1"


def prime_implicants(
    positive: Iterable[int], negative: Iterable[int], width: int, limit: int = MOST_TERMS
) -> list[Term]:
    """
    The parsimonious prime implicants, sorted: the most general terms that cover a positive and no negative configuration.

    Remainders are free, and none is ever listed: a term of a positive row leaves a negative one out when it cares for a factor
    in which the two differ, so the most general terms of a row are the minimal hitting sets of its differences from the
    negative rows. Without a negative row, the term that cares for nothing is the only one; without a positive row, there is none.
    positive, negative: configurations of `width` factors, in any order, repeated or not. ValueError: a configuration in both, a
    configuration or a width out of range, more than `limit` terms.
    Source: Quine 1952 and McCluskey 1956 for the terms; Duşa 2018 for starting from the most general ones.
    """
    positive, negative = configurations(positive, width), configurations(negative, width)
    if both := sorted(set(positive) & set(negative)):
        raise ValueError(f"configuration {both[0]} is both positive and negative; expected it in one of the two")
    return every_term(positive, limit, lambda row: most_general(apart_from(row, negative, width), width))


def observed_implicants(positive: Iterable[int], width: int, limit: int = MOST_TERMS) -> list[Term]:
    """
    The complex (conservative) prime implicants, sorted: the most general terms that cover positive configurations alone.

    Every other configuration, observed or not, counts as negative: no remainder is used.
    positive, width, limit, ValueError: as for prime_implicants. Source: Quine 1952; McCluskey 1956; Ragin 1987, chapter 6.
    """
    positive = configurations(positive, width)
    return every_term(
        positive, limit, lambda row: most_general(powerset(width) ^ apart_from(row, positive, width), width)
    )


def minimal_hitting_sets(sets: Iterable[int], limit: int = MOST_TERMS) -> list[int]:
    """
    Every set, sorted, that shares a member with each of the given sets while no smaller part of it does.

    Sets are bitmasks of at most 20 members. Where nothing is to be hit, the empty set is the only one; a set without a member
    can't be hit. ValueError: a larger set, or more than `limit` hitting sets. Source: Berge 1989, chapter 2 (transversals).
    """
    sets = set(sets)
    width = max((each.bit_length() for each in sets), default=0)
    found = most_general(apart_from(0, configurations(sets, width), width), width)
    if len(found) > limit:
        raise ValueError(f"{len(found)} minimal hitting sets; expected at most {limit}")
    return found


def configurations(rows: Iterable[int], width: int) -> list[int]:
    """The distinct configurations, sorted. ValueError: one that isn't of `width` factors, or more factors than can be treated."""
    rows = sorted(set(rows))
    if not 0 <= width <= MOST_FACTORS:
        raise ValueError(f"{width} factors; expected at most {MOST_FACTORS}")
    if strangers := [row for row in rows if not 0 <= row < 1 << width]:
        raise ValueError(f"configuration {strangers[0]}; expected a number below {1 << width} ({width} factors)")
    return rows


def every_term(positive: list[int], limit: int, cares: Callable[[int], list[int]]) -> list[Term]:
    """The terms of all positive rows, sorted, from what each may care for. ValueError: as soon as they are more than `limit`."""
    found: set[tuple[int, int]] = set()
    for row in positive:
        found.update((care, care & row) for care in cares(row))
        if len(found) > limit:
            raise TooManyTerms(f"more than {limit} prime implicants; expected fewer factors or fewer configurations")
    return [Term(*term) for term in sorted(found)]


# A family of sets of factors is one integer of 2**width bits: bit S is set when the set S belongs to it.


def powerset(width: int) -> int:
    """The family of all sets of factors."""
    return (1 << (1 << width)) - 1


@cache
def having(width: int) -> list[int]:
    """For each factor, the family of all sets that it belongs to."""
    if not width:
        return []
    half = 1 << (width - 1)
    return [family | family << half for family in having(width - 1)] + [powerset(width - 1) << half]


def apart_from(row: int, others: list[int], width: int) -> int:
    """The family that has, for each other row, the set of factors in which that row equals this one."""
    octets, whole = bytearray((1 << width) + 7 >> 3), (1 << width) - 1 ^ row
    for other in others:
        same = whole ^ other
        octets[same >> 3] |= 1 << (same & 7)
    return int.from_bytes(octets, "little")


def most_general(too_general: int, width: int) -> list[int]:
    """
    The smallest sets of factors, sorted, that a term may care for.

    too_general: a family of sets that a term can't do with, and so with no part of any of them either. What is left is closed
    upwards: a set is among its smallest when it has no member without which it would still be left.
    """
    for place, family in enumerate(having(width)):
        too_general |= (too_general & family) >> (1 << place)
    enough, larger = powerset(width) ^ too_general, 0
    for place, family in enumerate(having(width)):
        larger |= (enough << (1 << place)) & family
    return members(enough & ~larger)


def members(bitset: int) -> list[int]:
    """The places of the bits that are set, from the lowest."""
    octets = np.frombuffer(bitset.to_bytes(bitset.bit_length() + 7 >> 3, "little"), dtype=np.uint8)
    return np.flatnonzero(np.unpackbits(octets, bitorder="little")).tolist()
