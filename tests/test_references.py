"""The bibliography, and the references in a citation style."""

import json
import re
import unicodedata
from time import monotonic

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from mssd.bibliography import (
    format_references,
    items,
    known_styles,
    read_bibliography,
    sources_table,
    strange_fields,
    style_file,
    text_of,
)
from mssd.citation_styles import followed_by, styles_folder, unusable
from mssd.complaints import Refused
from mssd.config import unknown_style
from mssd.pandoc import Stopped, pandoc
from mssd.source_dates import bare, when
from mssd.study import read_all
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


def entry(key="k", title="Looms", kind="book", year="{2019}", extra=""):
    """One entry of a bibliography, on a line of its own."""
    return f"@{kind}{{{key}, author = {{Weaver, Ada}}, title = {{{title}}}, year = {year}{extra}}}\n"


def faults_in(text: str) -> list[tuple[int, str, str]]:
    """The faults of a bibliography: line, key, problem."""
    return [fault[:3] for fault in read_bibliography(text)[1]]


def printed(text: str, style: str = "apa") -> dict[str, str]:
    """The references of all sources of a bibliography, which is in order, by key."""
    keys, faults = read_bibliography(text)
    assert faults == []
    made = format_references(text, keys, style)
    assert set(made) == set(keys)
    return {key: reference["html"] for key, reference in made.items()}


@pytest.mark.parametrize(
    ("typed", "year", "in_print"),
    [
        ("year = {2019}", "2019", "(2019)"),
        ("year = {forthcoming}", "forthcoming", "(forthcoming)"),
        ("year = {n.d.}", "n.d.", "(n.d.)"),
        ("year = {in press}", "in press", "(in press)"),
        ("date = {forthcoming}", "forthcoming", "(forthcoming)"),
        ("year = {1918--1922}", "1918–1922", "(1918–1922)"),
        ("date = {1918/1922}", "1918–1922", "(1918–1922)"),
        ("year = {2020a}", "2020a", "(2020a)"),
        ("year = {c. 1900}", "c. 1900", "(c. 1900)"),
        ("year = {c.~1900}", "c. 1900", "(c. 1900)"),
        ("year = {[1893] 1984}", "[1893] 1984", "([1893] 1984)"),
        ("year = {2020/21}", "2020/21", "(2020/21)"),
        ("year = {44 BC}", "44 BC", "(44 BC)"),
        ("year = {99}", "99", "(99)"),
        ("year = {2020?}", "2020?", "(2020?)"),
        ("date = {2020/}", "2020–", "(2020–)"),
        ("date = {2020/..}", "2020–", "(2020–)"),
        ("date = {2020-02-29}", "2020", "(2020)"),
        ("date = {2019-05-01T10:00:00+02:00}", "2019", "(2019)"),
        ("date = {2019-05-01T23:59:60.5Z}", "2019", "(2019)"),
        ("date = {2019-05-01T10:00-0530}", "2019", "(2019)"),
        ("year = {2019-12-31T23:00:00-11}", "2019", "(2019)"),
        ("date = {2019-05-01T10:00:00+02:00/2020-05-02T08:00:00+02:00}", "2019–2020", "(2019–2020)"),
        ("date = {2022-21}", "2022", "(2022)"),
        (r"year = {1918{\textendash}1922}", "1918–1922", "(1918–1922)"),
        ("date = {2019-01}, year = {2019}", "2019", "(2019)"),
        ("date = {}, year = {2019}", "2019", "(2019)"),
        ("date = {January 2020}", "January 2020", "(January 2020)"),
        ("year = 2020, month = jan", "2020", "(2020)"),
        ("year = {2020}, month = {Sept.}", "2020", "(2020)"),
        ('year = 2020, month = jan # "~5"', "2020", "(2020)"),
        ("year = {2020}, month = {Mar/Apr}", "2020", "(2020)"),
        ("year = {2020}, month = {spring}", "2020", "(2020)"),
    ],
)
def test_a_date_is_printed_as_it_is_typed_and_stands_in_the_table_of_sources(typed, year, in_print):
    text = f"@misc{{k, author = {{Weaver, Ada}}, title = {{Looms}}, {typed}}}"
    assert in_print in printed(text)["k"]
    assert sources_table(text).loc[0, "year"] == year


@pytest.mark.parametrize(
    "typed",
    [
        *("year = {0}", "year = {20201}", "year = {20202020202020202020}", "year = {-44}", "year = {02020}"),
        *("year = {2020-13-45}", "date = {2020-13-45}", "date = {2021-02-29}", "date = {2020-1-5}", "date = {-0044}"),
        *("date = {1.5.2020}", "date = {05/2020}", "date = {/2020}", "date = {../2020}", "date = {2020~}"),
        *("year = {２０２０}", "year = {?}", "year = {--}", "year = {2020\\foo}", f"year = {{{'x' * 61}}}"),
        *("year = {2020}, date = {1999}", "year = {forthcoming}, date = {2020}"),
        *("year = {2020}, month = {13}", "year = {2020}, month = {Brumaire}", "year = {2020}, month = 2, day = 30"),
        *("year = {forthcoming}, month = may", "date = {2019-01}, month = feb"),
        *("year = {2020}, urldate = {2020-02-30}", "year = {2020}, origdate = {18933}"),
        *(
            "year = {2020-2019}",
            "date = {2020--2019}",
            "year = {2020/2019}",
            "date = {1922 – 1918}",
            "year = {2020--19}",
        ),
        *("date = {2020-05/2020-04-30}", "date = {2020-05-02/2020-05-01}", "year = {2020}, origdate = {1900/1893}"),
        *("date = {2019-05-01T99:00:00+02:00}", "date = {2019-05T10:00}", "date = {2019-05-01T10:00:00 CET}"),
        *("date = {2019-05-01 10:00 Uhr}", "date = {2019-13-01T10:00:00+02:00}"),
    ],
)
def test_a_number_that_is_no_date_is_a_complaint_at_its_line_and_crashes_nothing(typed):
    text = f"\n@misc{{k, author = {{Weaver, Ada}}, title = {{Looms}},\n {typed}}}"
    (fault,) = read_bibliography(text)[1]
    assert (fault.line, fault.key) == (3, "k")
    assert "such as" in fault.expected or "only one" in fault.expected
    assert sources_table(text)["source"].tolist() == ["k"]
    assert list(format_references(text, ["k"], "apa")) == ["k"]


def test_an_empty_year_is_none():
    assert faults_in(entry(year="{}")) == [(1, "k", "no year")]
    assert sources_table(entry(year="{}")).isna().loc[0, "year"]


def test_an_access_date_in_words_is_kept():
    text = "@online{k, author = {Weaver}, title = {T}, year = 2019, url = {https://e.org}, urldate = {May 3, 2020}}"
    assert "May 3, 2020" in printed(text, "harvard-cite-them-right")["k"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789-/.?~[] abcxMX–²٣\\{}%", max_size=14))
def test_a_year_of_any_letters_is_a_date_or_words_or_a_problem(typed):
    found = when({"year": typed})
    assert bool(found.problem) != bool(found.calendar or found.words)
    assert not found.words or set(found.words) <= set(bare(typed))
    assert not found.calendar or found.calendar[:4] in typed


KEYS = {
    "plain": ["weaver2019", "CON", "nul.", "Weaver:2019", "weaver_looms_2019", "a/b", "a'b", "müller", "1", "x" * 100],
    "strange": [
        *(
            "a b",
            "a,b",
            "a{b",
            "a}b",
            'a"b',
            "a@b",
            "a#b",
            "a%b",
            "a\\b",
            "a~b",
            "a=b",
            "a(b",
            "a;b",
            "",
            "_a_",
            "**a**",
        ),
        *("{{x}}", "{% x %}", "../../x", "<b>", "-x", "[x]", "a\ue000", "a\u202eb", "x" * 101, "a`b`{=html}", "{#x}"),
    ],
}


@pytest.mark.parametrize("key", KEYS["plain"])
def test_a_key_that_is_accepted_is_the_same_in_table_list_and_citation(key):
    text = entry(key) + entry("other", title="Cloth")
    assert set(printed(text)) == set(sources_table(text)["source"]) == {key, "other"}
    assert set(items(text)) == {key, "other"}


@pytest.mark.parametrize("key", KEYS["strange"])
def test_a_key_that_two_readers_would_read_differently_is_a_complaint(key):
    assert faults_in(entry(key) + entry("other"))[0][0] == 1


def test_keys_that_differ_by_capitals_only_are_a_complaint():
    assert faults_in(entry("Weaver") + entry("weaver")) == [
        (2, "weaver", "the keys 'Weaver' and 'weaver' differ by capitals only")
    ]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\n@book{k, author = {A}, title = {T},\n title = {U}, year = 2000}", 3, "the field 'title' is there twice"),
        ("@book{k, author = {A}, Title = {T},\n title = {U}, year = 2000}", 2, "the field 'title' is there twice"),
        (entry("a") + "\n" + entry("a"), 3, "the key 'a' is there twice"),
        ("\nbook{k, author = {A}, title = {T}, year = 2000}", 2, "stands outside of the entries"),
        ("@ book{k, author = {A}, title = {T}, year = 2000}", 1, "stands outside of the entries"),
        ("@book{k, author = {A}, title = {T}, year = 2000}, publisher = {P}}", 1, "stands outside of the entries"),
        ("@comment{@book{k, author = {A}, title = {T}, year = 2000}}", 1, "stands outside of the entries"),
        (entry("a", kind="artcle"), 1, "'@artcle' is no type of entry"),
        (entry("a", extra=",\n crossref = {b}"), 2, "'b' is no entry of the file"),
        (entry("a", extra=", xdata = {b}"), 1, "'b' is no entry of the file"),
        (entry("a", extra=", crossref = {a}"), 1, "refers back"),
        (entry("a", extra=", publisher = pub"), 1, "'pub' is no @string"),
        (entry("a", extra=", publisher = {P} {Q}"), 1, "'{Q}' follows a value"),
        ("@book{k, author = {A} title = {T}, year = 2000}", 1, "follows a value"),
        ("@book{k, publisher = {P}, year = 2000, author = {A}}", 1, "no title"),
        ("TY  - BOOK\nER  - \n", 1, "the file is RIS"),
        ('[{"id": "k"}]', 1, "the file is JSON"),
        ('<?xml version="1.0"?>\n<xml/>', 1, "the file is XML"),
        ("%0 Book\n%A Weaver\n", 1, "EndNote"),
        ("key,author,title\nk,A,T\n", 1, "the file is a table"),
        ("references:\n- id: k\n", 1, "the file is YAML"),
        ("nothing of the kind", 1, "the file has no entry"),
    ],
)
def test_what_would_be_read_by_nobody_is_a_complaint_at_its_line(text, line, problem):
    assert any(fault[0] == line and problem in fault[2] for fault in faults_in(text)), faults_in(text)


def test_what_is_commented_out_or_between_entries_is_no_source_and_no_complaint():
    text = "%  @book{old,\n% author = {A}}\nExported by hand.\n@comment{jabref: x}\n@preamble{{x}}\n" + entry()
    assert list(printed(text)) == ["k"]


def test_entries_in_parentheses_and_joined_strings_are_read():
    text = '@string{p = "Press"}\n@string{q = p # " of " # {Leeds}}\n' + entry("a", extra=", publisher = q")
    text += "@book(b, author = {Weaver, Bo}, title = {Looms (old)}, year = 2000)\n"
    assert "Press of Leeds" in printed(text)["a"]
    assert "Looms (old)" in printed(text)["b"]


def test_a_source_inherits_from_its_parents_and_a_store_of_fields_is_no_source():
    text = "@inproceedings{c, author = {Weaver, A.}, title = {Chapter}, crossref = {p}}\n"
    text += "@proceedings{p, editor = {Miller, B.}, title = {Looms}, year = 2001}\n"
    text += "@xdata{x, publisher = {Press}}\n" + entry("k", extra=", xdata = {x}")
    made = printed(text)
    assert set(made) == {"c", "p", "k"}
    assert "(2001). Chapter. In B. Miller" in made["c"]
    assert "Press" in made["k"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_shows_them(ending):
    text = ("\ufeff" + entry("a") + "\ufeff\n" + "@book{b, author = {A}, title = {T},\n year = {0}}").replace(
        "\n", ending
    )
    assert faults_in(text) == [(4, "b", "'0' is no date")]


@pytest.mark.parametrize(
    "title",
    [
        *(
            r"a \foo{bar} b",
            r"a\footnote{hidden} b",
            r"\includegraphics{/etc/passwd}",
            "a $ b",
            r"\textit\textit",
            "$$$",
        ),
        *(
            r"\input{/etc/passwd}",
            r"\write18{rm x}",
            r"\newcommand{\z}{hello}\z",
            r"\def\x{\x\x}\x",
            r"\let\a\b \today",
        ),
        *(r"\iffalse hidden\fi shown", r"\begin{comment}gone\end{comment} x", r"\href{javascript:alert(1)}{x}"),
        *(r"\cite{other}", r"\mbox{lost}", r"a \usepackage{x} b"),
    ],
)
def test_what_a_field_would_lose_on_its_way_to_the_page_is_a_complaint(title):
    (fault,) = read_bibliography(entry(title=title))[1]
    assert (fault.line, fault.key) == (1, "k")
    made = format_references(entry(title=title), ["k"], "apa")
    assert "root:" not in str(made)
    assert "javascript:" not in made["k"]["html"]


@pytest.mark.parametrize(
    "title",
    [
        *("\ue000a\ue001", "a\x00b", "a\x1bb", "a\u202eb", "a\u2066b", "a\U000e0041b"),
        *("a ^^1e b", "a ^^^^e000 b", r'\char"E000', r"\symbol{57344}"),
    ],
)
def test_no_character_of_no_page_comes_out_of_a_bibliography_however_it_is_written(title):
    assert any(fault[0] == 1 for fault in faults_in(entry(title=title)))
    made = json.dumps(format_references(entry(title=title), ["k"], "apa"), ensure_ascii=False)
    assert not set(made) & {*"\ue000\ue001\ue002\x00\x1b\x1e\u202e\u2066\ud800", "\U000e0041"}


@pytest.mark.parametrize(
    ("title", "in_print"),
    [
        ("*a* _b_ [c](http://x.y) ![i](/etc/passwd)", "*a* _b_ [c](http://x.y) ![i](/etc/passwd)"),
        ("a ::: {#x} --- {{ 7*7 }}", "a ::: #x — 7*7"),
        ("<script>alert(1)</script> &#xE000;", "&lt;script&gt;alert(1)&lt;/script&gt; &amp;#xE000;"),
        ("a: b\n---\nc: d", "a: B — c: D"),
        ("50% of it", "50% of it"),
        (r"50\% of it", "50% of it"),
        ("one\n\ntwo", "one two"),
        (r"M{\"u}ller \v{C}a \o \ss", "Müller Ča øß"),
        (r"\textit{x} \enquote{y} H$_2$O", "<em>x</em> ‘y’ h<sub>2</sub>o"),
        (r"\foreignlanguage{russian}{Привет}", "Привет"),
        ("$x^2$", "<em>x</em><sup>2</sup>"),
    ],
)
def test_a_title_is_printed_as_text_whatever_language_it_looks_like(title, in_print):
    made = printed(entry(title=title))["k"]
    assert in_print.lower() in " ".join(made.lower().split())


def test_accents_and_signs_of_an_entry_are_read_as_text():
    text = "\n" + entry(title=r"L{\"o}oms {\&} <b>")
    assert text_of(items(text)["k"]["title"]) == "Löoms & <b>"


def doubling(times: int) -> str:
    """Strings each twice as long as the one before."""
    return '@string{s0 = "ten signs "}\n' + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, times))


BOMBS = {
    "strings that double": doubling(60) + entry(extra=", publisher = s59"),
    "a string of itself": '@string{a = a # "x"}\n' + entry(extra=", publisher = a"),
    "a string in every entry": f"@string{{s = {{{'y' * 19_000}}}}}\n"
    + "".join(f"@book{{k{n}, author = {{A}}, year = 2000, title = s}}\n" for n in range(490)),
    "nested braces": entry(title="{" * 100_000 + "}" * 100_000),
    "open braces": "@book{k, title = " + "{" * 100_000,
    "an entry of 20 MB": entry(title="word " * 4_000_000),
    "ten thousand entries": "".join(entry(f"k{n}") for n in range(10_000)),
    "a million @": "@" * 1_000_000,
    "half a million @{": "@{" * 500_000,
    "a million commas": "@book{" + "," * 1_000_000,
    "two thousand open entries": "@book{k,\n" * 2_000,
    "macros": entry(title=r"\def\a{\b\b}\def\b{\c\c}\a"),
    "open brackets": entry(title=r"\foo[" * 3_000),
    "accents on accents": entry(title='\\"' * 9_000),
    "parts of a value": entry(extra=", note = " + "#" * 40_000),
    "a circle of parents": "".join(entry(f"k{n}", extra=f", crossref = {{k{(n + 1) % 400}}}") for n in range(400)),
    "blanks": "@book" + " " * 4_000_000 + "{k}",
    "nine million quotes": "@book{k, title = " + '"' * 9_000_000 + "\n% x",
    "five million pairs of braces": "{}" * 4_990_000 + "\n% x",
    "a million quotes": "@book{k, title = " + '"' * 1_900_000 + "\n% x",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_complaint_in_plain_words_within_ten_seconds(bomb):
    started = monotonic()
    _, faults = read_bibliography(BOMBS[bomb])
    assert monotonic() - started < 10
    assert faults
    told = " ".join(map(str, faults))
    assert not any(word in told.lower() for word in ("pandoc", "exit", "haskell", "error", "traceback", "heap"))


def test_the_entry_at_which_pandoc_stops_is_found_among_others(monkeypatch):
    """An entry that can't be read in the time is named by its line; the others are not."""
    monkeypatch.setattr("mssd.bibliography.turned", refuse_to_turn)
    text = "".join(entry(f"k{n}") for n in range(7)) + entry("slow", title=r"\foo[" * 3_000) + entry("last")
    assert faults_in(text) == [(8, "slow", "the entry can't be read: it takes too long")]


def refuse_to_turn(*_):
    raise Stopped("it takes too long")


def test_pandoc_is_stopped_when_it_takes_too_long_needs_too_much_or_cannot_read(monkeypatch):
    with pytest.raises(Stopped, match="longer than"):
        pandoc("x " * 100_000, "markdown", "html", seconds=0.01)
    monkeypatch.setattr("mssd.pandoc.MEMORY", "12m")
    with pytest.raises(Stopped, match="memory"):
        pandoc("x " * 100_000, "markdown", "json", seconds=60)
    with pytest.raises(Stopped, match="can't be read"):
        pandoc("@book{", "biblatex", "json")


def test_a_bibliography_of_five_thousand_sources_is_read_and_one_more_is_too_many():
    assert faults_in("".join(entry(f"k{n}") for n in range(5000))) == []
    assert faults_in("".join(entry(f"k{n}") for n in range(5001))) == [(1, "?", "the file has 5,001 entries")]


def test_a_cited_source_that_a_bibliography_lacks_is_refused_and_not_left_out():
    with pytest.raises(Refused, match="entry stranger: the style 'apa' cites or lists nothing"):
        format_references(TWO, ["weaver2019", "stranger"], "apa")


TYPES = """
@misc{k1, author = {Aa, B.}, title = {Loose Leaf}, year = {n.d.}}
@incollection{k2, author = {Bb, C.}, editor = {Cc, D.}, booktitle = {Looms}, title = {Threads}, year = {2001}, publisher = {P}}
@thesis{k3, author = {Dd, E.}, title = {Cloth}, year = {1918--1922}, type = {phdthesis}, institution = {Leeds}}
"""
UNLIKE_STYLES = [
    *("apa", "chicago-author-date", "modern-language-association", "elsevier-harvard", "harvard-cite-them-right"),
    *("american-political-science-association", "american-sociological-association", "mhra-author-date"),
    *(
        "sozialwissenschaften-heilmann",
        "chicago-in-text-shortened-author-title",
        "international-studies-association",
    ),
    *("springer-basic-author-date", "taylor-and-francis-chicago-author-date", "isnad-metinici", "keel-ja-kirjandus"),
    *(
        "osterreichische-zeitschrift-fur-politikwissenschaft",
        "iso690-author-date-fr",
        "unified-style-sheet-for-linguistics",
    ),
    *(
        "gost-r-7-0-5-2008",
        "sage-harvard",
        "l-homme",
        "american-journal-of-political-science",
        "historical-materialism",
    ),
    *(
        "journal-of-peace-research",
        "new-harts-rules-author-date",
        "zdfm-zeitschrift-fur-diversitatsforschung-und-management",
    ),
]


@pytest.mark.parametrize("style", UNLIKE_STYLES)
def test_a_style_that_is_taken_cites_and_lists_every_source(style):
    assert unknown_style({"csl_style": style}) == []
    made = format_references(TWO + TYPES, ["weaver2019", "times2020", "k1", "k2", "k3"], style)
    assert len(made) == 5
    for reference in made.values():
        assert len(reference["html"]) > 15
        for citation in (reference["parenthetical"], reference["narrative"]):
            assert re.search(r"\w\w", citation)
            assert not re.search(r"ibid|\?|^\W?\d+\W?$", citation, flags=re.IGNORECASE)


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        *(
            (style, "a style of notes")
            for style in ("oscola", "chicago-notes-bibliography", "art-history", "mhra-notes")
        ),
        *((style, "a style that lists no sources") for style in ("bluebook-inline", "ethics-book-reviews")),
        *((style, "a style of numbers") for style in ("ieee", "elsevier-vancouver", "nature", "science")),
        *((style, "a style of labels") for style in ("din-1505-2-alphanumeric", "bibtex")),
        *((style, "a style that cites or lists nothing") for style in ("im-gesprach", "wikipedia-fr-templates")),
        *((style, "a style of numbers") for style in ("acs-nano", "nature-communications")),
        *(
            (style, "not the name of a CSL style")
            for style in ("no-such-style", "APA", "apa ", "apa\n", "", "apa.csl", "None")
        ),
        *(
            (style, "not the name of a CSL style")
            for style in ("../styles/apa", "dependent/x", "/etc/passwd", "x" * 5_000)
        ),
        *((style, "not the name of a CSL style") for style in ("~/apa", "..", "apa\x00", "http://x.org/apa")),
    ],
)
def test_a_style_that_the_report_cannot_carry_out_is_refused_by_name_with_its_reason(style, reason):
    (complaint,) = unknown_style({"csl_style": style})
    assert f"is {reason}" in complaint.problem
    assert "; expected a CSL style that cites in the text" in complaint.problem
    assert len(complaint.problem) < 500


def test_the_nearest_name_of_a_refused_style_is_one_that_can_be_used():
    for style in ("chicago-notes-bibliography", "apaa", "chicago-author-dates"):
        (complaint,) = unknown_style({"csl_style": style})
        near = complaint.problem.partition("nearest known name: ")[2]
        assert unknown_style({"csl_style": near}) == []


def test_a_style_that_follows_another_is_carried_out_as_that_one():
    folder = styles_folder() / "dependent"
    dependents = [file.stem for file in sorted(folder.glob("*.csl"))[:400:40]]
    for style in dependents:
        assert unusable(style) == unusable(followed_by(folder / f"{style}.csl"))
    usable = next(style for style in ("american-journal-of-comparative-law", *dependents) if not unusable(style))
    assert len(format_references(TWO, ["weaver2019"], usable)) == 1


def test_a_style_is_judged_in_well_under_a_third_of_a_second():
    started = monotonic()
    unknown_style({"csl_style": "oscola"})
    unknown_style({"csl_style": "the-journal-of-no-such-thing-and-of-others-besides"})
    assert monotonic() - started < 0.6


def test_a_style_that_cites_otherwise_the_second_time_has_no_ibid():
    made = format_references(TWO, ["weaver2019"], "historical-materialism")["weaver2019"]
    assert "ibid" not in str(made).lower()
    assert "Weaver" in made["narrative"]


def test_what_is_never_printed_of_an_entry_is_not_read_and_may_be_long():
    """Abstracts and notes, as Zotero exports them."""
    abstract = r"\begin{equation} $ 100% \foo{x} " + "word " * 20_000
    assert list(printed(entry(extra=f", abstract = {{{abstract}}}, file = {{C\\:\\x.pdf}}"))) == ["k"]


def test_a_page_of_a_style_that_lists_nothing_for_a_type_of_source_is_refused_with_the_source():
    with pytest.raises(Refused, match="entry k1: the style 'im-gesprach' cites or lists nothing"):
        format_references(TYPES, ["k1", "k2"], "im-gesprach")


@pytest.mark.parametrize(
    ("kind", "field", "in_print"),
    [
        ("techreport", "institution = {Ministry of Education and Science}", "Ministry of Education and Science."),
        ("phdthesis", "school = {School of Arts and Letters}", "School of Arts and Letters"),
        ("manual", "organization = {Trade and Industry Board}", "Trade and Industry Board."),
        ("book", "publisher = {Simon and Schuster}", "Simon and Schuster."),
        ("book", "publisher = {Simon\n  and Schuster and Sons}", "Simon and Schuster and Sons."),
        ("book", 'publisher = "Simon" # " and " # "Schuster"', "Simon and Schuster."),
        ("book", "publisher = {{Simon} and Schuster}", "Simon and Schuster."),
        ("book", r"publisher = {M{\"u}ller \{ and \} S{\o}n}", "Müller { and } Søn."),
        ("book", "publisher = {{Simon and Schuster}}", "Simon and Schuster."),
        ("book", "publisher = {{Simon} and {Schuster}}", "Simon; Schuster."),
        ("book", "publisher = {{A and B} and {C} and {D}}", "A and B; C; D."),
    ],
)
def test_an_and_in_the_name_of_an_institution_is_printed_and_only_names_in_braces_each_are_several(
    kind, field, in_print
):
    text = f"@{kind}{{k, author = {{Weaver, Ada}}, title = {{Looms}}, year = 2000, {field}}}"
    assert in_print in printed(text)["k"]


@pytest.mark.parametrize("field", ["address", "location"])
def test_an_and_between_towns_is_printed(field):
    text = entry(extra=f", publisher = {{P}}, {field} = {{London and New York}}")
    assert "London and New York" in printed(text, "harvard-cite-them-right")["k"]


def test_the_citation_of_a_source_without_an_author_keeps_the_and_of_its_organization():
    text = "@manual{k, organization = {Trade and Industry Board}, title = {Looms}, year = 2000}"
    made = format_references(text, ["k"], "american-political-science-association")["k"]
    assert ";" not in made["html"] + made["parenthetical"]
    assert "Trade and Industry Board" in made["html"]


@pytest.mark.parametrize(
    ("title", "in_print"),
    [
        ("{Ten\n% sure\nmills}", "Ten % sure mills"),
        ("{Ten\n\t%% sure mills}", "Ten %% sure mills"),
        ('"Ten\n% sure\nmills"', "Ten % sure mills"),
        ('"Ten{\n% sure} mills"', "Ten % sure mills"),
        ('{Ten "\n% sure}', "Ten &#34; % sure"),
        ("{Ten \\{\n% sure}", "Ten { % sure"),
        ("{Ten @ {mills\n% sure}}", "Ten @ mills % sure"),
        ("{Ten\n% @home(sure) mills}", "Ten % @home(sure) mills"),
        ('"Ten" #\n% "Old" #\n " mills"', "Ten mills"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "()"])
def test_a_line_that_begins_with_a_percent_sign_in_a_value_is_text_and_between_values_a_comment(
    title, in_print, around
):
    text = f"@book{around[0]}k,\n% ) }} an old one {{ (\n"
    text += f" author = {{Weaver}},\n  % title = {{Old}},\n title = {title},\n year = 2000"
    text += f'\n% note = {{x}}, "\n{around[1]}\n% @book{{old,\n%  author = {{A}}}}\n' + entry("after")
    made = printed(text)
    assert list(made) == ["k", "after"]
    assert in_print.lower() in made["k"].lower()


def test_an_entry_that_does_not_close_makes_no_source_of_one_that_is_commented_out():
    text = "@book{bad, title = {T, year = 2000}\n% @book{old, author = {A}}\n" + entry("good", "Ten\n% sure\nmills")
    keys, faults = read_bibliography(text)
    assert keys == ["good"]
    assert [(fault.line, fault.key) for fault in faults] == [(1, "bad")]


@pytest.mark.parametrize(
    ("title", "in_print"),
    [
        (r"Looms {\textendash} Mills", "Looms – Mills"),
        (r"Looms\textemdash{}mills", "Looms—mills"),
        (r"{\DJ}or{\dj}evi{\'c} \DJ ak", "Đorđević Đak"),
        (r"\textquoteleft Looms\textquoteright", "‘Looms’"),
        (r"{\textquotedblleft}Looms{\textquotedblright}", "“Looms”"),
        (r"\quotedblbase Looms\guillemotright \quotesinglbase", "„Looms»‚"),
        (r"Looms{\textellipsis} mills\ldots{} and \dots", "Looms… mills… and …"),
        (r"Looms\slash mills{\textbar}", "Looms/mills|"),
        (r"a{\textasciitilde}b{\textunderscore}c\_d \& \#", "a~b_c_d &amp; #"),
        (r"{\TH}ing {\dh} {\ng} {\IJ}", "Þing ð ŋ Ĳ"),
        (r"{\CYRL}{\cyra}", "Ла"),
        (r"N{\textsuperscript{o}} {\textdegree} 5\texteuro", "N<sup>o</sup> ° 5€"),
        (r"{\'\i} {\'{\i}} \^\i le \v{\j}", "í í île ǰ"),
    ],
)
def test_a_sign_that_is_written_as_a_command_is_printed_as_the_sign(title, in_print):
    made = unicodedata.normalize("NFC", printed(entry(title=title))["k"])
    assert in_print.lower() in made.lower()


def test_a_name_with_letters_written_as_commands_is_cited_by_its_letters():
    text = r"@book{k, author = {{\DJ}or{\dj}evi{\'c}, Ana and Mart{\'\i}nez, J.}, title = {T}, year = 2000}"
    assert format_references(text, ["k"], "apa")["k"]["parenthetical"] == "(Đorđević & Martínez, 2000)"
    assert sources_table(text).loc[0, "authors"] == "Đorđević; Martínez"


@pytest.mark.parametrize("command", [r"\textfoo", r"\textendashes", r"\DJs", r"\alpha", r"\sharp"])
def test_a_command_that_stands_for_no_sign_of_text_stays_a_complaint(command):
    assert len(faults_in(entry(title=f"Looms {command} mills"))) == 1


def of_fonts(text: str) -> list[tuple[int | None, str | None]]:
    """Where a bibliography has a letter that no font has: line and key."""
    return [(complaint.line, complaint.column) for complaint in strange_fields("raw/sources.bib", text)]


@pytest.mark.parametrize("sign", ["漢", "😀", "ა"])
def test_a_letter_that_no_font_has_is_asked_for_where_it_may_be_printed(sign):
    unprinted = "".join(f",\n {name} = {{{sign}}}" for name in ("abstract", "annote", "file", "comment", "review"))
    assert of_fonts(f"Exported {sign}\n% {sign}\n" + entry(extra=unprinted)) == []
    for name in ("note", "publisher", "keywords"):
        assert of_fonts("\n" + entry(extra=f",\n abstract = {{{sign}}},\n {name} = {{A {sign}}}")) == [(4, "k")]
    by_string = f"@string{{p = {{{sign}}}}}\n@string{{q = {{{sign}}}}}\n" + entry(extra=",\n publisher = p")
    assert of_fonts(by_string) == [(4, "k")]


def test_a_key_in_letters_that_no_font_has_is_told_at_its_entry():
    assert of_fonts("\n" + entry("漢") + entry("k", title="漢")) == [(2, "漢"), (3, "k")]


def test_a_letter_that_a_command_stands_for_is_asked_of_the_fonts_too():
    assert of_fonts(entry(title=r"Looms {\texthvlig}")) == [(1, "k")]


def test_a_study_takes_an_abstract_in_any_letters_but_none_that_nobody_sees(tmp_path):
    """The letters of the abstract are in no document; a control, a private character or another end of line stays refused."""
    (tmp_path / "sources.bib").write_text(entry(extra=",\n abstract = {漢 😀}"), encoding="utf-8")
    assert complaints_of_sources(tmp_path) == []
    for sign in "\u202e\ue000\u2028\u2029\x1b\U000e0041":
        (tmp_path / "sources.bib").write_text(entry(extra=f",\n abstract = {{a{sign}}}"), encoding="utf-8")
        assert complaints_of_sources(tmp_path) == [2]
    (tmp_path / "sources.bib").write_text(entry(extra=",\n note = {漢}"), encoding="utf-8")
    assert complaints_of_sources(tmp_path) == [2]


def complaints_of_sources(raw) -> list[int | None]:
    """The lines of sources.bib that a study is refused for."""
    found = read_all(raw, {})[2]
    return [complaint.line for complaint in found if complaint.file == f"{raw}/sources.bib"]
