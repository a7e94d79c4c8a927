"""The headline: the result of a study in a few sentences, each of them from findings."""

from mssd.chapters import Finding, sentence_name
from mssd.words import capital, counted, in_order, series, share, spoken, verb

FEW = 4
ROOM = 240
Findings = dict[str, Finding]


def headline(f: Findings, names: dict) -> list[str]:
    """The sentences that apply to the study, the outcome first. names: labels of factors and cases, order of cases, outcome."""
    sentences = [
        outcome_sentence(f, names),
        survivors_sentence(f, names["labels"]),
        inseparable_sentence(f),
        *ruled_out_sentences(f, names["labels"]),
        models_sentence(f, names_to_say(names)),
        open_sentence(f),
        evidence_sentence(f),
    ]
    return [sentence for sentence in sentences if sentence]


def outcome_sentence(f: Findings, names: dict) -> str:
    compared, positive = f["compared"].count, f["outcome.occurred"]
    cases = series(names["case_labels"][case] for case in in_order(positive.names, names["order"]))
    where = f": {cases}" if 0 < positive.count <= FEW else ""
    return (
        f"{capital(counted(compared, 'case'))} {verb(compared, 'was', 'were')} compared. "
        f"{names['outcome']['label']} occurred in {counted(positive.count, 'case')}{where}."
    )


def survivors_sentence(f: Findings, labels: dict[str, str]) -> str:
    survivors = f["survivors"]
    if not f["compared.factors"].count:
        return "No factor was selected, so that there is nothing to compare."
    if f["compared"].count == 1:
        return "A single case has no other to be compared with."
    if not varies(f):
        return "The outcome is the same in all of them, so that no factor can explain a difference."
    if not survivors.count:
        return f"No factor is {'known to be ' if f['open'].count else ''}present exactly where it occurred."
    goes = verb(survivors.count, "is", "are")
    return f"{capital(counted(survivors.count, 'factor'))} {goes} present exactly where it occurred{named(survivors, labels)}."


def varies(f: Findings) -> bool:
    """Whether the outcome occurred in some of the compared cases and not in others."""
    return bool(f["outcome.occurred"].count and f["outcome.absent"].count)


def inseparable_sentence(f: Findings) -> str:
    """Survivors share the column of the outcome, so that two or more of them are always inseparable."""
    return (
        "They have the same value in every case, so these cases cannot tell them apart."
        if f["survivors"].count > 1
        else ""
    )


def ruled_out_sentences(f: Findings, labels: dict[str, str]) -> list[str]:
    """Factors present without the outcome aren't sufficient alone; those absent with it, if never so, aren't necessary."""
    kinds = {"sufficient": "as sufficient alone", "necessary": "as necessary"}
    sentences = []
    for kind, words in kinds.items():
        out = f[f"ruled_out.{kind}"]
        goes = verb(out.count, "is", "are")
        if out.count and varies(f):
            sentences.append(f"{capital(counted(out.count, 'factor'))} {goes} ruled out {words}{named(out, labels)}.")
    return sentences


def models_sentence(f: Findings, said: dict[str, str]) -> str:
    """
    How many explanations fit equally well when factors may work together; each is named where they are few.

    Where cells are undetermined, only those count that are among the shortest however these are settled. A single explanation
    that is a survivor by itself was named before, and none fits where none is listed.
    """
    if "models.outcome.parsimonious.number" not in f:
        return ""
    if f["cells.undetermined"].count:
        return certain_models_sentence(f, said)
    models = f["models.outcome.parsimonious"]
    if not models.count or is_the_survivor(models, f):
        return ""
    number = f["models.outcome.parsimonious.number"].number
    fit = "fits with the fewest terms" if number == 1 else "fit equally well"
    return f"With combinations of factors allowed, {counted(number, 'explanation')} {fit}{spoken_few(models, said)}."


def certain_models_sentence(f: Findings, said: dict[str, str]) -> str:
    """The explanations that are among the shortest however undetermined cells are settled, unless they were named before."""
    certain = f["models.outcome.parsimonious.certain"]
    if not certain.count or is_the_survivor(certain, f):
        return ""
    named = f"{counted(certain.count, 'explanation')} {verb(certain.count, 'fits', 'fit')}{spoken_few(certain, said)}"
    return f"With combinations of factors allowed and the undetermined cells settled in any way, {named}."


def names_to_say(names: dict) -> dict[str, str]:
    """The factors as a combination of them is spoken: by the short names that the study gives, or else by their labels."""
    shorts, labels = names["shorts"], names["labels"]
    return {name: labels[name] if shorts[name] == sentence_name(name) else shorts[name] for name in labels}


def is_the_survivor(models: Finding, f: Findings) -> bool:
    """Whether the only model is the only survivor, by itself."""
    return models.count == 1 and models.names == f["survivors"].names


def spoken_few(models: Finding, said: dict[str, str]) -> str:
    """The models after a colon, where they are few and short."""
    if models.count > FEW:
        return ""
    told = "; ".join(spoken(model, said) for model in models.names)
    return f": {told}" if len(told) <= ROOM else ""


def open_sentence(f: Findings) -> str:
    count = f["open"].count
    return f"For {counted(count, 'factor')} undetermined cells leave the answer open." if count else ""


def evidence_sentence(f: Findings) -> str:
    """How firm the cells are, where there is evidence and a published table to compare it with."""
    published, decided = f["cells.published"].count, f["cells.adjudicated"].count
    if not published or not f["cells.evidence_settles"].count:
        return ""
    return (
        f"The evidence alone gives the published value in {share(f['cells.evidence_as_published'].count)} of "
        f"{counted(published, 'cell')}; {counted(decided, 'cell')} {verb(decided, 'was', 'were')} decided by a person."
    )


def named(factors: Finding, labels: dict[str, str]) -> str:
    """The factors after a colon, where they are few or their names short; a longer list is left to the chapters."""
    names = series(f"“{labels[name]}”" for name in factors.names)
    return f": {names}" if factors.count <= FEW or len(names) <= ROOM else ""
