"""Equipment: what is missing on a machine is said in a line each before anything is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import GOLDEN, ROOT, copy_study

from mssd import equipment
from mssd.equipment import missing_equipment
from mssd.fonts import Face


def test_this_machine_has_what_is_needed(tmp_path):
    assert missing_equipment(tmp_path / "results") == []


def test_a_library_that_is_not_there_is_named_with_the_line_that_installs_it(monkeypatch, tmp_path):
    monkeypatch.setitem(equipment.LIBRARIES, "Pango", ["libpango-nowhere.so.9"])
    assert [str(complaint) for complaint in missing_equipment(tmp_path)] == [
        "Pango: the library that sets pages isn't there; type `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
        "libharfbuzz-subset0` or `brew install pango`"
    ]


@pytest.mark.parametrize("library", equipment.LIBRARIES)
def test_the_set_up_installs_the_packages_when_any_one_library_is_missing(monkeypatch, library):
    assert equipment.packages_to_install() == ""
    monkeypatch.setitem(equipment.LIBRARIES, library, ["lib-nowhere.so.9"])
    assert equipment.packages_to_install() == "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def test_a_font_file_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(
        equipment, "FACES", [Face("Source Sans 3", 600, "normal", Path("fonts/SourceSans3-Semibold.ttf.woff"))]
    )
    assert [str(complaint) for complaint in missing_equipment(tmp_path)] == [
        "workflow/report/fonts/SourceSans3-Semibold.ttf.woff: the font file isn't there; "
        "restore it, for instance with `git restore`"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_one_may_not_write_in_is_named(tmp_path):
    tmp_path.chmod(0o500)
    (complaint,) = missing_equipment(tmp_path / "results")
    assert str(complaint) == f"{tmp_path}/results: you may not write in {tmp_path}; expected a folder of your own"


def test_results_that_cannot_be_written_are_one_line_and_nothing_is_made(tmp_path):
    study = copy_study(GOLDEN, tmp_path / "study")
    (study / "results").write_text("mine", encoding="utf-8")
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--cores", "1"]
    run = subprocess.run(command, cwd=study, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "results: a file of this name is there; expected a folder, or nothing" in run.stderr
    assert "Something is missing to rebuild the study" in run.stderr
    assert "Traceback" not in run.stderr
    assert (study / "results").read_text(encoding="utf-8") == "mine"
