"""Explanations: the terms of a model, what they expect of a case, and what they need its cells to be."""

from collections.abc import Mapping
from itertools import product

MOST_COMPARED = 20
MOST_EXPECTING = 10
MOST_FACTORS_EXPECTING = 8
Term = dict[str, str]
Values = Mapping[str, str]
Literal = tuple[str, str]


def terms_of(model: str) -> list[Term]:
    """
    A model as its terms, each with the value (1 or 0) that it gives to the factors it names.

    Terms are joined by ' + ', factors by '*', and '~' stands for absence. The model `1` has one term, without a condition.
    """
    return [
        {literal.removeprefix("~"): "0" if literal.startswith("~") else "1" for literal in term.split("*")}
        if term != "1"
        else {}
        for term in model.split(" + ")
    ]


def as_term(values: Values) -> str:
    """Factors with their values, in the order given, as a term: `external_actor*~government_threat`."""
    return "*".join(factor if value == "1" else f"~{factor}" for factor, value in values.items())


def fits(term: Term, values: Values) -> bool:
    """Whether no known cell contradicts a term; an undetermined cell (?) contradicts none."""
    return all(values[factor] in (value, "?") for factor, value in term.items())


def expects(terms: list[Term], values: Values) -> bool:
    """Whether a model expects the outcome of a case or a configuration: one of its terms fits."""
    return any(fits(term, values) for term in terms)


def needs(terms: list[Term], values: Values, outcome: int) -> set[Literal]:
    """
    The cells of a case that speak to an explanation, each with the value that the explanation needs there.

    A case with the outcome: the factors of every term that fits it. Here the process can be traced; the case is typical of
    the explanation (Schneider and Rohlfing 2013). A case that no term fits says nothing of this explanation.
    A case without the outcome: there is no process to the outcome to trace; but where a cell by itself decides whether the
    explanation expects the outcome, the explanation needs the value with which it doesn't.
    """
    if outcome == 1:
        return {literal for term in terms if fits(term, values) for literal in term.items()}
    named = {factor for term in terms for factor in term}
    return {
        (factor, value)
        for factor in named
        for value, other in (("0", "1"), ("1", "0"))
        if expects(terms, {**values, factor: other}) and not expects(terms, {**values, factor: value})
    }


def possible_configurations(factors: list[str], explanations: int) -> list[Term]:
    """
    Every combination of factors present and absent, for which so many explanations are to be asked what they expect.

    None above 10 explanations or 8 factors: the configurations that part them would be too many to list or to look for.
    """
    if explanations > MOST_EXPECTING or len(factors) > MOST_FACTORS_EXPECTING:
        return []
    return [dict(zip(factors, values, strict=True)) for values in product("10", repeat=len(factors))]
