"""
The steps of a study without Snakemake: what it gives each script, and all of them run in one process.

Run in a study's folder: python steps.py rebuilds it (--without-pages: but for pages, pictures, the audit and the archive);
python steps.py JOBS runs the jobs listed in a file.
"""

import json
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


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


class Items(list):
    """The files or values of a job as a script meets them: by position and by name."""

    def __init__(self, given: dict):
        super().__init__(given["list"])
        self.named = given["names"]
        self.__dict__.update(self.named)

    def get(self, name: str, default=None):
        return self.named.get(name, default)

    def __getitem__(self, place):
        return self.named[place] if isinstance(place, str) else super().__getitem__(place)

    def keys(self):
        return self.named.keys()


class Given:
    """What a script knows as `snakemake`."""

    def __init__(self, job: dict):
        self.input, self.output, self.params = (Items(job[what]) for what in ("input", "output", "params"))
        self.config = job["config"]


def run_scripts(jobs: list[dict]) -> None:
    """The scripts of a study's steps, one after another in this process and folder, as Snakemake runs each in its own process."""
    for job in jobs:
        for file in job["output"]["list"]:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        runpy.run_path(job["script"], init_globals={"snakemake": Given(job)}, run_name="__main__")
        missing = [file for file in job["output"]["list"] if not Path(file).exists()]
        assert not missing, f"{job['script']} doesn't make {missing}"


def without_pages(jobs: list[dict]) -> list[dict]:
    """The jobs but for those that set pages, draw pictures and archive, on which no other depends."""
    return [job for job in jobs if Path(job["script"]).stem not in ("setting", "pictures", "archive", "trail", "audit")]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--without-pages"]:
            run_scripts(without_pages(jobs_of(Path())))
        case [listed]:
            run_scripts(json.loads(Path(listed).read_text(encoding="utf-8")))
        case _:
            run_scripts(jobs_of(Path()))
