"""What the tests share: the studies, copies of them to spoil, and runs of the whole pipeline."""

import shutil
import string
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

pytest_plugins = ["browser"]

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "studies" / "golden"
LIPSET = ROOT / "examples" / "lipset"


def copy_study(source: Path, folder: Path) -> Path:
    """A copy of a study's config.yaml and raw/, and of nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source / "config.yaml", folder)
    shutil.copytree(source / "raw", folder / "raw")
    return folder


def snakemake(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Snakemake on the study in a folder, as a user runs it; what it prints is in stdout, both streams together."""
    command = [sys.executable, "-m", "snakemake", "--snakefile", ROOT / "Snakefile", "--directory", folder, *arguments]
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=600
    )


def config_of(folder: Path) -> dict:
    return yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))


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


def rebuilt(source: Path, folder: Path) -> Path:
    """A copy of a study, rebuilt from nothing."""
    run = snakemake(copy_study(source, folder))
    assert run.returncode == 0, run.stdout
    return folder


@pytest.fixture(scope="session")
def csto_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CSTO study, rebuilt. Tests read it and change nothing."""
    return rebuilt(ROOT, tmp_path_factory.mktemp("csto"))


@pytest.fixture(scope="session")
def golden_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden study, rebuilt. Tests read it and change nothing."""
    return rebuilt(GOLDEN, tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="session")
def lipset_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Lipset study, rebuilt. Tests read it and change nothing."""
    return rebuilt(LIPSET, tmp_path_factory.mktemp("lipset"))


def derived(folder: Path, noun: str) -> pd.DataFrame:
    """A derived table of a rebuilt study, every cell as text, empty where it is empty."""
    return pd.read_csv(folder / "results" / "tables" / f"{noun}.csv", dtype=str, keep_default_na=False)
