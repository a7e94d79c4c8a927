"""The chapters on the explanations that fit, and on how sure one may be; their numbers are worked by hand."""

import re

import pandas as pd
import pypdf
import pytest
from conftest import derived

from mssd.doubt_chapter import chances_of

TEXTS: dict[str, str] = {}


def text_of(run) -> str:
    """The text of a report as one line, read once, without the hyphens of broken words."""
    if str(run) not in TEXTS:
        pages = [page.extract_text() for page in pypdf.PdfReader(run / "results" / "report.pdf").pages]
        TEXTS[str(run)] = re.sub(r"\s+", " ", re.sub(r"[-\u2010\u00ad]\n", "", "\n".join(pages)))
    return TEXTS[str(run)]


def findings(run) -> dict[str, str]:
    return derived(run, "findings").set_index("finding")["value"].to_dict()


@pytest.mark.parametrize(
    "finding, value",
    [
        ("models.outcome.parsimonious", "common_threat; external_actor*government_threat; russian_interest"),
        ("models.outcome.parsimonious.number", "3"),
        ("configurations.remainders", "13"),
        ("cases.alike", "ARM-2022; TJK-2021"),
        ("necessary.outcome.count", "4"),
        ("assumed.outcome.count", "12"),
        ("assumed.outcome.easy.count", "0"),
        ("mill.difference.applies", "0"),
        ("pairs.different.nearest", "3"),
        ("background.rivals.count", "3"),
        ("variations.flipped_cell.changed.count", "9"),
        ("variations.without_case.changed", "KAZ-2022; KGZ-2010"),
        ("codings", "4096"),
        ("codings.same", "56"),
        ("codings.none", "2520"),
        ("chance.fair_coins.one", "0.227524"),
        ("chance.permuted_outcomes.as_many", "0.25"),
    ],
)
def test_the_findings_of_the_csto_study_are_as_worked(csto_run, finding, value):
    """
    12 remainders: the 8 with common_threat and the 8 with russian_interest less the 4 with both, and of the 4 with external_actor
    and government_threat the one with neither: 13, less the observed 1111. 56 of 4096 codings: 4096 / 16 (common_threat as it is)
    / 4 (russian_interest) * 7/8 (government_threat not as the outcome). 2520: 4096 * 15/16 * 3/4 * 7/8.
    """
    assert findings(csto_run)[finding] == value


@pytest.mark.parametrize(
    "sentence",
    [
        "Three parsimonious models fit the outcome equally well",
        "none is easy and twelve are difficult",
        "It applies to none of the three pairs with different outcomes: even the nearest pair differs in three factors",
        "Six of nineteen background characteristics are the same in all the compared cases, and so held constant. Three go with "
        "the outcome exactly",
        "Seventeen of 61 variations of the analysis give other survivors, and 41 give other models",
        "The answer hangs on two of four cases: without Kyrgyzstan (2010) or Kazakhstan (2022)",
        "In 56 of 4,096 plausible codings (Table 7) the survivors are the ones of this report, and in 2,520 nothing survives",
        "So would another outcome in all four cases.",
        "the probability that at least one of four factors covaries over four cases would be 23 %",
        "None of Mill’s methods applies to these cases.",
        "All sixteen published cells come out here with the value that the author published.",
        "Two of four factors go with the outcome",
    ],
)
def test_the_report_of_the_csto_study_says_so(csto_run, sentence):
    assert sentence in text_of(csto_run)


@pytest.mark.parametrize(
    "sentence",
    [
        "However the undetermined cells are settled, one parsimonious model of the outcome is among the shortest: Outside money.",
        "It applies to one of nine pairs with different outcomes, and points to Outside money",
        "It applies, and points to Outside money",
        "Of Mill’s methods, the method of difference, the method of agreement and the joint method apply to these cases.",
        "Leaving out two interviews together changes them for five of fifteen pairs.",
        "two are easy and four are difficult",
    ],
)
def test_the_report_of_the_synthetic_study_says_what_holds_however_its_cells_are_settled(synthetic_run, sentence):
    assert sentence in text_of(synthetic_run)


def test_the_report_of_a_study_without_a_survivor_says_on_which_cases_its_models_hang(lipset_run):
    text = text_of(lipset_run)
    assert (
        "No factor covaries by itself, with all the cases or without any one of them. Other models fit without Estonia."
        in text
    )
    assert "If the same outcomes were dealt anew" not in text
    assert "No factor goes with the outcome." in text and "All five factors are ruled out as sufficient alone" in text
    assert "One parsimonious model fits the outcome" in text and "The parsimonious model of the outcome assumes" in text


def test_a_chance_is_told_in_words_and_per_cent():
    row = {"chance": "coding_error", "rate": "0.05", "event": "a_survivor_stays", "about": "x", "probability": "0.8145"}
    (told,) = chances_of(pd.DataFrame([row]), {"x": "X"})
    assert told["words"] == "Each cell is wrong at a rate of 5 %"
    assert (told["event_words"], told["per_cent"]) == ("This factor survives: X", "81 %")
