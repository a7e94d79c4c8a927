"""Reading, joining and writing tables."""

import pandas as pd
import pytest
from conftest import rows

import schemas
from mssd.complaints import Refused
from mssd.inspection import read_records
from mssd.tables import grid, join, listed, members, natural, write, write_table


def test_a_grid_has_every_combination_in_order():
    assert grid(case=["A", "B"], factor=["x", "y"]).values.tolist() == [["A", "x"], ["A", "y"], ["B", "x"], ["B", "y"]]


def test_a_join_in_which_a_row_finds_no_partner_names_the_stranger_and_the_known():
    with pytest.raises(KeyError, match="no case Z; known: A, B"):
        join(rows("case\nA\nZ"), rows("case outcome\nA 1\nB 0"), on="case")


def test_a_join_keeps_every_row_of_the_left_table_and_adds_none():
    joined = join(rows("case factor\nA x\nA y"), rows("case outcome\nA 1\nB 0"), on="case")
    assert joined.values.tolist() == [["A", "x", "1"], ["A", "y", "1"]]


def test_a_join_with_a_key_there_twice_is_refused():
    with pytest.raises(pd.errors.MergeError):
        join(rows("case\nA"), rows("case outcome\nA 1\nA 0"), on="case")


def test_a_set_is_one_cell_in_natural_order_each_member_once_and_empty_is_missing():
    assert listed(["e10", "e2", "e2"]) == "e2; e10"
    assert listed([]) is None
    assert members("e2; e10") == ["e2", "e10"]
    assert members(None) == members(float("nan")) == members("") == []


def test_people_count_2_before_10():
    assert sorted(["10", "2", "e10", "e9", "b"], key=natural) == ["2", "10", "b", "e9", "e10"]


def test_lines_are_counted_as_a_spreadsheet_shows_them_though_a_cell_has_line_breaks():
    _, records, _ = read_records('a,b\n"one\ntwo",2\nthree,4\n', "x.csv")
    assert list(records) == [2, 3]


def selection() -> pd.DataFrame:
    row = {"factor": "x", "citations": 1, "cited_by": "1", "threshold": 1, "margin": 0, "selected": 1, "scope": "case"}
    whole = dict.fromkeys(["citations", "threshold", "margin", "selected"], "Int64")
    return pd.DataFrame([row]).astype(whole)


def test_a_written_table_has_the_columns_of_its_schema_in_order(tmp_path):
    table = selection()[["scope", "factor", "selected", "margin", "threshold", "cited_by", "citations"]]
    write_table(table, tmp_path / "t.csv", schemas.schema("selection"))
    assert (
        tmp_path / "t.csv"
    ).read_bytes() == b"factor,citations,cited_by,threshold,margin,selected,scope\nx,1,1,1,0,1,case\n"


@pytest.mark.parametrize("column, value", [("selected", 2), ("scope", "none"), ("citations", -1)])
def test_a_table_that_breaks_its_schema_is_not_written(tmp_path, column, value):
    with pytest.raises(Refused):
        write_table(selection().assign(**{column: value}), tmp_path / "t.csv", schemas.schema("selection"))
    assert not (tmp_path / "t.csv").exists()


def test_a_column_that_the_schema_does_not_know_is_not_written(tmp_path):
    with pytest.raises(Refused, match="column extra"):
        write_table(selection().assign(extra=1), tmp_path / "t.csv", schemas.schema("selection"))


def test_a_column_of_text_that_holds_nothing_is_written_as_empty_cells(tmp_path):
    write_table(selection().assign(cited_by=float("nan")), tmp_path / "t.csv", schemas.schema("selection"))
    assert (tmp_path / "t.csv").read_text().splitlines()[1] == "x,1,,1,0,1,case"


def test_whole_numbers_beside_missing_cells_are_written_as_whole_numbers(tmp_path):
    """pandas makes floats of whole numbers as soon as one is missing; a column of nothing at all is one of floats as well."""
    row = {"outcome": 1, "kind": "complex", "obstacle": None, "completions": 1, "positive": 1, "negative": 0}
    table = pd.DataFrame([row | {"implicants": n, "terms": None, "models": None, "listed": 0} for n in (None, 3)])
    table.loc[1, "kind"] = "parsimonious"
    write("minimisations", table, tmp_path / "minimisations.csv")
    lines = (tmp_path / "minimisations.csv").read_text().splitlines()
    assert lines[1:] == ["1,complex,,1,1,0,,,,0", "1,parsimonious,,1,1,0,3,,,0"]
