"""Claims: the verdict on what a text says, from what its data give."""

import pandas as pd
import pytest
from conftest import ROOT, derived

import schemas
from mssd.inspection import broken_rules
from mssd.tables import read
from schemas.findings import names_of_findings
from scripts.claims import claims, verdict_on

RAW = ROOT / "raw" / "claims.csv"


@pytest.mark.parametrize(
    "published, derived_value, verdict",
    [
        ("5", "5", "reproduced"),
        ("5", "4", "contradicted"),
        ("5.0", "5", "reproduced"),
        ("3; 1; 2", "1; 2; 3", "reproduced"),
        ("1; 2", "1; 2; 3", "contradicted"),
        ("russian_interest", "common_threat; russian_interest", "contradicted"),
        (">= 3", "3", "reproduced"),
        (">= 3", "2", "contradicted"),
        ("> 3", "3", "contradicted"),
        ("< 3", "2", "reproduced"),
        ("<= 3", "4", "contradicted"),
        ("15..25", "15", "reproduced"),
        ("15..25", "26", "contradicted"),
        (">= 3", "none", "not_checkable"),
        ("none", "none", "reproduced"),
        ("none", "1", "contradicted"),
        ("5", "?", "not_checkable"),
        ("5", None, "not_checkable"),
        (None, "5", "not_checkable"),
        ("2015", "2016", "contradicted"),
    ],
)
def test_a_verdict_compares_numbers_sets_bounds_and_ranges(published, derived_value, verdict):
    assert verdict_on(published, derived_value) == verdict


COLUMNS = ["claim", "statement", "finding", "published", "locator", "against", "there", "severity", "note"]


def claim(**cells) -> dict:
    given = {"claim": "c1", "statement": "S.", "locator": "1 ¶1", "severity": "minor"}
    return dict.fromkeys(COLUMNS) | given | cells


def ledger(*typed: dict, **values: str | None) -> pd.DataFrame:
    findings = pd.DataFrame({"finding": list(values), "value": list(values.values())}, dtype="str")
    return claims(claims=pd.DataFrame(list(typed), columns=COLUMNS, dtype="str"), findings=findings)


def test_a_claim_is_checked_against_its_finding_the_other_place_or_nothing():
    made = ledger(
        claim(claim="c1", finding="survivors", published="x"),
        claim(claim="c2", published="4", there="5", against="2 ¶1"),
        claim(claim="c3", note="Nothing is printed."),
        claim(claim="c10", finding="open", published="none"),
        survivors="x; y",
        open=None,
    ).set_index("claim")
    assert made["verdict"].tolist() == ["contradicted", "contradicted", "not_checkable", "reproduced"]
    assert made["basis"].tolist() == ["data", "text", "none", "data"]
    assert made.index.tolist() == ["c1", "c2", "c3", "c10"]


def test_a_finding_that_this_study_does_not_have_leaves_the_claim_open():
    assert ledger(claim(finding="citations.x", published="3"))["verdict"].tolist() == ["not_checkable"]


@pytest.mark.parametrize(
    "cells, column",
    [
        ({"finding": "survivors", "published": "1", "there": "2", "against": "1 ¶2"}, "there"),
        ({"published": "1", "there": "2"}, "against"),
        ({"finding": "survivors"}, "published"),
        ({"published": "1"}, "note"),
        ({"note": "why", "severity": "grave"}, "severity"),
    ],
)
def test_a_claim_half_typed_is_refused(cells, column):
    table = pd.DataFrame([claim(**cells)], columns=COLUMNS, dtype="str", index=[2])
    assert column in {complaint.column for complaint in broken_rules(table, schemas.schema("claims"), "claims.csv")}


def test_a_claim_that_names_no_finding_no_column_or_no_row_is_refused_with_the_nearest_name(golden):
    from conftest import config_of

    from mssd.complaints import Refused
    from mssd.study import check_study

    lines = [",".join(COLUMNS)]
    for n, finding in enumerate(
        ["survivers", "cases[case=TOWN-Z].outcome", "cases[town=A].outcome", "casses[case=TOWN-A].outcome"]
    ):
        lines.append(f"c{n},S.,{finding},1,1 ¶1,,,minor,")
    lines.append("c9,S.,cases[case=TOWN-A].outcome,1,1 ¶1,,,minor,")
    (golden / "raw" / "claims.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        check_study(golden / "raw", config_of(golden))
    told = [f"{complaint.line}: {complaint.problem}" for complaint in refused.value.complaints]
    assert told == [
        "2: 'survivers' is not a finding; nearest known name: survivors",
        "3: 'TOWN-Z' in 'cases[case=TOWN-Z].outcome' is not a case of this study; nearest known name: TOWN-F",
        "4: 'town' in 'cases[town=A].outcome' is not a column of cases",
        "5: 'casses' in 'casses[case=TOWN-A].outcome' is not a table; nearest known name: cases",
    ]


def test_the_names_that_a_claim_may_use_are_those_that_the_findings_have(csto_run):
    made = [
        name for name in derived(csto_run, "findings")["finding"] if "[" not in name and not name.startswith("claims")
    ]
    factors = read("factors", ROOT / "raw" / "factors.csv")["factor"].tolist()
    known = names_of_findings(factors)
    assert set(made) <= set(known)
    uncompared = {f"contradicting.{factor}" for factor in factors} - set(made)
    assert {name.removesuffix(".count") for name in set(known) - set(made)} == uncompared


def test_the_ledger_holds_the_claims_of_every_chapter_and_its_verdicts_are_counted(csto_run):
    table, found = derived(csto_run, "claims"), derived(csto_run, "findings").set_index("finding")["value"]
    assert len(table) >= 250 and int(found["claims"]) == len(table)
    for verdict in ("reproduced", "contradicted", "not_checkable"):
        assert int(found[f"claims.{verdict}.count"]) == (table["verdict"] == verdict).sum() > 0
    parts = {locator.partition(" ")[0].partition(".")[0] for locator in table["locator"]}
    assert {"Abstract", "Contents", "Introduction", "1", "2", "3", "4", "Figure", "Conclusion", "Appendix"} <= parts


def test_every_contradiction_has_two_places_and_says_what_would_save_the_text(csto_run):
    typed = read("claims", RAW).set_index("claim")
    contradicted = derived(csto_run, "claims").query("verdict == 'contradicted'")["claim"]
    assert typed.loc[contradicted, ["against", "note"]].notna().all(axis=None)


def test_the_major_contradictions_of_the_thesis_are_found_from_its_own_data(csto_run):
    """4.5 ¶13 concludes one factor; its Figure 4, and 4.7 ¶2, leave two. 2.3 ¶1 calls all four requests unmet."""
    table = derived(csto_run, "claims").query("verdict == 'contradicted' and severity == 'major'")
    assert {"4.5 ¶13", "2.3 ¶1", "4.5 ¶7"} <= set(table["locator"])
    row = table[(table["locator"] == "4.5 ¶13") & (table["basis"] == "data")].iloc[0]
    assert (row["published"], row["derived"]) == ("russian_interest", "common_threat; russian_interest")
