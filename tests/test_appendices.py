"""The appendices: what stands in full behind the report."""

import pandas as pd
from conftest import rows

from mssd.appendices import choices_appendix, codebook, guide_appendix, mentions_by_factor, said_of
from schemas import schema


def test_a_question_stands_beside_the_factors_that_the_codebook_says_it_asks_for():
    guide = rows("question text locator\n1 Why? x\n2 How? x")
    factors = pd.DataFrame({"factor": ["a", "b", "c"], "questions": ["1; 2", None, "1"]})
    assert [row["factors"] for row in guide_appendix(guide, factors)] == [["a", "c"], ["a"]]


def test_the_codebook_counts_citations_mentions_and_themes_the_most_cited_factor_first():
    """Factor b is cited by two interviews in three mentions, one of them with the theme t; a is never mentioned."""
    tables = {
        "factors": rows("factor label\na A\nb B"),
        "themes": rows("theme factor\nt b"),
        "mentions": rows("factor theme\nb t\nb -\nb -"),
        "selection": pd.DataFrame({"factor": ["a", "b"], "citations": [0, 2], "selected": [0, 1]}),
    }
    first, second = codebook(tables)
    assert (first["factor"], first["citations"], first["mentions"]) == ("b", 2, 3)
    assert [(theme["theme"], theme["mentions"]) for theme in first["themes"]] == [("t", 1)]
    assert (second["citations"], second["mentions"], second["themes"]) == (0, 0, [])
    assert [group["factor"] for group in mentions_by_factor(tables["mentions"], [first, second])] == ["b"]


def test_a_choice_that_a_study_leaves_out_is_said_to_be_left_out_or_filled_in():
    known = {"properties": {name: {"description": "It."} for name in ("study", "question", "outcome")}}
    found = {row["key"]: row for row in choices_appendix({"study": "x"}, known)}
    assert [row["standing"] for row in found.values()] == ["made", "left out", "filled in"]
    assert found["outcome"]["value"] == "label: The outcome; occurred: occurred; absent: did not occur"


def test_the_dictionary_of_the_report_has_every_column_of_a_table_and_of_the_criteria_and_names_its_file():
    config = {"criteria": {"asked": "Was asked."}}
    said = said_of("cases", pd.DataFrame(columns=["case"]), config)
    assert [column["name"] for column in said["columns"]] == list(schema("cases", config).columns)
    assert said_of("ledger", pd.DataFrame(), {})["file"] == "claims.csv"
