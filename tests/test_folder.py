"""The folder of a study: links, pipes, closed doors and files that nobody reads are told before anything is opened."""

import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest
from conftest import add

from mssd.files import OF_INTERVIEWS, is_matrix, tables_of
from mssd.folder import A_LINK, NO_FILE, NO_LIST, NOT_TO_BE_READ, misplaced

NOBODY = "read by nobody; expected "
NOBODY_AT_ALL = 65534


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that is none of the study's."""
    add(tmp_path / "outside" / "secret.csv", "secret\n1\n")
    return tmp_path / "outside" / "secret.csv"


def told(study: Path) -> dict[str, str]:
    return {complaint.file: complaint.problem for complaint in misplaced(study)}


def test_a_study_of_files_alone_is_in_order(golden):
    add(golden / "raw" / "summaries" / "1.md", "A summary.")
    add(golden / "raw" / "private" / "names.csv", "name\nAda Lovelace\n")
    assert told(golden) == {}


LINKS = [
    *("config.yaml", "raw", "raw/mentions.csv", "raw/sources.bib", "raw/adjudications.csv", "raw/summaries", "fonts"),
    *("raw/summaries/1.md", "fonts/some.ttf", "results", "results/report.pdf", "results/audit/cells", ".snakemake"),
    ".snakemake/metadata",
]


@pytest.mark.parametrize("to", ["a file outside", "a folder outside", "a file of the study", "nowhere"])
@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_refused_wherever_it_stands_and_leads(golden, outside, name, to):
    place = golden / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    ends = {
        "a file outside": outside,
        "a folder outside": outside.parent,
        "a file of the study": golden / "raw/cases.csv",
    }
    place.symlink_to(ends.get(to, golden / "nowhere"))
    assert told(golden)[name] == A_LINK


@pytest.mark.parametrize(
    "name", ["config.yaml", "raw/mentions.csv", "raw/coreq.csv", "raw/summaries/1.md", "fonts/a.ttf"]
)
def test_a_pipe_or_a_socket_in_place_of_a_file_is_refused_and_never_opened(golden, name, monkeypatch):
    (golden / name).unlink(missing_ok=True)
    (golden / name).parent.mkdir(exist_ok=True)
    os.mkfifo(golden / name)
    assert told(golden) == {name: NO_FILE}
    (golden / name).unlink()
    monkeypatch.chdir((golden / name).parent)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(Path(name).name)
        assert told(golden) == {name: NO_FILE}


NOTES = [
    ".snakemake/run.lock",
    ".snakemake/runs",
    ".snakemake/metadata",
    ".snakemake/metadata/cmVzdWx0cw==",
    ".snakemake",
]
MADE = ["results", "results/tables", "results/tables/collection.csv", "results/audit/index.html", "results/report.pdf"]


@pytest.mark.parametrize("name", [*NOTES, *MADE])
def test_a_pipe_among_results_and_notes_is_refused_and_never_opened(golden, name):
    (golden / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(golden / name)
    assert told(golden) == {name: NO_FILE}


def test_so_are_files_and_folders_in_place_of_each_other_there(golden):
    for name in (".snakemake/run.lock", "results/tables/collection.csv", "results/report.pdf"):
        (golden / name).mkdir(parents=True)
    for name in (".snakemake/runs", ".snakemake/metadata", "results/audit"):
        add(golden / name, "no folder")
    assert set(told(golden).values()) == {"a file; expected a folder", "a folder; expected a file"}
    assert len(told(golden)) == 6


def test_nothing_is_listed_through_a_link(golden, outside):
    """What lies where a link leads is nobody's business who reads the complaints."""
    add(outside.parent / "raw" / "summaries" / "somebody.txt", "")
    shutil.rmtree(golden / "raw" / "summaries")
    (golden / "raw" / "summaries").symlink_to(outside.parent / "raw" / "summaries")
    assert told(golden) == {"raw/summaries": A_LINK}
    shutil.rmtree(golden / "raw")
    (golden / "raw").symlink_to(outside.parent / "raw")
    assert told(golden) == {"raw": A_LINK}


BESIDE = {
    **{name: f"raw/{name}" for name in ("adjudications.csv", "sources.bib", "data_matrix.csv", "summaries")},
    **{
        "config.yml": "config.yaml",
        "Config.yaml": "config.yaml",
        "Raw": "raw",
        "RAW": "raw",
        "Fonts": "fonts",
        "font": "fonts",
    },
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_raw_or_under_another_name_is_told(golden, name):
    (golden / name).mkdir()
    assert told(golden) == {name: NOBODY + BESIDE[name]}


def test_beside_fonts_may_lie_their_licence_and_nothing_that_looks_like_a_font_and_is_none_that_can_be_set(golden):
    for name in ("OFL.txt", "README.md", "LICENSE", "x.TTC", "y.pfb", "z.woff3"):
        add(golden / "fonts" / name, "")
    assert set(told(golden)) == {"fonts/x.TTC", "fonts/y.pfb", "fonts/z.woff3"}


def test_a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder_are_told(golden):
    shutil.rmtree(golden / "raw" / "summaries")
    (golden / "raw" / "claims.csv").unlink(missing_ok=True)
    (golden / "raw" / "claims.csv").mkdir()
    add(golden / "raw" / "summaries", "no folder")
    add(golden / "fonts", "no folder")
    assert told(golden) == {
        "raw/claims.csv": "a folder; expected a file",
        "raw/summaries": "a file; expected a folder",
        "fonts": "a file; expected a folder",
    }


@pytest.mark.parametrize("name", ["raw", "raw/mentions.csv", "raw/summaries", "config.yaml"])
def test_a_file_or_folder_that_may_not_be_read_is_told(golden, name, monkeypatch):
    may = os.access
    monkeypatch.setattr(os, "access", lambda place, how: Path(place) != golden / name and may(place, how))
    assert told(golden) == {name: NOT_TO_BE_READ}


@pytest.fixture
def closed(golden, monkeypatch):
    """Closes a place of a study to a user who isn't the superuser, as which the test goes on."""
    if os.geteuid() != 0 or not hasattr(os, "setresuid"):
        pytest.skip("only the superuser can become another user")
    study = Path(tempfile.mkdtemp())
    study.chmod(0o755)
    monkeypatch.chdir(shutil.copytree(golden, study / "study"))
    add(Path("raw/private/names.csv"), "name\nsomebody\n")

    def close(name: str) -> None:
        Path(name).chmod(0)
        os.setresuid(NOBODY_AT_ALL, NOBODY_AT_ALL, 0)

    yield close
    os.setresuid(0, 0, 0)
    shutil.rmtree(study)


@pytest.mark.parametrize("name", ["raw", "raw/private", "raw/private/names.csv", "raw/evidence.csv", "config.yaml"])
def test_nothing_fails_where_one_may_not_look(closed, name):
    closed(name)
    assert is_matrix("raw") is False and set(OF_INTERVIEWS) <= set(tables_of("raw"))
    private = {"raw/private/names.csv": NO_LIST}
    assert told(Path()) == (private if "private" in name else {name: NOT_TO_BE_READ})


@pytest.mark.parametrize("name", ["1.MD", "1.txt", "1.docx", "1.md.bak", "more/1.md", "1.Md", "notes"])
def test_a_summary_that_nobody_reads_is_told(golden, name):
    add(golden / "raw" / "summaries" / name, "A summary.")
    (complaint,) = misplaced(golden)
    assert complaint.file == f"raw/summaries/{name.partition('/')[0]}" and NOBODY in complaint.problem


def test_what_programs_hide_beside_the_files_that_people_make_is_passed_over(golden):
    add(golden / "raw" / "summaries" / ".DS_Store", "")
    add(golden / "raw" / "summaries" / "~$1.md", "")
    (golden / "raw" / ".#mentions.csv").symlink_to("ada@laptop.1234")
    assert told(golden) == {}


LISTS = [
    "Names.csv",
    "NAMES.CSV",
    "name.csv",
    "names.txt",
    "names.xlsx",
    "names",
    "names (2).csv",
    "names.csv.bak",
    "nmaes.csv",
    *("people.csv", "Kopie von names.csv", "interviewees.xlsx", "more/names.csv", "a/b/list.tsv", "confidential.ods"),
]


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside names.csv"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_private_names_under_another_name_is_told_and_the_name_is_not_repeated(golden, name, beside):
    add(golden / "raw" / "private" / name, "name\nAda Lovelace\n")
    if beside:
        add(golden / "raw" / "private" / "names.csv", "name\nAda Lovelace\n")
    found = told(golden)
    assert NOBODY + "one list, raw/private/names.csv" in found["raw/private"]
    assert ("raw/private/names.csv" in found) != beside
    hidden = ("Names", "nmaes", "(2)", "people", "Kopie", "interviewees", "more", "confidential")
    assert not any(word in problem for problem in found.values() for word in hidden)


@pytest.mark.parametrize("name", ["names.csv", "Names.csv", "private/names.csv"])
def test_a_list_of_private_names_outside_raw_is_told(golden, name):
    add(golden / name, "name\nAda Lovelace\n")
    assert told(golden) == {name: f"{NOBODY}raw/private/names.csv"}


def test_private_things_without_a_list_that_can_be_read_are_told(golden):
    """A folder whose list is missing, and one that lies on a stick which isn't plugged in."""
    add(golden / "raw" / "private" / "Ada Lovelace.wav", "her voice")
    assert told(golden) == {"raw/private/names.csv": NO_LIST}
    (golden / "raw" / "private" / "names.csv").symlink_to("/nowhere/names.csv")
    assert told(golden) == {"raw/private/names.csv": NO_LIST}
    shutil.rmtree(golden / "raw" / "private")
    (golden / "raw" / "private").symlink_to("/nowhere")
    assert told(golden) == {"raw/private/names.csv": NO_LIST}


def test_a_list_of_private_names_may_lie_on_a_stick_that_is_plugged_in(golden, tmp_path):
    add(tmp_path / "stick" / "names.csv", "name\nAda Lovelace\n")
    (golden / "raw" / "private").symlink_to(tmp_path / "stick")
    assert told(golden) == {}
