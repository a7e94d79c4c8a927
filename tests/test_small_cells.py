"""Small cells: which confidential interviews are singled out by what is published of them. The tables are worked by eye."""

import pandas as pd
import pytest
from conftest import derived, printed, rows

from mssd.chapters import confidence_sentence, findings_by_name
from mssd.tables import read, write
from mssd.tracing import plain
from scripts.findings import interviews_found, small_cells_found
from scripts.small_cells import small_cells

ALIKE = "2020-05 - confidential none 30"


def interviews(*lines: str) -> pd.DataFrame:
    """Interviews 1, 2, ... with a date, an identity (`-` for none), a consent, a recording, and a length (`-` for unknown)."""
    numbered = "\n".join(f"{number} {line}" for number, line in enumerate(lines, 1))
    table = rows(f"interview date identity consent recording minutes\n{numbered}")
    return table.assign(minutes=pd.to_numeric(table["minutes"]).astype("Int64"))


def found(*lines: str) -> list[tuple]:
    table = small_cells(interviews(*lines))
    return list(
        table[["interview", "attributes", "values"]].astype(object).fillna("").itertuples(index=False, name=None)
    )


def test_interviews_that_are_alike_single_out_nobody():
    assert found(ALIKE, ALIKE) == []


def test_a_value_that_no_other_confidential_interview_has_singles_one_out():
    assert found(ALIKE, ALIKE, "2020-05 - confidential audio 30") == [("3", "recording", "audio")]


def test_a_public_interview_is_named_and_hides_nobody():
    """1 and 2 are of the same length, but who is not the person named in 2 is in 1."""
    assert found(ALIKE, "2020-05 Ada public none 30") == [("1", "", "")]
    assert found(ALIKE, "2020-05 - confidential none 40", "2020-05 Ada public none 30") == [
        ("1", "minutes", "30"),
        ("2", "minutes", "40"),
    ]


def test_only_the_smallest_combinations_are_listed():
    """Interview 1 shares its recording with 2 and its length with 3, and both with none; its date with all."""
    others = ["2020-05 - confidential none 40", "2020-05 - confidential audio 30", "2020-05 - confidential audio 40"]
    assert found(ALIKE, *others)[0] == ("1", "recording; minutes", "none; 30")
    assert len(found(ALIKE, *others)) == 4


@pytest.mark.parametrize(
    "other",
    [
        "2020-05 - confidential none -",
        "2020-05 - confidential ? 30",
        "2020-05-03 - confidential none 30",
        "XXXX-05-03 - confidential none 30",
        "2020-XX-03 - confidential none 30",
        "XXXX - confidential none 30",
    ],
)
def test_an_interview_of_which_something_is_unknown_may_be_any_and_is_none(other):
    assert found(ALIKE, other) == []


def test_audio_at_least_may_be_audio_and_more_but_is_not_nothing():
    kinds = ["audio_at_least", "audio", "audio_and_video"]
    assert found(*(f"2020 - confidential {kind} 30" for kind in kinds[:2])) == []
    assert found(*(f"2020 - confidential {kind} 30" for kind in (kinds[0], kinds[2]))) == []
    assert len(found(*(f"2020 - confidential {kind} 30" for kind in (kinds[0], "none")))) == 2


def test_dates_without_a_year_differ_by_what_is_known():
    assert found("XXXX-05-03 - confidential none 30", "2020-05-04 - confidential none 30") == [
        ("1", "date", "XXXX-05-03"),
        ("2", "date", "2020-05-04"),
    ]


def test_the_table_is_written_and_read_again_also_where_it_is_empty(tmp_path):
    for name, lines in {"one": [ALIKE], "none": [], "some": [ALIKE, "2021 - confidential none 40"]}.items():
        write("small_cells", small_cells(interviews(*lines) if lines else interviews(ALIKE).head(0)), tmp_path / name)
        assert len(read("small_cells", tmp_path / name)) == {"one": 1, "none": 0, "some": 4}[name]


def sentence(*lines: str) -> str:
    """What the report says of these interviews."""
    table = interviews(*lines)
    made = pd.DataFrame([*interviews_found(table), *small_cells_found(small_cells(table))])
    return plain(confidence_sentence(findings_by_name(made)))


PUBLIC = "2020 Ada public none 30"
OF_TWO = "What is published of the two confidential interviews singles out"


@pytest.mark.parametrize(
    "lines, told",
    [
        ([PUBLIC, PUBLIC], ""),
        ([PUBLIC, ALIKE], "One interview is confidential, and there is no other that it could be taken for."),
        ([ALIKE, ALIKE], f"{OF_TWO} none of them."),
        (
            [ALIKE, "2020-05 - confidential none 40"],
            f"{OF_TWO} each of them, by the length alone: whoever knows that of an interview can find what was said in it.",
        ),
        (
            [ALIKE, ALIKE, "2020-06 - confidential none 40"],
            "What is published of the three confidential interviews singles out one of them, by the date alone or the length "
            "alone: whoever knows that of an interview can find what was said in it.",
        ),
        (
            [ALIKE, *(f"2020-05 - confidential {other}" for other in ("none 40", "audio 30", "audio 40"))],
            "What is published of the four confidential interviews singles out each of them, by the recording and the length "
            "together: whoever knows that of an interview can find what was said in it.",
        ),
    ],
)
def test_the_report_says_how_confidential_the_confidential_interviews_are(lines, told):
    assert sentence(*lines) == told


def test_each_confidential_interview_of_the_csto_study_is_singled_out_by_its_date_and_by_its_length(csto_run):
    """Interviews 1, 3, 4 and 6: no two on the same day, and 39, 41, 31 and 25 minutes; all recorded as audio at least."""
    table = derived(csto_run, "small_cells")
    assert table["interview"].tolist() == ["1", "1", "3", "3", "4", "4", "6", "6"]
    assert set(table["attributes"]) == {"date", "minutes"} and set(table["told_from"]) == {"3"}
    text = " ".join(printed(csto_run)).replace("- ", "").replace("\u2010 ", "")
    assert (
        "What is published of the four confidential interviews singles out each of them, by the date alone or the length alone"
        in text
    )


def test_the_golden_study_has_three_small_cells(golden_run):
    """Interviews 2, 3 and 4 are of three days; of 3 neither recording nor length is known, so that it may be 2 and may be 4."""
    assert derived(golden_run, "small_cells").values.tolist() == [
        ["2", "date", "2019-05-02", "2"],
        ["3", "date", "2019-05-03", "2"],
        ["4", "date", "XXXX-05-04", "2"],
    ]


def test_a_data_matrix_has_none(lipset_run):
    assert not (lipset_run / "results" / "tables" / "small_cells.csv").exists()
    assert not {name for name in derived(lipset_run, "findings")["finding"] if name.startswith("small_cells")}
