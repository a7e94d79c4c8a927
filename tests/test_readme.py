"""What the README promises."""

import re
import subprocess

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_quotes_the_headline_that_the_study_gives(csto_run):
    quoted = [line.removeprefix("> ") for line in README.splitlines() if line.startswith("> ")]
    assert quoted == (csto_run / "results" / "headline.txt").read_text(encoding="utf-8").splitlines()


def test_every_command_of_the_readme_is_a_target_and_make_help_lists_each_target_in_a_line():
    helped = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = set(re.findall(r"^make (\w+) ", helped, flags=re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert listed == set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE).group(1).split())
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)", README, flags=re.MULTILINE)) <= listed


def test_every_file_that_the_readme_names_is_there():
    for name in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / name).exists(), name


def test_the_complaints_that_the_readme_shows_are_those_that_a_spoilt_study_gets(tmp_path):
    from conftest import config_of, copy_study

    from mssd.complaints import Refused
    from mssd.study import check_study

    study = copy_study(ROOT, tmp_path / "study")
    mentions = study / "raw" / "mentions.csv"
    text = mentions.read_text(encoding="utf-8")
    mentions.write_text(
        text.replace("m001,1,common_threat,,supports", "m001,1,comon_threat,,suports"), encoding="utf-8"
    )
    try:
        check_study(study / "raw", config_of(study))
    except Refused as refused:
        told = ["    " + str(complaint).replace(f"{study}/", "") for complaint in refused.complaints]
    assert [line for line in README.splitlines() if line.startswith("    raw/mentions.csv")] == told
