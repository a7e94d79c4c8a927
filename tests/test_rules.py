"""The rules: what a step runs on is among its inputs, so that it runs again when that changes."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LIPSET, ROOT, copy_study

LISTING = "import json, sys; sys.path[:0] = sys.argv[1:]; import steps; print(json.dumps(steps.jobs_of(steps.Path())))"


@pytest.fixture(scope="module", params=[ROOT, LIPSET], ids=["interviews", "matrix"])
def jobs(request, tmp_path_factory) -> list[dict]:
    """What Snakemake gives each script of a study."""
    folder = copy_study(request.param, tmp_path_factory.mktemp("study"))
    command = [sys.executable, "-c", LISTING, ROOT / "tests"]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return json.loads(made.stdout[made.stdout.index("[") :])


def file_of(module: str) -> Path | None:
    """The file of a module of ours."""
    folder = ROOT if module.startswith("schemas") else ROOT / "workflow"
    for place in (folder / f"{module.replace('.', '/')}.py", folder / module.replace(".", "/") / "__init__.py"):
        if place.exists():
            return place
    return None


def runs_on(script: Path, seen: set[Path] | None = None) -> set[Path]:
    """Every module of ours that a script imports, directly or not, and the schema of every table that it reads or writes."""
    seen = set() if seen is None else seen
    source = script.read_text(encoding="utf-8")
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.module]
    names = [node.module for node in nodes] + [f"{node.module}.{a.name}" for node in nodes for a in node.names]
    names += [f"schemas.{noun}" for noun in re.findall(r'(?:read|write)\("(\w+)"', source)]
    for file in filter(None, map(file_of, names)):
        if file not in seen and file.name != "__init__.py":
            seen.add(file)
            runs_on(file, seen)
    return seen


def test_a_step_declares_every_module_and_schema_that_it_runs_on(jobs):
    assert len(jobs) >= 6
    undeclared = {}
    for job in jobs:
        script, declared = Path(job["script"]), {Path(file).resolve() for file in job["input"]["list"]}
        undeclared[script.stem] = sorted(str(file.relative_to(ROOT)) for file in runs_on(script) - declared)
    assert not any(undeclared.values()), {step: files for step, files in undeclared.items() if files}


def test_no_rule_is_a_run_block_and_each_has_a_sentence():
    for rules in (ROOT / "workflow" / "rules").glob("*.smk"):
        text = rules.read_text(encoding="utf-8")
        assert not re.search(r"^\s*run:", text, flags=re.MULTILINE), rules
        assert len(re.findall(r"^ *rule \w+:", text, flags=re.MULTILINE)) == len(
            re.findall(r'^ *rule \w+:\n *"""[A-Z].+"""', text, flags=re.MULTILINE)
        ), rules


def test_a_script_imports_nothing_heavy_that_it_does_not_need():
    """Drawing and deriving load neither the renderer nor the references, nor these the tables' page."""
    for script in (ROOT / "workflow" / "scripts").glob("*.py"):
        top = script.read_text(encoding="utf-8").partition('if __name__ == "__main__":')[0]
        assert not re.search(
            r"^(import|from) (weasyprint|pypandoc|bibtexparser|matplotlib|snakemake)", top, flags=re.MULTILINE
        )
