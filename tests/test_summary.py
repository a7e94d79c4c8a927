"""The summary: one page of sentences, each true of any study, and one page to hang on a wall."""

import re
from pathlib import Path

import pytest

from mssd.chapters import Finding
from mssd.drawing import PAGE_HEIGHT, Drawing
from mssd.setting import set_pages
from mssd.summary_chapter import summary_chapter
from mssd.tracing import plain
from schemas.findings import NUMBERS, SETS
from scripts.summary import cited_as, fitted, summary

NAMES = {
    "labels": {"x": "X", "y": "Y", "z": "Z"},
    "shorts": {"x": "X", "y": "Y", "z": "Z"},
    "case_labels": {name: f"Town {name}" for name in "ABCDEF"},
    "order": list("ABCDEF"),
    "outcome": {"label": "A strike", "occurred": "", "absent": ""},
}
OF_INTERVIEWS = {"interviews": "1; 2; 3"}
VARYING = {"compared": "A; B; C", "compared.factors": "x; y; z", "outcome.occurred": "A", "outcome.absent": "B; C"}
OPTIONAL = ("codings", "chance.", "interviews", "claims", "models.outcome.parsimonious.number")


def found(**values: str) -> dict[str, Finding]:
    """The findings of a study: these, and all that any study has, empty sets and zeros."""
    base = dict.fromkeys(SETS, "") | dict.fromkeys(NUMBERS, "0")
    base = {name: value for name, value in base.items() if not name.startswith(OPTIONAL)}
    given = {name.replace("__", "."): value for name, value in values.items()}
    return {name: Finding(name, value) for name, value in (base | VARYING | given).items()}


def parts_of(f: dict[str, Finding]) -> dict[str, str]:
    return {part.words: plain(" ".join(part.sentences)) for part in summary_chapter(f, NAMES, "thesis")}


def test_a_part_that_has_nothing_to_say_is_not_there():
    f = found(outcome__occurred="A; B; C", outcome__absent="", **OF_INTERVIEWS)
    assert list(parts_of(f)) == ["What was derived"]


def test_where_the_outcome_does_not_vary_nothing_is_called_firm_or_a_cause():
    never = found(
        outcome__occurred="", outcome__absent="A; B; C", survivors="", cells__contested="A/x", cells="A/x; B/x"
    )
    assert parts_of(never) == {
        "What was derived": "Three cases were compared. A strike occurred in no case. "
        "The outcome is the same in all of them, so that no factor can explain a difference.",
        "How firmly": "Of two cells, each a factor in a case, one has sources on both sides.",
        "What not to conclude": "The cells come from a ready data matrix, with no evidence behind them: "
        "nothing here says that they are right.",
    }


def test_one_case_is_compared_with_nothing():
    one = found(compared="A", outcome__occurred="A", outcome__absent="", **OF_INTERVIEWS)
    assert parts_of(one)["What was derived"] == (
        "One case was compared. A strike occurred in one case: Town A. A single case has no other to be compared with."
    )


@pytest.mark.parametrize(
    "survivors, sentence",
    [
        ("x", "That the factor goes with the outcome does not make it its cause."),
        (
            "x; y; z",
            "That three factors go with the outcome does not make them its causes, and does not say which of them mattered.",
        ),
    ],
)
def test_to_go_with_the_outcome_is_not_called_a_cause(survivors, sentence):
    assert parts_of(found(survivors=survivors))["What not to conclude"].count(sentence) == 1


def test_how_firm_a_result_is_names_a_few_cases_counts_many_and_says_nothing_of_what_is_left_open():
    varied = {"survivors": "x", "variations__without_case": "6", "compared": "A; B; C; D; E; F"}
    firm = [
        parts_of(found(**varied, variations__without_case__changed=changed, variations__without_case__open=still_open))
        for changed, still_open in (("C; A", "0"), ("A; B; C; D; E", "0"), ("", "0"), ("", "1"))
    ]
    assert [part.get("How firmly", "") for part in firm] == [
        "Without Town A or Town C, the factors found are not the same.",
        "Without any one of five of six cases, the factors found are not the same.",
        "Without any one of six cases, the factors found are the same.",
        "",
    ]


def test_where_no_factor_survives_the_firmness_of_the_explanation_is_told():
    f = found(
        models__outcome__parsimonious="x*y",
        models__outcome__parsimonious__number="1",
        variations__flipped_cell="9",
        variations__flipped_cell__models_changed="A/x",
    )
    assert parts_of(f)["How firmly"] == "One of nine cells would, coded otherwise, change the explanations that fit."


def test_cells_that_stay_undetermined_are_told_and_nothing_is_told_of_decisions_that_nobody_made():
    f = found(cells="A/x; B/x; C/x", cells__undetermined="A/x; B/x", **OF_INTERVIEWS)
    assert parts_of(f)["How firmly"] == "Of three cells, each a factor in a case, two stay undetermined."


def told(run) -> dict[str, str]:
    """The parts of the summary as the page of a rebuilt study has them."""
    html = (run / "results" / "summary.html").read_text(encoding="utf-8")
    parts = re.findall(r"<section style=[^>]*>\s*<h2>(.*?)</h2>(.*?)</section>", html, flags=re.DOTALL)
    return {words: " ".join(re.sub(r"<[^>]*>", "", said).split()) for words, said in parts}


def test_the_summary_of_the_csto_study_is_short_and_says_what_was_found(csto_run):
    parts = told(csto_run)
    assert sum(len(f"{words} {said}".split()) for words, said in parts.items()) <= 330
    assert parts["How firmly"] == (
        "Of sixteen cells, each a factor in a case, twelve have sources on both sides and six were decided by a person. "
        "The evidence alone gives the published value of ten of sixteen published cells. "
        "Without any one or any two of seven interviews, the factors found are the same. "
        "Without Kyrgyzstan (2010) or Kazakhstan (2022), the factors found are not the same. "
        "Nine of sixteen cells would each, coded otherwise, change the factors found. "
        "Of 4,096 plausible codings of the doubtful cells, 56 give the same factors. "
        "If the outcomes were dealt anew among the cases, the probability of at least as many such factors would be 25 %."
    )
    assert (
        "With a single positive case, whatever that case has is trivially necessary." in parts["What not to conclude"]
    )
    assert (
        "Three background characteristics go with the outcome as exactly, and are not excluded."
        in (parts["What not to conclude"])
    )


def test_the_summary_of_a_matrix_says_that_nothing_lies_behind_its_cells(lipset_run):
    assert told(lipset_run) == {
        "What was derived": "Eighteen cases were compared. Survival of democracy occurred in eight cases. "
        "No factor is present exactly where it occurred. Five factors are ruled out as sufficient alone: “Economic development”, "
        "“Industrial labour force”, “Literacy”, “Stability of government” and “Urbanisation”. With combinations of factors "
        "allowed, one explanation fits with the fewest terms: “Economic development” with “Stability of government”.",
        "How firmly": "Without Estonia, the explanations that fit are not the same. "
        "Fifteen of 90 cells would each, coded otherwise, change the explanations that fit.",
        "What not to conclude": "The cells come from a ready data matrix, with no evidence behind them: nothing here says that "
        "they are right. A factor that is ruled out as sufficient alone may still matter together with another. The cases show "
        "nine of 32 possible combinations of factors; what the others would bring is not known. No number here is the "
        "probability that an explanation is right: a table of cases gives none.",
    }


def test_the_numbers_of_the_summary_lead_to_their_findings(csto_run):
    html = (csto_run / "results" / "summary.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="audit/findings.html#([^"]+)">([^<]+)<', html)
    assert ("variations.flipped_cell.changed.count", "Nine") in linked and ("codings.same", "56") in linked


def pages(file: Path) -> int:
    import pypdf

    return len(pypdf.PdfReader(file).pages)


def test_the_one_page_summary_has_one_page(csto_run, lipset_run, synthetic_run):
    assert [pages(run / "results" / "summary.pdf") for run in (csto_run, lipset_run, synthetic_run)] == [1, 1, 1]


def test_the_figure_of_the_csto_study_is_printed_in_full_size(csto_run):
    """160 mm is the width that figures are drawn for, with no letter smaller than 7.5 points."""
    html = (csto_run / "results" / "summary.html").read_text(encoding="utf-8")
    (width,) = re.findall(r'<svg [^>]*width="([\d.]+)mm"', html)
    assert float(width) >= 160


def test_thirty_factors_with_long_names_and_a_long_title_stay_on_one_page(tmp_path):
    factors = [f"f{n}" for n in range(30)]
    label = "An uncommonly long name of a factor that nobody would ever want to read on a wall"
    names = NAMES | {
        "labels": dict.fromkeys(factors, label),
        "shorts": dict.fromkeys(factors, label),
        "case_labels": dict.fromkeys("ABCDEF", "The United Provinces of a rather long name (1579)"),
        "outcome": {"label": "An outcome that takes half a line to be named at all", "occurred": "", "absent": ""},
    }
    f = found(
        **{"compared__factors": "; ".join(factors), "survivors": "; ".join(factors[:4]), "open": "f29"},
        **{"ruled_out__sufficient": "; ".join(factors[4:24]), "ruled_out__necessary": "; ".join(factors[24:28])},
        **{"cells": "A/f1; B/f1", "cells__contested": "A/f1", "cells__adjudicated": "A/f1; B/f1"},
        **{"cells__published": "A/f1; B/f1", "cells__evidence_settles": "A/f1", "variations__flipped_cell": "180"},
        **{"models__outcome__parsimonious": "f1*f2; f2*f3; f3*f4; f4*f5", "models__outcome__parsimonious__number": "4"},
        **{"variations__without_interview": "7", "variations__without_interview__changed": "1; 2; 3; 4"},
        **{"variations__without_case": "6", "variations__without_case__changed": "A; B; C; D"},
        **{"variations__flipped_cell__changed": "A/f1; B/f1", "background__rivals": "p; q; r; s; t"},
        **{"codings": "1048576", "codings__possible": "1099511627776", "codings__same": "123456"},
        **{"chance__permuted_outcomes__as_many": "0.000001", "configurations__remainders": "1073741817"},
        **{"combinations__observed": "6", "combinations__possible": "1073741824"},
        **{"claims": "294", "claims__reproduced": "c1", "claims__contradicted": "c2", "claims__not_checkable": "c3"},
    )
    tall = Drawing()
    tall.box(0, 0, 100, PAGE_HEIGHT)
    long = "Why does a title go on and on and on where five words would do " * 8
    config = {"title": long, "question": long, "study": "nasty", "version": "1.0.0", "date": "2026-11-23"}
    config |= {"authors": ["A. Somebody-Withalongname"] * 9}
    html = summary(f, names, config, tall.svg("Title", "Description"), "thesis", long * 3)
    set_pages(html, tmp_path / "summary.pdf", identifier="nasty", day="2026-11-23")
    assert pages(tmp_path / "summary.pdf") == 1


def test_a_figure_is_as_large_as_the_room_and_its_proportions_allow():
    drawn = '<svg width="72pt" height="36pt" viewBox="0 0 72 36"/>'
    assert fitted(drawn, 100, 100) == '<svg width="100.0mm" height="50.0mm" viewBox="0 0 72 36"/>'
    assert fitted(drawn, 100, 10) == '<svg width="20.0mm" height="10.0mm" viewBox="0 0 72 36"/>'


def test_a_study_is_cited_with_its_authors_or_without():
    config = {"title": "Which towns struck?", "version": "1.2.0", "date": "2020-01-01"}
    assert cited_as(config) == "Which towns struck? (2020). Version 1.2.0, 2020-01-01."
    assert cited_as(config | {"authors": ["Ada Weaver", "Ben Mill"]}) == (
        "Ada Weaver, Ben Mill (2020). Which towns struck? Version 1.2.0, 2020-01-01."
    )
