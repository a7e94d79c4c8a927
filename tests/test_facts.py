"""Facts: values of tables by name."""

import pytest
from conftest import rows

from mssd.facts import fact_named, origin_of, unknown_in, value_of

TABLE = rows("""
interview factor case
1         x      A
2         x      -
2         x      B
10        y      A
""")


@pytest.mark.parametrize(
    "name, value",
    [
        ("mentions[factor=x].interview", "1; 2"),
        ("mentions[factor=x].interview.count", "2"),
        ("mentions[factor=x][interview=2].case", "?; B"),
        ("mentions[factor=z].interview", None),
        ("mentions[factor=z].interview.count", "0"),
        ("mentions[interview^=1].interview", "1; 10"),
        ("mentions.interview", "1; 2; 10"),
    ],
)
def test_a_fact_is_the_set_of_values_in_the_rows_that_meet_every_condition(name, value):
    assert value_of(fact_named(name), TABLE) == value


@pytest.mark.parametrize(
    "name", ["survivors", "a b.c", "mentions[factor].interview", "mentions[factor=x]", "x[y=z]w.v"]
)
def test_other_names_ask_for_no_fact(name):
    assert fact_named(name) is None


def test_the_origin_says_which_rows_and_column():
    origin = origin_of(fact_named("mentions[locator^=4.6][factor=x].interview"), "raw/mentions.csv")
    assert origin == "raw/mentions.csv, rows with locator beginning with 4.6 and factor x, column interview"


def test_a_known_finding_is_in_order_even_where_it_reads_like_a_column():
    assert unknown_in("interviews.minutes", {"interviews": ["minutes"]}, ["interviews.minutes"]) is None
