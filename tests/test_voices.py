"""Who speaks in a source: names matched as a bibliography and a list of interviews write them."""

import pytest
from conftest import rows

from mssd.voices import Author, alike, author, authors_of_sources, interviewee, same_people, voices
from scripts.presence import count_of_sources

ANN, A, ALF = (Author(("lee",), (given,)) for given in ("ann", "a", "alf"))


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("Lee, Ann", "LEE, ann", True),
        ("Müller, José", "Muller, Jose", True),
        ("Lee, A.", "Lee, Ann", True),
        ("Lee, Ann", "Lee, Ann B.", True),
        ("Lee, A. B.", "Lee, Ann C.", False),
        ("Lee, Ann", "Lee, Alf", False),
        ("Lee, Ann", "Leigh, Ann", False),
        ("Lee", "Lee", True),
        ("Lee", "Lee, Ann", False),
        ("{{Lee}}", "{{Lee}}", True),
    ],
)
def test_two_names_are_the_same_persons_when_the_family_is_and_the_given_names_agree_as_far_as_they_go(
    one, other, same
):
    bibliography = "".join(
        f"@book{{k{n}, author = {{{name}}}, title = {{T}}, year = {{2000}}}}" for n, name in enumerate((one, other))
    )
    (first,), (second,) = authors_of_sources(bibliography).values()
    assert alike(first, second) == same


def test_an_initial_stands_for_the_only_person_it_fits_and_for_neither_of_two():
    assert same_people([ANN, A]) == {A: A, ANN: A}
    assert same_people([ANN, A, ALF]) == {A: A, ALF: ALF, ANN: ANN}


def test_and_others_is_nobody():
    bibliography = "@book{k, author = {Lee, Ann and others}, title = {T}, year = {2000}}"
    assert authors_of_sources(bibliography) == {"k": [ANN]}


@pytest.mark.parametrize("identity", ["Ann Lee", "Lee Ann", "Lee, Ann", "ANN LEE"])
def test_the_bibliography_says_which_word_of_an_interviewee_is_the_family_name(identity):
    assert interviewee(identity, {("lee",)}) == ANN


def test_a_family_name_of_several_words_is_found_whole():
    known = {("lopes", "de", "castro"), ("castro",)}
    assert interviewee("Pedro Lopes de Castro", known) == Author(("lopes", "de", "castro"), ("pedro",))


def test_an_interviewee_who_wrote_nothing_is_no_author():
    assert interviewee("Ann Lee", {("smith",)}) == Author(("ann", "lee"), ())


def test_a_particle_belongs_to_the_family_name_where_the_bibliography_keeps_it_there():
    assert author({"non-dropping-particle": "van", "family": "Dijk", "given": "T."}).family == ("van", "dijk")


EVIDENCE = rows("""
evidence case factor direction kind      source
e1       A    x      present   document  lee2000
e2       A    x      present   document  leeray2001
e3       A    x      present   document  ray2002
e4       A    x      absent    document  fox2003
e5       A    x      absent    interview 7
e6       A    x      present   interview 8
""")
INTERVIEWS = rows("interview identity\n7 Fox_Al\n8 -").replace("Fox_Al", "Al Fox")
AUTHORS = {
    "lee2000": [ANN],
    "leeray2001": [A, Author(("ray",), ("b",))],
    "ray2002": [Author(("ray",), ("bo",))],
    "fox2003": [Author(("fox",), ("a",))],
}


def count(match: str | None) -> tuple[int, int]:
    """The sources for and against in the cell, as they are or as voices."""
    counted = EVIDENCE if match is None else voices(EVIDENCE, INTERVIEWS, AUTHORS, match)
    found = count_of_sources(counted)
    return found["for"], found["against"]


def test_without_matching_every_source_and_interview_is_a_voice():
    assert count(None) == (4, 2)


def test_sources_linked_by_any_author_are_one_voice_and_so_is_an_interview_with_the_author_of_a_source():
    """For: Lee, Lee and Ray, Ray are one, the unnamed interview 8 another. Against: Fox and interview 7, Al Fox, are one."""
    assert count("any_author") == (2, 1)


def test_sources_with_the_same_first_author_are_one_voice():
    """For: Lee with Lee and Ray; Ray; interview 8. Against: Fox with interview 7."""
    assert count("first_author") == (3, 1)


def test_a_voice_on_both_sides_of_a_cell_counts_once_on_each():
    both = EVIDENCE.assign(direction=["present", "absent", "absent", "absent", "absent", "present"])
    found = count_of_sources(voices(both, INTERVIEWS, AUTHORS, "any_author"))
    assert (found["for"], found["against"]) == (2, 2)


def test_sources_are_linked_across_the_cells_of_the_study():
    """leeray2001 speaks of another cell, and still joins Lee and Ray in this one."""
    elsewhere = EVIDENCE.assign(case=["A", "B", "A", "A", "A", "A"])
    counted = voices(elsewhere, INTERVIEWS, AUTHORS, "any_author")
    found = count_of_sources(counted[counted["case"] == "A"])
    assert (found["for"], found["against"]) == (2, 1)


def test_a_source_without_an_author_is_a_voice_of_its_own():
    assert voices(EVIDENCE, INTERVIEWS, {}, "any_author")["source"].nunique() == 6


def test_a_document_named_like_an_interview_is_another_source():
    same_name = EVIDENCE.assign(source=["7", *EVIDENCE["source"].tolist()[1:]])
    assert voices(same_name, INTERVIEWS.iloc[1:], {}, "any_author")["source"].nunique() == 6
