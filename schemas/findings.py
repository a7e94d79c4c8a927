from collections.abc import Iterable

from pandera.typing import Series

from schemas.base import Table, column

# The names that a claim may use, by what they say of. A set has its size beside it, as `<name>.count`.
SETS = [
    *(
        "candidates",
        "cases",
        "cases.left_out",
        "cases.undetermined",
        "compared",
        "compared.factors",
        "factors.compared",
    ),
    *(
        "cells",
        "cells.adjudicated",
        "cells.against_evidence",
        "cells.contested",
        "cells.undetermined",
        "cells.published",
    ),
    *(
        "cells.agreeing",
        "cells.disagreeing",
        "cells.evidence_settles",
        "cells.evidence_silent",
        "cells.evidence_otherwise",
    ),
    *("cells.evidence_as_published", "cells.evidence_silent_published"),
    *("cells.present_by_interviews", "cells.tied_to_interviews"),
    *("changes.single_cells", "changes.decided_cells", "changes.single_outcomes"),
    *("interviews", "interviews.public", "interviews.confidential", "interviews.singled_out", "small_cells"),
    "sources.uncited",
    *("coreq", "coreq.data", "coreq.data.in_part", "coreq.author", "coreq.both", "coreq.open"),
    *("selected", "selected.common", "selected.compared", "selected.on_the_edge"),
    *("outcome.occurred", "outcome.absent", "outcome.as_published", "outcome.otherwise"),
    *("survivors", "survivors.inseparable", "inverse", "constant", "open", "necessary", "sufficient"),
    *("ruled_out", "ruled_out.sufficient", "ruled_out.necessary"),
]
NUMBERS = [
    *("interviews.minutes", "interviews.shortest", "interviews.longest", "mentions", "mentions.passages"),
    *("evidence", "evidence.present", "evidence.absent", "evidence.sources", "sources", "organs", "forces"),
    *("factors", "factors.cited", "citation_threshold", "changes.citations"),
    *("combinations.possible", "combinations.observed"),
]
OUTCOMES, MINIMISED = ["outcome", "absence"], ["complex", "parsimonious", "intermediate"]
VARIED = ["threshold", "without_interview", "without_two_interviews", "without_case", "flipped_cell", "flipped_outcome"]
VARIED += ["one_voice_per_author"]
SETS += [
    *("cases.contradictory", "cases.alike", "background.constant", "background.rivals", "background.mixed"),
    *("background.open", "background.possible_rivals", "pairs.msdo", "pairs.mdso"),
    *(f"{what}.{outcome}" for what in ("necessary", "sufficient", "assumed") for outcome in OUTCOMES),
    *(f"assumed.{outcome}.{called}" for outcome in OUTCOMES for called in ("easy", "difficult")),
    *(f"models.{outcome}.{kind}{what}" for outcome in OUTCOMES for kind in MINIMISED for what in ("", ".certain")),
    *(f"mill.{method}.shows" for method in ("difference", "agreement", "joint")),
    *(f"variations.{test}.{what}" for test in VARIED for what in ("changed", "models_changed")),
    *(f"codings.{kind}.{standing}" for kind in ("survivors", "models") for standing in ("all", "some", "none")),
    *(
        f"discriminations.{what}"
        for what in ("explanations", "cells", "cells.traced", "cells.contested", "configurations")
    ),
    *("weights.pieces", "weights.against_coding"),
]
NUMBERS += [
    *("configurations.contradictory", "configurations.remainders", "background", "variations"),
    *("variations.changed", "variations.models_changed"),
    *("codings", "codings.possible", "codings.same", "codings.none"),
    *(f"necessary.{outcome}.disjunctions" for outcome in OUTCOMES),
    *(
        f"{what}.{outcome}.{kind}.number"
        for what in ("models", "terms", "implicants")
        for outcome in OUTCOMES
        for kind in MINIMISED
    ),
    *(f"mill.{method}{what}" for method in ("difference", "agreement", "joint") for what in ("", ".applies", ".open")),
    *(f"pairs.{kind}{end}" for kind in ("different", "same") for end in ("", ".nearest", ".farthest")),
    *(f"variations.{test}{what}" for test in VARIED for what in ("", ".open")),
    *("chance.fair_coins.one", "chance.fair_coins.as_many"),
    *("chance.permuted_outcomes.one", "chance.permuted_outcomes.as_many"),
    *(f"chance.coding_error.{rate}.same" for rate in ("0.01", "0.05", "0.1", "0.2")),
]
SETS_OF_A_FACTOR = ["contradicting"]
NUMBERS_OF_A_FACTOR = ["citations"]


class Findings(Table):
    """One row is a number or a set that the report states, with where it comes from."""

    finding: Series[str] = column("The name of the finding.", unique=True)
    value: Series[str] = column(
        "The number, or the members of the set separated by '; '; empty for an empty set.", optional=True
    )
    unit: Series[str] = column("What the number counts, or what the set is made of.")
    origin: Series[str] = column("The table, and the rows of it, that the value comes from.", alias="from")


def clashing(factors: Iterable[str]) -> list[str]:
    """The factors whose findings would have the names of others: `a.count`, beside a factor `a` with a set and its size."""
    known = list(factors)
    return [factor for factor in known if factor.endswith(".count") and factor.removesuffix(".count") in known]


def names_of_findings(factors: Iterable[str]) -> list[str]:
    """The names of all findings that a study with these factors can have, apart from those on its claims."""
    factors = list(factors)
    sets = SETS + [f"{name}.{factor}" for name in SETS_OF_A_FACTOR for factor in factors]
    numbers = NUMBERS + [f"{name}.{factor}" for name in NUMBERS_OF_A_FACTOR for factor in factors]
    return sorted([*sets, *(f"{name}.count" for name in sets), *numbers])
