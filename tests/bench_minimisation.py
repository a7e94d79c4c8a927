"""
Time the minimisation as conditions and cases grow, beside setqca and pyqca; medians of five, in processor time.

    python tests/bench_minimisation.py [PYTHON]

PYTHON is that of a separate environment with the two (pip install setqca pyqca); the variable QCA_PYTHON says the same. They are
peers to compare with, never dependencies; without them ours is timed alone. Each engine gets the same parsimonious task in a
process of its own: from the positive and the negative configurations to the implicants and the models with the fewest terms
(pyqca: one of the models; setqca: those of them with the fewest literals). Reading tables and starting Python are not timed.
Memory is all that the process held at most.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5
LIMIT = 60  # processor seconds after which no further run starts; a process ends after twice that time at most
GROWTH = [(4, 4), *((width, 50) for width in range(4, 21, 2)), (8, 100), (8, 200), (12, 100), (12, 200), (12, 1000)]
PEERS = ["setqca", "pyqca"]


def table(width: int, cases: int, outcome: str) -> dict:
    """
    Cases at random, the outcome by a rule (A*B + ~C*D) or by a fair coin, always the same.

    Configurations with both outcomes are left out.
    """
    chance = random.Random(f"{width} {cases}")
    rows: dict[int, set[int]] = {}
    for _ in range(cases):
        case, coin = chance.getrandbits(width), chance.getrandbits(1)
        rule = case & 0b11 == 0b11 or case & 0b1100 == 0b1000
        rows.setdefault(case, set()).add(coin if outcome == "coin" else int(rule))
    positive, negative = (sorted(row for row, seen in rows.items() if seen == {value}) for value in (1, 0))
    return {"width": width, "positive": positive, "negative": negative}


def ours(width: int, positive: list[int], negative: list[int]) -> str:
    from mssd.minimisation import minimal_models, prime_implicants

    found = minimal_models(prime_implicants(positive, negative, width), positive)
    terms = f"{found.size}" if found.at_least == found.size else f"{found.at_least}-{found.size}"
    return f"{terms} / {found.count:,}{'' if found.counted else '+'}"


def setqca(width: int, positive: list[int], negative: list[int]) -> str:
    from setqca import minimize

    remainders = set(range(1 << width)) - set(positive) - set(negative)
    found = minimize(set(positive), dont_cares=remainders, width=width, max_solutions=1000)
    return f"{len(found[0].implicants)} / {len(found):,}"


def pyqca(width: int, positive: list[int], negative: list[int]) -> str:
    from qca.minimizers import exact_set_cover, quine_mccluskey

    patterns = list(product([0, 1], repeat=width))
    remainders = sorted(set(range(1 << width)) - set(positive) - set(negative))
    primes = quine_mccluskey(positive, patterns, [False] * width, remainders)
    return f"{len(exact_set_cover(primes, positive))} / 1"


def timed(engine: str) -> None:
    """In a process of its own: the table comes in, and a line for each run goes out."""
    given, used = json.load(sys.stdin), 0.0
    for _ in range(RUNS):
        seconds, repeats, found = 0.0, 0, ""
        while seconds < 0.02:
            start = time.process_time()
            found = {"ours": ours, "setqca": setqca, "pyqca": pyqca}[engine](**given)
            seconds, repeats = seconds + time.process_time() - start, repeats + 1
        used += seconds
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        print(json.dumps({"seconds": seconds / repeats, "found": found, "held": held}), flush=True)
        if used + seconds > LIMIT:
            return


def runs(python: str, engine: str, given: dict) -> list[dict]:
    """What the runs of an engine gave; none when the first wasn't through in time."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow") if engine == "ours" else ""}
    command = [python, __file__, "--engine", engine]
    try:
        done = subprocess.run(
            command, input=json.dumps(given), env=environment, capture_output=True, text=True, timeout=2 * LIMIT
        )
    except subprocess.TimeoutExpired as stopped:
        return [json.loads(line) for line in (stopped.stdout or b"").decode().splitlines()]
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cell(found: list[dict]) -> str:
    """Median, memory, terms and models of an engine on a table."""
    if not found:
        return f"none in {2 * LIMIT} s"
    seconds = statistics.median(run["seconds"] for run in found)
    few = f" (of {len(found)})" if len(found) < RUNS else ""
    return f"{1000 * seconds:10,.2f} ms{few} {max(run['held'] for run in found):4.0f} MB  {found[-1]['found']}"


def main() -> None:
    peers_in = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("QCA_PYTHON")
    if not peers_in:
        print("Ours alone: no environment with setqca and pyqca was given.")
    engines = ["ours", *(PEERS if peers_in else [])]
    print("terms / models; a + where not all were counted, a range where the fewest terms are not established")
    for outcome in ("rule", "coin"):
        print(f"\noutcome by {'the rule A*B + ~C*D' if outcome == 'rule' else 'a fair coin'}")
        print("conditions cases positive  " + "".join(f"{engine:<46}" for engine in engines))
        beaten: dict[str, int] = {}
        for width, cases in GROWTH:
            given, line = table(width, cases, outcome), ""
            for engine in engines:
                if width >= beaten.get(engine, 99):
                    line += f"{'-':<46}"
                    continue
                found = runs(sys.executable if engine == "ours" else peers_in, engine, given)
                if not found:
                    beaten[engine] = width
                line += f"{cell(found):<46}"
            print(f"{width:10} {cases:5} {len(given['positive']):8}  {line.rstrip()}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--engine"]:
        timed(sys.argv[2])
    else:
        main()
