"""The archive: one file that describes itself, proves that it is whole, and can be made again from its own contents."""

import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import quote

import bagit
import pytest
from conftest import ROOT, add, config_of, snakemake

from mssd.bag import bag, write_zip
from mssd.datapackage import table_schema
from mssd.fonts import fonts_of_study
from mssd.inventory import first_sentence, pipeline_files
from mssd.verify import ALGORITHMS, Folder, bag_info, faults_of_archive
from scripts.archive import choices, exhibits_of, withheld

TOOLS = ROOT / ".venv-tools" / "bin"
NO_TOOLS = "the tools of others aren't there; `make tools` sets them up"


def zipped(run: Path) -> Path:
    (file,) = (run / "results" / "archive").glob("*.zip")
    return file


def held(archive: Path) -> dict[str, bytes]:
    """What an archive holds, by its place in the bag."""
    with zipfile.ZipFile(archive) as opened:
        return {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


def unpacked(run: Path, folder: Path) -> Path:
    """The bag that a study's archive unpacks to."""
    with zipfile.ZipFile(zipped(run)) as archive:
        archive.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


def study_in(data: Path) -> Path:
    """Where the study lies in the payload: at the root if it is the pipeline's own, else in study/."""
    return data / "study" if (data / "study").exists() else data


@pytest.fixture(scope="module")
def golden_bag(golden_run, tmp_path_factory) -> Path:
    """The unpacked archive of the golden study. Tests change it and put it back."""
    return unpacked(golden_run, tmp_path_factory.mktemp("bag"))


def test_every_archive_is_whole_for_our_check_and_for_the_library_of_congress(any_run, tmp_path):
    assert faults_of_archive(zipped(any_run)) == []
    bag = unpacked(any_run, tmp_path)
    assert faults_of_archive(bag) == []
    assert bagit.Bag(str(bag)).is_valid()


def test_an_archive_is_named_after_its_study_and_holds_it_with_its_results_and_the_pipeline(any_run):
    found = held(zipped(any_run))
    config = config_of(any_run)
    assert zipped(any_run).name == f"{config['study']}-{config['version']}.zip"
    study = "study/" if "data/study/config.yaml" in found else ""
    assert {f"data/{name}" for name in pipeline_files()} <= found.keys()
    made = (file.relative_to(any_run).as_posix() for file in (any_run / "results").rglob("*") if file.is_file())
    results = {name for name in made if "/." not in name and not name.startswith("results/archive/")}
    results -= {"results/trail/machine.json"}
    assert {name.removeprefix(f"data/{study}") for name in found if name.startswith(f"data/{study}results/")} == results
    for file in ["config.yaml", *(f"raw/{path.name}" for path in (any_run / "raw").glob("*.csv"))]:
        assert found[f"data/{study}{file}"] == (any_run / file).read_bytes()


def test_the_check_stands_alone_and_needs_nothing_but_python(golden_bag):
    """Isolated, Python sees neither this repository nor any installed package."""
    alone = [sys.executable, "-I", "-S", "data/workflow/mssd/verify.py", "."]
    run = subprocess.run(alone, cwd=golden_bag, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "Whole: every file is as it was archived.\n")


@pytest.mark.parametrize("seed", range(50))
def test_one_bit_changed_anywhere_in_the_zip_is_found(golden_run, tmp_path, seed):
    chance, content = random.Random(seed), bytearray(zipped(golden_run).read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (tmp_path / "a.zip").write_bytes(content)
    assert faults_of_archive(tmp_path / "a.zip")


@pytest.fixture
def spoilt(golden_bag):
    """Writes something else in a file of the unpacked archive (None: removes it), says what is found, and puts it back."""

    def found(name: str, content: bytes | None) -> list[str]:
        file = golden_bag / name
        before = file.read_bytes() if file.exists() else None
        put(file, content)
        faults = faults_of_archive(golden_bag)
        put(file, before)
        return faults

    return found


def put(file: Path, content: bytes | None) -> None:
    file.unlink(missing_ok=True)
    if content is not None:
        file.write_bytes(content)


def test_a_file_that_is_changed_removed_or_added_is_named(golden_run, spoilt):
    table, crate = "data/study/results/tables/presence.csv", "data/ro-crate-metadata.json"
    assert spoilt(table, held(zipped(golden_run))[table] + b"x") == [f"{table}: changed"]
    assert spoilt(table, None) == [f"{table}: missing", f"{table}: described in {crate}, and missing"]
    added = "not in the archive when it was made"
    assert spoilt("data/more.txt", b"") == [f"data/more.txt: {added}", f"data/more.txt: not described in {crate}"]
    assert spoilt("more.txt", b"") == [f"more.txt: {added}"]


def test_a_changed_manifest_is_blamed_and_not_the_file_that_it_lists(golden_run, spoilt):
    name = "manifest-sha256.txt"
    faults = spoilt(name, held(zipped(golden_run))[name].replace(b"  data/LICENSE", b"0  data/LICENSE", 1))
    assert faults == [f"{name}: changed", f"{name}: changed, in what it says of data/LICENSE"]


@pytest.mark.parametrize("what", ["a zip", "a text"])
def test_what_is_no_archive_is_said_in_a_line(tmp_path, what):
    file = tmp_path / "a.zip"
    if what == "a zip":
        with zipfile.ZipFile(file, "w") as other:
            other.writestr("a/b.txt", "c")
    else:
        file.write_text("no zip")
    run = subprocess.run(
        [sys.executable, str(ROOT / "workflow/mssd/verify.py"), str(file)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr + run.stdout
    assert "Not whole" in run.stdout


def test_a_zip_has_no_clock_and_no_machine_in_it(tmp_path, monkeypatch):
    for folder, files in ((tmp_path / "1", ["b.txt", "a/c.txt"]), (tmp_path / "2", ["a/c.txt", "b.txt"])):
        for file in files:
            add(folder / file, file * 1000)
    write_zip(Folder(tmp_path / "1"), "root", "2000-01-31", tmp_path / "1.zip")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    write_zip(Folder(tmp_path / "2"), "root", "2000-01-31", tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.namelist() == ["root/a/c.txt", "root/b.txt"]
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 31, 12, 0, 0)}


LISTING = """
import os, random, sys
tests, order, *scripts = sys.argv[1:]

class Listed:
    # What a folder holds in another order, as os.scandir gives it: to go through, and to close.
    def __init__(self, entries):
        self.entries = iter(entries)
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        return None
    close = __exit__

def other(entries):
    entries = sorted(entries, key=lambda entry: getattr(entry, "name", entry), reverse=order == "backwards")
    return entries if order in ("forwards", "backwards") else random.Random(order).sample(entries, len(entries))

scandir, listdir = os.scandir, os.listdir
os.scandir = lambda *place: Listed(other(scandir(*place)))
os.listdir = lambda *place: other(listdir(*place))
sys.path.insert(0, tests)
import steps
steps.run_scripts([job for job in steps.jobs_of(steps.Path()) if steps.Path(job["script"]).stem in scripts])
"""


def archived(
    run: Path, folder: Path, order: str = "forwards", fonts: tuple[str, ...] = ()
) -> subprocess.CompletedProcess:
    """The archive of a rebuilt study, made once more in a copy; folders are listed in that order; with these fonts."""
    shutil.copytree(run, folder, ignore=shutil.ignore_patterns(".snakemake"))
    for font in fonts:
        (folder / "fonts").mkdir(exist_ok=True)
        shutil.copy(ROOT / "workflow/report/fonts/SourceSans3-Regular.ttf.woff", folder / "fonts" / font)
    zipped(folder).unlink()
    command = [sys.executable, "-c", LISTING, str(ROOT / "tests"), order, "archive"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("order", ["backwards", "1", "2"])
def test_no_byte_of_an_archive_depends_on_the_order_in_which_a_file_system_lists_folders(golden_run, tmp_path, order):
    made = archived(golden_run, tmp_path / "study", order)
    assert made.returncode == 0, made.stderr
    assert zipped(tmp_path / "study").read_bytes() == zipped(golden_run).read_bytes()


@pytest.mark.parametrize("backwards", [False, True])
def test_the_tag_manifests_are_in_the_order_of_names(tmp_path, monkeypatch, backwards):
    listdir = os.listdir
    monkeypatch.setattr(os, "listdir", lambda *place: sorted(listdir(*place), reverse=backwards))
    add(tmp_path / "bag" / "x.txt", "x")
    bag(tmp_path / "bag", {"Bagging-Date": "2000-01-31"}, "root", tmp_path / "root.zip")
    for lines in (held(tmp_path / "root.zip")[f"tagmanifest-{name}.txt"].decode().splitlines() for name in ALGORITHMS):
        names = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt"]
        assert [line.split()[1] for line in lines] == names
    assert bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_the_fonts_that_a_study_brings_are_archived_described_and_among_what_the_run_was_given(golden_run, tmp_path):
    """Without them a rebuild would set other pages, or refuse the letters that ours lack."""
    fonts = ("Own Face.woff", "LOUD.WOFF")
    made = archived(golden_run, tmp_path / "study", fonts=fonts)
    assert made.returncode == 0, made.stderr
    assert faults_of_archive(zipped(tmp_path / "study")) == []
    found = held(zipped(tmp_path / "study"))
    graph = {entity["@id"]: entity for entity in json.loads(found["data/ro-crate-metadata.json"])["@graph"]}
    for font in fonts:
        place = f"study/fonts/{quote(font)}"
        assert found[f"data/study/fonts/{font}"] == (tmp_path / "study/fonts" / font).read_bytes()
        assert graph[place]["encodingFormat"] == "font/woff"
        for run in ("#run", "#run/report", "#run/setting"):
            assert {"@id": place} in graph[run]["object"]
        told = f"study/fonts/{font}\n    a font that the study brings, as it was published: {Path(font).stem}\n"
        assert told in found["data/README.txt"].decode()
    unpacked(tmp_path / "study", tmp_path / "bag")
    (study,) = (tmp_path / "bag").glob("*/data/study")
    assert [file.name for file in fonts_of_study(study / "fonts")] == sorted(fonts)


@pytest.mark.parametrize("fonts", [("nul.woff",), ("\u202ea.woff",), ("a.woff", "A.woff")])
def test_fonts_by_which_an_archive_would_not_be_whole_for_a_stranger_are_refused_before_any_step(
    golden_run, tmp_path, fonts
):
    made = archived(golden_run, tmp_path / "study", fonts=fonts)
    assert made.returncode == 1
    assert "Traceback" not in made.stderr and made.stderr.replace("\n", "").isprintable()
    assert "\nfonts" in made.stderr
    assert made.stderr.endswith("1 problem. Nothing was rebuilt, and the last results are untouched.\n")
    assert not list((tmp_path / "study/results/archive").glob("*.zip"))


def test_a_link_among_the_files_of_the_pipeline_is_not_archived(tmp_path):
    """It may lead to any file of whoever archives a study."""
    add(tmp_path / "outside.txt", "secret")
    add(tmp_path / "pipeline/docs/a.md", "a")
    (tmp_path / "pipeline/docs/b.md").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "pipeline/examples").symlink_to(tmp_path)
    assert pipeline_files(tmp_path / "pipeline") == ["docs/a.md"]


@pytest.mark.parametrize("trust", ["", "yes"])
def test_make_verify_passes_a_name_on_as_it_is_and_says_yes_only_where_it_is_told_to(tmp_path, trust):
    """In the place of Python stands a script that writes down how it was called."""
    add(tmp_path / "bin" / "python", f'#!/bin/sh\nprintf "%s\\n" "$@" >"{tmp_path}/called"\n')
    (tmp_path / "bin" / "python").chmod(0o755)
    name = 'it\'s a `touch stolen` "$HOME" $(touch stolen).zip'
    given = [f"VENV={tmp_path}", f"ARCHIVE={name}", *([f"TRUST={trust}"] if trust else [])]
    subprocess.run(["make", "-o", f"{tmp_path}/ready", "verify", *given], cwd=ROOT, check=True, capture_output=True)
    called = (tmp_path / "called").read_text().splitlines()
    assert called == ["-I", "workflow/mssd/verify.py", name, "--rebuild", *(["--run-its-code"] if trust else [])]
    assert not (ROOT / "stolen").exists()


def test_results_are_made_anew_from_the_archive_alone_and_a_forged_one_is_named(golden_run, tmp_path):
    """
    One result is changed, and the bag made again over it, so that every checksum fits: only a rebuild shows the forgery.

    All other results come out the same, byte for byte, in an empty folder, with the code that lies in the archive.
    """
    bag = unpacked(golden_run, tmp_path)
    result = bag / "data/study/results/tables/covariation.csv"
    result.write_text(result.read_text().replace("covaries", "constant", 1))
    bagit.Bag(str(bag)).save(manifests=True)
    forged = tmp_path / zipped(golden_run).name
    write_zip(Folder(bag), bag.name, bag_info((bag / "bag-info.txt").read_bytes())["Bagging-Date"], forged)
    check = [sys.executable, str(ROOT / "workflow/mssd/verify.py"), str(forged), "--rebuild", "--run-its-code"]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "Whole: every file is as it was archived.",
        "study/results/tables/covariation.csv: differs",
        f"{forged.name}: the archive made anew differs",
        "Not the same (2)",
    ]


def test_the_readme_has_a_line_on_every_file_and_the_rule_behind_every_figure_and_table(any_run):
    found = held(zipped(any_run))
    readme = found["data/README.txt"].decode()
    lines = set(readme.splitlines())
    unlisted = {name.removeprefix("data/") for name in found if name.startswith("data/")} - lines
    assert unlisted == {"ro-crate-metadata.json"}
    report = (any_run / "results" / "report.html").read_text(encoding="utf-8")
    assert len(exhibits_of(report, "", set())) == report.count("<figcaption>")
    for entry in exhibits_of(report, "", set()):
        assert f"{entry['number']}  {entry['title']}" in lines


def test_the_readme_says_that_making_it_again_runs_the_code_of_the_archive(golden_run):
    told = held(zipped(golden_run))["data/README.txt"].decode()
    assert (
        "THIS RUNS THE CODE THAT IS IN THE ARCHIVE." in told.split("HOW TO MAKE IT AGAIN")[1].split("WHO MAY USE IT")[0]
    )


def test_the_codebook_tells_of_every_column_of_every_table(csto_run):
    found = held(zipped(csto_run))
    told = found["data/codebook.md"].decode()
    tables = [name for name in found if name.startswith("data/study/raw/") and name.endswith(".csv")]
    assert len(tables) >= 14
    for table in tables:
        part = told.split(f"## {table.removeprefix('data/')}\n")[1].split("\n## ")[0]
        for column in found[table].decode().splitlines()[0].split(","):
            assert column in part, (table, column)


def test_the_readme_says_what_is_withheld():
    assert withheld(0, 0) == "Nothing: the study rests on no interview of its own."
    assert withheld(3, 0).startswith("No identity: every interviewee agreed to be named.")
    assert withheld(7, 4).startswith("Four of seven interviews are confidential: who was interviewed is not here")
    assert withheld(1, 1).startswith("One of one interview is confidential")


def test_the_record_names_people_with_their_roles_and_the_text_that_was_coded(csto_run):
    found = held(zipped(csto_run))
    record = json.loads(found["data/datacite.json"])
    assert record["creators"] == [{"name": "The mssd contributors", "nameType": "Organizational"}]
    assert record["contributors"] == [{"name": "Lopes de Castro Barbosa, Pedro", "contributorType": "DataCollector"}]
    (text,) = record["relatedItems"]
    assert (text["relatedItemType"], text["relationType"], text["publicationYear"]) == (
        "Dissertation",
        "IsDerivedFrom",
        "2024",
    )
    assert record["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"


def test_each_step_is_an_action_with_what_it_took_and_gave_and_the_software_that_did_it(csto_run):
    found = held(zipped(csto_run))
    graph = {entity["@id"]: entity for entity in json.loads(found["data/ro-crate-metadata.json"])["@graph"]}
    action = graph["#run/presence"]
    taken = {entity["@id"] for entity in action["object"]}
    assert action["instrument"] == {"@id": "workflow/scripts/presence.py"}
    assert action["result"] == [{"@id": "study/results/tables/presence.csv"}]
    assert {"study/raw/evidence.csv", "#run/presence/threshold"} <= taken
    assert graph["#run/presence/threshold"]["value"] == "3"
    assert action["startTime"] == action["endTime"] == "2026-11-23T12:00:00+00:00"
    assert {"@id": "#software/pandas"} in graph["workflow/scripts/presence.py"]["softwareRequirements"]
    steps = {file.stem for file in (csto_run / "results" / "trail").glob("*.json")} - {"machine"}
    assert {f"#run/{step}" for step in steps | {"trail", "audit", "exhibits"}} <= graph.keys()


def test_of_what_a_step_is_given_only_choices_are_told():
    config = {"criteria": {"a": "b"}, "citation_threshold": 3}
    given = {"threshold": 3, "criteria": {"a": "b"}, "code": ["/somewhere/x.py"], "title": "T", "none": None}
    assert choices(given, config) == {"threshold": 3, "criteria": {"a": "b"}, "title": "T"}


def test_a_table_schema_says_what_the_schema_says():
    made = table_schema("evidence", {}, ["evidence", "case", "factor", "direction", "kind", "source", "locator"])
    fields = {field["name"]: field for field in made["fields"]}
    assert made["primaryKey"] == "evidence"
    assert fields["direction"]["constraints"] == {"required": True, "enum": ["present", "absent"]}
    assert {"fields": "case", "reference": {"resource": "raw-cases", "fields": "case"}} in made["foreignKeys"]


def test_a_sentence_ends_where_the_next_begins():
    assert first_sentence("A bag: of 1.5 kg.\n\nMore.") == "A bag: of 1.5 kg"


@pytest.mark.skipif(not TOOLS.exists(), reason=NO_TOOLS)
@pytest.mark.parametrize("any_run", ["csto_run", "lipset_run"], indirect=True)
def test_the_tools_of_others_read_every_part_of_an_archive(any_run, tmp_path):
    """roc-validator on what the profiles require, DataCite's schema, Frictionless on every table, and runcrate."""
    data = unpacked(any_run, tmp_path) / "data"
    conforms = [str(TOOLS / "python"), str(ROOT / "tests" / "tools" / "conforms.py"), str(data)]
    said = subprocess.run(conforms, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": ""})
    assert said.stdout == "conforms\n", said.stdout + said.stderr
    report = subprocess.run([str(TOOLS / "runcrate"), "report", str(data)], capture_output=True, text=True, check=False)
    assert report.returncode == 0, report.stderr
    assert "action: #run/covariation" in report.stdout


def test_a_private_name_stops_the_archive_and_is_told_by_its_places_and_never_repeated(golden_run, tmp_path):
    """
    What is listed as private stands in a decision of the golden study, and so in much that was made of it.

    The other name stands nowhere, and is typed backwards, for this file is archived as well.
    """
    nowhere = "".join(reversed("rehtaeflliuq"))
    study = Path(shutil.copytree(golden_run, tmp_path / "built"))
    (study / "raw" / "private").mkdir()
    (study / "raw" / "private" / "names.csv").write_text(f"name\n{nowhere}\nNewspaper  mistook\n", encoding="utf-8")
    run = snakemake(study)
    assert run.returncode != 0
    assert not list(study.glob("results/archive/*.zip"))
    told = run.stdout[run.stdout.index("The archive of ") :]
    for place in ("raw/adjudications.csv", "results/report.html", "results/report.pdf", "results/audit/"):
        assert f"study/{place}" in told, told
    assert "what line 3 of raw/private/names.csv says" in told and "what line 2 of" not in told
    assert "Nothing was archived." in told
    assert "mistook" not in told and nowhere not in told and "Traceback" not in told
