"""Reading, joining and writing tables."""

import time
from pathlib import Path

import pandas as pd
import pytest
from conftest import rows

import schemas
from mssd.characters import strange_characters
from mssd.complaints import Refused, in_order, shown
from mssd.inspection import inspect_table, read_records
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


FACTORS = "factor,label,definition,scope,questions,locator\n"
ROW = "{},A label,A definition,case,,4 ¶1\n"


def told(folder: Path, noun: str, text: str | bytes) -> list[str]:
    """What is wrong in a raw table, each without the name of its file."""
    file = folder / f"{noun}.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    began = time.perf_counter()
    _, complaints = inspect_table(file, schemas.schema(noun, {"criteria": {}}), noun)
    assert time.perf_counter() - began < 60, "it takes some seconds on a machine that does nothing else"
    return [str(complaint).removeprefix(noun).lstrip(",: ") for complaint in in_order(complaints)]


def test_an_id_is_the_whole_cell(tmp_path):
    (line,) = told(tmp_path, "factors", FACTORS + ROW.format('"A\n"'))
    assert line.startswith(r"line 2, column factor: 'A\n'; expected a short name")


KEYS = {
    "factors": FACTORS + ROW.replace("{},A label", "{0},The {0}"),
    "themes": "theme,factor,label,definition,locator\n{},f,L,D,4 ¶1\n",
    "guide": "question,text,locator\n{},T,4 ¶1\n",
    "data_matrix": "case,f,outcome\n{},1,1\n",
    "cases": "case,label,country,year,requested_on,response,outcome,sources,locator\n{0},The {0},C,,,,1,,4 ¶1\n",
    "mentions": "mention,interview,factor,theme,stance,case,statement,locator\n{},1,f,,supports,,S,4 ¶1\n",
    "evidence": "evidence,case,factor,direction,kind,source,pages,statement,locator\n{},c,f,present,author,s,,S,4 ¶1\n",
    "claims": "claim,statement,finding,published,locator,against,there,severity,note\n{},S,,,4 ¶1,,,minor,N\n",
    "organs": "organ,label,part_of,kind,composition,task,source,pages,locator\n{},L,,decides,,T,,,4 ¶1\n",
    "forces": "force,label,original_name,founded,founded_in_text,area,participants,personnel,task,source,pages,locator\n"
    "{},L,,,,A,P,,T,,,4 ¶1\n",
    "interviews": "interview,date,identity,consent,recording,minutes\n{},2020,,confidential,audio,\n",
}


@pytest.mark.parametrize("noun", KEYS)
def test_of_two_names_that_differ_by_capitals_only_the_later_is_refused(tmp_path, noun):
    header, row = KEYS[noun].splitlines(keepends=True)
    (line,) = told(tmp_path, noun, header + row.format("Abc") + row.format("aBc"))
    assert line.startswith("line 3, column ") and "differs by capitals only from a name on line 2" in line
    assert told(tmp_path, noun, header + row.format("Abc") + row.format("Abd")) == []


DEVICES = ["CON", "con", "Prn", "aux", "NUL", "com0", "COM9", "lpt1", "nul.txt", "Con.2020.x"]


@pytest.mark.parametrize("noun", KEYS)
@pytest.mark.parametrize("name", [*DEVICES, "a.", "a" * 65, "none"])
def test_a_name_that_can_be_no_file_on_some_computer_is_refused(tmp_path, noun, name):
    (line,) = told(tmp_path, noun, KEYS[noun].format(name))
    assert (line.startswith("line 2, column ") and "page" in line) or "empty set" in line


@pytest.mark.parametrize("name", ["CON1", "com", "com10", "console", "aux-2", "a.con", "a" * 64, "nona", "index", "0"])
def test_a_name_that_only_looks_like_one_of_these_is_none(tmp_path, name):
    assert told(tmp_path, "factors", FACTORS + ROW.format(name)) == []


@pytest.mark.parametrize("header", ["f,F", "aux", "f" * 65, "con,f", "none"])
def test_the_factors_of_a_matrix_are_names_of_pages_as_well(tmp_path, header):
    cells = ",1" * (header.count(",") + 1)
    (line,) = told(tmp_path, "data_matrix", f"case,{header},outcome\nA{cells},1\n")
    assert line.startswith("line 1, column ")


HIDDEN = {
    "in a cell": (
        FACTORS + ROW.format("f") + ROW.format("g").replace("A label", "A\u202elabel"),
        "line 3, column label",
    ),
    "in a key": (FACTORS + ROW.format("f\u2066"), "line 2, column factor"),
    "in a row of too many cells": (FACTORS + ROW.format("f").replace("\n", ",\0\n"), "line 2"),
    "in a column of no name": (FACTORS.replace("\n", ",\n") + ROW.format("f").replace("\n", ",\u2028\n"), "line 2"),
    "in a row that looks blank": (FACTORS + ROW.format("f") + "\x1f,,,,,\n", "line 3, column factor"),
    "in the header": (FACTORS.replace("label", "la\u200fbel\ue000") + ROW.format("f"), "line 1"),
    "behind a cell of two lines": (
        FACTORS + ROW.format("f").replace("A label", '"A\nlabel"') + ROW.format("g\x85"),
        "line 3",
    ),
    "with lines that end as on an old Macintosh": ((FACTORS + ROW.format("f\ufdd0")).replace("\n", "\r"), "line 2"),
    "in a table that is no CSV": (FACTORS + ROW.format("f") + f'"{"x" * 140_000}\U000e0041"\n', "line 3"),
}


@pytest.mark.parametrize("place", HIDDEN)
def test_a_character_that_nobody_sees_is_told_by_its_place_and_never_repeated(tmp_path, place):
    text, start = HIDDEN[place]
    lines = [line for line in told(tmp_path, "factors", text) if "U+" in line]
    assert len(lines) == 1 and lines[0].startswith(start)
    assert not strange_characters("".join(told(tmp_path, "factors", text)))


def test_a_mark_at_the_start_of_a_file_is_no_character_of_it_and_elsewhere_is_one(tmp_path):
    assert told(tmp_path, "factors", "\ufeff" + FACTORS + ROW.format("f")) == []
    (line,) = told(tmp_path, "factors", FACTORS + ROW.format("f").replace("A label", "\ufeffA label"))
    assert "U+FEFF" in line


def test_of_the_private_names_only_the_line_is_told(tmp_path):
    assert told(tmp_path, "private_names", "name,reason\nAda\u202eLovelace,R\n") == [
        "line 2, column name: a character that can't be seen, or is none, and is not repeated here; delete it"
    ]


@pytest.mark.parametrize("number", ["10000", "999999999999999"])
def test_a_year_has_four_digits(tmp_path, number):
    row = KEYS["cases"].format("A").replace(",C,,", f",C,{number},")
    assert told(tmp_path, "cases", row) == [f"line 2, column year: '{number}'; expected 9999 or less"]


@pytest.mark.parametrize(
    "number", ["٣٠", "３０", "3٠", "²", "1e3", "0x10", "1_000", "+3", "9" * 16, "9" * 5000, "true"]
)
def test_a_whole_number_is_made_of_the_digits_0_to_9(tmp_path, number):
    row = KEYS["cases"].format("A").replace(",C,,", f",C,{number},")
    problem = f"'{number}'; expected a whole number, 0 or more"
    assert told(tmp_path, "cases", row) == [f"line 2, column year: {shown(problem)}"]


ODD = {
    "a cell without an end": (FACTORS + ROW.format("f").replace("A label", "x" * 140_000), "line 2: broken CSV"),
    "quotation marks": ('"' * 30_000_000, "line 1: broken CSV"),
    "commas": ("," * 3_000_000, "nothing but blank cells"),
    "a row of 100,000 cells": (FACTORS + "x," * 100_000, "line 2: 100001 cells; expected 6"),
    "a header of 100,000": (",".join(f"h{place}" for place in range(100_000)), "line 1: 100000 columns, 100000 of"),
    "one name 100,000 times": (",".join(["factor"] * 100_000), "line 1, column definition: the column is missing"),
    "100,000 rows of one key": (
        FACTORS + ROW.format("f") * 100_000,
        "line 3, column factor: 'f' is there already, on line 2",
    ),
    "100,000 broken rows": (
        FACTORS + ROW.format("f;g") * 100_000,
        "line 2, column factor: 'f;g'; expected a short name",
    ),
    "100,000 columns without a name": (
        FACTORS.replace("\n", "," * 100_000 + "\n")
        + "".join(f"f{number},L{number},D,case,,4 ¶1\n" for number in range(90_000))
        + "z,Z,D,case,,4 ¶1,x\n",
        "line 90002, column 7: column 7 has no name in the header",
    ),
    "100,000 labels alike": (
        FACTORS + "".join(ROW.format(f"f{number}") for number in range(100_000)),
        "line 3, column label: 'A label' is what line 2 is called too",
    ),
    "a million rows": (FACTORS + "f\n" * 1_000_000, "1000000 rows; expected 100000 at most"),
}


@pytest.mark.parametrize("odd", ODD)
def test_a_table_out_of_all_bounds_is_told_in_some_seconds(tmp_path, odd):
    text, start = ODD[odd]
    assert told(tmp_path, "factors", text)[0].startswith(start)


@pytest.mark.parametrize("end", [",", ",,", ", ,\u00a0,", "," * 100])
@pytest.mark.parametrize("whole", [True, False])
def test_columns_without_a_name_and_without_a_cell_are_passed_over(tmp_path, end, whole):
    """A spreadsheet writes them where a cell was once filled; it may leave them out of some rows."""
    rows = [ROW.format("f"), ROW.format("g").replace("A label", "B")]
    text = "".join(line.replace("\n", f"{end}\n") for line in [FACTORS, rows[0]])
    assert told(tmp_path, "factors", text + (rows[1].replace("\n", f"{end}\n") if whole else rows[1])) == []
    table, _ = inspect_table(tmp_path / "factors.csv", schemas.schema("factors"))
    assert list(table["factor"]) in (["f"], ["f", "g"]) and "" not in table


def test_a_column_without_a_name_in_the_middle_is_passed_over_too(tmp_path):
    text = FACTORS.replace("label,", "label,,") + ROW.format("f").replace("A label,", "A label,,")
    assert told(tmp_path, "factors", text) == []


@pytest.mark.parametrize("noun", ["factors", "private_names", "interviews"])
def test_a_cell_below_no_name_is_told_by_its_line_and_place_and_not_repeated(tmp_path, noun):
    texts = {"factors": FACTORS + ROW.format("f"), "private_names": "name\nAda Byron\n"}
    texts |= {"interviews": KEYS["interviews"].format("1")}
    header, row = texts[noun].splitlines()
    place = header.count(",") + 3
    text = f"{header},,,\n{row},,,\n{row.replace('1', '2', 1)},,Bo Quux,\n"
    found = [line for line in told(tmp_path, noun, text) if "no name" in line]
    assert len(found) == 1 and found[0].startswith(f"line 3, column {place}: column {place} has no name in the header")
    assert "Quux" not in "".join(told(tmp_path, noun, text))


def test_a_row_that_lacks_a_cell_with_a_name_or_has_more_than_the_header_is_still_told(tmp_path):
    named = FACTORS.replace("\n", ",\n")
    for row in ("f,L,D,case,", "f,L,D,case,,4 ¶1,,"):
        (line,) = told(tmp_path, "factors", f"{named}{row}\n")
        assert line.startswith(f"line 2: {row.count(',') + 1} cells; expected 7")


@pytest.mark.parametrize(
    "header", ["case,outcome", "case,1a,outcome", "case,ä,outcome", "case,label,outcome", "case;outcome"]
)
def test_a_matrix_without_a_factor_is_told_in_plain_words_only(tmp_path, header):
    found = told(tmp_path, "data_matrix", f"{header}\nA{',1' * header.count(',')}\n")
    assert found and "regex" not in "".join(found) and len(found) == len(set(found))
    assert sum("expected one for each factor" in line for line in found) == (";" not in header)
    assert all(line.startswith("line 1") for line in found)


def test_a_derived_table_that_lacks_the_columns_of_its_pattern_is_still_not_written(tmp_path):
    with pytest.raises(Refused, match="expected one for each factor"):
        write_table(pd.DataFrame({"case": ["A"], "outcome": ["1"]}), tmp_path / "t.csv", schemas.schema("data_matrix"))


NOT_SEEN = ["", " ", "\u00a0", "\u3000", "\u200b", "\u200d\u00ad", "\u3164", "\u2800"]


@pytest.mark.parametrize("text", NOT_SEEN, ids=ascii)
@pytest.mark.parametrize("noun, column", [("factors", "label"), ("factors", "definition"), ("mentions", "statement")])
def test_a_text_of_which_nothing_is_seen_is_an_empty_cell(tmp_path, noun, column, text):
    header, row = KEYS[noun].splitlines()
    cells = row.format("f").split(",")
    cells[header.split(",").index(column)] = text
    assert told(tmp_path, noun, f"{header}\n{','.join(cells)}\n") == [
        f"line 2, column {column}: an empty cell; expected text"
    ]


def factors(*names: str) -> str:
    """A codebook of factors a, b and so on, each with a label and a short name."""
    rows = (
        f"{key},{name.partition('/')[0]},D,case,,4 ¶1,{name.partition('/')[2]}\n"
        for key, name in zip("abc", names, strict=False)
    )
    return FACTORS.replace("\n", ",short\n") + "".join(rows)


ALIKE = {
    "one label": (factors("Union/u", "Mill/m", "Union/v"), "line 4, column label: 'Union'"),
    "one short name": (factors("Union/u", "Mill/u"), "line 3, column short: 'u'"),
    "a short name that is another's name": (factors("Union/b", "Mill/"), "line 3, column short: 'b'"),
    "labels that blanks and unseen signs tell apart": (
        factors("A mill", '"A  mi\u200bll "'),
        "line 3, column label: 'A mill'",
    ),
    "two ways to write an accent": (factors("Zo\u00eb", "Zoe\u0308"), "line 3, column label: 'Zo\u00eb'"),
    "cases": (KEYS["cases"].format("A") + "B,The A,C,,,,1,,4 ¶1\n", "line 3, column label: 'The A'"),
    "cases of a matrix": ("case,label,f,outcome\nA,B,1,1\nB,,1,1\n", "line 3, column label: 'B'"),
}


@pytest.mark.parametrize("alike", ALIKE)
def test_two_names_that_nobody_can_tell_apart_are_refused(tmp_path, alike):
    text, start = ALIKE[alike]
    noun = {"cases": "cases", "cases of a matrix": "data_matrix"}.get(alike, "factors")
    (line,) = told(tmp_path, noun, text)
    assert line == f"{start} is what line 2 is called too; expected names that a reader can tell apart"


def test_names_that_a_reader_can_tell_apart_are_in_order(tmp_path):
    assert told(tmp_path, "factors", factors("Union/", "union/", "Unions/union")) == []
    assert told(tmp_path, "data_matrix", "case,label,f,outcome\nA,,1,1\nB,,1,1\n") == []


SAID = {
    "nul": " is what Windows calls a device, and can't be the name of a page",
    "a.": " ends in a full stop, which Windows drops",
    "none": " stands for the empty set",
    "a b": "; expected a short name",
    "x": " is there already, on line 2; expected each once",
}


@pytest.mark.parametrize("name", SAID)
def test_a_value_that_is_not_repeated_leaves_a_sentence_that_reads_rightly(tmp_path, name):
    header, row = KEYS["interviews"].splitlines(keepends=True)
    (line,) = told(tmp_path, "interviews", header + row.format("x") + row.format(name))
    value = "what stands there (not repeated here, because it may tell who somebody is)"
    assert line.startswith(f"line 3, column interview: {value}{SAID[name]}")


def test_numbers_of_thousands_of_digits_are_counted_and_other_digits_are_letters():
    assert sorted(["a" + "9" * 5000, "a" + "1" * 5001, "a10", "a9", "a٣"], key=natural)[:2] == ["a9", "a10"]
    assert sorted(["10", "007", "7", "07"], key=natural) == ["007", "07", "7", "10"]


def test_a_page_of_100_cells_of_blanks_is_no_table_without_a_word(tmp_path):
    assert told(tmp_path, "factors", ",,,\n" * 100) == ["nothing but blank cells; expected at least a header line"]
