"""Times: when each step really ran, as Snakemake noted it; it stands in a log and never in a result, which would differ by it."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from pathlib import Path

NOTED = Path(".snakemake/metadata")
LONGEST_NAME = 254


def notes(noted: Path = NOTED) -> dict[Path, dict | None]:
    """What Snakemake noted of the making of each result, by the file of the note; None for one in pieces, after a power cut."""
    files = [file for file in sorted(noted.rglob("*")) if file.is_file()] if noted.is_dir() else []
    return {file: note_in(file) for file in files}


def note_in(file: Path) -> dict | None:
    """A note, where it can be read."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def note_of(result: str, noted: Path = NOTED) -> Path:
    """The file of the note on a result: it is called after the path in base64, a long one in folders with @."""
    name = urlsafe_b64encode(result.encode()).decode()
    parts = [name[at : at + LONGEST_NAME] for at in range(0, len(name), LONGEST_NAME)]
    return noted.joinpath(*(f"@{part}" for part in parts[:-1]), parts[-1])


def real_times(noted: Path = NOTED) -> dict[str, tuple[datetime, datetime]]:
    """The start and the end of each step in its last run, by the first start; nothing where no run by Snakemake is noted."""
    found: dict[str, tuple[float, float]] = {}
    for said in filter(None, notes(noted).values()):
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
