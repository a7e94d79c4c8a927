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


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = study_in(Path(place))
        jobs = folder / "jobs.json"
        command = [sys.executable, "-c", "import json, steps; print(json.dumps(steps.jobs_of(steps.Path())))"]
        path = {
            "PYTHONPATH": os.pathsep.join(map(str, [ROOT, ROOT / "workflow", ROOT / "tests"])),
            "SOURCE_DATE_EPOCH": "0",
        }
        made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, env=os.environ | path)
        jobs.write_text(made.stdout[made.stdout.index("[") :])
        run = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--directory", str(folder)]
        floor = [sys.executable, str(ROOT / "tests" / "steps.py"), str(jobs)]
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
