"""
Run: one at a time in a study's folder, and made of what the study was when it began.

A run copies the files of the study, and its steps work in the folder of the copies, where `results` and `.snakemake` are links to
those of the study. So what is edited meanwhile is read by no step. A run that was killed leaves its folder behind; the next one
takes that away, and a step of the dead run that still goes on finds no place any more to write to.
"""

import atexit
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from time import sleep
from typing import TextIO

from mssd.complaints import STUDY, Complaint, refuse_if_any, shown
from mssd.files import PRIVATE, checksum, checksum_if_there, fingerprint
from mssd.times import note_in, note_of, notes

RUNS = Path(".snakemake/runs")
LOCK = Path(".snakemake/run.lock")
RESULTS = Path(".snakemake/results.json")
PATIENT, A_MOMENT = 20, 0.1
MARK_IN_FOLDER = ".snakemake_timestamp"
SHARED = ["results", ".snakemake"]
WHERE_STEPS_WORK = "MSSD_RUN"
BEGUN_ANEW, AT_MOST = "MSSD_BEGUN_ANEW", 3
BUSY = "another run is going on; expected one at a time (wait for its end, or end it)"
TOUCHED = "--touch would call results good that no step has made; expected them to be made"
KEEPS_CHANGING = "The files keep changing. When you have finished, type the same line again."

Checksums = dict[str, str]


class Run:
    """
    A run in the study's folder, which is the working directory when it begins.

    contents: the checksum of each file of the study, by its path, as the study was checked. files: asks which files it has.
    code: the checksum of each file of the pipeline that steps run on. results: what the steps make, files and folders.
    """

    def __init__(
        self, contents: Checksums, files: Callable[[], Iterable[str]], code: Checksums, results: Iterable[str]
    ):
        self.study, self.contents, self.files = Path.cwd(), dict(contents), files
        self.code, self.results = dict(code), list(results)
        self.folder: Path | None = None
        self.anew = False

    def begin(self, touch: bool = False) -> None:
        """
        Take the study for this run, and go where its copies are.

        Ends the process where another run has the study, or where results are only to be touched, not made.
        """
        if touch:
            self.refuse("Nothing in {folder} is only touched.", TOUCHED)
        self.lock = locked(LOCK, tries=PATIENT)
        if self.lock is None:
            self.refuse("The study in {folder} is in use.", BUSY, "Nothing was begun, and that run goes on.")
        atexit.register(self.close)
        shutil.rmtree(RUNS, ignore_errors=True)
        try:
            self.copy()
        except OSError as error:
            self.refuse(
                "The study in {folder} can't be copied for a run.", f"{error.strerror}; expected room for a copy"
            )
        if changed := self.changed(self.folder):
            self.tell(changed, "before the run had begun. It begins anew.")
            raise SystemExit(1)
        os.environ |= {WHERE_STEPS_WORK: str(self.folder), STUDY: str(self.study)}
        os.chdir(self.folder)

    def copy(self) -> None:
        """Make the folder in which steps work: copies of the study, and links to what they write and to what is private."""
        RUNS.mkdir(parents=True)
        self.folder = Path(mkdtemp(dir=self.study / RUNS))
        private = f"raw/{PRIVATE}"
        for name in self.contents:
            if not name.startswith(f"{private}/"):
                copy_of(name, self.folder)
        for name in SHARED:
            (self.study / name).mkdir(exist_ok=True)
        for name in [*SHARED, *([private] if (self.study / private).exists() else [])]:
            (self.folder / name).symlink_to(self.study / name)

    def refuse(self, whose: str, problem: str, then: str = "Nothing was begun.") -> None:
        """End the process with a line."""
        refuse_if_any([Complaint(str(self.study), None, None, problem)], whose, then)

    def end(self) -> None:
        """Go back to the study, note its results, and say which files were changed meanwhile; the run is then made once more."""
        if self.folder is not None:
            os.chdir(self.study)
            note_results(self.results)
            changed = self.changed(self.study) or sorted(set(self.files()) - set(self.contents))
            changed += [Path(file).name for file, known in self.code.items() if checksum_if_there(file) != known]
            if changed:
                self.tell(
                    changed,
                    "while the run went on. Its results are those of the files as they were; they are made anew.",
                )

    def changed(self, folder: Path) -> list[str]:
        """The files of the study that are not the same in a folder as when the study was checked."""
        return [name for name, known in self.contents.items() if checksum_if_there(folder / name) != known]

    def tell(self, changed: list[str], what: str) -> None:
        """Say which files were changed before or while the run went on, and let it be made anew at the end."""
        files = ", ".join(changed)
        print(f"{shown(files)}: changed {what}", file=sys.stderr, flush=True)
        self.anew = True

    def close(self) -> None:
        """Take the folder of the run away, and begin anew where files were changed meanwhile, a few times at most."""
        if self.folder is not None and Path.cwd() == self.folder:
            os.chdir(self.study)
        shutil.rmtree(self.study / RUNS, ignore_errors=True)
        times = int(os.environ.get(BEGUN_ANEW, "0"))
        if self.anew and times == AT_MOST:
            print(KEEPS_CHANGING, file=sys.stderr)
        elif self.anew:
            os.environ[BEGUN_ANEW] = str(times + 1)
            for name in (WHERE_STEPS_WORK, STUDY):
                os.environ.pop(name, None)
            sys.stdout.flush()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def note_results(results: Iterable[str]) -> None:
    """Note the contents of results that don't count as old, so that one that somebody changes is made anew."""
    made = {result: fingerprint_of(Path(result)) for result in results if is_young(Path(result))}
    with suppress(OSError):
        RESULTS.write_text(json.dumps(made), encoding="utf-8")


def is_young(result: Path) -> bool:
    """Whether a result is there and wasn't made older than anything."""
    return result.exists() and result.stat().st_mtime > 0


def fingerprint_of(result: Path) -> str:
    """One checksum over a result: a file, or a folder with all that is in it but for Snakemake's mark."""
    files = sorted(file for file in result.rglob("*") if file.is_file()) if result.is_dir() else [result]
    return fingerprint({str(file.relative_to(result)): checksum(file) for file in files if file.name != MARK_IN_FOLDER})


def count_as_old(results: Iterable[list[str]]) -> None:
    """
    Make results older than anything, so that they are made anew: those of whose making nothing is noted, and changed ones.

    results: those of each step; a step makes all of its results, or none. So it is after a copy without hidden files, after
    a power cut, and where somebody edited a result. Of a folder, Snakemake asks a mark in it. Nothing is done while a run
    goes on, whose results have no note yet.
    """
    known, free = notes(), locked(LOCK)
    if free is None:
        return
    for broken in (file for file, said in known.items() if said is None):
        broken.unlink()
    as_made = note_in(RESULTS) or {}
    for made in results:
        if any(is_unknown(result, known) or is_changed(result, as_made) for result in made):
            make_old(made)
    free.close()


def is_unknown(result: str, known: dict[Path, dict | None]) -> bool:
    """Whether a result is there of whose making nothing is noted."""
    return Path(result).exists() and not known.get(note_of(result))


def is_changed(result: str, as_made: dict[str, str]) -> bool:
    """Whether a result is another than the last run made, or is gone."""
    return result in as_made and (not Path(result).exists() or fingerprint_of(Path(result)) != as_made[result])


def make_old(results: Iterable[str]) -> None:
    """Forget what is noted of results, and give them a time before all others."""
    for result in results:
        note_of(result).unlink(missing_ok=True)
        for file in (Path(result), Path(result) / MARK_IN_FOLDER):
            with suppress(OSError):
                os.utime(file, (0, 0))


def go_where_steps_work() -> Path:
    """Go where the copies of a run are, in a step that its run has started; the folder of the study."""
    study = Path.cwd()
    if WHERE_STEPS_WORK in os.environ:
        os.chdir(os.environ[WHERE_STEPS_WORK])
    return study


def locked(path: Path, tries: int = 1) -> TextIO | None:
    """
    A file that this process alone has locked, for as long as it lives; None where another process has it, after some tries.

    The system gives the lock back when the process ends, however it ends. A file system without locks locks nothing.
    """
    import fcntl

    path.parent.mkdir(exist_ok=True)
    opened = path.open("a")
    for _ in range(tries):
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return opened
        except BlockingIOError:
            sleep(A_MOMENT)
        except OSError:
            return opened
    return None


def copy_of(name: str, folder: Path) -> None:
    """Copy a file of the study to the same place in a folder, with its time; a file that is gone meanwhile is left out."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        shutil.copy2(name, place)
