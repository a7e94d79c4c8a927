"""The whole run: what reruns, what stays, and that equal sources make equal bytes."""

import os
import re
import shutil
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from conftest import GOLDEN, ROOT, contents, replace, snakemake

COMPARED = ["covariation", "configurations", "conditions", "solutions", "mill", "pairs", "discriminations", "changes"]
CHARTS = ["comparison", "configuration_chart", "model_chart", "distance_map", "threshold_sweep", "survival"]
CHAIN = [
    "selection",
    "presence",
    "transparency",
    "truth_table",
    *COMPARED,
    "robustness",
    *CHARTS,
    "pictures",
    "exhibits",
    "findings",
    "report",
    "summary",
    "setting",
    "trail",
    "audit",
    "archive",
]
MARKS_OF_TIME = ["archive/log.txt", "audit/.snakemake_timestamp", "tables/print/.snakemake_timestamp"]


@pytest.fixture
def built(golden_run: Path, tmp_path: Path) -> Path:
    """A copy of the rebuilt golden study, with what Snakemake remembers of it, to change."""
    return Path(shutil.copytree(golden_run, tmp_path / "built"))


def steps(output: str) -> set[str]:
    """The rules that a run went through, or would go through, by its table of jobs."""
    return set(re.findall(r"^(\w+) +\d+$", output, flags=re.MULTILINE)) - {"total", "all", "job"}


def differing(run: Path, steps: Path) -> list[str]:
    """
    The files in which Snakemake's run of a study differs from the same steps, one after another in another folder.

    Snakemake runs each step in a process of its own, as many at once as there are cores, and marks the folders that it made; a
    log beside the archive says when that was made.
    """
    one, other = contents(run / "results"), contents(steps / "results")
    return sorted(file for file in one.keys() | other if one.get(file) != other.get(file))


@pytest.mark.of(GOLDEN)
def test_a_run_gives_the_same_bytes_as_the_same_steps_one_after_another_in_another_folder(golden_run, rebuilt):
    assert differing(golden_run, rebuilt) == MARKS_OF_TIME


@pytest.mark.of(ROOT)
def test_so_does_a_run_of_the_csto_study(csto_run, rebuilt):
    assert differing(csto_run, rebuilt) == MARKS_OF_TIME


def test_a_second_run_has_nothing_to_do(built):
    assert "Nothing to be done" in snakemake(built).stdout


def test_nothing_carries_the_place_where_it_was_made(csto_run):
    for name, content in contents(csto_run / "results").items():
        assert str(csto_run.parent).encode() not in content, name


def test_a_threshold_of_3_would_rerun_only_what_depends_on_it(built):
    replace(built / "config.yaml", "citation_threshold: 2", "citation_threshold: 3")
    assert steps(snakemake(built, "--dry-run").stdout) == {*CHAIN, "citations"}


@pytest.mark.of(GOLDEN, ("config.yaml", "citation_threshold: 2", "citation_threshold: 3"))
def test_a_threshold_of_3_drops_the_factors_with_two_citations_and_leaves_the_cases_as_they_are(rebuilt, golden_run):
    table = (rebuilt / "results/tables/truth_table.csv").read_text()
    assert table.splitlines()[0] == "case,low_pay,outcome"
    cases = "results/tables/case_selection.csv"
    assert (rebuilt / cases).read_bytes() == (golden_run / cases).read_bytes()


def test_a_changed_mention_reruns_what_it_must_and_nothing_else(built):
    replace(built / "raw" / "mentions.csv", "m12,2,rumour,,denies", "m12,2,rumour,,supports")
    assert steps(snakemake(built, "--dry-run").stdout) == {*CHAIN, "collection", "citations"}
    run = snakemake(built, "results/tables/truth_table.csv")
    assert run.returncode == 0, run.stdout
    assert steps(run.stdout) == {"selection", "presence", "truth_table"}
    assert "rumour" in (built / "results/tables/truth_table.csv").read_text().splitlines()[0]
    assert "Nothing to be done" in snakemake(built, "results/tables/truth_table.csv").stdout


def test_a_changed_schema_reruns_the_steps_that_read_it(golden, tmp_path):
    """
    In a copy of the pipeline, since the schema is code: evidence is read by the presence, and by what lists or cites it.

    The changed schema is as old as a file is that comes out of an archive.
    """
    pipeline = tmp_path / "pipeline"
    for part in ("workflow", "schemas", "profiles"):
        shutil.copytree(ROOT / part, pipeline / part)
    for file in ("Snakefile", "CITATION.cff", "requirements.in", "requirements.txt"):
        shutil.copy2(ROOT / file, pipeline)
    targets = [f"results/tables/{noun}.csv" for noun in ("collection", "truth_table")]
    targets += ["results/references.json", "results/drawings/citations.svg", "results/drawings/timeline.svg"]
    arguments = ["--snakefile", str(pipeline / "Snakefile"), *targets]
    assert snakemake(golden, *arguments).returncode == 0
    assert "Nothing to be done" in snakemake(golden, *arguments, "--dry-run").stdout
    schema = pipeline / "schemas" / "evidence.py"
    schema.write_text(schema.read_text() + "\n# changed\n")
    os.utime(schema, (1e9, 1e9))
    told = steps(snakemake(golden, *arguments, "--dry-run").stdout)
    assert told == {"collection", "presence", "truth_table", "references"}


def test_results_of_whose_making_nothing_is_noted_are_made_anew(built):
    """As after a copy without hidden files, in which a file of raw/ may be older than they are; or after a power cut."""
    notes = built / ".snakemake" / "metadata"
    note = notes / urlsafe_b64encode(b"results/tables/selection.csv").decode()
    for spoilt in (b"", b'{"rule": ', b"\xff\xfe\0"):
        note.write_bytes(spoilt)
        assert {"selection", "presence", "archive"} <= steps(snakemake(built, "--dry-run").stdout)
    shutil.rmtree(built / ".snakemake")
    assert {"case_selection", "citations", "pictures", *CHAIN} <= steps(snakemake(built, "--dry-run").stdout)


def test_a_study_not_in_order_ends_with_every_complaint_no_traceback_and_the_last_results_untouched(built):
    before = contents(built / "results")
    replace(built / "config.yaml", "citation_threshold: 2", "citation_treshold: 2")
    replace(built / "config.yaml", "frequency_cutoff: 1", "frequency_cutoff: one")
    replace(built / "raw" / "mentions.csv", "m1,1,union", "m1,1,unoin")
    replace(built / "raw" / "published.csv", "TOWN-B,union,0", "TOWN-B,union,2")
    run = snakemake(built)
    assert run.returncode != 0
    assert "Traceback" not in run.stdout
    lines = run.stdout[run.stdout.index("The study in ") :].splitlines()
    assert [line.split(":")[0] for line in lines[1:-1]] == [
        "config.yaml, key citation_threshold",
        "config.yaml, line 13, key citation_treshold",
        "config.yaml, line 16, key frequency_cutoff",
        "raw/mentions.csv, line 2, column factor",
        "raw/published.csv, line 3, column present",
    ]
    assert lines[-1] == "5 problems. Nothing was rebuilt, and the last results are untouched."
    assert contents(built / "results") == before


@pytest.mark.of(GOLDEN, ("config.yaml", "citation_threshold: 2", "citation_threshold: 9"))
def test_a_threshold_that_no_factor_reaches_still_gives_a_report_that_says_so(rebuilt):
    said = (rebuilt / "results/headline.txt").read_text(encoding="utf-8")
    assert "No factor was selected, so that there is nothing to compare." in said


@pytest.mark.of(GOLDEN, ("config.yaml", "presence_rule: evidence", "presence_rule: interviews"))
def test_the_other_rule_of_presence_gives_another_table(rebuilt):
    assert "TOWN-A,0,0,1,1" in (rebuilt / "results/tables/truth_table.csv").read_text()
