"""Safety: whatever a study brings, looking at it and rebuilding it runs nothing of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import GOLDEN, ROOT, add, copy_study, replace, snakemake

TABLE = "results/tables/truth_table.csv"
NO_TEMPLATE = "__use_yte__: true\n"
SHADOWED = ["pandas", "yaml", "mssd", "schemas", "csv", "json", "snakemake", "yte", "pickle", "sitecustomize"]
SHADOWED += ["usercustomize", "snakemake_logger_plugin_x", "snakemake_executor_plugin_x"]


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that is there when something of a study was run."""
    return tmp_path / "canary"


def inside(study: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Snakemake run in the folder of a study, as by somebody who went there."""
    command = [str(Path(sys.executable).with_name("snakemake")), "--snakefile", str(ROOT / "Snakefile"), *arguments]
    return subprocess.run(command, cwd=study, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def expression(canary: Path) -> str:
    """Python that leaves the canary."""
    return f'__import__("pathlib").Path("{canary}").touch()'


@pytest.mark.parametrize(
    "text",
    [
        "__use_yte__: true\nsubtitle: '?{}'\n",
        "__use_yte__: true\n__definitions__:\n  - '{}'\n",
        "__use_yte__: true\n__variables__:\n  x: ?{}\n",
        "__use_yte__: true\n?if {}:\n  subtitle: x\n",
        "subtitle: !!python/object/apply:eval ['{}']\n",
        "subtitle: !!python/name:os.system\n",
    ],
)
def test_a_config_that_asks_to_be_run_is_refused_and_not_run(golden, canary, text):
    with (golden / "config.yaml").open("a") as config:
        config.write(text.replace("{}", expression(canary)))
    run = snakemake(golden, "--dry-run")
    assert run.returncode == 1 and "config.yaml, line 18" in run.stdout, run.stdout
    assert "Traceback" not in run.stdout and not canary.exists()


@pytest.mark.parametrize("begins", [NO_TEMPLATE, ""], ids=["a template", "plain"])
def test_a_file_of_choices_on_the_command_line_is_neither_run_nor_taken(golden, canary, begins):
    shutil.copy(golden / "config.yaml", golden.parent / "other.yaml")
    replace(golden.parent / "other.yaml", "study: golden", f"{begins}study: golden\nsubtitle: '?{expression(canary)}'")
    run = snakemake(golden, "--dry-run", "--configfile", str(golden.parent / "other.yaml"))
    assert run.returncode == 1 and "Traceback" not in run.stdout and not canary.exists()
    told = "other.yaml: __use_yte__ asks to run" if begins else "--configfile: a file of choices beside config.yaml"
    assert told in run.stdout and len(run.stdout.splitlines()) < 10


PROFILES = {
    "a template": "__use_yte__: true\ncores: ?{} or 2\n",
    "default resources": "cores: 2\ndefault-resources:\n  - mem_mb={}\n",
    "threads": "cores: 2\nset-threads:\n  selection: {}\n",
    "resources": "cores: 2\nset-resources:\n  selection:\n    mem_mb: {}\n",
}


@pytest.mark.parametrize("place", ["profiles/default/config.yaml", "default/config.yaml"])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_that_a_study_brings_is_not_run(golden, canary, profile, place):
    """Snakemake looks for profiles in the folder that one is in, before it reads any workflow."""
    add(golden / place, PROFILES[profile].replace("{}", expression(canary)))
    run = inside(golden, TABLE)
    assert run.returncode != 0 and not canary.exists(), run.stdout


@pytest.mark.parametrize("also", ["directory: study\n", ""])
@pytest.mark.parametrize("profile", PROFILES)
def test_nor_is_one_that_lies_where_somebody_is_who_looks_at_a_study_elsewhere(tmp_path, canary, profile, also):
    copy_study(GOLDEN, tmp_path / "place" / "study")
    add(tmp_path / "place/profiles/default/config.yaml", also + PROFILES[profile].replace("{}", expression(canary)))
    asked = [] if also else ["--directory", "study"]
    run = inside(tmp_path / "place", "--dry-run", *asked, TABLE)
    assert not canary.exists() and bool(run.returncode) == bool(also), run.stdout
    assert "profiles/default/config.yaml lies in the folder where you are, and isn't used" in run.stdout


def test_a_profile_that_somebody_names_is_taken(golden, tmp_path):
    add(tmp_path / "mine" / "config.yaml", "cores: 1\ndry-run: true\n")
    for named in (["--profile", str(tmp_path / "mine")], [f"--workflow-profile={tmp_path / 'mine'}"]):
        run = inside(golden, *named, TABLE)
        assert run.returncode == 0 and "This was a dry-run" in run.stdout, run.stdout


def test_modules_that_a_study_brings_are_not_imported(golden, canary):
    """Python looks for modules where it is started and where its script lies, which for a step are folders of the study."""
    for folder in (".", "raw/private", ".snakemake/scripts", ".snakemake"):
        for module in SHADOWED:
            add(golden / folder / f"{module}.py", f'open("{canary}", "w")')
    add(golden / "raw" / "private" / "names.csv", "name\nAda Lovelace\n")
    run = inside(golden, TABLE)
    assert run.returncode == 0, run.stdout
    assert not canary.exists()


def test_a_snakefile_that_a_study_brings_is_not_run_by_ours(golden, canary):
    add(golden / "Snakefile", expression(canary))
    add(golden / "workflow" / "Snakefile", expression(canary))
    assert snakemake(golden, "--dry-run", TABLE).returncode == 0
    assert not canary.exists()


def test_a_note_of_an_earlier_check_that_a_study_brings_is_not_believed(golden, tmp_path):
    """Whoever writes a study could write the note beside it; so notes lie with the pipeline."""
    assert snakemake(golden, "--dry-run", TABLE).returncode == 0
    assert not [file for file in (golden / ".snakemake").rglob("*") if "checked" in file.name]


def test_braces_in_a_text_of_the_study_are_braces(golden):
    """Snakemake takes braces in texts for wildcards, and Python for fields."""
    title = "War {and} peace {0} {{x}} {params.title!r} {config} }{"
    replace(golden / "config.yaml", "title: ", f"subtitle: '{title}'\nquestion: '{title}'\ntitle: '{title}' #")
    replace(golden / "config.yaml", "outcome:\n  label: ", f"outcome:\n  label: '{title}' #")
    run = snakemake(golden, "--dry-run")
    assert run.returncode == 0, run.stdout
    assert f"Write the report: {title}" in run.stdout


@pytest.mark.parametrize(
    "name", ["{font}.ttf", "{0}.woff", "a\nb.ttf", "*.ttf", "ü.otf", "x" * 90 + ".ttf", "a;b.woff2"]
)
def test_a_font_under_a_name_that_not_every_system_takes_is_refused(golden, name):
    (golden / "fonts").mkdir()
    shutil.copy(ROOT / "workflow/report/fonts/SourceSans3-It.ttf.woff", golden / "fonts" / name)
    run = snakemake(golden, "--dry-run")
    assert run.returncode == 1 and "Traceback" not in run.stdout
    assert "expected a name of at most 80 letters" in run.stdout
