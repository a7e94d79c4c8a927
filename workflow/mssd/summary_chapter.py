"""
The executive summary: what was derived, how firmly, and what not to conclude, each sentence from findings.

What is firm and what isn't is said of the factors that go with the outcome; where none does, of the models that fit.
"""

from typing import NamedTuple

from mssd.chapters import Finding
from mssd.headline import (
    FEW,
    Findings,
    inseparable_sentence,
    models_sentence,
    names_to_say,
    open_sentence,
    outcome_sentence,
    ruled_out_sentences,
    survivors_sentence,
    varies,
)
from mssd.words import capital, counted, in_order, number, part_of, series, share, verb


class Part(NamedTuple):
    """A part of the summary: its heading, and its sentences in order."""

    words: str
    sentences: list[str]


def summary_chapter(f: Findings, names: dict, text_word: str) -> list[Part]:
    """
    The parts that have anything to say.

    names: as for the headline. text_word: what the published study is, such as a thesis.
    """
    parts = [
        Part("What was derived", derived_sentences(f, names, text_word)),
        Part("How firmly", firm_sentences(f, names)),
        Part("What not to conclude", bounding_sentences(f)),
    ]
    said = [Part(words, [sentence for sentence in sentences if sentence]) for words, sentences in parts]
    return [part for part in said if part.sentences]


def derived_sentences(f: Findings, names: dict, text_word: str) -> list[str]:
    """The result, as in the headline but with short names throughout, and how the published text stands to it."""
    said = names_to_say(names)
    return [
        outcome_sentence(f, names),
        survivors_sentence(f, said),
        inseparable_sentence(f),
        *ruled_out_sentences(f, said),
        models_sentence(f, said),
        open_sentence(f),
        claims_sentence(f, text_word),
    ]


def claims_sentence(f: Findings, text_word: str) -> str:
    """How many statements of the published text come out again."""
    if "claims" not in f or not f["claims"].number:
        return ""
    verdicts = {
        "reproduced": "reproduced",
        "contradicted": "contradicted",
        "not_checkable": "not checkable from what is printed",
    }
    counts = {words: f[f"claims.{verdict}"].count for verdict, words in verdicts.items()}
    told = [f"{number(count)} {verb(count, 'is', 'are')} {words}" for words, count in counts.items() if count]
    return f"Of {counted(f['claims'].number, 'listed statement')} of the {text_word}, {series(told)}."


def firm_sentences(f: Findings, names: dict) -> list[str]:
    """What the cells rest on, what would follow if one thing were otherwise, and what chance alone would give."""
    cells = [cells_sentence(f), published_sentence(f)]
    if not is_answered(f):
        return cells
    varied = [interviews_sentence(f), cases_sentence(f, names), flipped_sentence(f)]
    return [*cells, *varied, codings_sentence(f), chance_sentence(f)]


def is_answered(f: Findings) -> bool:
    """Whether there is a factor or a model of which one may ask how firm it is."""
    return varies(f) and bool(f["survivors"].count or f["models.outcome.parsimonious"].count)


def changed(f: Findings, test: str) -> Finding:
    """The variations of a test under which the answer is another: the survivors, or where none does, the models."""
    return f[f"variations.{test}.{'changed' if f['survivors'].count else 'models_changed'}"]


def unchanged(f: Findings, test: str) -> bool:
    """Whether the answer stays under every variation of a test, none of which is left open."""
    return (
        bool(f[f"variations.{test}"].number) and not changed(f, test).count and not f[f"variations.{test}.open"].number
    )


def what_is_found(f: Findings) -> str:
    return "the factors found" if f["survivors"].count else "the explanations that fit"


def cells_sentence(f: Findings) -> str:
    """How many cells have sources on both sides, were decided by a person, or stay undetermined; nothing where none does."""
    contested, decided, unknown = (f[f"cells.{name}"].count for name in ("contested", "adjudicated", "undetermined"))
    said = [
        f"{number(contested)} {verb(contested, 'has', 'have')} sources on both sides" if contested else "",
        f"{number(decided)} {verb(decided, 'was', 'were')} decided by a person" if decided else "",
        f"{number(unknown)} {verb(unknown, 'stays', 'stay')} undetermined" if unknown else "",
    ]
    clauses = series(clause for clause in said if clause)
    return f"Of {counted(f['cells'].count, 'cell')}, each a factor in a case, {clauses}." if clauses else ""


def published_sentence(f: Findings) -> str:
    """In how many of the published cells the evidence alone gives the published value."""
    if not f["cells.published"].count or not f["cells.evidence_settles"].count:
        return ""
    alike = part_of(f["cells.evidence_as_published"].count, f["cells.published"].count, "published cell")
    return f"The evidence alone gives the published value of {alike}."


def interviews_sentence(f: Findings) -> str:
    """Whether the answer hangs on single interviews, or on two of them together."""
    if not f["variations.without_interview"].number:
        return ""
    interviews, other = f["variations.without_interview"].number, changed(f, "without_interview")
    if unchanged(f, "without_interview"):
        also = " or any two" if unchanged(f, "without_two_interviews") else ""
        return f"Without any one{also} of {counted(interviews, 'interview')}, {what_is_found(f)} are the same."
    which = (
        f"interview {series(other.names, 'or')}" if other.count <= FEW else any_one_of(other, interviews, "interview")
    )
    return f"Without {which}, {what_is_found(f)} are not the same." if other.count else ""


def cases_sentence(f: Findings, names: dict) -> str:
    """Whether the answer hangs on single cases; a few are named."""
    compared, other = f["compared"].count, changed(f, "without_case")
    if unchanged(f, "without_case"):
        return f"Without any one of {counted(compared, 'case')}, {what_is_found(f)} are the same."
    cases = series((names["case_labels"][case] for case in in_order(other.names, names["order"])), "or")
    which = cases if other.count <= FEW else any_one_of(other, compared, "case")
    return f"Without {which}, {what_is_found(f)} are not the same." if other.count else ""


def any_one_of(those: Finding, whole: int, noun: str) -> str:
    return f"any one of {number(those.count)} of {counted(whole, noun)}"


def flipped_sentence(f: Findings) -> str:
    """How many cells would alone change the answer."""
    cells, other = f["variations.flipped_cell"].number, changed(f, "flipped_cell").count
    if not other:
        alone = f"No single cell, coded otherwise, would change {what_is_found(f)}."
        return alone if unchanged(f, "flipped_cell") else ""
    each = " each" if other > 1 else ""
    return f"{capital(part_of(other, cells, 'cell'))} would{each}, coded otherwise, change {what_is_found(f)}."


def codings_sentence(f: Findings) -> str:
    """In how many codings of the cells that could go either way the survivors are the same."""
    if not f["survivors"].count or "codings" not in f or f["codings"].number < 2:
        return ""
    drawn = "" if f["codings"].number == f["codings.possible"].number else ", drawn at random"
    same = f["codings.same"].number
    return (
        f"Of {counted(f['codings'].number, 'plausible coding')} of the doubtful cells{drawn}, "
        f"{share(same)} {verb(same, 'gives', 'give')} the same factors."
    )


def chance_sentence(f: Findings) -> str:
    """How often the same outcomes, dealt anew among the cases, would give as many survivors."""
    if not f["survivors"].count or "chance.permuted_outcomes.as_many" not in f:
        return ""
    as_many = f["chance.permuted_outcomes.as_many"].per_cent
    such = "such a factor" if f["survivors"].count == 1 else "at least as many such factors"
    return f"If the outcomes were dealt anew among the cases, the probability of {such} would be {as_many}."


def bounding_sentences(f: Findings) -> list[str]:
    """What a reader might conclude and shouldn't, as far as this study gives occasion to."""
    return [
        matrix_sentence(f),
        cause_sentence(f),
        one_positive_case_sentence(f),
        not_no_cause_sentence(f),
        background_sentence(f),
        remainders_sentence(f),
        probability_sentence(f),
    ]


def matrix_sentence(f: Findings) -> str:
    """A study that gives a data matrix has no interviews, and nothing that its cells rest on."""
    if "interviews" in f:
        return ""
    return (
        "The cells come from a ready data matrix, with no evidence behind them: nothing here says that they are right."
    )


def cause_sentence(f: Findings) -> str:
    """To go with the outcome is not to cause it; what is inseparable is not weighed."""
    survivors = f["survivors"].count
    if not survivors or not varies(f):
        return ""
    if survivors == 1:
        return "That the factor goes with the outcome does not make it its cause."
    return (
        f"That {counted(survivors, 'factor')} go with the outcome does not make them its causes, "
        "and does not say which of them mattered."
    )


def one_positive_case_sentence(f: Findings) -> str:
    """One positive case makes every factor that it has trivially necessary."""
    if f["outcome.occurred"].count != 1 or not varies(f):
        return ""
    return "With a single positive case, whatever that case has is trivially necessary."


def not_no_cause_sentence(f: Findings) -> str:
    """Ruled out as sufficient alone is not ruled out as a cause."""
    if not f["ruled_out.sufficient"].count or not varies(f) or f["compared.factors"].count < 2:
        return ""
    return "A factor that is ruled out as sufficient alone may still matter together with another."


def background_sentence(f: Findings) -> str:
    """Characteristics of the background that go with the outcome as the factors do."""
    rivals = f["background.rivals"].count
    if not rivals or not varies(f):
        return ""
    characteristics = capital(counted(rivals, "background characteristic"))
    goes, is_not = verb(rivals, "goes", "go"), verb(rivals, "is", "are")
    exactly = "as exactly" if f["survivors"].count else "exactly"
    return f"{characteristics} {goes} with the outcome {exactly}, and {is_not} not excluded."


def remainders_sentence(f: Findings) -> str:
    """What no case shows is not known."""
    if not f["compared.factors"].count or not f["configurations.remainders"].number:
        return ""
    shown, possible = f["combinations.observed"].number, f["combinations.possible"].number
    shown_of = part_of(shown, possible, "possible combination")
    return f"The cases show {shown_of} of factors; what the others would bring is not known."


def probability_sentence(f: Findings) -> str:
    if not is_answered(f):
        return ""
    return "No number here is the probability that an explanation is right: a table of cases gives none."
