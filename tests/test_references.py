"""The bibliography, and the references in a citation style."""

import pandas as pd
from conftest import ROOT

from mssd.bibliography import format_references, known_styles, read_bibliography, sources_table, style_file
from scripts.references import cited_sources, references

TWO = """
@article{weaver2019, author = {Weaver, Ada and Miller, Bo}, title = {Looms of {Lancashire}}, journal = {Cloth}, year = {2019},
  volume = {2}, number = {1}, pages = {3--9}}
@online{times2020, author = {{The Times \\& Co}}, title = {Strike}, year = {2020}, url = {https://example.org/a_b}}
"""


def test_the_bibliography_of_the_thesis_is_in_order():
    keys, faults = read_bibliography((ROOT / "raw" / "sources.bib").read_text(encoding="utf-8"))
    assert faults == []
    assert len(keys) == len(set(keys)) == 56


def test_a_reference_is_formatted_in_apa_with_its_citation():
    made = format_references(TWO, ["weaver2019", "times2020"], "apa")
    assert made["weaver2019"] == {
        "html": "Weaver, A., &amp; Miller, B. (2019). Looms of Lancashire. <em>Cloth</em>, <em>2</em>(1), 3–9.",
        "parenthetical": "(Weaver & Miller, 2019)",
        "narrative": "Weaver & Miller (2019)",
        "type": "article-journal",
    }
    assert made["times2020"]["html"].startswith("The Times &amp; Co. (2020).")


def test_another_style_is_one_name_away():
    assert (
        "Weaver, Ada, and Bo Miller"
        in format_references(TWO, ["weaver2019"], "chicago-author-date")["weaver2019"]["html"]
    )


def test_two_works_of_one_author_and_year_are_told_apart_by_a_letter():
    twins = "".join(
        f"@book{{k{n}, author = {{Weaver, A.}}, title = {{Book {n}}}, year = {{2019}}, publisher = {{P}}}}\n"
        for n in "12"
    )
    made = format_references(twins, ["k1", "k2"], "apa")
    assert [made[key]["parenthetical"] for key in ("k1", "k2")] == ["(Weaver, 2019a)", "(Weaver, 2019b)"]


def test_text_in_a_bibliography_is_untrusted_and_comes_out_as_text():
    title = r"<script>alert(1)</script> \& <b>x</b> \input{/etc/passwd}"
    made = format_references(
        f"@book{{k, author = {{Q, A.}}, title = {{{title}}}, year = {{2000}}, publisher = {{P}}}}", ["k"], "apa"
    )
    assert "<script" not in made["k"]["html"].lower()
    assert "<b>" not in made["k"]["html"]
    assert "root:" not in made["k"]["html"]


def test_an_entry_that_does_not_say_who_what_or_when_is_a_fault():
    _, faults = read_bibliography("@book{k, publisher = {P}}")
    assert [fault.problem for fault in faults] == ["no author", "no title", "no year"]


def test_a_broken_entry_loses_none_of_the_good_ones():
    keys, faults = read_bibliography(
        "@book{broken, title = {T\n\n@book{good, author = {A}, title = {T}, year = 2000}\n"
    )
    assert keys == ["good"]
    assert [(fault.key, fault.line) for fault in faults] == [("broken", 1)]


def test_only_cited_works_are_listed():
    made = references(TWO, "", ["weaver2019"], "apa")
    assert list(made["study"]) == ["weaver2019"]


def test_a_source_that_nothing_cites_is_listed_as_not_cited_and_nowhere_else():
    """Of two works one is cited; the other is not, until the report cites it on the method, under the same key."""
    made = references(TWO, "", ["weaver2019"], "apa")
    assert list(made["not_cited"]) == ["times2020"]
    on_method = (
        "@online{times2020, author = {{The Times}}, title = {Strike}, year = {2020}, url = {https://example.org/}}"
    )
    assert references(TWO, on_method, ["weaver2019"], "apa")["not_cited"] == {}


def test_the_sources_are_a_table_of_surnames_years_types_and_keywords():
    table = sources_table(TWO).set_index("source")
    assert table.loc["weaver2019"].tolist()[:3] == ["Weaver; Miller", "2019", "article-journal"]
    assert table.loc["times2020", "authors"].startswith("The Times & Co")
    assert sources_table("").empty


def test_an_interview_is_no_source_of_the_bibliography():
    evidence = pd.DataFrame({"kind": ["interview", "document"], "source": ["1", "a"], "statement": ["x", "y"]})
    cases = pd.DataFrame({"sources": ["b; c", None]})
    assert cited_sources([evidence, cases]) == {"a", "b", "c"}


def test_a_style_has_a_file_and_a_stranger_has_none():
    assert style_file("apa").exists()
    assert style_file("no-such-style") is None
    assert "apa" in known_styles()
