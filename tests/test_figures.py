"""The figures: what each of them must show, and what holds for all: nothing cut off, nothing on top of other words."""

import random
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest

from mssd.drawing import PAGE_HEIGHT, PAGE_WIDTH, Look, text_width
from scripts.case_selection import case_selection
from scripts.citations import citations
from scripts.comparison import comparison
from scripts.covariation import covariation
from scripts.organisation import organisation
from scripts.presence import presence_of_matrix
from scripts.selection import selection
from scripts.timeline import timeline

LONG = "Разные значения одной и той же угрозы <script>alert(1)</script> & the rest of a name of a hundred letters"
OUTCOME = {"label": "Intervention", "occurred": "Sent troops", "absent": "Sent none"}
CRITERIA = {"within": "It was dealt with inside.", "asked_for_help": "It asked."}
EIGHTEEN = [f"C{n:02}" for n in range(18)]


# What is in a figure


class Words(str):
    """A line of text in a figure, with the rectangle that it covers and its size."""

    box: tuple[float, float, float, float]
    size: float
    weight: str


def image(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words_in(svg: str) -> list[Words]:
    found = []
    for text in image(svg).findall("{*}text"):
        x, y, size, weight = (float(text.get(key)) for key in ("x", "y", "font-size", "font-weight"))
        wide = text_width(text.text or "", Look(size, int(weight)))
        left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor"), 0)
        words = Words(text.text or "")
        words.size, words.weight = size, text.get("font-weight")
        words.box = (left, y - 0.66 * size, left + wide, y + 0.2 * size)
        if text.get("transform"):
            words.box = (x - 0.66 * size, y - wide, x + 0.2 * size, y)
        found.append(words)
    return found


def boxes_in(svg: str, bordered: bool = True) -> list[tuple[float, float, float, float]]:
    rects = [rect for rect in image(svg).findall("{*}rect") if not bordered or rect.get("stroke")]
    sides = [[float(rect.get(key)) for key in ("x", "y", "width", "height")] for rect in rects]
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def lines_in(svg: str) -> list[tuple[float, float, float, float]]:
    """The straight pieces of the lines, as the rectangles that they cover."""
    pieces = []
    for path in image(svg).findall("{*}path"):
        if path.get("fill") == "none":
            points = [tuple(map(float, point.split())) for point in path.get("d")[1:].split("L")]
            pieces += [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairwise(points)]
    return pieces


def discs_in(svg: str, **look: str) -> list[tuple[float, float, float]]:
    found = [disc for disc in image(svg).findall("{*}circle") if all(disc.get(k) == v for k, v in look.items())]
    return [tuple(float(disc.get(key)) for key in ("cx", "cy", "r")) for disc in found]


def overlap(one: tuple, other: tuple, slack: float = 0.05) -> bool:
    return all(one[i] < other[i + 2] - slack and other[i] < one[i + 2] - slack for i in (0, 1))


def within(inner: tuple, outer: tuple, slack: float = 0.05) -> bool:
    return all(inner[i] >= outer[i] - slack and inner[i + 2] <= outer[i + 2] + slack for i in (0, 1))


def place(svg: str, words: str) -> tuple[float, float, float, float]:
    (found,) = [text.box for text in words_in(svg) if text == words]
    return found


def described(svg: str) -> str:
    return image(svg).find("{*}desc").text


# Tables to draw


def organs(parents: list[int | None], kinds: str | None = None, label: str = "Organ") -> pd.DataFrame:
    """A tree, as the number of each organ's parent; kinds by letter: d(ecides), c(arries out), a(dvises), s(upports)."""
    names = {"d": "decides", "c": "carries_out", "a": "consults", "s": "supports"}
    rows = [
        {
            "organ": f"o{i}",
            "label": f"{label} {i}",
            "part_of": None if parent is None else f"o{parent}",
            "kind": names[(kinds or "c" * len(parents))[i]],
            "composition": None if i % 2 else "Ministers of defence of the members",
        }
        for i, parent in enumerate(parents)
    ]
    return pd.DataFrame(rows)


def citing(stances: str, threshold: int, scopes: str = "", interviews: int = 3, label: str = "") -> str:
    """The figure of `interview factor stance` lines; the codebook is e to a, those in `scopes` are common."""
    rows = [line.split() for line in stances.strip().splitlines()]
    mentions = pd.DataFrame(rows, columns=["interview", "factor", "stance"], dtype="str")
    codebook = pd.DataFrame({"factor": list("edcba")})
    codebook["label"] = [label or f"Factor {factor}" for factor in codebook["factor"]]
    codebook["scope"] = ["common" if factor in scopes else "case" for factor in codebook["factor"]]
    table = pd.DataFrame({"interview": [str(n + 1) for n in range(interviews)]})
    return citations(table, codebook, mentions, selection(codebook, mentions, threshold))


def dated(lines: str, label: str = "") -> str:
    """The timeline of `case year requested_on within asked_for_help outcome` lines; - is an empty cell."""
    columns = ["case", "year", "requested_on", *CRITERIA, "outcome"]
    rows = [[None if cell == "-" else cell for cell in line.split()] for line in lines.strip().splitlines()]
    table = pd.DataFrame(rows, columns=columns).assign(label=lambda cases: label or "Case " + cases["case"])
    table[["year", "outcome"]] = table[["year", "outcome"]].apply(pd.to_numeric).astype("Int64")
    return timeline(table, case_selection(table, list(CRITERIA)), OUTCOME, CRITERIA)


def matrix(columns: dict[str, str], results: str, cases: list[str] | None = None, **given: object) -> str:
    """The figure of a ready data matrix: a string of 0, 1 and ? for each factor and for the outcome."""
    cases = cases or [f"Case {n}" for n in "ABCDEFGHIJ"[: len(results)]]
    table = pd.DataFrame({"case": cases} | {name: list(values) for name, values in columns.items()})
    table = table.assign(outcome=[int(result) for result in results])
    cells = presence_of_matrix(table, pd.DataFrame(columns=["case", "factor", "present"]))
    common = given.pop("common", [])
    words = {"labels": {}, "case_labels": {}, "outcome": OUTCOME} | given
    return comparison(cells, table, covariation(table, common), **words)


def studied(**cell: object) -> str:
    """The figure of two cases and one factor with evidence, in which the cell of case B is as given."""
    plain = {"factor": "x", "for": 3, "against": 0, "contested": 0, "present": "1", "decided_by": "evidence"}
    plain |= {"against_evidence": 0, "published": 1, "agrees": 1}
    cells = pd.DataFrame([{"case": "A"} | plain, {"case": "B"} | plain | {"present": "0", "for": 0} | cell])
    table = pd.DataFrame({"case": ["A", "B"], "x": cells["present"], "outcome": [1, 0]})
    return comparison(cells, table, covariation(table, []), {"x": "The factor"}, {}, OUTCOME)


CSTO = {"threat": "0010", "actor": "0111", "regime": "1010", "russia": "0010"}
FIGURES = {
    "one organ": lambda label: organisation(organs([None], label=label)),
    "a tree": lambda label: organisation(organs([None, 0, 0, 0, 0, 0, 1, 1, 6, 0, 0, 0], "daaaccccasss", label=label)),
    "several tops": lambda label: organisation(organs([None, 0, None, 2, 2, None, None], label=label)),
    "citations": lambda label: citing(
        "1 a supports\n2 a denies\n1 b denies\n3 b qualifies\n2 c denies", 2, "bd", 7, label
    ),
    "many interviews": lambda label: citing("\n".join(f"{n} a supports" for n in range(1, 19)), 3, "a", 18, label),
    "timeline": lambda label: dated(
        "A 2020 - 1 1 1\nB 2020 - 1 1 0\nC 2020 - 0 0 -\nD 2021 - 1 ? -\nE - - 1 0 -", label
    ),
    "two cases": lambda label: matrix({"x": "10"}, "10", labels={"x": label}),
    "four cases": lambda label: matrix(
        CSTO, "0010", labels={"actor": label}, case_labels={"Case A": label}, common=["norms"]
    ),
    "undetermined cells": lambda label: matrix({"x": "1?0", "y": "???"}, "110", labels={"y": label}),
    "no variation": lambda label: matrix({"x": "11", "y": "10"}, "11", labels={"y": label}),
    "many cases": lambda label: matrix(dict.fromkeys("vwxyz", "01" * 9), "011" * 6, EIGHTEEN, labels={"v": label}),
    "a firm and a doubtful cell": lambda label: studied(
        contested=1, decided_by="adjudication", against_evidence=1, published=1, agrees=0, **{"for": 12, "against": 11}
    ),
}
LABELS = ["Name", LONG, "A" * 70]


# What holds for all figures


@pytest.fixture(params=[(name, label) for name in FIGURES for label in LABELS], ids=lambda p: f"{p[0]}-{p[1][:4]}")
def figure(request: pytest.FixtureRequest) -> str:
    name, label = request.param
    return FIGURES[name](label)


def test_nothing_lies_outside_the_figure(figure):
    _, _, width, height = map(float, image(figure).get("viewBox").split())
    marks = [(x - r, y - r, x + r, y + r) for x, y, r in discs_in(figure)]
    for shape in [*(words.box for words in words_in(figure)), *boxes_in(figure, False), *lines_in(figure), *marks]:
        assert within(shape, (0, 0, width, height)), shape


def test_no_words_stand_on_other_words(figure):
    for one, other in combinations(words_in(figure), 2):
        assert not overlap(one.box, other.box), (one, other)


def test_no_mark_stands_on_words_or_on_another_mark(figure):
    discs, texts = discs_in(figure), [words for words in words_in(figure) if words != "?"]
    for x, y, r in discs:
        square = (x - 0.7 * r, y - 0.7 * r, x + 0.7 * r, y + 0.7 * r)
        assert not [words for words in texts if overlap(square, words.box)]
    for (a, b, r), (c, d, s) in combinations(discs, 2):
        assert (a, b) == (c, d) or ((a - c) ** 2 + (b - d) ** 2) ** 0.5 >= r + s


def test_a_figure_is_printed_in_its_own_size_on_the_page_and_no_letter_is_smaller_than_7_5_points(figure):
    shown = image(figure)
    assert shown.get("width") == f"{shown.get('viewBox').split()[2]}pt"
    assert float(shown.get("width").removesuffix("pt")) <= PAGE_WIDTH + 0.01
    assert float(shown.get("height").removesuffix("pt")) <= PAGE_HEIGHT + 0.01
    assert min(words.size for words in words_in(figure)) >= 7.5


def test_markup_in_a_label_is_printed_as_text(figure):
    assert "<script" not in figure
    assert {child.tag.split("}")[1] for child in image(figure)} <= {"title", "desc", "text", "path", "rect", "circle"}


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_data_give_the_same_bytes(name):
    assert FIGURES[name](LONG) == FIGURES[name](LONG)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_tells_in_words_what_it_shows(name):
    shown = image(FIGURES[name]("Name"))
    assert shown.get("role") == "img"
    assert shown.find("{*}title").text
    assert len(shown.find("{*}desc").text) > 20


# What holds for the figures of every study


@pytest.fixture
def figures_of(any_run) -> dict[str, str]:
    """The figures of a rebuilt study, by name."""
    drawings = sorted((any_run / "results" / "drawings").glob("*.svg"))
    return {file.stem: file.read_text(encoding="utf-8") for file in drawings}


def test_in_no_study_is_any_text_printed_smaller_than_7_5_points_or_over_another_or_beyond_the_figure(figures_of):
    assert len(figures_of) >= 5
    for name, svg in figures_of.items():
        shown, words = image(svg), words_in(svg)
        _, _, width, height = map(float, shown.get("viewBox").split())
        scale = float(shown.get("width").removesuffix("pt")) / width
        assert scale * min(text.size for text in words) >= 7.5, name
        assert all(within(text.box, (0, 0, width, height)) for text in words), name
        assert not [pair for pair in combinations(words, 2) if overlap(pair[0].box, pair[1].box)], name


def test_every_figure_is_told_in_at_most_120_words(figures_of):
    for name, svg in figures_of.items():
        assert 10 <= len(described(svg).split()) <= 120, name
        assert image(svg).find("{*}title").text, name


def told_in(run, name: str) -> str:
    return described((run / "results" / "drawings" / f"{name}.svg").read_text(encoding="utf-8"))


def test_what_the_figures_of_the_golden_study_are_told_to_show_is_true(golden_run):
    """
    Low pay is where the strike is (A, B); A and C have rain, B and D have none; nothing says whether D has a union.

    Union in A and low pay in C have sources on both sides. A person decided low pay in C, a tie, and rain in D, against evidence.
    """
    assert told_in(golden_run, "comparison").startswith(
        "A strike: Strike in Town A and Town B; No strike in Town C and Town D. "
        "Covaries: Low pay, present exactly where the outcome occurred. "
        "Open: covaries or ruled out: A union, hangs on undetermined cells. "
        "Ruled out: Rain, as sufficient alone and as necessary, by Town A/Town C and Town B/Town D. "
        "Constant: A shared faith, one value in all cases, so it cannot explain. "
        "Of twelve cells, two have sources on both sides, and two were decided by a person, one of them against the evidence."
    )
    assert "Selected: Low pay (3), A union (2), Rain (2) and A shared faith (2)." in told_in(golden_run, "citations")
    assert "The survivors are those of the study at 1 to 3." in told_in(golden_run, "threshold_sweep")
    assert "Town B and Town D by 1 of 2 factors" in told_in(golden_run, "distance_map")


def test_what_the_comparison_of_the_csto_study_is_told_to_show_is_true(csto_run):
    told = told_in(csto_run, "comparison")
    assert "Covaries: Common threat and Russian interest, which these cases cannot tell apart." in told
    assert "External actor (as sufficient alone, by Kazakhstan/Armenia and Kazakhstan/Tajikistan)" in told
    assert (
        "twelve have sources on both sides, and six were decided by a person, one of them against the evidence." in told
    )


# The organisation


def random_tree(seed: int) -> pd.DataFrame:
    chance = random.Random(seed)
    parents = [None if i == 0 or chance.random() < 0.08 else chance.randrange(i) for i in range(chance.randint(1, 25))]
    return organs(parents, "".join(chance.choice("dcas") for _ in parents), label=chance.choice(["Organ", LONG[:60]]))


@pytest.mark.parametrize("seed", range(40))
def test_in_no_tree_does_a_connector_cross_a_box_or_a_box_lie_on_another(seed):
    svg = organisation(random_tree(seed))
    boxes = boxes_in(svg)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert not [(line, box) for line in lines_in(svg) for box in boxes if overlap(grown(line), box, 0.6)]


def grown(line: tuple) -> tuple:
    """A line as a rectangle with some area, so that it can overlap."""
    return line[0] - 0.3, line[1] - 0.3, line[2] + 0.3, line[3] + 0.3


@pytest.mark.parametrize("seed", range(40))
def test_every_organ_has_one_box_and_the_words_of_each_stay_in_it(seed):
    table = random_tree(seed)
    svg = organisation(table)
    boxes = boxes_in(svg)
    assert len(boxes) == len(table)
    outside = {str(words) for words in words_in(svg) if not any(within(words.box, box, 1) for box in boxes)}
    assert outside <= {"Minor bodies"}


def test_a_part_hangs_below_the_organ_that_it_is_part_of():
    svg = organisation(organs([None, 0, 1]))
    tops = [place(svg, f"Organ {i}")[1] for i in range(3)]
    assert tops == sorted(tops)


def test_two_supporting_organs_are_a_group_and_one_alone_is_not():
    assert "Minor bodies" in words_in(organisation(organs([None, 0, 0], "dss")))
    assert "Minor bodies" not in words_in(organisation(organs([None, 0, 0], "dcs")))


def test_the_kind_is_told_by_word_and_border():
    svg = organisation(organs([None, 0, 0, 0], "dcas"))
    assert {"decides", "carries out", "consults", "supports"} <= set(words_in(svg))
    looks = [
        tuple(rect.get(key) for key in ("stroke-width", "rx", "stroke-dasharray"))
        for rect in image(svg).findall("{*}rect")
    ]
    assert len(set(looks)) == 4


def test_a_chain_of_25_organs_still_fits_the_page_at_full_size():
    shown = image(organisation(organs([None, *range(24)])))
    assert shown.get("height") == f"{shown.get('viewBox').split()[3]}pt"


def test_organs_that_are_part_of_each_other_in_a_circle_are_refused_by_name():
    with pytest.raises(ValueError, match="o1, o2"):
        organisation(organs([None, 2, 1]))


# The citations


def test_factors_stand_by_citations_and_ties_in_the_order_of_the_codebook():
    svg = citing("1 a supports\n2 a supports\n1 b supports\n1 d supports", 2)
    factors = [words for words in words_in(svg) if words.startswith("Factor ")]
    assert factors == ["Factor a", "Factor d", "Factor b", "Factor e", "Factor c"]


def test_a_factor_that_nobody_cites_keeps_its_row_with_a_zero_and_no_bar():
    svg = citing("1 a supports", 1)
    assert words_in(svg).count("0") == 4
    assert len(boxes_in(svg)) == 1


def test_the_strongest_stance_of_an_interview_is_shown_once():
    svg = citing("1 a denies\n1 a qualifies\n1 a supports\n2 a qualifies\n2 a denies\n3 a denies", 1)
    in_row = [disc for disc in discs_in(svg) if abs(disc[1] - discs_in(svg)[0][1]) < 0.1]
    assert len(in_row) == 2
    assert len(discs_in(svg, fill="#ffffff")) == 2  # one half disc in the row and one in the legend
    assert {"supports the factor", "only qualifies it", "only denies it: no citation"} <= set(words_in(svg))


def test_the_legend_names_only_the_marks_that_occur():
    assert "only qualifies it" not in words_in(citing("1 a supports", 1))


def test_the_threshold_is_a_labelled_line_at_its_number_of_citations():
    svg = citing("1 a supports\n2 a supports\n3 a supports\n1 b supports", 2, interviews=3)
    left, _, middle, _ = place(svg, "threshold: 2")
    three, one = boxes_in(svg)
    assert (left + middle) / 2 == pytest.approx(three[0] + 2 * (one[2] - one[0]), abs=0.1)
    assert any(line[0] == line[2] and abs(line[0] - (left + middle) / 2) < 0.1 for line in lines_in(svg))


def test_on_the_edge_is_said_where_the_citations_just_reach_the_threshold_and_nowhere_else():
    svg = citing("1 a supports\n2 a supports\n1 b supports\n2 b supports\n3 b supports\n1 c supports", 2)
    assert words_in(svg).count("on the edge") == 1
    assert abs(place(svg, "on the edge")[1] - place(svg, "Factor a")[1]) < 2


def test_a_common_factor_is_marked_as_context():
    svg = citing("1 a supports", 1, scopes="a")
    assert abs(place(svg, "context")[1] - place(svg, "Factor a")[1]) < 2


def test_without_any_selected_factor_the_figure_says_so():
    assert "Selected: none." in described(citing("1 a supports", 3))


# The timeline


def test_candidates_of_one_year_have_lines_of_their_own():
    svg = dated("A 2020 - 1 1 1\nB 2020 - 1 1 0\nC 2020 - 1 1 0")
    heights = [place(svg, f"Case {case}")[1] for case in "ABC"]
    assert len(set(heights)) == 3


def test_the_mark_of_a_compared_case_tells_its_outcome_and_so_does_the_word():
    svg = dated("A 2020 - 1 1 1\nB 2021 - 1 1 0")
    assert len(discs_in(svg, fill="#ffffff")) == 1
    assert {"Sent troops", "Sent none"} <= set(words_in(svg))


def test_a_candidate_left_out_has_no_disc_and_names_the_criteria_that_fail_in_the_order_of_the_config():
    svg = dated("A 2020 - 1 1 1\nB 2021 - 0 0 -\nC 2021 - ? 1 -")
    assert len(discs_in(svg)) == 1
    assert "Case B · fails: within, asked for help" in words_in(svg)
    assert "Case C · unknown: within" in words_in(svg)


def test_the_day_of_the_request_places_a_case_within_its_year_and_else_it_stands_in_the_middle():
    days = ["2020-01-01", "2020-01-31", "-", "1999-01-01", "2020-12-31"]
    svg = dated("\n".join(f"{n} 2020 {day} 1 1 1" for n, day in enumerate(days)))
    a, late, b, other, c = [x for x, _, _ in discs_in(svg)]
    assert a < late < b == other < c
    assert b - a == pytest.approx(c - b, rel=0.01)
    assert "A mark in the middle of its year: no day of a request is known." in words_in(svg)


def test_a_candidate_without_a_year_is_named_but_has_no_mark():
    svg = dated("A 2020 - 1 1 1\nB - - 1 1 0")
    assert len(discs_in(svg)) == 1
    assert "Sent none (year unknown)" in words_in(svg)


def test_over_a_long_time_only_some_years_are_named():
    years = [int(words) for words in words_in(dated("A 1848 - 1 1 1\nB 2023 - 1 1 0")) if words.isdecimal()]
    assert years == list(range(1840, 2030, 10))


# The comparison


@pytest.mark.parametrize(("cases", "factors"), [(1, 3), (5, 30), (18, 5), (41, 30), (60, 8)])
def test_a_comparison_of_any_size_names_every_case_and_factor_and_is_printed_in_its_own_size(cases, factors):
    """Up to 42 cases stand side by side beside short labels; more go on in a second band, in which verdicts aren't repeated."""
    chance = random.Random(cases)
    columns = {f"f{n}": "".join(chance.choice("01") for _ in range(cases)) for n in range(factors)}
    names = [f"C{n:02}" for n in range(cases)]
    svg = matrix(columns, "".join(chance.choice("01") for _ in range(cases)), names)
    shown, words = image(svg), words_in(svg)
    assert shown.get("height") == f"{shown.get('viewBox').split()[3]}pt"
    assert float(shown.get("height").removesuffix("pt")) <= PAGE_HEIGHT + 0.01
    assert min(text.size for text in words) >= 7.5
    assert [words.count(name) for name in names] == [1] * cases
    assert all(words.count(factor) == (1 if cases <= 42 else 2) for factor in columns)
    assert not [pair for pair in combinations(words, 2) if overlap(pair[0].box, pair[1].box)]
    assert len(discs_in(svg)) == cases * factors + (2 if cases > 5 or factors > 8 else 0)


def verdicts(svg: str) -> list[str]:
    return [str(words) for words in words_in(svg) if re.match("covaries|open|inverse|ruled out|constant", words)]


def test_factors_that_covary_come_first_and_those_that_cannot_vary_last():
    svg = matrix({"a": "11", "b": "01", "c": "1?", "d": "10"}, "10", common=["e"])
    assert [verdict.split(":")[0] for verdict in verdicts(svg)] == [
        "covaries",
        "open",
        "inverse",
        "constant",
        "constant",
    ]


def test_a_ruled_out_factor_names_its_pairs_with_the_positive_case_first_and_without_brackets():
    names = {"Case A": "Armenia (2022)", "Case B": "Kazakhstan (2022)", "Case C": "Tajikistan (2021)"}
    svg = matrix({"x": "111", "y": "110"}, "010", case_labels=names)
    assert {"ruled out", "as sufficient alone, by", "Kazakhstan/Armenia"} <= set(words_in(svg))
    assert "Ruled out: y, as sufficient alone, by Kazakhstan/Armenia." in described(svg)


def test_a_ruled_out_factor_says_as_what_and_never_as_a_cause():
    """Of two positive and two negative cases, x is in C without the outcome, y is lacking in B with it, z both."""
    told = described(matrix({"x": "1110", "y": "1000", "z": "1010"}, "1100"))
    assert "x (as sufficient alone, by Case A/Case C and Case B/Case C)" in told
    assert "y (as necessary, by Case B/Case C and Case B/Case D)" in told
    assert "z (as sufficient alone and as necessary, by Case A/Case C and Case B/Case D)" in told


def test_what_a_pair_means_is_told_where_pairs_are_named_and_only_there():
    told = "a/b: alike in the factor, unlike in the outcome"
    assert told in words_in(matrix({"x": "110"}, "100"))
    assert told not in words_in(matrix({"x": "100", "y": "01?"}, "100"))


def test_a_factor_that_no_pair_rules_out_is_ruled_out_however_its_cells_are_settled():
    """Absent and present without the outcome, unknown with it: present or absent, one of the two is its contradiction."""
    assert "Ruled out: x, as sufficient alone, however its undetermined cells are settled." in described(
        matrix({"x": "01?"}, "001")
    )


@pytest.mark.parametrize(
    ("results", "reason"), [("1111", "all cases have the same outcome"), ("0", "one case shows no difference")]
)
def test_where_the_outcome_does_not_vary_there_is_no_verdict(results, reason):
    columns = {"x": "1010"[: len(results)], "y": "1111"[: len(results)], "z": "?101"[: len(results)]}
    svg = matrix(columns, results, common=["norms"])
    assert words_in(svg).count("no verdict") == 4
    assert not verdicts(svg)
    assert reason in described(svg)


def test_two_cases_of_one_country_keep_their_brackets():
    names = {"Case A": "Armenia (2021)", "Case B": "Armenia (2022)", "Case C": "Tajikistan (2021)"}
    assert "by Armenia (2022)/Armenia (2021)" in described(matrix({"y": "110"}, "010", case_labels=names))


def test_of_many_contradicting_pairs_only_the_number_and_one_are_told():
    """Two positive and three negative cases: the factor is present in four, so that 2 x 2 pairs contradict it."""
    assert "by 4 pairs of cases, such as Case A/Case C." in described(matrix({"x": "11110"}, "11000"))


def test_factors_with_the_same_column_name_each_other():
    svg = matrix({"a": "10", "b": "10"}, "10", labels={"a": "First", "b": "Second"})
    assert {"inseparable from Second", "inseparable from First"} <= set(words_in(svg))
    assert "Covaries: First and Second, which these cases cannot tell apart." in described(svg)


def test_a_factor_without_cells_is_one_line_through_all_cases_and_cannot_explain():
    svg = matrix({"x": "10"}, "10", common=["norms"])
    assert "Constant: norms, one value in all cases, so it cannot explain." in described(svg)
    assert len(discs_in(svg)) == 2
    _, top, _, bottom = place(svg, "norms")
    (line,) = [line for line in lines_in(svg) if top < line[1] == line[3] < bottom]
    assert all(line[0] < (place(svg, case)[0] + place(svg, case)[2]) / 2 < line[2] for case in ("Case A", "Case B"))


def test_cases_stand_in_the_given_order_and_else_in_that_of_the_truth_table():
    cases = ["Case A", "Case B", "Case C"]
    for order in (cases, ["Case C", "Case A", "Case B"]):
        svg = matrix({"x": "100"}, "100", order=order)
        assert sorted(cases, key=lambda case: place(svg, case)[0]) == order
    assert matrix({"x": "100"}, "100") == matrix({"x": "100"}, "100", order=cases)


def test_present_absent_and_undetermined_are_told_by_mark_and_word():
    svg = matrix({"x": "10?"}, "100")
    assert {"present", "absent", "undetermined", "?"} <= set(words_in(svg))
    assert (len(discs_in(svg)), len(discs_in(svg, fill="#ffffff"))) == (2, 1)


def test_the_word_stands_beside_its_mark_where_cells_are_wide_and_below_it_where_they_are_narrow():
    """Six columns are wide enough for `present` beside its mark, but not for `undetermined`, which the second factor needs."""
    for second, beside in (("000000", True), ("?00000", False)):
        svg = matrix({"x": "100000", "y": second}, "100000", [f"C{n}" for n in range(6)])
        _, top, _, bottom = place(svg, "present")
        assert any(top < y < bottom for _, y, _ in discs_in(svg)) == beside


def test_a_pattern_that_hangs_on_an_undetermined_cell_is_open():
    assert "Open: covaries or ruled out: x, hangs on undetermined cells." in described(matrix({"x": "10?"}, "100"))


def test_a_cell_tells_the_sources_on_each_side_by_bars_and_numbers():
    svg = studied(**{"for": 2, "against": 5})
    five, two = place(svg, "5"), max((words.box for words in words_in(svg) if words == "2"), key=lambda box: -box[1])
    level = [box for box in boxes_in(svg) if five[1] < (box[1] + box[3]) / 2 < five[3] and five[2] < box[0] < two[0]]
    lengths = [box[2] - box[0] for box in sorted(level)]
    assert lengths[0] == pytest.approx(2.5 * lengths[1], abs=0.02)
    assert "sources against and for" in words_in(svg)


def test_only_a_contested_cell_has_a_ring_and_the_legend_counts_it():
    svg = studied(contested=1)
    rings = discs_in(svg, fill="none")
    marks = [(x, y) for x, y, _ in discs_in(svg) if (x, y) in {(a, b) for a, b, _ in rings}]
    assert len(rings) == 2  # in the cell and in the legend
    assert len(marks) == 3  # the ring around the disc, and the ring of the legend alone
    assert "contested: sources on both sides (1 of 2 cells)" in words_in(svg)
    assert not discs_in(studied(contested=0), fill="none")


def test_a_person_s_decision_is_named_and_so_is_one_against_the_evidence():
    agreeing, opposing = studied(decided_by="adjudication"), studied(decided_by="adjudication", against_evidence=1)
    assert "adjudicated" in words_in(agreeing)
    assert "against the evidence" not in words_in(agreeing)
    assert {"adjudicated", "against the evidence"} <= set(words_in(opposing))
    assert {"adjudicated: decided by a person (1)", "and against the evidence (1 of 1)"} <= set(words_in(opposing))
    assert "adjudicated" not in words_in(studied())


@pytest.mark.parametrize(("agrees", "said"), [(0, True), (1, False), (None, False)])
def test_a_cell_that_differs_from_the_published_table_says_what_was_published(agrees, said):
    svg = studied(agrees=agrees, published=None if agrees is None else 1)
    assert ("≠ published: present" in words_in(svg)) == said


def test_a_ready_matrix_has_no_sources_to_count():
    words = words_in(matrix(CSTO, "0010"))
    assert not [text for text in words if text.isdecimal() or "sources" in text]


def test_where_columns_are_narrow_the_words_move_from_the_cells_into_one_line():
    svg = matrix({"x": "10" * 9, "y": "01" * 9}, "011" * 6, EIGHTEEN)
    assert set(EIGHTEEN) <= set(words_in(svg))
    assert words_in(svg).count("present") == words_in(svg).count("absent") == 1


def test_the_tint_lies_behind_the_cases_in_which_the_outcome_occurred_and_no_other():
    svg = matrix(CSTO, "0110", labels={})
    tinted = [
        box
        for box, rect in zip(boxes_in(svg, False), image(svg).findall("{*}rect"), strict=True)
        if rect.get("fill") == "#e3edf6"
    ]
    under = {case for case in "ABCD" for box in tinted if box[0] <= place(svg, f"Case {case}")[0] <= box[2]}
    assert under == {"B", "C"}


def test_the_outcome_has_its_words_below_the_cases_or_for_neighbours_alike_in_one_box():
    words = words_in(matrix({"x": "1100000000"}, "1100000000"))
    assert (words.count("Sent troops"), words.count("Sent none")) == (1, 1)
    words = words_in(matrix({"x": "100"}, "100"))
    assert (words.count("Sent troops"), words.count("Sent none")) == (1, 2)


def test_without_words_for_the_outcome_plain_ones_stand():
    assert {"The outcome", "occurred", "did not occur"} <= set(words_in(matrix({"x": "10"}, "10", outcome=None)))
