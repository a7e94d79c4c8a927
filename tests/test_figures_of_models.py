"""The figures of the configurations, the models, the distances and the variations: what each of them must show."""

import random
import re
from functools import cache
from itertools import combinations, product

import pandas as pd
import pytest
from conftest import rows
from test_figures import (  # noqa: F401
    LONG,
    OUTCOME,
    described,
    discs_in,
    image,
    place,
    test_a_figure_is_printed_in_its_own_size_on_the_page_and_no_letter_is_smaller_than_7_5_points,
    test_markup_in_a_label_is_printed_as_text,
    test_no_mark_stands_on_words_or_on_another_mark,
    test_no_words_stand_on_other_words,
    test_nothing_lies_outside_the_figure,
    words_in,
)

import schemas
from mssd.drawing import ACCENT, INK, MUTED, PALE, RULE, TINT, WHITE
from mssd.words import SMALL
from scripts.configuration_chart import configuration_chart
from scripts.distance_map import distance_map
from scripts.model_chart import model_chart
from scripts.survival import survival
from scripts.threshold_sweep import threshold_sweep

MODELS = ["minimisations", "implicants", "solutions"]
Box = tuple[float, float, float, float]


# Tables to draw


def typed(noun: str, text: str) -> pd.DataFrame:
    """A table typed as lines of cells, `-` for an empty one; columns of its schema that aren't typed are empty."""
    table, known = rows(text), schemas.schema(noun).columns
    table = table.assign(**{name: None for name in known if name.isidentifier() and name not in table.columns})
    whole = [name for name in table.columns if name in known and str(known[name].dtype) == "Int64"]
    return table.assign(**{name: pd.to_numeric(table[name]).astype("Int64") for name in whole})


def truth(columns: dict[str, str], results: str) -> pd.DataFrame:
    """A truth table: a string of 0, 1 and ? for each factor, and for the outcome; the cases are A, B, C or C00, C01, C02."""
    number = len(results)
    cases = list("ABCDEFGHIJ"[:number]) if number <= 10 else [f"C{case:02}" for case in range(number)]
    table = pd.DataFrame({"case": cases} | {name: list(values) for name, values in columns.items()})
    return table.assign(outcome=[int(result) for result in results])


def configured(table: pd.DataFrame, frequency: int = 1, remainders: bool = True) -> pd.DataFrame:
    """The configurations of a truth table with a cut-off of 1, those without a case last where they are wanted."""
    factors = list(table.columns.drop(["case", "outcome"]))
    found: dict[tuple, list] = {}
    for row in table.itertuples(index=False):
        found.setdefault(tuple(row[1:-1]), []).append(row)
    listed = []
    for values, cases in found.items():
        share = sum(row[-1] for row in cases) / len(cases)
        output = "1" if share == 1 else "0" if share == 0 else "contradiction"
        output = "undetermined" if "?" in values else "remainder" if len(cases) < frequency else output
        absence = {"1": "0", "0": "1"}.get(output, output)
        listed.append([*values, len(cases), "; ".join(row[0] for row in cases), f"{share:.6g}", output, absence])
    unseen = [v for v in product("10", repeat=len(factors)) if v not in found] if remainders else []
    listed += [[*values, 0, None, None, "remainder", "remainder"] for values in unseen]
    columns = [*factors, "n", "cases", "consistency", "output", "output_of_absence"]
    return pd.DataFrame(listed, columns=columns).astype({"n": "Int64"})


def configurations(columns: dict[str, str], results: str, label: str | None = None, **given: object) -> str:
    """The configuration chart of a truth table."""
    table = truth(columns, results)
    labels = {name: f"{label} {name}" if label else name for name in columns}
    names = {case: f"{label} {case}" if label else f"Case {case}" for case in table["case"]}
    return configuration_chart(configured(table, **given), table, labels, names, OUTCOME)


def models(
    table: pd.DataFrame, minimisations: str, implicants: str, solutions: str = "", label: str | None = None
) -> str:
    """
    The model chart of typed tables.

    minimisations: outcome, kind, obstacle, completions, terms, models, listed. implicants: outcome, kind, term, covers,
    essential, completions. solutions: outcome, kind, model, term, with + in a model.
    """
    heads = ["outcome kind obstacle completions terms models listed", "outcome kind term covers essential completions"]
    texts = [*zip(heads, (minimisations, implicants), strict=True), ("outcome kind model term", solutions)]
    made = {noun: typed(noun, f"{head}\n{text}") for noun, (head, text) in zip(MODELS, texts, strict=True)}
    factors = table.columns.drop(["case", "outcome"])
    labels = {name: f"{label} {name}" if label else name.capitalize() for name in factors}
    names = {case: f"{label} {case}" if label else f"Case {case}" for case in table["case"]}
    return model_chart(**made, truth_table=table, labels=labels, case_labels=names, outcome=OUTCOME)


def distances(table: pd.DataFrame, background: str = "", designs: dict[str, str] | None = None, label: str = "") -> str:
    """The distance map of a truth table. background: `A/B 3 12` lines; designs: by pair, as A/B."""
    found = {line.split()[0]: line.split()[1:] for line in background.splitlines()}
    listed, factors = [], table.set_index("case").drop(columns="outcome").T
    for one, other in combinations(table["case"], 2):
        known = [(a, b) for a, b in zip(factors[one], factors[other], strict=True) if "?" not in (a, b)]
        same = len(set(table.loc[table["case"].isin([one, other]), "outcome"])) == 1
        cells = [one, other, int(same), sum(a != b for a, b in known), len(known)]
        pair = f"{one}/{other}"
        listed.append([*cells, *(found.get(pair, [None, None])), (designs or {}).get(pair)])
    columns = ["case_a", "case_b", "same_outcome", "distance_factors", "known_factors"]
    pairs = pd.DataFrame(listed, columns=[*columns, "distance_background", "known_background", "design"])
    return distance_map(pairs, table, {case: f"{label} {case}" if label else case for case in table["case"]}, OUTCOME)


def swept(citations: dict[str, int], steps: str, own: int = 3, common: str = "", label: str = "") -> str:
    """The threshold sweep. citations: of each factor; steps: `threshold survivors open changed solutions_changed` lines."""
    table = pd.DataFrame({"factor": list(citations), "citations": list(citations.values()), "threshold": own})
    table["scope"] = ["common" if factor in common else "case" for factor in table["factor"]]
    made = typed("robustness", f"test variant survivors open changed solutions_changed\n{lined('threshold', steps)}")
    return threshold_sweep(made, table, {factor: f"{label or 'Factor'} {factor}" for factor in citations})


def lined(test: str, lines: str) -> str:
    """The lines of a table of variations, each after the name of its test."""
    return "\n".join(f"{test} {line.strip()}" for line in lines.strip().splitlines())


def varied(
    lines: str,
    patterns: dict[str, str],
    codings: str = "",
    label: str | None = None,
    possible: int = 64,
    models: str = "",
) -> str:
    """
    The survival of factors.

    lines: `test variant survivors open changed`, and perhaps `solutions times solutions_changed`; patterns: of each factor.
    codings: `name share` lines, of 64 possible codings unless `possible` says how many there are. models: `name codings` lines.
    """
    table = pd.DataFrame({"factor": list(patterns), "pattern": list(patterns.values())})
    lines = "\n".join(line if len(line.split()) > 5 else f"{line} - 1 -" for line in lines.strip().splitlines())
    made = typed("robustness", f"test variant survivors open changed solutions times solutions_changed\n{lines}")
    listed = [f"survivor {line.strip()} -" for line in codings.strip().splitlines()]
    listed += [f"model {line.split()[0]} - {line.split()[1]}" for line in models.strip().splitlines()]
    plausible = typed("codings", "\n".join(["kind name share codings", *listed])).assign(possible=str(possible))
    labels = {factor: f"{label} {factor}" if label else f"Factor {factor}" for factor in patterns}
    names = {case: f"{label} {case}" if label else f"Case {case}" for case in "ABCD"}
    return survival(made, plausible, table, labels, names)


# What is in a figure


def rects(svg: str, **look: str) -> list[Box]:
    """The rectangles of a look, as their left, top, width and height."""
    found = [rect for rect in image(svg).findall("{*}rect") if all(rect.get(k) == v for k, v in look.items())]
    return [tuple(float(rect.get(side)) for side in ("x", "y", "width", "height")) for rect in found]


def frames(svg: str) -> list[Box]:
    """The empty frames drawn around something."""
    return rects(svg, fill="none", stroke=INK)


def around(box: Box, words: Box) -> bool:
    """Whether a rectangle has the middle of some words in it."""
    x, y = (words[0] + words[2]) / 2, (words[1] + words[3]) / 2
    return box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]


def beside(svg: str, words: str, slack: float = 6) -> list[str]:
    """The words that stand on the line of others."""
    _, top, _, bottom = place(svg, words)
    return [
        text for text in words_in(svg) if abs((text.box[1] + text.box[3] - top - bottom) / 2) <= slack and text != words
    ]


def in_order(svg: str, names: list[str]) -> list[str]:
    """The names from the top of the figure to its foot."""
    return sorted(names, key=lambda name: place(svg, name)[1])


CSTO = {"threat": "0010", "actor": "0111", "regime": "1010", "russia": "0010"}
CSTO_MODELS = (
    "1 parsimonious - 1 1 3 3\n0 parsimonious - 1 1 2 2",
    """1 parsimonious threat C 0 1
    1 parsimonious russia C 0 1
    1 parsimonious actor*regime C 0 1
    0 parsimonious ~threat A;B;D 0 1
    0 parsimonious ~russia A;B;D 0 1
    0 parsimonious ~actor A 0 1
    0 parsimonious ~regime B;D 0 1""",
    """1 parsimonious actor*regime actor*regime
    1 parsimonious russia russia
    1 parsimonious threat threat
    0 parsimonious ~russia ~russia
    0 parsimonious ~threat ~threat""",
)
CSTO_STEPS = """1 threat;russia later 0 1
    2 threat;russia - 0 0
    3 threat;russia - 0 0
    4 threat;russia - 0 1
    5 threat;russia - 0 1
    6 russia - 1 1
    7 russia - 1 1"""
CSTO_CITED = {"threat": 5, "actor": 3, "regime": 4, "russia": 7, "norms": 3, "later": 1}
VARIED = """without_case A threat;russia;regime - 1
    without_case B threat;russia - 0
    without_case C - - 1
    without_case D threat;russia - 0
    without_interview 1 threat;russia - 0
    without_interview 2 threat;russia actor 0
    flipped_cell A/threat russia - 1
    flipped_cell B/threat russia - 1
    flipped_outcome A - - 1"""
PATTERNS = {"threat": "covaries", "actor": "mixed", "regime": "mixed", "russia": "covaries", "norms": "constant"}


@cache
def dense(factors: int, cases: int, unknown: float = 0.0) -> pd.DataFrame:
    """A truth table of many factors and cases by chance, some of its cells undetermined."""
    chance = random.Random(factors * cases)
    columns = {
        f"f{n:02}": "".join("?" if chance.random() < unknown else chance.choice("01") for _ in range(cases))
        for n in range(factors)
    }
    return truth(columns, "".join(chance.choice("01") for _ in range(cases)))


def columns_of(table: pd.DataFrame) -> tuple[dict[str, str], str]:
    """The strings of a truth table."""
    factors = table.columns.drop(["case", "outcome"])
    return {name: "".join(table[name]) for name in factors}, "".join(table["outcome"].astype(str))


def many_implicants(number: int, table: pd.DataFrame, label: str | None) -> str:
    """The model chart of so many prime implicants, by chance, and of as many complex ones."""
    chance, factors = random.Random(number), list(table.columns.drop(["case", "outcome"]))
    cases = {result: table.loc[table["outcome"] == int(result), "case"].tolist() for result in "10"}
    lines, solved = [], []
    for result, kind in product("10", ["parsimonious", "complex"]):
        for n in range(number):
            term = "*".join(f"{chance.choice(['', '~'])}{factor}" for factor in chance.sample(factors, 4))
            covers = ";".join(chance.sample(cases[result], min(3, len(cases[result]))))
            lines.append(f"{result} {kind} {term}*x{n} {covers} {int(n == 0)} 1")
            solved += [f"{result} {kind} {term}*x{n}+{m} {term}*x{n}" for m in range(9 if n < 5 else 0)]
    found = "\n".join(f"{r} {k} - 1 5 45 45" for r, k in product("10", ["parsimonious", "complex"]))
    return models(table, found, "\n".join(lines), "\n".join(solved), label)


def many_variations(label: str, factors: int = 20) -> str:
    names = [f"f{n:02}" for n in range(factors)]
    lines = [f"flipped_cell A/{name} {name} {names[-1]} 1" for name in names]
    lines += [f"without_two_interviews 1;{n} f00;f01 - 0" for n in range(120)]
    return varied(
        "\n".join(lines), {name: "covaries" if n < 3 else "mixed" for n, name in enumerate(names)}, label=label
    )


FIGURES = {
    "csto configurations": lambda label: configurations(CSTO, "0010", label),
    "no factor": lambda label: configurations({}, "011", label),
    "one case": lambda label: configurations({"a": "1", "b": "?"}, "1", label),
    "contradictions": lambda label: configurations({"a": "1111000", "b": "110011?"}, "1010101", label),
    "too few cases": lambda label: configurations({"a": "1100", "b": "1010"}, "1111", label, frequency=2),
    "20 factors, 40 cases": lambda label: configurations(*columns_of(dense(20, 40, 0.01)), label, remainders=False),
    "csto models": lambda label: models(truth(CSTO, "0010"), *CSTO_MODELS, label),
    "no model": lambda label: models(
        truth({"a": "11"}, "11"),
        "1 parsimonious no_negative_configuration 1 - - 0\n0 complex no_positive_configuration 1 - - 0",
        "",
        label=label,
    ),
    "no minimisation": lambda label: models(truth({}, "1"), "", "", label=label),
    "20 implicants": lambda label: many_implicants(20, dense(6, 12), label),
    "71 implicants, 60 cases": lambda label: many_implicants(71, dense(20, 60), label),
    "csto distances": lambda label: distances(
        truth(CSTO, "0010"), "A/B 5 15\nB/C 4 15", {"A/B": "MDSO", "B/C": "MSDO"}, label
    ),
    "one case alone": lambda label: distances(truth({"a": "1"}, "1"), label=label),
    "18 distances": lambda label: distances(
        dense(5, 18),
        "\n".join(f"C{a:02}/C{b:02} 12 17" for a, b in combinations(range(18), 2)),
        {"C00/C01": "MSDO"},
        label,
    ),
    "40 distances": lambda label: distances(dense(20, 40, 0.01), designs={"C00/C17": "MDSO"}, label=label),
    "csto thresholds": lambda label: swept(CSTO_CITED, CSTO_STEPS, common="norms", label=label),
    "no threshold": lambda label: swept({}, "", label=label),
    "many thresholds": lambda label: swept(
        {f"f{n:02}": 40 - n // 2 for n in range(70)},
        "\n".join(f"{n} f00 f01 0 -" for n in range(1, 41)),
        20,
        label=label,
    ),
    "csto variations": lambda label: varied(VARIED, PATTERNS, "threat 0.5\nrussia 0.25\nregime 0.125", label),
    "no variation": lambda label: varied("", {}, label=label),
    "20 factors varied": many_variations,
}
LABELS = [LONG, "A" * 70]
LARGE = ["20 factors, 40 cases", "71 implicants, 60 cases", "18 distances", "40 distances", "many thresholds"]


# What holds for all figures (the tests are those of the other figures)


@cache
def drawn(name: str, label: str) -> str:
    return FIGURES[name](label)


@pytest.fixture(
    params=[(name, label) for name in FIGURES for label in (LABELS[: 1 if name in LARGE else 2])],
    ids=lambda given: f"{given[0]}-{given[1][:4]}",
)
def figure(request: pytest.FixtureRequest) -> str:
    return drawn(*request.param)


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_data_give_the_same_bytes_and_are_told_in_words(name):
    svg = drawn(name, LONG)
    assert FIGURES[name](LONG) == svg
    assert image(svg).get("role") == "img"
    assert image(svg).find("{*}title").text
    assert len(described(svg)) > 15


def test_rows_of_the_tables_in_another_order_give_the_same_bytes():
    table = truth(CSTO, "0010")
    drawings = {
        configuration_chart(found, table, {}, {}, None)
        for found in (configured(table), configured(table).iloc[::-1], configured(table).sample(frac=1, random_state=1))
    }
    assert len(drawings) == 1


# The configurations


def test_configurations_stand_by_output_and_then_by_their_number_of_cases():
    """11: A, outcome 1. 10: B, C, D, outcome 0. 01: E, outcome 0. 00: F and G, one of them with the outcome."""
    svg = configurations({"a": "1111000", "b": "1000100"}, "1000010")
    assert in_order(svg, ["Case A", "Case B, Case C, Case D", "Case E", "Case F"]) == [
        "Case A",
        "Case F",
        "Case B, Case C, Case D",
        "Case E",
    ]
    assert {"1", "Sent troops"} == set(beside(svg, "Case A"))
    assert {"3", "0", "Sent none"} == set(beside(svg, "Case B, Case C, Case D"))


def test_a_contradiction_has_a_frame_its_word_and_its_cases_apart():
    svg = configurations({"a": "1100"}, "1000")
    (frame,) = frames(svg)
    assert all(
        around(frame, place(svg, words)) for words in ("contradiction", "counts as negative", "Case A", "Case B", "0.5")
    )
    assert not around(frame, place(svg, "Case C, Case D"))
    assert place(svg, "Case A")[1] < place(svg, "Case B")[1]


def test_without_a_contradiction_nothing_is_framed():
    assert not frames(configurations(CSTO, "0010"))


def test_the_tint_lies_behind_the_configurations_with_the_outcome_alone():
    svg = configurations(CSTO, "0010")
    (tint,) = rects(svg, fill=TINT)
    assert around(tint, place(svg, "Case C"))
    assert not around(tint, place(svg, "Case B, Case D"))


def test_the_thirteen_remainders_of_four_factors_and_three_configurations_are_drawn():
    """2^4 = 16 configurations, 3 observed: 13 remainders; 16 rows of 4 marks, and 2 in the legend."""
    svg = configurations(CSTO, "0010")
    assert "13 remainders: configurations that no case shows" in words_in(svg)
    assert len(discs_in(svg)) == 16 * 4 + 2


def test_more_than_sixteen_remainders_are_only_counted():
    """2^5 = 32 configurations, 2 observed: 30 remainders; 2 rows of 5 marks, and 2 in the legend."""
    svg = configurations(dict.fromkeys("abcde", "10"), "10")
    assert "30 remainders: configurations that no case shows" in words_in(svg)
    assert len(discs_in(svg)) == 2 * 5 + 2


def test_remainders_are_counted_where_the_table_lists_none():
    """2^20 = 1,048,576, less the one that is observed."""
    svg = configurations({f"f{n}": "1" for n in range(20)}, "1", remainders=False)
    assert "1,048,575 remainders: configurations that no case shows" in words_in(svg)


def test_an_undetermined_case_may_show_a_remainder():
    svg = configurations({"a": "1?", "b": "11"}, "10")
    assert {"undetermined", "3 remainders: configurations that no case is known to show"} <= set(words_in(svg))


def test_a_configuration_of_too_few_cases_is_a_remainder_but_keeps_its_case():
    svg = configurations({"a": "110"}, "110", frequency=2)
    assert {"remainder", "too few cases", "1", "0"} == set(beside(svg, "Case C"))
    assert not [words for words in words_in(svg) if "that no case" in words]


def test_observed_configurations_that_find_no_room_are_counted():
    table = dense(7, 90)
    svg = configurations(*columns_of(table), remainders=False)
    (told,) = [words for words in words_in(svg) if words.startswith("and ")]
    rest, cases = map(int, re.findall(r"\d+", told)[:2])
    drawn_ones = [
        int(words) for words in words_in(svg) if words.isdecimal() and words.box[2] < place(svg, "Output")[0] - 60
    ]
    assert len(drawn_ones) + rest == len(configured(table, remainders=False))
    assert sum(drawn_ones) + cases == 90


def test_a_configuration_may_be_positive_for_the_outcome_and_for_its_absence():
    found = configured(truth({"a": "11"}, "10")).assign(output="1", output_of_absence="1")
    svg = configuration_chart(found, truth({"a": "11"}, "10"), {}, {}, OUTCOME)
    assert {"Sent troops", "also for the absence"} <= set(words_in(svg))


def test_factors_stand_in_the_order_of_the_codebook():
    table = truth({"a": "10", "b": "10", "c": "01"}, "10")
    svg = configuration_chart(configured(table), table, {"c": "Cee", "a": "Ay"}, {}, None)
    assert sorted(["Ay", "b", "Cee"], key=lambda name: place(svg, name)[0]) == ["Cee", "Ay", "b"]


# The models


def test_the_three_models_of_the_csto_table_stand_beside_their_terms():
    """M1, M2, M3 in the order of the table of solutions: actor*regime, russia, threat."""
    svg = models(truth(CSTO, "0010"), *CSTO_MODELS)
    told = {term: beside(svg, term) for term in ("Actor * Regime", "Russia", "Threat")}
    assert told == {"Actor * Regime": ["1 of 1", "M1"], "Russia": ["1 of 1", "M2"], "Threat": ["1 of 1", "M3"]}
    assert "Parsimonious: three models of one term each" in words_in(svg)


def test_absence_is_written_with_not_and_a_term_that_no_model_has_says_so():
    svg = models(truth(CSTO, "0010"), *CSTO_MODELS)
    assert beside(svg, "not Regime") == ["2 of 3", "in no minimal model"]
    assert beside(svg, "not Threat") == ["3 of 3", "M2"]
    assert place(svg, "not Threat")[1] > place(svg, "Threat")[1]


def test_a_mark_stands_where_the_term_covers_the_case():
    svg = models(truth(CSTO, "0010"), *CSTO_MODELS)
    _, top, _, bottom = place(svg, "not Regime")
    marks = [x for x, y, _ in discs_in(svg) if top - 3 < y < bottom + 3]
    columns = {case: place(svg, f"Case {case}") for case in "ABD"}
    assert [case for case, (left, _, right, _) in columns.items() if any(left < x < right for x in marks)] == ["B", "D"]
    assert (
        len(discs_in(svg)) == 3 + 3 + 3 + 1 + 2 + 1
    )  # 3 terms of the outcome, ~threat, ~russia, ~actor, ~regime, the legend


def test_an_essential_term_has_its_word_and_a_bar():
    """Without b, case B would have no term: b is essential; c covers what a covers."""
    svg = models(
        truth({"a": "100", "b": "010", "c": "100"}, "110"),
        "1 parsimonious - 1 2 2 2",
        "1 parsimonious a A 0 1\n1 parsimonious b B 1 1\n1 parsimonious c A 0 1",
        "1 parsimonious a+b a\n1 parsimonious a+b b\n1 parsimonious b+c b\n1 parsimonious b+c c",
    )
    bars = [box for box in rects(svg, fill=ACCENT) if box[2] == 3]
    assert len(bars) == 2  # beside the term and in the legend
    assert [words for words in ("A", "B", "C") if around((0, bars[0][1], 100, bars[0][3]), place(svg, words))] == ["B"]
    assert set(beside(svg, "B")) == {"1 of 2", "M1, M2, essential"}
    assert in_order(svg, ["A", "B", "C"]) == ["B", "A", "C"]


def test_of_many_models_it_is_said_in_how_many_a_term_stands():
    solved = "\n".join(f"1 parsimonious a+x{n} a\n1 parsimonious a+x{n} x{n}" for n in range(12))
    terms = "\n".join(f"1 parsimonious x{n} A 0 1" for n in range(12))
    svg = models(truth({"a": "10"}, "10"), "1 parsimonious - 1 2 12 12", f"1 parsimonious a A 0 1\n{terms}", solved)
    assert beside(svg, "A") == ["1 of 1", "12 of 12 models"]
    assert words_in(svg).count("1 of 12 models") == 12


def test_the_number_of_models_is_exact_where_only_some_are_listed():
    found = "1 parsimonious - 1 2 123456 1"
    svg = models(
        truth({"a": "10", "b": "10"}, "10"),
        found,
        "1 parsimonious a A 0 1\n1 parsimonious b A 0 1",
        "1 parsimonious a a",
    )
    assert "Parsimonious: 123,456 models of two terms each, 1 of them listed" in words_in(svg)
    assert beside(svg, "B") == ["1 of 1", "in no listed model"]


def test_where_the_models_are_not_settled_no_term_is_said_to_be_in_none():
    svg = models(truth({"a": "10"}, "10"), "1 parsimonious cover_not_settled 1 - - 0", "1 parsimonious a A 0 1")
    assert beside(svg, "A") == ["1 of 1", "models not settled"]
    assert "Parsimonious: it is not settled which models have the fewest terms" in words_in(svg)


def test_an_obstacle_is_told_in_words_and_needs_no_term():
    words = words_in(drawn("no model", "Name"))
    assert {
        "Parsimonious: no model, as no configuration is negative",
        "Complex: no model, as no configuration is positive",
    } <= set(words)


@pytest.mark.parametrize("name", ["20 implicants", "71 implicants, 60 cases"])
def test_every_prime_implicant_is_drawn_or_counted(name):
    """Two outcomes, each with a parsimonious and a complex minimisation of as many prime implicants."""
    words = words_in(drawn(name, "Name"))
    shown = len([text for text in words if re.fullmatch(r"\d+ of \d+", text)])
    told = [re.match(r"(?:and )?(\w+) (?:more )?prime implicants?, not drawn", text) for text in words]
    rest = sum(int(found[1]) if found[1].isdecimal() else SMALL.index(found[1]) for found in told if found)
    assert shown + rest == 4 * int(name.split()[0])
    assert shown >= 20


def test_many_cases_that_no_term_tells_apart_share_a_column():
    table = truth({"a": "1" * 20 + "0" * 11}, "1" * 30 + "0")
    covers = [";".join(table["case"][:20]), ";".join(table["case"][20:30])]
    terms = "\n".join(f"1 parsimonious {term} {cases} 1 1" for term, cases in zip(("a", "~a"), covers, strict=True))
    svg = models(table, "1 parsimonious - 1 2 1 1", terms, "1 parsimonious a+~a a\n1 parsimonious a+~a ~a")
    heads = " ".join(words for words in words_in(svg) if words.weight == "600")
    assert "C00 and 19 more" in heads
    assert "C20 and 9 more" in heads
    assert "cases that no term tells apart share a column" in words_in(svg)
    assert {"20 of 30", "10 of 30"} <= set(words_in(svg))


def test_a_case_that_no_term_covers_is_explained():
    told = "a case without a mark: its configuration does not count as positive"
    given = ("1 parsimonious - 1 1 1 1", "1 parsimonious a A 1 1", "1 parsimonious a a")
    assert told in words_in(models(truth({"a": "1100"}, "1100"), *given))
    assert told not in words_in(models(truth({"a": "1000"}, "1000"), *given))


def test_models_of_several_completions_have_the_fewest_terms_or_more():
    svg = models(truth({"a": "1?"}, "10"), "1 parsimonious - 4 2 3 3", "1 parsimonious a A 0 3", "1 parsimonious a a")
    assert "Parsimonious: three models of two terms or more" in words_in(svg)


def test_a_term_that_is_no_prime_implicant_in_each_completion_says_in_how_many():
    svg = models(truth({"a": "1?"}, "10"), "1 parsimonious - 4 1 1 1", "1 parsimonious a A 0 3", "1 parsimonious a a")
    assert "M1, in 3 of 4 completions" in words_in(svg)
    assert "completions: the ways of settling the undetermined cells" in words_in(svg)
    assert not [words for words in words_in(svg) if "codings" in words]


# The distances


def pair_boxes(svg: str) -> list[Box]:
    return [box for box in rects(svg, stroke=RULE) if box[2] > 12]


def test_each_pair_has_one_cell():
    assert len(pair_boxes(distances(truth(CSTO, "0010")))) == 6
    assert len(pair_boxes(drawn("18 distances", "Name"))) == 18 * 17 / 2


def test_the_distances_of_the_csto_cases_are_told_in_words():
    """KGZ-TJK 2, KGZ-ARM 2, TJK-ARM 0, Kazakhstan to each other case 3, of four factors."""
    words = words_in(distances(truth(CSTO, "0010"), "A/B 5 15"))
    told = [text for text in words if text.endswith("factors")]
    assert sorted(told) == sorted(["2 of 4 factors"] * 2 + ["0 of 4 factors"] + ["3 of 4 factors"] * 3)
    assert "5 of 15 background" in words


def test_cases_with_the_outcome_come_first_and_grey_is_the_ground_of_pairs_that_differ_in_it():
    """C has the outcome: it differs in it from A, B and D. The fourth grey box is that of the legend."""
    svg = distances(truth(CSTO, "0010"))
    assert in_order(svg, list("ABCD")) == ["C", "A", "B", "D"]
    assert len(rects(svg, fill=PALE)) == 3 + 1
    assert len(rects(distances(truth(CSTO, "1111")), fill=PALE)) == 0


def test_the_most_similar_pair_has_a_square_frame_and_the_most_different_a_round_one():
    svg = distances(truth(CSTO, "0010"), "", {"B/C": "MSDO", "A/B": "MDSO"})
    shapes = {"square": rects(svg, fill=TINT), "round": [box for box in rects(svg, fill=WHITE) if is_round(svg, box)]}
    assert {name: len(found) for name, found in shapes.items()} == {
        "square": 2,
        "round": 2,
    }  # and one each in the legend
    assert around(shapes["square"][0], place(svg, "MSDO"))
    assert around(shapes["round"][0], place(svg, "MDSO"))
    assert not any(is_round(svg, box) for box in shapes["square"])


def is_round(svg: str, box: Box) -> bool:
    found = [rect for rect in image(svg).findall("{*}rect") if rect.get("rx")]
    return box in [tuple(float(rect.get(side)) for side in ("x", "y", "width", "height")) for rect in found]


def test_only_known_factors_count_and_how_many_these_are_is_said():
    assert "1 of 2 factors" in words_in(distances(truth({"a": "10", "b": "1?", "c": "11"}, "10")))
    narrow = distances(dense(5, 18).assign(f00="?"))
    assert {words.split("/")[1] for words in words_in(narrow) if "/" in words} == {"4"}


def test_eighteen_cases_have_their_distances_in_numbers_and_the_background_with_what_is_known():
    words = words_in(drawn("18 distances", "Name"))
    assert words.count("12/17") == 153
    assert len([text for text in words if text.isdecimal()]) == 153


def test_a_background_that_finds_no_room_is_said_not_to_be_drawn():
    pairs = "\n".join(f"C{a:02}/C{b:02} 3 17" for a, b in combinations(range(30), 2))
    words = words_in(distances(dense(5, 30), pairs))
    assert "in how many of the factors known for both they differ; the background is not drawn" in words


def test_of_very_many_pairs_the_description_tells_those_with_a_design():
    few, many = described(distances(truth(CSTO, "0010"))), described(drawn("18 distances", "Case"))
    assert few.count("of 4 factors") == 6
    assert (
        "Pairs with different outcomes differ in 3 factors. Pairs with the same outcome differ in 0 to 2 factors."
        in few
    )
    assert many.startswith("Eighteen cases, 153 pairs.")
    assert "Among the most similar pairs with different outcomes: Case C0" in many
    assert many.endswith("The data table has the rest.")


def test_one_case_has_no_pair():
    assert "There is no pair of cases." in words_in(drawn("one case alone", "Name"))


# The thresholds


def test_a_factor_is_selected_at_each_threshold_up_to_its_citations():
    svg = swept(CSTO_CITED, CSTO_STEPS, common="norms")
    assert len(rects(svg, fill=TINT)) == sum(CSTO_CITED.values())
    for factor, citations in CSTO_CITED.items():
        _, top, _, bottom = place(svg, f"Factor {factor}")
        assert len([box for box in rects(svg, fill=TINT) if box[1] < (top + bottom) / 2 < box[1] + box[3]]) == citations


def test_the_study_s_own_threshold_is_framed_and_named():
    for own in (3, 6):
        svg = swept(CSTO_CITED, CSTO_STEPS, own, "norms")
        (frame,) = frames(svg)
        assert [n for n in range(1, 8) if around(frame, heading_of(svg, n))] == [own]
        assert frame[0] <= sum(place(svg, "this study")[::2]) / 2 <= frame[0] + frame[2]


def heading_of(svg: str, threshold: int) -> Box:
    return min((words.box for words in words_in(svg) if words == str(threshold)), key=lambda box: box[1])


def test_a_factor_survives_is_open_doesn_t_or_is_context_in_words_and_marks():
    """Discs: threat at 1 to 5, russia at 1 to 7, the legend; ? for `later` at 1, and the legend."""
    svg = swept(CSTO_CITED, CSTO_STEPS, common="norms")
    told = {factor: beside(svg, f"Factor {factor}")[-1] for factor in CSTO_CITED}
    assert told == {
        "russia": "survives at 1 to 7",
        "threat": "survives at 1 to 5",
        "regime": "does not survive",
        "actor": "does not survive",
        "norms": "context",
        "later": "open",
    }
    assert len(discs_in(svg, fill=ACCENT)) == 5 + 7 + 1
    assert words_in(svg).count("?") == 1 + 1


def test_a_fate_that_changes_says_at_which_thresholds():
    svg = swept({"x": 4}, "1 - x 1 1\n2 - - 0 0\n3 x - 0 0\n4 x - 0 0")
    assert "open at 1; does not survive at 2; survives at 3 and 4" in described(svg)


def test_a_factor_that_no_threshold_selects_has_no_row():
    assert not [words for words in words_in(swept({"x": 1, "y": 0}, "1 x - 0 0")) if words == "Factor y"]


def test_the_study_s_survivors_stand_first_and_then_who_is_cited_most():
    svg = swept(CSTO_CITED, CSTO_STEPS, common="norms")
    names = [f"Factor {factor}" for factor in CSTO_CITED]
    expected = ["russia", "threat", "regime", "actor", "norms", "later"]
    assert in_order(svg, names) == [f"Factor {factor}" for factor in expected]


def test_the_foot_counts_survivors_and_says_where_the_result_is_that_of_the_study():
    svg = swept(CSTO_CITED, CSTO_STEPS, common="norms")
    assert beside(svg, "Survivors", 3) == ["2", "2", "2", "2", "2", "1", "1", "as in the study at 1 to 5"]
    assert beside(svg, "Models", 3) == ["≠", "=", "=", "≠", "≠", "≠", "≠", "as in the study at 2 and 3"]


def test_forty_thresholds_that_mostly_give_the_same_are_drawn_together():
    svg = swept({"x": 7, "y": 2}, "\n".join(f"{n} {'x' if n <= 7 else '-'} - 0 0" for n in range(1, 41)), own=5)
    assert [words for words in words_in(svg) if re.fullmatch(r"\d+(–\d+)?", words) and words.weight == "600"] == [
        "1–2",
        "3–7",
        "8–40",
    ]
    assert "survives at 1 to 7" in words_in(svg)


def test_factors_that_find_no_room_are_counted():
    words = words_in(drawn("many thresholds", "Name"))
    (told,) = [text for text in words if text.startswith("and ")]
    shown = len([text for text in words if text.startswith("Name f")])
    assert shown + int(re.search(r"\d+", told)[0]) == 70


# The survival


def cells_beside(svg: str, start: str) -> list[str]:
    """The shares of the test whose words start so, from left to right."""
    (words,) = [text for text in words_in(svg) if text.startswith(start)]
    shares = [text for text in words_in(svg) if re.fullmatch(r"\d+ of \d+|\d+/\d+|<?[\d.]+ %", text)]
    near = min(text.box[1] for text in shares if text.box[1] > words.box[1])
    return [text for text in sorted(shares, key=lambda text: text.box) if abs(text.box[1] - near) < 1]


def test_a_row_tells_how_often_the_result_stays_the_same_and_how_often_each_factor_survives():
    """Four cases left out: the survivors stay for B and D; threat and russia survive for A, B and D; regime for A."""
    svg = varied(VARIED, PATTERNS, label="F")
    told = cells_beside(svg, "Each case left out: 4")
    assert told == ["2 of 4", "3 of 4", "3 of 4", "1 of 4", "0 of 4"]
    assert "not known" in words_in(svg)
    columns = ["F threat", "F russia", "F regime", "F actor"]
    assert sorted(columns, key=lambda name: place(svg, name)[0]) == columns


def test_where_no_factor_survives_the_result_hangs_on_what_gives_other_models():
    """The survivors, none, stay; the models are other ones without A."""
    lines = "without_case A - - 0 a 1 1\nwithout_case B - - 0 a*b;c*d 1 0\nwithout_case C - - 0 a*b;c*d 1 0"
    svg = varied(lines, {"a": "mixed"})
    assert cells_beside(svg, "Each case left out: 3") == ["3 of 3", "2 of 3"]
    assert "other models without Case A" in words_in(svg)
    assert beside(svg, "The study as it is") == ["no survivor", "two models"]
    assert [box for box in rects(svg, fill=INK) if box[2] == 3]


def test_models_that_are_not_known_in_each_variation_are_not_counted():
    lines = "without_case A - - 0 a 1 0\nwithout_case B - - 0 ? 1 -"
    svg = varied(lines, {"a": "mixed"})
    assert cells_beside(svg, "Each case left out: 2") == ["2 of 2"]
    assert "1 to 2 of 2" in words_in(svg)


@pytest.mark.parametrize(
    ("others", "fits", "told"),
    [
        ("48 1", 64, "16 of 64"),
        ("48 -", 64, "16 to 64 of 64"),
        ("48 -", 20, "16 to 20 of 64"),
        ("48 -", 16, "16 of 64"),
        ("40 1", 64, "not known"),
    ],
)
def test_how_often_plausible_codings_give_the_same_models_is_told_as_far_as_it_is_known(others, fits, told):
    """
    Of 64 codings 16 are known to give the same model, b. The 48 others give another, or are listed without their models.

    The models are those of the study in no more codings than b fits, which is in `fits`. Where only 56 were gone through, a
    sample, nothing is known of the rest.
    """
    times, changed = others.split()
    lines = f"plausible_coding 1 threat - 0 a {times} {changed}\nplausible_coding 2 threat - 0 b 16 0"
    svg = varied(lines, {"threat": "covaries"}, "threat 1", models=f"b {fits}")
    assert told in words_in(svg)
    assert ("share that is left open" in words_in(svg)) == (told != "16 of 64")


def test_where_no_listed_coding_gives_the_same_models_there_is_an_upper_bound():
    """No listed result has b; 24 are listed without models, and b fits in 10 of them."""
    lines = (
        "without_case A threat - 0 b 1 0\nplausible_coding 1 threat - 0 a 40 1\nplausible_coding 2 threat - 0 ? 24 -"
    )
    svg = varied(lines, {"threat": "covaries"}, "threat 1", models="b 10")
    assert "at most 10 of 64" in " ".join(words_in(svg))


def test_a_bar_is_as_long_as_its_share():
    svg = varied(VARIED, PATTERNS)
    x, y, *_ = min((text.box for text in words_in(svg) if text == "2 of 4"), key=lambda box: box[0])
    edge = next(
        box for box in rects(svg, fill="none", stroke=MUTED) if box[0] < x < box[0] + box[2] and 0 < y - box[1] < 14
    )
    (filled,) = [box for box in rects(svg, fill=ACCENT) if box[:2] == edge[:2]]
    assert filled[2] == pytest.approx(edge[2] / 2, abs=0.02)


def test_the_variations_that_give_other_survivors_are_named():
    svg = varied(VARIED, PATTERNS)
    assert "other survivors without Case A, Case C" in words_in(svg)
    assert "always other survivors" in words_in(svg)
    assert not [
        words
        for words in words_in(varied("without_interview 1 threat - 0", {"threat": "covaries"}))
        if "others" in words
    ]


def test_a_test_that_the_result_hangs_on_has_a_bar_and_another_has_none():
    svg = varied(VARIED, PATTERNS)
    bars = [box for box in rects(svg, fill=INK) if box[2] == 3]
    hanging = {
        test
        for test in ("Each case left out: 4", "Each interview left out: 2")
        if any(around((0, *bar[1:2], 150, bar[3]), place(svg, test)) for bar in bars)
    }
    assert hanging == {"Each case left out: 4"}


def test_what_stays_open_is_drawn_after_what_survives():
    """Of four variations one leaves threat as it is, two leave it open: the paler part is as long as half the bar."""
    lines = "\n".join(
        ["without_case A threat - 0", "without_case B - threat 1", "without_case C - threat 1", "without_case D - - 1"]
    )
    svg = varied(lines, {"threat": "covaries"})
    paler = max(box for box in rects(svg, fill=RULE) if box[2] > 12)
    full = next(
        box for box in rects(svg, fill=ACCENT) if box[1] == paler[1] and box[0] + box[2] == pytest.approx(paler[0])
    )
    assert paler[2] == pytest.approx(2 * full[2], abs=0.02)


def test_what_stays_open_counts_apart():
    svg = varied(VARIED, PATTERNS)
    assert "1 open" in words_in(svg)
    _, top, _, _ = place(svg, "1 open")
    part = max(box for box in rects(svg, fill=RULE) if 0 < top - box[1] < 22)
    edge = next(
        box for box in rects(svg, fill="none", stroke=MUTED) if around(box, (part[0], part[1], part[0], part[1] + 6))
    )
    assert part[2] == pytest.approx(edge[2] / 2, abs=0.02)


@pytest.mark.parametrize(
    ("share", "told"), [("1", "100 %"), ("0.9999", "99.9 %"), ("0.5", "50 %"), ("0.0001", "<0.1 %"), ("0", "0 %")]
)
def test_a_share_of_very_many_is_given_in_percent_of_which_100_and_0_are_all_and_none(share, told):
    svg = varied("", {"threat": "covaries"}, f"threat {share}", possible=4096)
    assert set(cells_beside(svg, "Contested and undetermined")) == {told}


def test_plausible_codings_give_the_same_survivors_in_the_product_of_the_shares():
    """Survivors in 0.5 and 0.5, a third factor in 0.25: 0.5 x 0.5 x 0.75 = 0.1875 of 64 codings are 12."""
    svg = varied(
        "", {"threat": "covaries", "russia": "covaries", "regime": "mixed"}, "threat 0.5\nrussia 0.5\nregime 0.25"
    )
    told = cells_beside(svg, "Contested and undetermined")
    assert told == ["12 of 64", "32 of 64", "32 of 64", "16 of 64"]


def test_without_a_doubtful_cell_no_coding_is_varied():
    svg = varied(VARIED, PATTERNS, "threat 1", possible=1)
    assert not [words for words in words_in(svg) if "plausible" in words or "undetermined" in words]


def test_a_factor_that_never_survives_is_named_below():
    svg = varied(VARIED, PATTERNS)
    assert "Never survive: Factor norms" in words_in(svg)
    assert "Factor norms" not in words_in(svg)


def test_the_study_itself_stands_first_with_its_survivors():
    svg = varied(VARIED, PATTERNS)
    assert beside(svg, "The study as it is") == ["two survivors", "–"]
    assert len(discs_in(svg, fill=ACCENT)) == 2 + 1


def test_factors_without_a_column_are_named():
    words = words_in(drawn("20 factors varied", "Name"))
    assert len([text for text in words if text.startswith("Without a column")]) == 1
    shown = " ".join(words)
    assert all(f"f{n:02}" in shown for n in range(20))


def test_pairs_cells_and_thresholds_are_named_as_a_reader_says_them():
    lines = """without_two_interviews 1;3 - - 1
    without_two_interviews 1;4 threat - 0
    flipped_cell A/threat - - 1
    flipped_cell B/threat threat - 0
    threshold 1 threat - 0
    threshold 2 - - 1
    threshold 3 - - 1"""
    words = words_in(varied(lines.replace(" -\n", " -\n"), {"threat": "covaries"}))
    assert {
        "other survivors without 1\u00a0and\u00a03",
        "other survivors at 2, 3",
        "other survivors with Factor threat in A",
    } <= set(words)
