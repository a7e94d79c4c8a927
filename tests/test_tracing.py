"""Tracing: a number in a sentence leads to its finding, and nothing else does."""

from mssd.tracing import Count, linked, plain
from mssd.words import capital, counted, number, share


def test_a_count_is_marked_with_its_finding_through_the_words_of_a_sentence():
    sentence = capital(f"{counted(Count(2, 'survivors.count'), 'factor')} survive.")
    assert plain(sentence) == "Two factors survive."
    assert linked(sentence, "f.html") == '<a class="number" href="f.html#survivors.count">Two</a> factors survive.'


def test_a_plain_number_is_not_marked():
    assert counted(2, "factor") == "two factors" and number(0) == "no" and share(0) == "none"


def test_a_share_of_none_is_marked_as_well():
    assert "#open.count" in linked(share(Count(0, "open.count")), "f.html")


def test_text_around_a_marked_number_is_escaped():
    assert linked(f"<b>{number(Count(3, 'x'))}</b>", "f.html").startswith("&lt;b&gt;<a ")


def test_a_count_is_a_number_to_calculate_and_compare_with():
    assert Count(3, "x") == 3 and Count(3, "x") > 2 and max(Count(3, "x"), 5) == 5
