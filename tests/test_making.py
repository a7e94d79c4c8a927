"""What the report says of its own making."""

import subprocess

from conftest import ROOT

from mssd.making import OF_THE_CODE, checksum_of_all, code_files, making, pinned


def test_the_checksum_of_the_code_is_what_the_command_beside_it_prints():
    """Files that git doesn't know yet count as well, so that the test holds while something is being written."""
    command = f"git ls-files --cached --others --exclude-standard {' '.join(OF_THE_CODE)} | LC_ALL=C sort"
    made = subprocess.run(
        f"{command} | xargs sha256sum | sha256sum", shell=True, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert made.stdout.split()[0] == checksum_of_all(code_files())


def test_the_checksum_of_the_code_changes_with_a_letter_of_it_and_not_with_what_python_leaves_beside_it(tmp_path):
    for name in ("Snakefile", "workflow/a.py", "workflow/__pycache__/a.pyc", "workflow/.a.swp", "schemas/b.py~"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert code_files(tmp_path) == ["Snakefile", "workflow/a.py"]
    before = checksum_of_all(code_files(tmp_path), tmp_path)
    (tmp_path / "workflow/a.py").write_text("y")
    assert checksum_of_all(code_files(tmp_path), tmp_path) != before


def test_the_versions_are_those_pinned_and_what_only_the_tests_need_is_left_out():
    asked = "# By hand.\npandas>=3,<4\nfonttools[woff]>=4\n# For the tests and the linters.\npytest>=9\n"
    pins = "fonttools==4.68.0 \\\n    --hash=sha256:00\npandas==3.1.1 ; x\npytest==9.2.0\nsix==1.0\n"
    assert pinned(asked, pins) == [
        {"name": "pandas", "version": "3.1.1"},
        {"name": "fonttools", "version": "4.68.0"},
    ]
    ours = [(ROOT / name).read_text(encoding="utf-8") for name in ("requirements.in", "requirements.txt")]
    names = {package["name"] for package in making([], ROOT / "config.yaml", *ours, version="1")["packages"]}
    assert {"pandas", "weasyprint", "snakemake"} <= names
    assert "pytest" not in names
