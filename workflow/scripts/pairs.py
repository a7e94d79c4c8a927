"""Pairs: how alike each two of the compared cases are, and how each characteristic of their background goes with the outcome."""

import re
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations, count

import pandas as pd

from mssd.tables import listed
from schemas.base import UNKNOWN
from schemas.pairs import Pairs
from schemas.similarity import Similarity
from scripts.covariation import verdicts

FACTORS = "factors"
Pair = tuple[str, str]
Apart = tuple[int, int]
Values = dict[str, str]


def pairs(truth_table: pd.DataFrame, background: pd.DataFrame) -> pd.DataFrame:
    """
    Each pair of compared cases with its Boolean distances, and the design that it is best for.

    truth_table: a row a case, a column of 1, 0 and ? for each factor, the outcome. background: a row a characteristic of a
    case, in blocks; it may be empty, and cases that aren't compared don't count.
    A distance is the number of factors or characteristics that are known for both cases and differ; beside it stands how
    many are known. Most similar with different outcomes (MSDO) and most different with the same outcome (MDSO) are the
    pairs at the extreme in the largest number of blocks; where several are, all of them.
    Source: De Meur and Berg-Schlosser 1994.
    """
    # ASSUME: Each characteristic weighs the same within its block, and each block the same, however many it has.
    outcome = outcomes(truth_table)
    blocks = blocks_of(truth_table, background)
    distances = {
        (one, other): {block: apart(values[one], values[other]) for block, values in blocks.items()}
        for one, other in combinations(outcome, 2)
    }
    extreme = extremes(distances, outcome)
    design = designs(extreme, outcome)
    rows = [
        {
            "case_a": one,
            "case_b": other,
            "same_outcome": int(outcome[one] == outcome[other]),
            **columns_of_distances(distances[one, other]),
            "differ_in": listed(differing(blocks[FACTORS][one], blocks[FACTORS][other])),
            "extreme_in": listed(extreme[one, other]),
            "design": design.get((one, other)),
        }
        for one, other in distances
    ]
    return as_table(rows, [block for block in blocks if block != FACTORS])


def similarity(truth_table: pd.DataFrame, background: pd.DataFrame) -> pd.DataFrame:
    """
    Each characteristic of the background with how it goes with the outcome over the compared cases, as `covariation` says it.

    One that goes with it exactly is not held constant by the choice of cases, and is as good a rival as a survivor. One
    that is known of no compared case keeps its row; without compared cases there is none.
    Source: Przeworski and Teune 1970, chapter 2.
    """
    outcome = outcomes(truth_table)
    found = characteristics(background, list(outcome)) if outcome else {}
    rows = [
        {
            "block": block,
            "characteristic": characteristic,
            "pattern": pattern_of(list(values.values()), list(outcome.values())),
            "present_in": listed(case for case in outcome if values[case] == "1"),
            "absent_in": listed(case for case in outcome if values[case] == "0"),
            "unknown_in": listed(case for case in outcome if values[case] == UNKNOWN),
        }
        for (block, characteristic), values in found.items()
    ]
    return pd.DataFrame(rows, columns=list(Similarity.to_schema().columns)).sort_values(["block", "characteristic"])


def outcomes(truth_table: pd.DataFrame) -> dict[str, int]:
    """The outcome of each compared case, in the order of their names."""
    cases = truth_table.sort_values("case")
    return dict(zip(cases["case"], cases["outcome"].astype(int), strict=True))


def characteristics(background: pd.DataFrame, cases: list[str]) -> dict[Pair, Values]:
    """What is known of each characteristic, by its block and name: 1, 0 or ? for each of the cases."""
    stated = background.dropna(subset="value")
    keys = zip(stated["block"], stated["characteristic"], stated["case"], strict=True)
    known = dict(zip(keys, stated["value"].astype(int).astype(str), strict=True))
    names = sorted(set(zip(background["block"], background["characteristic"], strict=True)))
    return {name: {case: known.get((*name, case), UNKNOWN) for case in cases} for name in names}


def blocks_of(truth_table: pd.DataFrame, background: pd.DataFrame) -> dict[str, dict[str, Values]]:
    """By block, the factors being one, and by case: the value of each of its factors or characteristics."""
    by_case = truth_table.set_index("case").drop(columns="outcome").to_dict("index")
    blocks = {FACTORS: {case: by_case[case] for case in outcomes(truth_table)}}
    of = slugs(background["block"])
    for (block, characteristic), values in characteristics(background, list(by_case)).items():
        rows = blocks.setdefault(of[block], {case: {} for case in by_case})
        for case, value in values.items():
            rows[case][characteristic] = value
    return blocks


def slugs(blocks: Iterable[str]) -> dict[str, str]:
    """Each block's name as the name of a column has it: small letters, digits and _, no two alike, none that of the factors."""
    names: dict[str, str] = {}
    for block in sorted(set(blocks)):
        slug = re.sub(r"[\W_]+", "_", block.lower()).strip("_") or "block"
        possible = (slug if number == 1 else f"{slug}_{number}" for number in count(1))
        names[block] = next(name for name in possible if name not in (FACTORS, *names.values()))
    return names


def differing(one: Values, other: Values) -> list[str]:
    """Of what is known for both cases, that in which they differ."""
    return [name for name in one if {one[name], other[name]} == {"0", "1"}]


def apart(one: Values, other: Values) -> Apart:
    """The Boolean distance of two cases, and how much of them is known for both."""
    return len(differing(one, other)), sum(UNKNOWN not in (one[name], other[name]) for name in one)


def extremes(distances: dict[Pair, dict[str, Apart]], outcome: dict[str, int]) -> dict[Pair, list[str]]:
    """
    The blocks in which a pair is at the extreme among the pairs of its kind.

    Pairs with different outcomes are one kind: the nearest are at the extreme. Pairs that both have the outcome are
    another, and pairs without it a third: the farthest are. As more may be known of one pair than of another, what
    is compared is the share that differs of what is known for both. A block in which no pair of the kind differs says
    nothing of them: none is at the extreme.
    """
    # ASSUME: What is unknown of two cases differs as often as what is known of them in the same block.
    found: dict[Pair, list[str]] = {pair: [] for pair in distances}
    for kind, members in kinds(distances, outcome).items():
        for block in distances[members[0]]:
            known = {pair: Fraction(*distances[pair][block]) for pair in members if distances[pair][block][1]}
            if any(known.values()):
                extreme = max(known.values()) if len(kind) == 1 else min(known.values())
                for pair in known:
                    found[pair] += [block] if known[pair] == extreme else []
    return found


def kinds(of_pairs: Iterable[Pair], outcome: dict[str, int]) -> dict[frozenset[int], list[Pair]]:
    """The pairs with different outcomes, those that both have it, and those that both don't."""
    found = defaultdict(list)
    for pair in of_pairs:
        found[frozenset(outcome[case] for case in pair)].append(pair)
    return found


def designs(extreme: dict[Pair, list[str]], outcome: dict[str, int]) -> dict[Pair, str]:
    """MSDO or MDSO for each pair that no other of its kind outdoes in the number of blocks in which it is at the extreme."""
    best = {}
    for kind, members in kinds(extreme, outcome).items():
        most = max(len(extreme[pair]) for pair in members)
        best |= {pair: "MDSO" if len(kind) == 1 else "MSDO" for pair in members if 0 < most == len(extreme[pair])}
    return best


def columns_of_distances(of_blocks: dict[str, Apart]) -> dict[str, int | None]:
    """The distances of a pair as columns: the factors, the whole background (empty where there is none), each of its blocks."""
    background = {block: found for block, found in of_blocks.items() if block != FACTORS}
    columns = {f"block_{block}": found for block, found in background.items()}
    columns["background"] = tuple(map(sum, zip(*background.values(), strict=True))) or (None, None)
    columns["factors"] = of_blocks[FACTORS]
    return {f"distance_{name}": distance for name, (distance, _) in columns.items()} | {
        f"known_{name}": known for name, (_, known) in columns.items()
    }


def as_table(rows: list[dict], blocks: list[str]) -> pd.DataFrame:
    """The rows with every column that they must have, also where there is no pair; numbers as whole numbers."""
    named = [name for name, rule in Pairs.to_schema().columns.items() if not rule.regex]
    columns = named + [f"{what}_block_{block}" for block in blocks for what in ("distance", "known")]
    whole = [name for name in columns if name.startswith(("same_", "distance_", "known_"))]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64")).sort_values(["case_a", "case_b"])


def pattern_of(values: list[str], outcome: list[int]) -> str:
    """The pattern of a characteristic, with every pattern that its unknown cells leave open."""
    return verdicts(values, outcome)["pattern"]


if __name__ == "__main__":
    from mssd.tables import read, write

    given, made = snakemake.input, snakemake.output
    cases = read("truth_table", given.truth_table)
    background = read("background", given.background)
    write("pairs", pairs(truth_table=cases, background=background), made.pairs)
    write("similarity", similarity(truth_table=cases, background=background), made.similarity)
