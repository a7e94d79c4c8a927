"""What the tests share: the studies, copies of them to spoil, and runs of the whole pipeline."""

import os
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
import yaml

pytest_plugins = ["browser"]

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "studies" / "golden"
LIPSET = ROOT / "examples" / "lipset"
SYNTHETIC = ROOT / "examples" / "synthetic"


class Rebuild(NamedTuple):
    """
    A copy of a study with changes (file, what stands there, what shall stand there instead), and its rebuild from nothing.

    A file in which nothing stands is a new one.
    Either Snakemake runs it as a user would, or its scripts run one after another in one process (steps.py), which takes a
    third of the time, gives the same bytes (test_whole_run.py compares them), and is for tests of what comes out. Of a changed
    study the pages, the pictures and the archive, which take most of the time, are made only where a test asks for them.
    """

    source: Path
    changes: tuple[tuple[str, str, str], ...] = ()
    by_snakemake: bool = False
    whole: bool = True


RUNS = {
    run: Rebuild(study, by_snakemake=True)
    for run, study in {"csto_run": ROOT, "golden_run": GOLDEN, "lipset_run": LIPSET}.items()
} | {"synthetic_run": Rebuild(SYNTHETIC)}
POISON = (
    '<script>document.title="stolen"</script><img src="file:///etc/passwd" onerror="x()">'
    '<img src="http://127.0.0.1:9/x.png">{{ config }}{{ 7 * 7 }}{% raw %}&amp;'
)
IN_A_CELL = '"' + POISON.replace('"', '""') + '"'
POISONED = (
    GOLDEN,
    ("raw/evidence.csv", "A has no union.", IN_A_CELL),
    ("raw/adjudications.csv", "The newspaper mistook the week.", IN_A_CELL),
    ("raw/factors.csv", "union,A union,", f"union,{IN_A_CELL},"),
    ("raw/factors.csv", "rumour,A rumour,", f'rumour,"A rumour {IN_A_CELL[1:]},'),
)


def copy_study(source: Path, folder: Path) -> Path:
    """A copy of a study's config.yaml and raw/, and of nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source / "config.yaml", folder)
    shutil.copytree(source / "raw", folder / "raw")
    return folder


def snakemake(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Snakemake on the study in a folder, as a user runs it; what it prints is in stdout, both streams together."""
    asked = [*command(folder), *arguments]
    return subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=600)


def command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--directory", str(folder)]


def config_of(folder: Path) -> dict:
    return yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def add(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def rows(text: str) -> pd.DataFrame:
    """A table typed as lines of cells separated by blanks, `-` for an empty cell; the first line is the header."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(
        [[None if cell == "-" else cell for cell in line] for line in lines], columns=header, dtype="str"
    )


def truth_table(cases: str) -> pd.DataFrame:
    """A truth table from `A 10? 1, B 011 0`: each case, its values of the factors a, b, c (`-` for no factor), its outcome."""
    lines = [line.split() for line in cases.split(",")]
    letters = string.ascii_letters[: len(lines[0][1].strip("-"))]
    values = {letter: [line[1][place] for line in lines] for place, letter in enumerate(letters)}
    outcome = pd.Series([int(line[2]) for line in lines], dtype="Int64")
    return pd.DataFrame({"case": [line[0] for line in lines]} | values | {"outcome": outcome})


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, by its place in it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """A copy of the golden study, to spoil."""
    return copy_study(GOLDEN, tmp_path / "golden")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "of(study, *changes): the study that the fixture `rebuilt` rebuilds by its scripts"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that wait for a rebuilt study come last: those that don't run while it is rebuilt."""
    items.sort(key=lambda item: bool(rebuilds_for(item)))


def rebuilds_for(test: pytest.Item) -> list[Rebuild]:
    """What a test waits for: runs by the names of its fixtures or the parameter of `any_run`, and what its mark `of` says."""
    chosen = test.callspec.params.get("any_run") if hasattr(test, "callspec") else None
    marked = [marked_rebuild(mark) for mark in test.iter_markers("of")]
    return [RUNS[run] for run in RUNS if run in (*test.fixturenames, chosen)] + marked


def marked_rebuild(mark: pytest.Mark) -> Rebuild:
    """The rebuild that a mark `of` says: whole where nothing is changed, or where it says so."""
    study, *changes = mark.args
    return Rebuild(study, tuple(changes), whole=mark.kwargs.get("whole", not changes))


class Workshop:
    """Rebuilds that go on beside the tests, as many at once as the machine has cores, in the order of asking."""

    def __init__(self):
        self.cores = ThreadPoolExecutor(os.cpu_count())
        self.asked, self.running = {}, set()

    def ask(self, rebuild: Rebuild, folder: Path) -> None:
        self.asked[rebuild] = self.cores.submit(self.made, rebuild, folder)

    def made(self, rebuild: Rebuild, folder: Path) -> Path:
        copy_study(rebuild.source, folder)
        for file, old, new in rebuild.changes:
            replace(folder / file, old, new) if old else add(folder / file, new)
        steps = [sys.executable, str(ROOT / "tests" / "steps.py"), *([] if rebuild.whole else ["--without-pages"])]
        how = command(folder) if rebuild.by_snakemake else steps
        log = folder.with_name("log.txt")
        with log.open("w") as told, subprocess.Popen(how, cwd=folder, stdout=told, stderr=told) as process:
            self.running.add(process)
            try:
                process.wait(timeout=600)
            finally:
                process.kill()
                self.running.remove(process)
        assert process.returncode == 0, log.read_text(encoding="utf-8")
        return folder

    def close(self) -> None:
        """Give up what nobody waits for any more."""
        self.cores.shutdown(wait=False, cancel_futures=True)
        for process in list(self.running):
            process.terminate()


@pytest.fixture(scope="session", autouse=True)
def workshop(request, tmp_path_factory) -> Iterator[dict]:
    """Every rebuild that a test of this session waits for, begun before the first test, by what it rebuilds."""
    opened = Workshop()
    for rebuild in dict.fromkeys(rebuild for test in request.session.items for rebuild in rebuilds_for(test)):
        opened.ask(rebuild, tmp_path_factory.mktemp("rebuilt") / "a study")
    yield opened.asked
    opened.close()


@pytest.fixture(scope="session")
def csto_run(workshop) -> Path:
    """The CSTO study, run by Snakemake. Tests read it and change nothing."""
    return workshop[RUNS["csto_run"]].result()


@pytest.fixture(scope="session")
def golden_run(workshop) -> Path:
    """The golden study, run by Snakemake. Tests read it and change nothing."""
    return workshop[RUNS["golden_run"]].result()


@pytest.fixture(scope="session")
def lipset_run(workshop) -> Path:
    """The Lipset study, run by Snakemake. Tests read it and change nothing."""
    return workshop[RUNS["lipset_run"]].result()


@pytest.fixture(scope="session")
def synthetic_run(workshop) -> Path:
    """The synthetic study, rebuilt by its scripts. Tests read it and change nothing."""
    return workshop[RUNS["synthetic_run"]].result()


@pytest.fixture(params=RUNS)
def any_run(request) -> Path:
    """Each of the rebuilt studies, in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def rebuilt(request, workshop) -> Path:
    """The study that the test's mark `of` says, rebuilt by its scripts. Tests read it and change nothing."""
    return workshop[marked_rebuild(request.node.get_closest_marker("of"))].result()


def derived(folder: Path, noun: str) -> pd.DataFrame:
    """A derived table of a rebuilt study, every cell as text, empty where it is empty."""
    return pd.read_csv(folder / "results" / "tables" / f"{noun}.csv", dtype=str, keep_default_na=False)


@cache
def printed(folder: Path) -> list[str]:
    """The text of each page of a rebuilt study's report, blanks and line ends alike."""
    import pypdf

    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(folder / "results" / "report.pdf").pages]
