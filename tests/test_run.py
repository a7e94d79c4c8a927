"""A run: made of what the study was when it began, alone in its folder, and no obstacle to the next one where it was killed."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import add, command, contents, replace, snakemake
from test_whole_run import CHAIN, steps

from mssd import run as runs
from mssd.files import checksum, private_files, raw_files
from mssd.run import Run

TABLE = "results/tables/truth_table.csv"
STARTED, ENDED = "Execute ", "Finished jobid"


@pytest.fixture
def built(golden_run: Path, tmp_path: Path) -> Path:
    """A copy of the rebuilt golden study, with what Snakemake remembers of it, to change."""
    return Path(shutil.copytree(golden_run, tmp_path / "built"))


@pytest.fixture
def begin(golden, monkeypatch) -> Callable[[], Run]:
    """Begins a run of the golden study in this process, which goes on after it."""
    monkeypatch.chdir(golden)
    add(golden / "code.py", "code")
    monkeypatch.setattr("atexit.register", lambda close: None)
    for name in (runs.WHERE_STEPS_WORK, runs.STUDY):  # set by a run, and taken back after the test
        monkeypatch.setenv(name, "")

    def begun() -> Run:
        os.chdir(golden)
        run = Run({name: checksum(name) for name in files()}, files, {"code.py": checksum("code.py")}, [TABLE])
        run.begin()
        return run

    return begun


def files() -> list[str]:
    """The files of the study in the working directory."""
    return ["config.yaml", *raw_files("raw"), *private_files("raw")]


def started(study: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [*command(study), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for(run: subprocess.Popen, words: str) -> None:
    """Read what a run prints until it says some words, and go on reading beside the test, so that it never waits for us."""
    for line in run.stdout:
        if words in line:
            break
    threading.Thread(target=run.stdout.read, daemon=True).start()


OLDER = {
    "raw/mentions.csv": ("m12,2,rumour,,denies", "m12,2,rumour,,supports", {*CHAIN, "collection", "citations"}),
    "raw/evidence.csv": ("A has no union.", "A has none.", {"collection", "presence", "findings", "report", "archive"}),
    "raw/sources.bib": ("title", "Title", {"collection", "references", "report", "archive"}),
    "raw/summaries/1.md": ("\n\n", "\n\nMore.\n\n", {"collection", "audit", "archive"}),
    "config.yaml": ("# A made-up study", "# A study", {"report", "audit", "archive"}),
}


def put_in_place(file: Path, text: str) -> None:
    """Put a file in place of another as a backup or an archive does: with a time long ago."""
    file.write_text(text, encoding="utf-8")
    os.utime(file, (1e9, 1e9))


@pytest.mark.parametrize("name", OLDER)
def test_a_file_put_in_place_of_another_counts_by_its_contents_also_where_it_is_older(built, name):
    old, new, expected = OLDER[name]
    text = (built / name).read_text(encoding="utf-8")
    assert old in text
    put_in_place(built / name, text)
    assert "Nothing to be done" in snakemake(built, "--dry-run").stdout
    put_in_place(built / name, text.replace(old, new, 1))
    assert expected <= steps(snakemake(built, "--dry-run").stdout)


def test_so_does_a_list_of_private_names_that_is_added_changed_or_taken_away(built):
    """Each is as old as the files of a backup are."""
    names, listed = built / "raw" / "private" / "names.csv", "name\n" + "".join(["Zebul", "on Quixw", "orthy\n"])
    names.parent.mkdir()
    put_in_place(names, listed)
    assert steps(snakemake(built, "--dry-run").stdout) == {"archive"}
    assert snakemake(built).returncode == 0
    put_in_place(names, listed.replace("worthy", "orth"))
    assert steps(snakemake(built, "--dry-run").stdout) == {"archive"}
    shutil.rmtree(names.parent)
    assert steps(snakemake(built, "--dry-run").stdout) == {"archive"}


def test_a_step_sees_the_study_as_it_was_when_the_run_began(begin, golden):
    """Also where a file is changed and changed back, added or taken away meanwhile."""
    mentions = (golden / "raw" / "mentions.csv").read_text()
    run = begin()
    add(golden / "raw" / "mentions.csv", "changed")
    add(golden / "raw" / "claims.csv", "added")
    (golden / "raw" / "published.csv").unlink()
    assert Path("raw/mentions.csv").read_text() == mentions
    assert Path("raw/published.csv").exists() and not Path("raw/claims.csv").exists()
    add(golden / "raw" / "mentions.csv", mentions)
    assert run.changed(golden) == ["raw/published.csv"]


def test_results_are_written_to_the_study_and_its_time_is_kept(begin, golden):
    run = begin()
    add(Path("results/tables/x.csv"), "made")
    assert (golden / "results" / "tables" / "x.csv").read_text() == "made"
    before = (golden / "raw" / "cases.csv").stat().st_mtime
    assert (run.folder / "raw" / "cases.csv").stat().st_mtime == pytest.approx(before)
    run.end()
    run.close()
    assert Path.cwd() == golden and not (golden / runs.RUNS).exists()
    assert (golden / "results" / "tables" / "x.csv").read_text() == "made"


def test_what_was_changed_meanwhile_is_told_and_the_run_begins_anew_a_few_times_at_most(
    begin, golden, monkeypatch, capsys
):
    again = []
    monkeypatch.setattr("os.execv", lambda program, arguments: again.append(arguments))
    for times in range(runs.AT_MOST + 1):
        monkeypatch.setenv(runs.BEGUN_ANEW, str(times))
        run = begin()
        add(golden / "raw" / "mentions.csv", f"changed {times}")
        run.end()
        run.close()
        run.lock.close()
        assert "raw/mentions.csv: changed while the run went on" in capsys.readouterr().err or times == runs.AT_MOST
    assert again == [[sys.executable, *sys.orig_argv[1:]]] * runs.AT_MOST


def test_code_changed_meanwhile_is_told_and_the_run_begins_anew(begin, golden, capsys):
    run = begin()
    add(golden / "code.py", "other code")
    run.end()
    assert run.anew and capsys.readouterr().err.startswith("code.py: changed while the run went on")


def test_what_is_private_is_not_copied(begin, golden):
    """A killed run would leave the copy behind."""
    add(golden / "raw" / "private" / "names.csv", "name\nsomebody\n")
    run = begin()
    assert Path("raw/private/names.csv").read_text() == "name\nsomebody\n"
    assert [file for file in run.folder.rglob("names.csv") if "private" in str(file)] == []
    assert (run.folder / "raw" / "private").is_symlink()


def test_a_full_disk_is_told_as_such(begin, golden, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copy2", full)
    with pytest.raises(SystemExit):
        begin()
    assert "No space left on device; expected room for a copy" in capsys.readouterr().err


def test_results_are_not_called_good_without_being_made(built):
    replace(built / "raw" / "mentions.csv", "m12,2,rumour,,denies", "m12,2,rumour,,supports")
    run = snakemake(built, "--touch")
    assert run.returncode == 1 and "--touch would call results good that no step has made" in run.stdout
    assert "selection" in steps(snakemake(built, "--dry-run").stdout)


EDITED = {
    "results/headline.txt": {"report", "trail", "archive"},
    "results/tables/truth_table.csv": {"truth_table", "covariation", "report", "archive"},
    "results/report.pdf": {"setting", "archive"},
    "results/audit/index.html": {"audit", "archive"},
    "results/archive/golden-0.1.0.zip": {"archive"},
}


@pytest.mark.parametrize("change", ["edited", "edited and as old", "deleted"])
@pytest.mark.parametrize("name", EDITED)
def test_a_result_that_somebody_edited_or_deleted_is_made_anew(built, name, change):
    file = built / name
    time = file.stat().st_mtime
    file.unlink()
    if change != "deleted":
        add(file, "The study proves everything.")
        os.utime(file, (time, time) if change == "edited and as old" else None)
    assert EDITED[name] <= steps(snakemake(built, "--dry-run").stdout)


def test_a_file_added_to_a_folder_of_results_is_taken_away(built):
    add(built / "results" / "audit" / "stray.html", "stray")
    assert {"audit", "archive"} <= steps(snakemake(built, "--dry-run").stdout)


@pytest.mark.parametrize("name", ["raw/claims.csv", "raw/summaries/2.md", "raw/private/names.csv"])
def test_a_file_added_meanwhile_is_a_change(begin, golden, monkeypatch, capsys, name):
    assert not (golden / name).exists()
    run = begin()
    add(golden / name, "added")
    run.end()
    assert run.anew and capsys.readouterr().err.startswith(f"{name}: changed while the run went on")


def test_a_file_changed_after_the_check_and_before_the_run_is_told_and_the_run_begins_anew(begin, golden, monkeypatch):
    monkeypatch.setattr(runs, "copy_of", lambda name, folder: add(folder / name, "changed"))
    with pytest.raises(SystemExit):
        begin()


def test_a_second_run_in_the_same_folder_is_refused_and_the_first_goes_on(begin, golden, capsys):
    first = begin()
    with pytest.raises(SystemExit):
        begin()
    assert "another run is going on" in capsys.readouterr().err
    assert first.folder.exists()
    first.lock.close()
    assert begin().folder != first.folder


WRITES_LATE = """
import os, sys, time
os.chdir(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for place in ("results/late.csv", "results/tables/late.csv", sys.argv[1] + "/results/late.csv"):
    try:
        open(place, "w").write("late")
    except OSError as error:
        print(type(error).__name__)
"""


def test_a_step_of_a_dead_run_finds_no_place_to_write_to(begin, golden):
    first = begin()
    (golden / "results" / "tables").mkdir()
    late = subprocess.Popen(
        [sys.executable, "-c", WRITES_LATE, str(first.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert late.stdout.readline() == "ready\n"
    first.lock.close()
    begin()
    told, _ = late.communicate("\n")
    assert told.split() == ["FileNotFoundError"] * 3
    assert not list((golden / "results").rglob("late.csv"))


def test_raw_files_changed_while_snakemake_runs_leave_results_of_one_study(golden):
    """The run ends with the results of the files as they are at its end, and says so."""
    run = started(golden, TABLE)
    said = []
    for line in run.stdout:
        said.append(line)
        if ENDED in line and not any(ENDED in earlier for earlier in said[:-1]):
            replace(golden / "raw" / "mentions.csv", "m12,2,rumour,,denies", "m12,2,rumour,,supports")
    assert run.wait() == 0
    (told,) = [line for line in said if "changed while" in line]
    assert told == (
        "raw/mentions.csv: changed while the run went on. Its results are those of the files as they were; "
        "they are made anew.\n"
    )
    assert "rumour" in (golden / TABLE).read_text().splitlines()[0]
    assert "Nothing to be done" in snakemake(golden, TABLE).stdout


def test_a_step_that_snakemake_sends_to_another_process_reads_the_copies_too(begin, golden):
    """As on a cluster, where each step reads the workflow anew, in the folder of the study."""
    begin()
    add(golden / "raw" / "mentions.csv", "changed")
    sent = ["--mode", "remote", "--target-jobs", "selection:", "--force", "--no-hooks", "--ignore-incomplete"]
    step = snakemake(golden, *sent, "--cores", "1", "--nolock", "results/tables/selection.csv")
    assert step.returncode == 0, step.stdout
    assert (golden / "results" / "tables" / "selection.csv").exists()


@pytest.fixture(scope="module")
def undisturbed(golden_run: Path) -> dict[str, bytes]:
    return contents(golden_run / "results" / "tables")


@pytest.mark.parametrize("moment", [STARTED, ENDED])
def test_after_a_run_was_killed_the_next_one_simply_works(golden, undisturbed, moment):
    """Also while a step of the dead run still goes on."""
    run = started(golden, TABLE)
    wait_for(run, moment)
    run.kill()
    run.wait()
    again = snakemake(golden, TABLE)
    assert again.returncode == 0, again.stdout
    made = contents(golden / "results" / "tables")
    assert TABLE.rpartition("/")[2] in made and made.items() <= undisturbed.items()
    assert not (golden / runs.RUNS).exists()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_so_it_does_after_a_run_was_ended_by_its_user_or_terminal(golden, undisturbed, sent):
    run = started(golden, TABLE)
    wait_for(run, ENDED)
    os.killpg(run.pid, sent)
    try:
        run.wait(timeout=30)
    except subprocess.TimeoutExpired:  # Snakemake (9.27) waits for itself where a signal comes while it writes a line
        run.kill()
    again = snakemake(golden, TABLE)
    assert again.returncode == 0, again.stdout
    assert contents(golden / "results" / "tables").items() <= undisturbed.items()


def test_marks_of_a_killed_run_of_an_earlier_version_are_no_obstacle(golden):
    """Snakemake's own locks, which name files, and its marks of files half made."""
    add(golden / ".snakemake" / "locks" / "0.output.lock", f"{TABLE}\n")
    add(golden / ".snakemake" / "locks" / "0.input.lock", "raw/mentions.csv\n")
    add(golden / TABLE, "half")
    add(golden / ".snakemake" / "incomplete" / "cmVzdWx0cy90YWJsZXMvdHJ1dGhfdGFibGUuY3N2", "")
    run = snakemake(golden, TABLE)
    assert run.returncode == 0, run.stdout
    assert (golden / TABLE).read_text() != "half"


def test_what_is_tried_with_a_choice_from_the_command_line_is_not_archived(built):
    """The archive would hold a config with another choice than that by which its results were made."""
    tried = steps(snakemake(built, "--dry-run", "--config", "citation_threshold=3").stdout)
    assert "audit" in tried and "archive" not in tried
    (built / "results" / "archive" / "golden-0.1.0.zip").unlink()
    for door in (["results/archive/golden-0.1.0.zip"], ["archive"]):
        run = snakemake(built, "--dry-run", "--config", "citation_threshold=3", "--", *door)
        assert run.returncode != 0 and "archive" not in steps(run.stdout)


def test_a_dry_run_and_a_run_with_nothing_to_do_ask_for_no_folder_of_their_own(built):
    assert "Nothing to be done" in snakemake(built).stdout
    assert not (built / runs.RUNS).exists()
