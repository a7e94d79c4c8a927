"""Where explanations that fit equally well part, and what the tests named in the evidence say. Tables are worked by hand."""

import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT, derived, rows

from mssd.tables import write
from schemas.evidence import VAN_EVERA
from scripts.discriminations import discriminations, weights

COMMON, BOTH, RUSSIAN = "common_threat", "external_actor*government_threat", "russian_interest"
NO_EVIDENCE = pd.DataFrame({name: pd.Series(dtype="str") for name in ["evidence", "case", "factor", "direction"]})


def table_of(columns: dict[str, str], outcome: str) -> pd.DataFrame:
    """A truth table of factors given as strings of one character a case."""
    cases = [f"CASE-{number:02}" for number in range(1, len(outcome) + 1)]
    table = pd.DataFrame({"case": cases} | {factor: list(values) for factor, values in columns.items()})
    return table.assign(outcome=[int(value) for value in outcome])


def found(columns: dict[str, str], outcome: str, *models: str, evidence: pd.DataFrame = NO_EVIDENCE) -> pd.DataFrame:
    """The places at which models part; each piece of evidence is counted in its cell."""
    truth_table = table_of(columns, outcome)
    presence = truth_table.drop(columns="outcome").melt(id_vars="case", var_name="factor", value_name="present")
    cell_of = evidence.groupby(["case", "factor"])["evidence"].agg("; ".join).to_dict()
    cells = presence[["case", "factor"]].itertuples(index=False, name=None)
    presence["evidence"] = [cell_of.get(cell) for cell in cells]
    return discriminations(truth_table=truth_table, presence=presence, evidence=evidence, models=models)


def csto(*models: str) -> pd.DataFrame:
    """The four cases of the CSTO study: Armenia 0100, Kazakhstan 1111, Kyrgyzstan 0010, Tajikistan 0100."""
    columns = {COMMON: "0100", "external_actor": "1101", "government_threat": "0110", RUSSIAN: "0100"}
    return found(columns, "0100", *models or (COMMON, BOTH, RUSSIAN))


def cells(table: pd.DataFrame, columns: str = "case factor named_by needs") -> list[tuple]:
    return list(table.loc[table["place"] == "cell", columns.split()].itertuples(index=False, name=None))


def configurations(table: pd.DataFrame) -> set[tuple[str, str]]:
    those = table[table["place"] == "configuration"]
    return set(those[["configuration", "named_by"]].itertuples(index=False, name=None))


def bits(terms: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Configurations as digits in the order of the factors."""
    return {("".join("01"[not part.startswith("~")] for part in term.split("*")), side) for term, side in terms}


@pytest.mark.parametrize(
    "a, b, by_a, by_b",
    [
        (COMMON, RUSSIAN, {"1000", "1010", "1100", "1110"}, {"0001", "0011", "0101", "0111"}),
        (COMMON, BOTH, {"1000", "1001", "1010", "1011", "1100", "1101"}, {"0110", "0111"}),
        (BOTH, RUSSIAN, {"0110", "1110"}, {"0001", "0011", "0101", "1001", "1011", "1101"}),
    ],
)
def test_each_pair_of_the_csto_explanations_is_separated_by_eight_of_the_thirteen_remainders(a, b, by_a, by_b):
    """
    Factors c e g r; observed 0010, 0100 and 1111. c and r part where one is 1 and the other 0: 4 + 4. c and e*g: c 1 and not
    both e and g 1: 2 x 3 = 6; c 0 and e g 1 1: 2. e*g and r the same with r for c. 0000 alone separates no pair, as none expects
    the outcome there; each of the 12 others divides the three explanations two to one, and so separates two pairs: 24 = 3 x 8.
    """
    expected = {(term, "a") for term in by_a} | {(term, "b") for term in by_b}
    assert bits(configurations(csto(a, b))) == expected
    assert len(expected) == 8


def test_twelve_of_the_thirteen_csto_remainders_separate_some_pair():
    everywhere = bits(configurations(csto()))
    assert len({term for term, _ in everywhere}) == 12
    assert "0000" not in {term for term, _ in everywhere}
    assert not {"0010", "0100", "1111"} & {term for term, _ in everywhere}


def test_kazakhstan_is_where_the_process_of_the_csto_explanations_can_be_traced():
    """CASE-02, the one case with the outcome, has every factor: each explanation names its own there."""
    table = csto()
    with_outcome = table[table["outcome"] == "1"]
    assert set(with_outcome["case"]) == {"CASE-02"}
    assert set(with_outcome["needs"]) == {"1"}
    pairs = with_outcome.groupby(["explanation_a", "explanation_b"])["factor"].agg(list).to_dict()
    assert pairs == {
        (COMMON, BOTH): [COMMON, "external_actor", "government_threat"],
        (COMMON, RUSSIAN): [COMMON, RUSSIAN],
        (BOTH, RUSSIAN): ["external_actor", "government_threat", RUSSIAN],
    }


def test_a_csto_refusal_speaks_to_an_explanation_by_the_cell_that_alone_keeps_it_from_expecting_intervention():
    """
    common_threat and russian_interest hang on their own cell in each of the three refusals. external_actor*government_threat
    lacks government_threat alone in Armenia and Tajikistan (0100), external_actor alone in Kyrgyzstan (0010).
    """
    table = csto(COMMON, BOTH)
    assert cells(table[table["outcome"] == "0"]) == [
        ("CASE-01", COMMON, "a", "0"),
        ("CASE-01", "government_threat", "b", "0"),
        ("CASE-03", COMMON, "a", "0"),
        ("CASE-03", "external_actor", "b", "0"),
        ("CASE-04", COMMON, "a", "0"),
        ("CASE-04", "government_threat", "b", "0"),
    ]


def test_the_csto_explanations_part_in_26_cells_counted_pair_by_pair():
    """Pairs with the conjunction: 3 cells of Kazakhstan and 2 x 3 of the refusals, 9 each; the third pair 2 + 6: 26 in all."""
    table = csto()
    assert len(cells(table)) == 26
    assert len(set(cells(table, "case factor"))) == 13


def test_the_cells_of_cases_with_the_outcome_come_first():
    assert csto(COMMON, BOTH).query("place == 'cell'")["outcome"].tolist() == ["1"] * 3 + ["0"] * 6


def test_one_explanation_has_nothing_to_be_told_from():
    assert csto(COMMON).empty
    assert found({"x": "10"}, "10").empty


def test_the_order_in_which_models_are_given_changes_nothing():
    assert csto(COMMON, BOTH, RUSSIAN).equals(csto(RUSSIAN, BOTH, COMMON, COMMON))


def test_a_factor_that_both_explanations_name_in_a_case_cannot_tell_them_apart_there():
    """x*y and x*z in the case 1 1 1: x stands in both."""
    table = found({"x": "11", "y": "10", "z": "10"}, "10", "x*y", "x*z")
    assert cells(table[table["outcome"] == "1"], "factor named_by") == [("y", "a"), ("z", "b")]


def test_only_the_terms_that_a_case_has_count_in_it():
    """
    x*y + u and x*y + v. CASE-01 (x y u v 1 1 0 0) is covered by x*y, which both have: nothing parts them there. CASE-02 (0 0 1 1)
    by u and by v. CASE-03 (0 0 0 0) lacks the outcome: u and v decide there, x and y decide for neither (both are 0).
    """
    table = found({"u": "010", "v": "010", "x": "100", "y": "100"}, "110", "x*y + u", "x*y + v")
    assert cells(table) == [
        ("CASE-02", "u", "a", "1"),
        ("CASE-02", "v", "b", "1"),
        ("CASE-03", "u", "a", "0"),
        ("CASE-03", "v", "b", "0"),
    ]


def test_a_case_with_the_outcome_that_neither_explanation_covers_is_no_place_to_choose_between_them():
    table = found({"x": "100", "y": "100"}, "110", "x", "y")
    assert "CASE-02" not in set(table["case"])


def test_a_factor_of_both_can_still_part_them_in_a_case_without_the_outcome():
    """x*y and x*z in the case 0 1 0: were x present, the first would expect the outcome and the second would not."""
    table = found({"x": "10", "y": "11", "z": "10"}, "10", "x*y", "x*z")
    assert cells(table[table["outcome"] == "0"]) == [("CASE-02", "x", "a", "0")]


def test_an_undetermined_cell_is_a_place_to_look_and_stays_undetermined():
    table = found({"x": "1?", "y": "10"}, "10", "x", "y")
    assert ("CASE-02", "x", "a", "0", "?") in cells(table, "case factor named_by needs present")


def test_a_configuration_that_a_case_may_show_names_that_case():
    """CASE-02 is x ?, y 0: it may be 1 0, for which x expects the outcome and y doesn't. 0 1 is a case to look for."""
    table = found({"x": "1?", "y": "10"}, "10", "x", "y")
    those = table[table["place"] == "configuration"].set_index("configuration")["case"]
    assert those.fillna("").to_dict() == {"x*~y": "CASE-02", "~x*y": ""}


def test_explanations_that_expect_the_same_everywhere_part_in_cells_alone():
    """
    x*~y + y*~z + z*~x and y*~x + z*~y + x*~z both say that the three aren't all alike: no configuration separates them.
    The six cases with the outcome have one term of each, which name two factors each and share one.
    """
    columns = {"x": "11010010", "y": "01101010", "z": "00011110"}
    table = found(columns, "11111100", "x*~y + y*~z + z*~x", "y*~x + z*~y + x*~z")
    assert not configurations(table)
    assert len(cells(table[table["outcome"] == "1"])) == 12


def test_the_evidence_of_a_cell_stands_on_its_two_sides():
    evidence = rows("""
        evidence case    factor direction
        e10      CASE-01 x      present
        e2       CASE-01 x      present
        e3       CASE-01 x      absent
        e4       CASE-02 y      absent
    """)
    table = found({"x": "10", "y": "10"}, "10", "x", "y", evidence=evidence)
    sides = table.set_index(["case", "factor"])[["evidence_for", "evidence_against"]].fillna("")
    assert tuple(sides.loc["CASE-01", "x"]) == ("e2; e10", "e3")
    assert tuple(sides.loc["CASE-02", "y"]) == ("", "e4")
    assert tuple(sides.loc["CASE-02", "x"]) == ("", "")


def test_configurations_are_listed_for_ten_explanations_and_not_for_eleven():
    columns = {f"f{number}": "10" for number in range(8)}
    singles = sorted(columns)
    pairs = ["f0*f1", "f2*f3", "f4*f5"]
    assert configurations(found(columns, "10", *singles, *pairs[:2]))
    assert not configurations(found(columns, "10", *singles, *pairs))


def test_configurations_are_listed_for_eight_factors_and_not_for_nine():
    assert configurations(found({f"f{number}": "10" for number in range(8)}, "10", "f0", "f1"))
    table = found({f"f{number}": "10" for number in range(9)}, "10", "f0", "f1")
    assert not configurations(table)
    assert len(cells(table)) == 4


def test_above_twenty_explanations_the_first_twenty_are_compared():
    columns = {f"f{number:02}": "10" for number in range(21)}
    table = found(columns, "10", *columns)
    assert set(table["explanation_a"]) | set(table["explanation_b"]) == {f"f{number:02}" for number in range(20)}
    assert len(table.groupby(["explanation_a", "explanation_b"])) == 190


def test_a_model_of_a_factor_that_is_not_compared_is_an_error_that_names_it():
    with pytest.raises(KeyError, match="no factor z; known: x, y"):
        found({"x": "10", "y": "10"}, "10", "x", "~z")


def test_both_tables_keep_their_schemas_also_when_they_are_empty(tmp_path):
    for table in (csto(), csto(COMMON)):
        write("discriminations", table, tmp_path / "discriminations.csv")
    assert (tmp_path / "discriminations.csv").read_text().startswith("explanation_a,explanation_b,place,")
    write("weights", weighed(""), tmp_path / "weights.csv")
    assert (tmp_path / "weights.csv").read_text() == "case,factor,test,passed,failed,weight\n"


def weighed(lines: str) -> pd.DataFrame:
    """The weights of pieces given as lines of name, case, factor, direction and test."""
    evidence = rows(f"evidence case factor direction test\n{lines}")
    return weights(evidence=evidence, truth_table=table_of({"x": "10", "y": "10"}, "10"))


@pytest.mark.parametrize(
    "test, passing, failing",
    [
        ("straw_in_the_wind", "strengthened", "weakened"),
        ("hoop", "strengthened", "eliminated"),
        ("smoking_gun", "confirmed", "weakened"),
        ("doubly_decisive", "confirmed", "eliminated"),
    ],
)
def test_what_follows_from_a_test_is_van_everas_logic(test, passing, failing):
    """Failing what is necessary eliminates, passing what is sufficient confirms; the rest only shifts the balance."""
    assert weighed(f"e1 CASE-01 x present {test}")["weight"].tolist() == [passing]
    assert weighed(f"e1 CASE-01 x absent {test}")["weight"].tolist() == [failing]


@pytest.mark.parametrize("test", VAN_EVERA)
def test_nothing_follows_where_some_pieces_pass_a_test_and_some_fail_it(test):
    table = weighed(f"e2 CASE-01 x present {test}\ne10 CASE-01 x present {test}\ne3 CASE-01 x absent {test}")
    assert table[["passed", "failed", "weight"]].values.tolist() == [["e2; e10", "e3", "split"]]


def test_each_kind_of_test_is_weighed_on_its_own():
    table = weighed("e1 CASE-01 x present hoop\ne2 CASE-01 x absent straw_in_the_wind\ne3 CASE-02 x absent hoop")
    assert table[["case", "test", "weight"]].values.tolist() == [
        ["CASE-01", "hoop", "strengthened"],
        ["CASE-01", "straw_in_the_wind", "weakened"],
        ["CASE-02", "hoop", "eliminated"],
    ]


def test_evidence_that_names_no_test_or_speaks_of_what_is_not_compared_is_not_weighed():
    assert weighed("e1 CASE-01 x present -").empty
    assert weighed("e1 CASE-09 x present hoop\ne2 CASE-01 z present hoop\ne3 CASE-01 outcome present hoop").empty


def test_the_step_writes_both_tables_of_the_csto_study(csto_run, tmp_path):
    """The rule's own script, on the tables of a rebuilt study and its three models."""
    solutions = "outcome,kind,model,term,remainders,completions,of,consistency,raw_coverage,unique_coverage,"
    solutions += "model_consistency,model_coverage\n"
    models = [(1, "complex", "x"), *((1, "parsimonious", m) for m in (COMMON, BOTH, RUSSIAN)), (0, "parsimonious", "y")]
    solutions += "".join(f"{outcome},{kind},{model},{model},1,1,1,1,1,1,1,1\n" for outcome, kind, model in models)
    given = {noun: str(csto_run / "results" / "tables" / f"{noun}.csv") for noun in ("truth_table", "presence")}
    given |= {"solutions": str(tmp_path / "solutions.csv"), "evidence": str(csto_run / "raw" / "evidence.csv")}
    made = {noun: str(tmp_path / "results" / "tables" / f"{noun}.csv") for noun in ("discriminations", "weights")}
    (tmp_path / "solutions.csv").write_text(solutions)
    script = ROOT / "workflow" / "scripts" / "discriminations.py"
    run = (
        "import runpy, sys; from types import SimpleNamespace as N; "
        f"sys.path[:0] = {[str(ROOT), str(ROOT / 'workflow')]!r}; "
        f"runpy.run_path({str(script)!r}, {{'snakemake': N(input=N(**{given!r}), output=N(**{made!r}))}}, '__main__')"
    )
    subprocess.run([sys.executable, "-c", run], check=True)
    table = derived(tmp_path, "discriminations")
    assert len(table) == 26 + 24
    cell = table[(table["case"] == "KAZ-2022") & (table["factor"] == "external_actor")].iloc[0]
    assert cell["evidence_for"] == "e001; e099; e100; e139"
    assert cell["evidence_against"] == "e094; e097; e143; e179"
    assert derived(tmp_path, "weights").empty
