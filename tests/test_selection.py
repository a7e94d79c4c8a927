"""The selection of factors by citations."""

import pandas as pd
from conftest import rows

from scripts.selection import selection

FACTORS = rows("""
    factor scope
    union case
    faith common
    comet case
""")


def mentions(text: str) -> pd.DataFrame:
    return rows("interview factor stance\n" + text)


def row(table: pd.DataFrame, factor: str) -> dict:
    return table.set_index("factor").loc[factor].to_dict()


def test_an_interview_counts_once_however_often_it_returns_to_a_factor():
    found = selection(FACTORS, mentions("1 union supports\n1 union supports\n1 union qualifies\n2 union supports"), 2)
    assert row(found, "union")["citations"] == 2
    assert row(found, "union")["cited_by"] == "1; 2"


def test_a_factor_exactly_at_the_threshold_is_selected_with_margin_0():
    found = row(selection(FACTORS, mentions("1 union supports\n2 union supports"), 2), "union")
    assert (found["selected"], found["margin"]) == (1, 0)


def test_a_factor_one_citation_below_the_threshold_is_not_selected():
    found = row(selection(FACTORS, mentions("1 union supports\n2 union supports"), 3), "union")
    assert (found["selected"], found["margin"]) == (0, -1)


def test_an_interview_that_qualifies_a_factor_cites_it():
    assert row(selection(FACTORS, mentions("1 union qualifies"), 1), "union")["citations"] == 1


def test_an_interview_that_only_denies_a_factor_does_not_cite_it():
    assert row(selection(FACTORS, mentions("1 union denies"), 1), "union")["citations"] == 0


def test_an_interview_that_denies_a_factor_and_supports_it_elsewhere_cites_it():
    assert row(selection(FACTORS, mentions("1 union denies\n1 union supports"), 1), "union")["citations"] == 1


def test_a_factor_nobody_cites_keeps_its_row_with_no_citations():
    found = row(selection(FACTORS, mentions("1 union supports"), 1), "comet")
    assert (found["citations"], found["selected"]) == (0, 0)
    assert pd.isna(found["cited_by"])


def test_a_common_factor_is_selected_like_any_other_and_keeps_its_scope():
    found = row(selection(FACTORS, mentions("1 faith supports"), 1), "faith")
    assert (found["selected"], found["scope"]) == (1, "common")


def test_interviews_are_listed_as_people_count_2_before_10():
    found = selection(FACTORS, mentions("10 union supports\n2 union supports"), 1)
    assert row(found, "union")["cited_by"] == "2; 10"
