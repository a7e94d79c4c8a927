"""Times: when each step really ran, as Snakemake noted it; it stands in a log and never in a result, which would differ by it."""

import json
from datetime import UTC, datetime
from pathlib import Path

NOTED = Path(".snakemake/metadata")


def real_times(noted: Path = NOTED) -> dict[str, tuple[datetime, datetime]]:
    """The start and the end of each step in its last run, by the first start; nothing where no run by Snakemake is noted."""
    found: dict[str, tuple[float, float]] = {}
    for file in sorted(noted.rglob("*")) if noted.is_dir() else []:
        said = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        if said.get("starttime") and said.get("endtime"):
            start, end = found.get(said["rule"], (said["starttime"], said["endtime"]))
            found[said["rule"]] = min(start, said["starttime"]), max(end, said["endtime"])
    in_time = sorted(found.items(), key=lambda step: step[1])
    return {step: tuple(datetime.fromtimestamp(time, UTC) for time in times) for step, times in in_time}


def log(made: str, times: dict[str, tuple[datetime, datetime]]) -> str:
    """What was made and when, and below it a line for each step with its start, its end and how many seconds it took."""
    lines = [
        f"{step}: {moment(start)} to {moment(end)}, {(end - start).total_seconds():.1f} s"
        for step, (start, end) in times.items()
    ]
    return "\n".join([f"{moment(datetime.now(UTC))}: {made}", *lines, ""])


def moment(time: datetime) -> str:
    """A moment to the second."""
    return time.isoformat(timespec="seconds")
