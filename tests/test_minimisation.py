"""Minimisation: prime implicants and minimal models against definitions spelled out by brute force, and worked by hand."""

import csv
import random
from itertools import combinations, count, permutations
from math import factorial

import pytest
from conftest import LIPSET
from hypothesis import given, settings
from hypothesis import strategies as st

from mssd.covers import UNIT, Allowance, Covers, prices, smallest_covers
from mssd.minimisation import (
    Models,
    Term,
    minimal_hitting_sets,
    minimal_models,
    observed_implicants,
    prime_implicants,
    term_text,
)

settings.register_profile("mssd", derandomize=True, deadline=None, database=None, max_examples=150)
settings.load_profile("mssd")

CSTO = ["common_threat", "external_actor", "government_threat", "russian_interest"]


def tables(widest: int = 4):
    """Truth tables of a few factors: their width, the positive and the negative configurations; all others are remainders."""
    return st.integers(0, widest).flatmap(
        lambda width: st.lists(st.sampled_from("10-"), min_size=1 << width, max_size=1 << width).map(
            lambda rows: (width, *([row for row, value in enumerate(rows) if value == wanted] for wanted in "10"))
        )
    )


def all_terms(width: int) -> list[Term]:
    """The 3 ** width terms of so many factors."""
    return [Term(care, value) for care in range(1 << width) for value in range(1 << width) if value & ~care == 0]


def implicants_by_definition(positive, negative, width) -> list[Term]:
    """The terms that cover a positive and no negative row, and from which no factor can be dropped."""
    allowed = {term for term in all_terms(width) if not any(term.covers(row) for row in negative)}
    generalised = {term: [Term(term.care & ~bit, term.value & ~bit) for bit in bits(term.care)] for term in allowed}
    return sorted(
        term
        for term in allowed
        if any(term.covers(row) for row in positive) and not any(wider in allowed for wider in generalised[term])
    )


def bits(number: int) -> list[int]:
    return [1 << place for place in range(number.bit_length()) if number >> place & 1]


def models_by_definition(terms, positive) -> list[tuple[Term, ...]]:
    """All models with the fewest terms, by trying every combination of one term, of two, and so on."""
    for size in count(1):
        found = [model for model in combinations(sorted(terms), size) if covers_all(model, positive)]
        if found:
            return found


def covers_all(model, positive) -> bool:
    return all(any(term.covers(row) for term in model) for row in positive)


def code(cells: str) -> int:
    """The configuration whose first factor is the first of a string of 0 and 1."""
    return int(cells[::-1], 2)


def texts(models: Models, factors: list[str]) -> list[str]:
    return [" + ".join(term_text(term, factors) for term in model) for model in models.models]


# The implicants.


@given(tables())
def test_parsimonious_implicants_are_the_most_general_terms_that_cover_a_positive_and_no_negative_row(table):
    width, positive, negative = table
    assert prime_implicants(positive, negative, width) == implicants_by_definition(positive, negative, width)


@given(tables())
def test_complex_implicants_are_those_of_a_table_in_which_every_other_row_is_negative(table):
    width, positive, _ = table
    others = sorted(set(range(1 << width)) - set(positive))
    assert observed_implicants(positive, width) == implicants_by_definition(positive, others, width)


def merged_pairwise(rows, width) -> set[Term]:
    """The prime implicants of rows as Quine and McCluskey find them: merge what differs in one factor, keep what never merges."""
    level, primes = {Term((1 << width) - 1, row) for row in rows}, set()
    while level:
        pairs = [
            (one, other)
            for one, other in combinations(sorted(level), 2)
            if one.care == other.care and (one.value ^ other.value).bit_count() == 1
        ]
        primes |= level - {term for pair in pairs for term in pair}
        level = {Term(one.care & ~(one.value ^ other.value), one.value & other.value) for one, other in pairs}
    return primes


@settings(max_examples=60)
@given(tables(widest=5))
def test_parsimonious_implicants_are_those_of_quine_and_mccluskey_over_positives_and_remainders(table):
    width, positive, negative = table
    primes = merged_pairwise(set(range(1 << width)) - set(negative), width)
    expected = sorted(term for term in primes if any(term.covers(row) for row in positive))
    assert prime_implicants(positive, negative, width) == expected


def test_without_a_negative_row_the_term_that_cares_for_nothing_is_the_only_one():
    assert prime_implicants([0b101, 0b010], [], 3) == [Term(0, 0)]
    assert minimal_models([Term(0, 0)], [0b101, 0b010]).models == [(Term(0, 0),)]


def test_without_a_positive_row_there_is_neither_an_implicant_nor_a_model():
    assert prime_implicants([], [0b101], 3) == observed_implicants([], 3) == []
    assert minimal_models([], []) == Models(size=0, count=0, models=[], at_least=0, counted=True)


def test_a_table_without_a_factor_has_one_configuration_and_one_term():
    assert prime_implicants([0], [], 0) == observed_implicants([0], 0) == [Term(0, 0)]
    assert prime_implicants([], [0], 0) == []


def test_a_configuration_that_is_both_positive_and_negative_is_refused():
    with pytest.raises(ValueError, match="configuration 2 is both positive and negative"):
        prime_implicants([1, 2], [2, 3], 2)


def test_at_most_twenty_factors_are_treated():
    assert prime_implicants([0], [1], 20) == [Term(1, 0)]
    for implicants in (lambda: prime_implicants([0], [1], 21), lambda: observed_implicants([0], 21)):
        with pytest.raises(ValueError, match="21 factors; expected at most 20"):
            implicants()


def test_a_configuration_of_more_factors_than_the_table_has_is_refused():
    with pytest.raises(ValueError, match="configuration 4; expected a number below 4"):
        prime_implicants([4], [1], 2)


def test_more_implicants_than_the_limit_are_refused_and_never_cut():
    assert len(prime_implicants([0b111], [0], 3, limit=3)) == 3
    with pytest.raises(ValueError, match="more than 2 prime implicants"):
        prime_implicants([0b111], [0], 3, limit=2)


# The models.


@given(tables(), st.randoms(use_true_random=False))
def test_the_models_are_all_combinations_of_the_fewest_implicants_that_cover_every_positive_row(table, shuffler):
    width, positive, negative = table
    implicants = prime_implicants(positive, negative, width)
    expected = models_by_definition(implicants, positive) if positive else []
    shuffler.shuffle(implicants)
    shuffler.shuffle(positive)
    found = minimal_models(implicants, positive * 2)
    assert found.models == expected
    assert (found.size, found.at_least) == ((len(expected[0]),) * 2 if expected else (0, 0))
    assert found.count == len(expected) and found.counted and found.complete


def charts():
    """
    Any chart of up to eight rows, as configurations and terms.

    Row i is the configuration in which factor i alone is present; the absence of all factors but some covers exactly their rows.
    The ninth factor is absent everywhere, so its absence in a term makes a second term of the same coverage.
    """
    terms = st.tuples(st.integers(1, 255), st.sampled_from([0, 1 << 8]))
    return st.lists(terms, min_size=4, max_size=13, unique=True).map(
        lambda chart: (
            [Term(255 & ~covered | extra, 0) for covered, extra in chart],
            [1 << place for place in range(8) if any(covered >> place & 1 for covered, _ in chart)],
        )
    )


@settings(max_examples=400)
@given(charts(), st.integers(1, 20))
def test_of_any_chart_all_smallest_covers_are_found_and_the_first_are_listed(chart, limit):
    terms, rows = chart
    expected = models_by_definition(terms, rows)
    found = minimal_models(terms, rows, limit)
    assert found == Models(len(expected[0]), len(expected), expected[:limit], len(expected[0]), True)


@settings(max_examples=60)
@given(tables(widest=3))
def test_no_sum_of_fewer_terms_of_any_kind_covers_the_positive_rows_alone(table):
    width, positive, negative = table
    found = minimal_models(prime_implicants(positive, negative, width), positive)
    allowed = [term for term in all_terms(width) if not any(term.covers(row) for row in negative)]
    for model in found.models:
        assert covers_all(model, positive) and not any(term.covers(row) for term in model for row in negative)
    if positive:
        assert not any(covers_all(fewer, positive) for fewer in combinations(allowed, found.size - 1))


@settings(max_examples=60)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_factors_does_not_matter(table, shuffler):
    width, positive, negative = table
    order = list(range(width))
    shuffler.shuffle(order)

    def moved(number: int) -> int:
        return sum(1 << order[place] for place in range(width) if number >> place & 1)

    here = minimal_models(prime_implicants(positive, negative, width), positive)
    terms = prime_implicants(map(moved, positive), map(moved, negative), width)
    there = minimal_models(terms, list(map(moved, positive)))
    assert there.models == sorted(
        tuple(sorted(Term(moved(term.care), moved(term.value)) for term in model)) for model in here.models
    )


@given(tables(widest=5))
def test_the_survivors_are_the_present_factors_that_alone_are_a_parsimonious_model(table):
    """A column equal to the outcome is a term of one present factor that covers all positive and no negative rows."""
    width, positive, negative = table
    columns = {bit for bit in bits((1 << width) - 1) if all(row & bit for row in positive)}
    survivors = {bit for bit in columns if not any(row & bit for row in negative)}
    alone = {
        term.care
        for term in prime_implicants(positive, negative, width)
        if term.care.bit_count() == 1 and term.value == term.care and covers_all([term], positive)
    }
    if positive and negative:
        assert alone == survivors


@pytest.mark.parametrize("seed", range(12))
def test_the_number_of_models_is_that_of_inclusion_and_exclusion(seed):
    """
    Eight factors, thirty cases, twelve of them positive by chance: too many terms to try all combinations.

    Of all terms, a(X) cover none of the rows X. The lists of m terms that cover every row number the sum of (-1)^|X| a(X)^m
    over all sets of rows X. With the fewest terms no term comes twice in such a list, so there are m! lists for each model; with
    fewer there is no list.
    """
    rows = random.Random(seed).sample(range(256), 30)
    positive, negative = rows[:12], rows[12:]
    terms = prime_implicants(positive, negative, 8)
    within = [0] * (1 << len(positive))
    for term in terms:
        within[sum(1 << place for place, row in enumerate(positive) if term.covers(row))] += 1
    for place in range(len(positive)):
        for subset in range(len(within)):
            within[subset] += within[subset ^ 1 << place] if subset >> place & 1 else 0
    found = minimal_models(terms, positive, limit=5)
    lists = [
        sum((-1) ** (len(positive) - subset.bit_count()) * number**size for subset, number in enumerate(within))
        for size in range(1, found.size + 1)
    ]
    assert lists == [0] * (found.size - 1) + [found.count * factorial(found.size)]


def test_a_rule_of_two_terms_among_twenty_factors_is_found_again():
    """Fifty cases by chance, the outcome by A*B + ~C*D: other terms fit some of the cases, but no other two fit all."""
    chance = random.Random(1)
    cases = {chance.getrandbits(20) for _ in range(50)}
    positive = {case for case in cases if case & 0b11 == 0b11 or case & 0b1100 == 0b1000}
    found = minimal_models(prime_implicants(positive, cases - positive, 20), positive)
    assert found.models == [(Term(0b11, 0b11), Term(0b1100, 0b1000))]


def test_a_term_that_no_model_needs_for_its_coverage_may_still_stand_in_one():
    """
    Rows 1, 2 and 3; AB covers 1 and 2, B covers 2 and 3, C only 3.

    AB with B and AB with C both cover all in two terms, though B covers all that C covers: neither may be dropped.
    """
    rows = [0b0001, 0b0011, 0b0110]
    ab, b, c = Term(0b1001, 0b0001), Term(0b0010, 0b0010), Term(0b0100, 0b0100)
    assert minimal_models([ab, b, c], rows).models == [(b, ab), (c, ab)]


def ring(rows: int) -> tuple[list[Term], list[int]]:
    """Rows in a ring, one factor present in each; a term for every two neighbours: all other factors are absent."""
    present = [1 << place for place in range(rows)]
    whole = (1 << rows) - 1
    return [Term(whole & ~(row | present[place - 1]), 0) for place, row in enumerate(present)], present


def test_a_ring_of_forty_rows_has_two_models():
    """Twenty terms cover forty rows only if no two overlap: every other term, from the first or from the second."""
    found = minimal_models(*ring(40))
    assert (found.size, found.count, found.complete) == (20, 2, True)


def test_a_ring_of_forty_one_rows_has_forty_one_models():
    """Twenty-one terms cover forty-one rows only if a single row is covered twice, and any row may be the one."""
    found = minimal_models(*ring(41))
    assert (found.size, found.count, found.complete) == (21, 41, True)


def test_models_too_long_to_search_through_are_bounded_and_never_a_crash():
    """A ring of a thousand rows takes five hundred terms, and the search goes to four hundred."""
    terms, rows = ring(1000)
    found = minimal_models(terms, rows)
    assert found.at_least == 401 and found.size >= 500 and not found.counted
    assert covers_all(found.models[0], rows)


def test_a_positive_row_that_no_term_covers_is_an_error():
    with pytest.raises(ValueError, match="configuration 3: no term covers it"):
        minimal_models([Term(0b11, 0b01)], [1, 3])


# Worked by hand.


def test_the_csto_table_has_three_parsimonious_models():
    """
    Kazakhstan 1111 differs from Kyrgyzstan 0010 in the factors 1, 2 and 4, from Tajikistan and Armenia 0100 in 1, 3 and 4.

    The smallest sets that meet both: factor 1; factor 4; factors 2 and 3 (2 meets the first difference alone, 3 the second).
    Each covers the one positive row, so each is a model of one term. Of the row alone, nothing can be dropped: the complex model.
    """
    positive, negative = [code("1111")], [code("0010"), code("0100"), code("0100")]
    parsimonious = minimal_models(prime_implicants(positive, negative, 4), positive)
    assert texts(parsimonious, CSTO) == ["common_threat", "external_actor*government_threat", "russian_interest"]
    assert texts(minimal_models(observed_implicants(positive, 4), positive), CSTO) == ["*".join(CSTO)]


def test_the_absence_of_the_csto_outcome_has_four_parsimonious_models():
    """
    0010 differs from 1111 in the factors 1, 2 and 4, 0100 in 1, 3 and 4: terms ~1, ~2, ~4 and ~1, ~3, ~4.

    ~1 and ~4 cover both rows alone; ~2 covers only 0010 and ~3 only 0100, and together they are a term too many.
    Complex: the two rows differ in two factors, so neither can lose one.
    """
    positive = [code("0010"), code("0100")]
    models = minimal_models(prime_implicants(positive, [code("1111")], 4), positive)
    assert texts(models, CSTO) == ["~common_threat", "~russian_interest"]
    assert minimal_models(observed_implicants(positive, 4), positive).size == 2


def test_lipset_gives_the_published_models():
    """The models that Rihoux and De Meur (2009) print for the survival and the breakdown of democracy, by their letters."""
    with (LIPSET / "raw" / "data_matrix.csv").open(encoding="utf-8") as file:
        cases = list(csv.DictReader(file))
    factors = ["DEV", "URB", "LIT", "IND", "STB"]
    survived, broke_down = (
        {code("".join(case[factor] for factor in factors)) for case in cases if case["outcome"] == outcome}
        for outcome in "10"
    )
    parsimonious = prime_implicants(survived, broke_down, 5), prime_implicants(broke_down, survived, 5)
    assert texts(minimal_models(parsimonious[0], survived), factors) == ["DEV*STB"]
    assert texts(minimal_models(parsimonious[1], broke_down), factors) == ["~DEV + ~STB"]
    observed = minimal_models(observed_implicants(survived, 5), survived)
    assert texts(observed, factors) == ["DEV*~URB*LIT*STB + DEV*LIT*IND*STB"]


# Too many models, and limits.


@given(tables(), st.integers(0, 5))
def test_the_list_is_cut_visibly_and_the_count_stays_exact(table, limit):
    width, positive, negative = table
    implicants = prime_implicants(positive, negative, width)
    every = minimal_models(implicants, positive, limit=10**6)
    found = minimal_models(implicants, positive, limit=limit)
    assert found.models == every.models[:limit]
    assert (found.count, found.counted) == (every.count, True)
    assert found.complete == (every.count <= limit)


def test_alternatives_for_twenty_rows_multiply_and_the_first_models_are_listed():
    """
    Twenty rows, each with one factor present; row i is covered by the term of that factor and by the term of the whole row.

    Two ways for each row: 2^20 models. First in order: all short terms, then all but one of them, that of the last factor first.
    """
    rows, whole = [1 << place for place in range(20)], (1 << 20) - 1
    short, long = [Term(row, row) for row in rows], [Term(whole, row) for row in rows]
    found = minimal_models(short + long, rows, limit=3)
    assert (found.size, found.count, found.complete) == (20, 2**20, False)
    assert found.models == [tuple(short), (*short[:19], long[19]), (*short[:18], short[19], long[18])]


@given(tables(), st.integers(0, 300))
def test_when_the_steps_run_out_the_result_says_what_is_established(table, steps):
    width, positive, negative = table
    implicants = prime_implicants(positive, negative, width)
    true = minimal_models(implicants, positive, limit=10**6)
    found = minimal_models(implicants, positive, limit=10**6, steps=steps)
    assert found.at_least <= true.size <= found.size
    assert all(len(model) == found.size and covers_all(model, positive) for model in found.models)
    assert len(set(found.models)) == len(found.models) <= found.count
    if found.counted:
        assert (found.size, found.count) == (true.size, true.count)
    if found.at_least == found.size == true.size:
        assert found.count <= true.count and set(found.models) <= set(true.models)
    if found.complete:
        assert found == true
    assert bool(found.models) == bool(positive)


def test_a_search_that_ends_early_gives_bounds_and_a_model():
    """Ten factors, two hundred cases, outcomes by a fair coin; in a hundred steps not even a pair of terms is refuted."""
    chance = random.Random(1)
    rows = chance.sample(range(1024), 200)
    positive, negative = rows[:100], rows[100:]
    found = minimal_models(prime_implicants(positive, negative, 10), positive, steps=100)
    assert not found.counted and found.at_least < found.size
    assert len(found.models) >= 1 and covers_all(found.models[0], positive)


def test_covers_found_before_the_steps_run_out_are_kept():
    """
    Four rows and every pair of them: three ways to take two pairs that share no row.

    A cover takes 200 steps once found, and so few sets little else: 450 steps are enough for two of the three.
    """
    pairs = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100]
    every = smallest_covers(pairs, Allowance(10_000))
    assert [sorted(cover) for cover in every.covers] == [[0b0011, 0b1100], [0b0101, 0b1010], [0b0110, 0b1001]]
    assert smallest_covers(pairs, Allowance(450)) == Covers(every.covers[:2], at_least=2, finished=False)


@settings(max_examples=40)
@given(charts())
def test_by_its_prices_no_set_of_rows_is_worth_more_than_one_unit(chart):
    terms, rows = chart
    sets = sorted({sum(1 << place for place, row in enumerate(rows) if term.covers(row)) for term in terms} - {0})
    found = prices(sets)
    assert all(price >= 0 for price in found.values())
    assert all(sum(found[place] for place in range(8) if each >> place & 1) <= UNIT for each in sets)


def test_prices_show_that_three_pairs_of_three_rows_need_two():
    """Half a unit for each row: each pair is worth one unit, all rows one and a half, so a single pair is not enough."""
    assert sum(prices([0b011, 0b101, 0b110]).values()) > 1.4 * UNIT


# Hitting sets and texts.


@given(st.lists(st.integers(0, 31), max_size=6))
def test_minimal_hitting_sets_meet_every_set_and_lose_one_when_a_member_goes(sets):
    def hits(candidate: int) -> bool:
        return all(candidate & each for each in sets)

    expected = [c for c in range(32) if hits(c) and not any(hits(c & ~bit) for bit in bits(c))]
    assert minimal_hitting_sets(sets) == expected


def test_hitting_sets_of_the_differences_of_the_csto_table():
    """{1, 2, 4} and {1, 3, 4} are met by {1}, {2, 3} and {4}; nothing to meet is met by nothing, and an empty set never."""
    assert minimal_hitting_sets([0b1011, 0b1101]) == [0b0001, 0b0110, 0b1000]
    assert minimal_hitting_sets([]) == [0]
    assert minimal_hitting_sets([0b1, 0]) == []


def test_more_hitting_sets_than_the_limit_are_refused():
    with pytest.raises(ValueError, match="3 minimal hitting sets; expected at most 2"):
        minimal_hitting_sets([0b111], limit=2)


def test_a_term_is_written_with_its_factors_in_the_order_given():
    assert term_text(Term(0b1101, 0b1001), ["A", "B", "C", "D"]) == "A*~C*D"
    assert term_text(Term(0, 0), ["A"]) == "1"


def test_a_term_covers_the_configurations_that_agree_with_it_in_what_it_cares_for():
    covered = [row for row in range(8) if Term(0b101, 0b001).covers(row)]
    assert covered == [0b001, 0b011]


def test_terms_sort_by_what_they_care_for_and_absence_comes_first():
    terms = [Term(care, value) for care, value in permutations((1, 0, 2, 3), 2) if value & ~care == 0]
    assert [term_text(term, ["A", "B"]) for term in sorted(terms)] == ["~A", "~B", "~A*~B", "A*~B", "~A*B"]
