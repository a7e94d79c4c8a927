"""The archive: one file that describes itself, proves that it is whole, and can be made again from its own contents."""

import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest
from conftest import ROOT, config_of, snakemake

from mssd.datapackage import table_schema
from mssd.inventory import first_sentence, pipeline_files
from mssd.verify import bag_info, faults_of_archive, faults_of_bag, members, write_zip
from scripts.archive import choices, exhibits_of, withheld

TOOLS = ROOT / ".venv-tools" / "bin"
NO_TOOLS = "the tools of others aren't there; `make tools` sets them up"


def zipped(run: Path) -> Path:
    (file,) = (run / "results" / "archive").glob("*.zip")
    return file


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
    found, _ = members(zipped(any_run))
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


def test_a_file_that_is_changed_removed_or_added_is_named(golden_run, tmp_path):
    found, _ = members(zipped(golden_run))
    table = "data/study/results/tables/presence.csv"
    assert faults_of_bag(found | {table: found[table] + b"x"}) == [f"{table}: changed"]
    assert faults_of_bag({name: content for name, content in found.items() if name != table}) == [f"{table}: missing"]
    assert faults_of_bag(found | {"data/more.txt": b""}) == ["data/more.txt: not in the archive when it was made"]
    assert faults_of_bag(found | {"more.txt": b""}) == ["more.txt: not in the archive when it was made"]


def test_a_changed_manifest_is_blamed_and_not_the_file_that_it_lists(golden_run):
    found, _ = members(zipped(golden_run))
    name = "manifest-sha256.txt"
    spoilt = found[name].replace(b"  data/LICENSE", b"0  data/LICENSE", 1)
    faults = faults_of_bag(found | {name: spoilt})
    assert f"{name}: changed" in faults
    assert f"{name}: changed, in what it says of data/LICENSE" in faults


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
    found = {"b.txt": b"b", "a/c.txt": b"c" * 1000}
    write_zip(found, "root", "2000-01-31", tmp_path / "1.zip")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    write_zip(dict(reversed(found.items())), "root", "2000-01-31", tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.namelist() == ["root/a/c.txt", "root/b.txt"]
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 31, 12, 0, 0)}


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
    found, _ = members(bag)
    write_zip(found, bag.name, bag_info(found)["Bagging-Date"], forged)
    check = [sys.executable, str(ROOT / "workflow/mssd/verify.py"), str(forged), "--rebuild"]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "Whole: every file is as it was archived.",
        "study/results/tables/covariation.csv: differs",
        f"{forged.name}: the archive made anew differs",
        "Not the same (2)",
    ]


def test_the_readme_has_a_line_on_every_file_and_the_rule_behind_every_figure_and_table(any_run):
    found, _ = members(zipped(any_run))
    readme = found["data/README.txt"].decode()
    lines = set(readme.splitlines())
    unlisted = {name.removeprefix("data/") for name in found if name.startswith("data/")} - lines
    assert unlisted == {"ro-crate-metadata.json"}
    report = (any_run / "results" / "report.html").read_text(encoding="utf-8")
    assert len(exhibits_of(report, "", set())) == report.count("<figcaption>")
    for entry in exhibits_of(report, "", set()):
        assert f"{entry['number']}  {entry['title']}" in lines


def test_the_codebook_tells_of_every_column_of_every_table(csto_run):
    found, _ = members(zipped(csto_run))
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
    found, _ = members(zipped(csto_run))
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
    found, _ = members(zipped(csto_run))
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
