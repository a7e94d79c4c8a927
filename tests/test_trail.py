"""The trail: what each step took in and gave, for machines."""

import json

from conftest import ROOT, derived

from mssd.files import checksum
from mssd.packages import versions_of

STEPS = [
    "collection",
    "small_cells",
    "case_selection",
    "selection",
    "presence",
    "truth_table",
    "covariation",
    "changes",
]
STEPS += ["findings"]


def test_every_checksum_of_the_trail_is_that_of_the_file_on_disk(any_run):
    records = {file.stem: json.loads(file.read_text()) for file in (any_run / "results" / "trail").glob("*.json")}
    machine = records.pop("machine")
    assert set(machine) == {"python", "system", "machine", "pango"}
    for step, record in records.items():
        for file, digest in {**record["inputs"], **record["outputs"]}.items():
            assert checksum(any_run / file) == digest, (step, file)
        for file, digest in record["code"].items():
            assert checksum(ROOT / file) == digest, (step, file)
        assert record["outputs"] and record["packages"] and record["version"] and record["says"]
        assert f"workflow/scripts/{step}.py" in record["code"]


def test_the_trail_has_each_step_and_every_derived_table_is_the_output_of_one(csto_run):
    records = {file.stem: json.loads(file.read_text()) for file in (csto_run / "results" / "trail").glob("*.json")}
    assert {*STEPS, "claims", "references", "report", "comparison"} <= set(records)
    outputs = {file for step, record in records.items() if step != "machine" for file in record["outputs"]}
    made = {f"results/tables/{file.name}" for file in (csto_run / "results" / "tables").glob("*.csv")}
    assert made <= outputs
    assert records["selection"]["params"] == {"threshold": 3}


def test_the_collection_and_the_trail_agree_on_the_raw_files(csto_run):
    record = json.loads((csto_run / "results" / "trail" / "presence.json").read_text())
    listed = derived(csto_run, "collection").set_index("file")["sha256"]
    assert record["inputs"]["raw/evidence.csv"] == listed["raw/evidence.csv"]


def test_the_packages_of_a_step_are_those_that_its_code_imports(tmp_path):
    file = tmp_path / "a.py"
    file.write_text("import os\nimport pandas as pd\nfrom mssd import words\nfrom jinja2 import Template\n")
    assert list(versions_of([file])) == ["Jinja2", "pandas"] or list(versions_of([file])) == ["jinja2", "pandas"]
