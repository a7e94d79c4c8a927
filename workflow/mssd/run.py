"""
Run: one at a time in a study's folder, and made of what the study was when it began.

A run copies the files of the study, and its steps work in the folder of the copies, where `results` and `.snakemake` are links to
those of the study. So what is edited meanwhile is read by no step. A run that was killed leaves its folder behind; the next one
takes that away, and a step of the dead run that still goes on finds no place any more to write to.
"""

import atexit
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TextIO

from mssd.complaints import STUDY, Complaint, refuse_if_any
from mssd.files import checksum_if_there
from mssd.times import note_of, notes

RUNS = Path(".snakemake/runs")
LOCK = Path(".snakemake/run.lock")
MARK_IN_FOLDER = ".snakemake_timestamp"
SHARED = ["results", ".snakemake"]
WHERE_STEPS_WORK = "MSSD_RUN"
BEGUN_ANEW, AT_MOST = "MSSD_BEGUN_ANEW", 3
BUSY = "another run is going on; expected one at a time (wait for its end, or end it)"
KEEPS_CHANGING = "The files keep changing. When you have finished, type the same line again."


class Run:
    """
    A run in the study's folder, which is the working directory when it begins.

    contents: the checksum of each file of the study, by its path, as the study was checked. files: asks which files it has.
    """

    def __init__(self, contents: Mapping[str, str], files: Callable[[], Iterable[str]]):
        self.study, self.contents, self.files = Path.cwd(), dict(contents), files
        self.folder: Path | None = None
        self.anew = False

    def begin(self) -> None:
        """Take the study for this run, and go where its copies are. Ends the process where another run has the study."""
        self.lock = locked(LOCK)
        if self.lock is None:
            complaint = Complaint(str(self.study), None, None, BUSY)
            refuse_if_any([complaint], "The study in {folder} is in use.", "Nothing was begun, and that run goes on.")
        atexit.register(self.close)
        shutil.rmtree(RUNS, ignore_errors=True)
        RUNS.mkdir(parents=True)
        self.folder = Path(mkdtemp(dir=self.study / RUNS))
        for name in self.contents:
            copy_of(name, self.folder)
        if changed := self.changed(self.folder):
            self.tell(changed, "before the run had begun. It begins anew.")
            raise SystemExit(1)
        for name in SHARED:
            (self.study / name).mkdir(exist_ok=True)
            (self.folder / name).symlink_to(self.study / name)
        os.environ |= {WHERE_STEPS_WORK: str(self.folder), STUDY: str(self.study)}
        os.chdir(self.folder)

    def end(self) -> None:
        """Go back to the study, and say which of its files were changed meanwhile; the run is then made once more."""
        if self.folder is not None:
            os.chdir(self.study)
            if changed := self.changed(self.study) or sorted(set(self.files()) - set(self.contents)):
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
        print(f"{files}: changed {what}", file=sys.stderr, flush=True)
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


def count_as_old(results: Iterable[str]) -> None:
    """
    Make results of whose making nothing is noted older than anything, so that they are made anew.

    So it is after a copy without hidden files, or a power cut. Of a folder, Snakemake asks a mark in it. Nothing is done while
    a run goes on, whose results have no note yet.
    """
    known, free = notes(), locked(LOCK)
    if free is None:
        return
    for broken in (file for file, said in known.items() if said is None):
        broken.unlink()
    for result in (result for result in results if not known.get(note_of(result))):
        for file in (Path(result), Path(result) / MARK_IN_FOLDER):
            with suppress(OSError):
                os.utime(file, (0, 0))
    free.close()


def go_where_steps_work() -> Path:
    """Go where the copies of a run are, in a step that its run has started; the folder of the study."""
    study = Path.cwd()
    if WHERE_STEPS_WORK in os.environ:
        os.chdir(os.environ[WHERE_STEPS_WORK])
    return study


def locked(path: Path) -> TextIO | None:
    """
    A file that this process alone has locked, for as long as it lives; None where another process has it.

    The system gives the lock back when the process ends, however it ends. A file system without locks locks nothing.
    """
    import fcntl

    path.parent.mkdir(exist_ok=True)
    opened = path.open("a")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError:
        pass
    return opened


def copy_of(name: str, folder: Path) -> None:
    """Copy a file of the study to the same place in a folder, with its time; a file that is gone meanwhile is left out."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        shutil.copy2(name, place)
