"""
Time a full rebuild of the CSTO study against its floor, and a run with nothing to do; medians of five, in seconds.

The floor runs the same scripts in the same order, with the inputs, outputs and parameters that Snakemake gives them, one after
another in one Python process without Snakemake.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5


def seconds(command: list[str], folder: Path, **environment: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=os.environ | environment)
    return time.perf_counter() - start


def study_in(folder: Path) -> Path:
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "raw", folder / "raw")
    return folder


def clean(folder: Path) -> None:
    for made in ("results", ".snakemake"):
        shutil.rmtree(folder / made, ignore_errors=True)


def jobs_of(folder: Path) -> list[dict]:
    """What Snakemake gives each script of a full rebuild, in running order, as its own API tells it."""
    from snakemake.api import OutputSettings, ResourceSettings, SnakemakeApi, StorageSettings
    from snakemake.settings.enums import Quietness

    with SnakemakeApi(OutputSettings(quiet={Quietness.ALL})) as api:
        workflow_api = api.workflow(
            ResourceSettings(cores=1), storage_settings=StorageSettings(), snakefile=ROOT / "Snakefile", workdir=folder
        )
        workflow_api.dag()
        workflow = workflow_api._workflow
        workflow._prepare_dag(forceall=True, ignore_incomplete=True, lock_warn_only=True)
        workflow._build_dag()
        return [
            {
                "script": str(ROOT / "workflow" / "scripts" / f"{job.rule.name}.py"),
                "input": named(job.input),
                "output": named(job.output),
                "params": named(job.params),
                "config": workflow.config,
            }
            for level in workflow.dag.toposorted()
            for job in sorted(level, key=str)
            if job.is_script
        ]


def named(items) -> dict:
    """A Snakemake list of files or values as a plain mapping with its positions beside its names."""
    return {
        "list": [plain(item) for item in items],
        "names": {name: plain(getattr(items, name)) for name in items.keys()},  # noqa: SIM118
    }


def plain(item):
    return (
        item
        if isinstance(item, (int, float, bool, dict, type(None)))
        else str(item)
        if isinstance(item, str)
        else [plain(i) for i in item]
    )


FLOOR = """
import json, os, pathlib, runpy, sys
class Items(list):
    def __init__(self, given):
        super().__init__(given["list"]); self.__dict__.update(given["names"]); self.named = given["names"]
    def get(self, name, default=None): return self.named.get(name, default)
    def __getitem__(self, place): return self.named[place] if isinstance(place, str) else super().__getitem__(place)
    def keys(self): return self.named.keys()
class Given:
    def __init__(self, job):
        self.input, self.output, self.params = (Items(job[what]) for what in ("input", "output", "params"))
        self.config = job["config"]
for job in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    for file in job["output"]["list"]: pathlib.Path(file).parent.mkdir(parents=True, exist_ok=True)
    runpy.run_path(job["script"], init_globals={"snakemake": Given(job)}, run_name="__main__")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = study_in(Path(place))
        jobs = folder / "jobs.json"
        listing = "import json, sys; sys.path[:0] = sys.argv[1:]; import bench; print(json.dumps(bench.jobs_of(bench.Path())))"
        made = subprocess.run(
            [sys.executable, "-c", listing, str(ROOT / "tests")], cwd=folder, check=True, capture_output=True, text=True
        )
        jobs.write_text(made.stdout[made.stdout.index("[") :])
        run = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--directory", str(folder)]
        floor = [sys.executable, "-c", FLOOR, str(jobs)]
        path = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'workflow'}", "SOURCE_DATE_EPOCH": "0"}
        full, bare, idle = [], [], []
        for _ in range(RUNS):
            clean(folder)
            bare.append(seconds(floor, folder, **path))
            clean(folder)
            full.append(seconds(run, folder))
            idle.append(seconds(run, folder))
            print(f"full {full[-1]:5.1f}   floor {bare[-1]:5.1f}   nothing to do {idle[-1]:4.1f}", flush=True)
        ratio = statistics.median(a / b for a, b in zip(full, bare, strict=True))
        print(
            f"median of {RUNS}: full rebuild {statistics.median(full):.1f} s, floor {statistics.median(bare):.1f} s, "
            f"ratio {ratio:.2f}; "
            f"nothing to do {statistics.median(idle):.1f} s"
        )


if __name__ == "__main__":
    main()
