"""The page on the coding says what its figures give."""

import runpy

import pandas as pd
from conftest import ROOT

AGREEMENT = runpy.run_path(str(ROOT / "docs" / "coding" / "agreement.py"))


def test_the_page_prints_the_agreement_that_the_two_readings_give():
    page = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    printed = page.split("docs/coding/agreement.py -->\n")[1].split("\n<!-- end -->")[0]
    assert printed == AGREEMENT["report"]()


def test_kappa_of_a_table_worked_by_hand():
    """Ten units: 4 both yes, 3 both no, 2 yes-no, 1 no-yes. Observed .7; yes .6 and .5, so chance .3 + .2 = .5; kappa .4."""
    first = pd.Series(list("yyyy" + "nnn" + "yy" + "n"))
    second = pd.Series(list("yyyy" + "nnn" + "nn" + "y"))
    assert round(AGREEMENT["kappa"](first, second), 10) == 0.4


def test_specific_agreement_leaves_out_what_both_passed_over():
    first, second = pd.Series(["a", "a", "-", "-"]), pd.Series(["a", "-", "-", "-"])
    assert AGREEMENT["agreement"](first, second, nothing="-")["specific"] == 100 * 2 / 3


def test_the_page_counts_the_rows_of_both_readings_and_of_the_settled_tables():
    def length(file):
        return len(pd.read_csv(ROOT / file, dtype=str))

    page = " ".join((ROOT / "docs" / "coding.md").read_text(encoding="utf-8").split())
    first, second = (
        [length(f"docs/coding/{table}_{reader}.csv") for table in ("mentions", "evidence")]
        for reader in ("first", "second")
    )
    settled = [length(f"raw/{table}.csv") for table in ("mentions", "evidence")]
    assert f"The first reading has {first[0]} mentions and {first[1]} statements of evidence" in page
    assert f"the second {second[0]} and {second[1]}; settled, there are {settled[0]} and {settled[1]}" in page
