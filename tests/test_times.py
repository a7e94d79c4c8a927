"""Times: when each step really ran, beside the archive and never in it."""

import json

from mssd.times import log, real_times


def test_a_step_starts_with_its_first_output_and_ends_with_its_last(tmp_path):
    """Snakemake notes each output apart: seconds since 1970, 60 to 61.5 and 60 to 62; an unfinished one has no end."""
    notes = [("presence", 60, 61.5), ("presence", 60, 62), ("selection", 50, 51), ("report", 70, None)]
    for number, (rule, start, end) in enumerate(notes):
        note = {"rule": rule, "starttime": start, "endtime": end}
        (tmp_path / str(number)).write_text(json.dumps(note), encoding="utf-8")
    lines = log("made", real_times(tmp_path)).splitlines()
    assert lines[0].endswith(": made")
    assert lines[1:] == [
        "selection: 1970-01-01T00:00:50+00:00 to 1970-01-01T00:00:51+00:00, 1.0 s",
        "presence: 1970-01-01T00:01:00+00:00 to 1970-01-01T00:01:02+00:00, 2.0 s",
    ]


def test_without_a_run_by_snakemake_no_step_has_a_time(tmp_path):
    assert real_times(tmp_path / "nowhere") == {}


def test_the_log_beside_an_archive_tells_of_every_step_of_the_run(golden_run):
    told = (golden_run / "results" / "archive" / "log.txt").read_text(encoding="utf-8")
    assert "golden-0.1.0.zip" in told.splitlines()[0]
    assert {"collection", "presence", "report", "setting", "audit"} <= {
        line.split(":")[0] for line in told.splitlines()[1:]
    }
