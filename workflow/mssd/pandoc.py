"""Pandoc: the one place that runs it, without files or network, and within bounds of time and memory."""

import subprocess

SECONDS = 4.0
SECONDS_OF_A_LIST = 120.0
MEMORY = "512m"
OUT_OF_MEMORY = 251


class Stopped(Exception):
    """Pandoc didn't come to an end, or not to a good one: why, in plain words."""


def pandoc(text: str, source: str, target: str, *options: str, seconds: float = SECONDS) -> str:
    """
    A text of one format in another, as pandoc turns it; of files it sees only those that the options name.

    Raises Stopped when it takes longer than `seconds`, needs more than MEMORY or can't read the text.
    """
    import pypandoc

    bounds = ["+RTS", f"-M{MEMORY}", "-RTS", "--sandbox"]
    command = [pypandoc.get_pandoc_path(), *bounds, f"--from={source}", f"--to={target}", *options]
    try:
        made = subprocess.run(command, input=text.encode(errors="replace"), capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Stopped(f"it takes longer than {seconds:g} seconds to read") from None
    if made.returncode == OUT_OF_MEMORY:
        raise Stopped("it needs more memory to read than any source should")
    if made.returncode:
        raise Stopped("it can't be read as BibTeX")
    return made.stdout.decode()
