"""Transparency: the items of the COREQ checklist, with what the data answer and what the author of the study does."""

from typing import NamedTuple

import pandas as pd

from mssd.coreq import CHECKLIST
from mssd.tables import SEPARATOR
from mssd.words import capital, counted, number, part_of, series, share, verb

KINDS_OF_RECORDING = {
    "audio": "in sound",
    "audio_and_video": "in sound and picture",
    "audio_at_least": "at least in sound",
    "none": "not recorded",
}
UNKNOWN_OF_RECORDINGS = {
    "audio_at_least": "whether pictures were recorded",
    "?": "whether anything was recorded",
}
PRESENCE, SELECTION = "results/tables/presence.csv", "results/tables/selection.csv"


class Answer(NamedTuple):
    """What the data answer to an item, the files that say so, and what the item asks besides."""

    data: str
    files: tuple[str, ...]
    remains: str | None = None


def transparency(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """
    Each of the 32 items of the checklist with the answer of the data, that of the author, and who answers it.

    The data answer what they hold and nothing else; what an item asks besides is said to remain. The author's answer stands
    beside that of the data and replaces none of it.
    tables: interviews, guide, factors, themes, mentions, presence, selection and coreq, by noun.
    Source: the checklist of Tong, Sainsbury and Craig (2007), for the reporting of interviews.
    """
    answers = answers_of_data(tables)
    said = {row["item"]: row for row in tables["coreq"].astype(object).to_dict("records")}
    rows = []
    for item in CHECKLIST:
        answer, author = answers.get(item.number), said.get(item.number, {})
        rows.append(
            {
                **{"item": item.number, "domain": item.domain, "topic": item.topic, "asks": item.asks},
                **{"data": answer and answer.data, "from": answer and SEPARATOR.join(answer.files)},
                **{"remains": answer and answer.remains},
                **{"author": author.get("answer"), "locator": author.get("locator")},
                "answered_by": answered_by(answer, author),
            }
        )
    return pd.DataFrame(rows).astype({"item": "Int64"})


def answered_by(answer: Answer | None, author: dict) -> str:
    """Who answers an item: the data, the author, both or nobody."""
    if answer:
        return "both" if author else "data"
    return "author" if author else "nobody"


def answers_of_data(tables: dict[str, pd.DataFrame]) -> dict[int, Answer]:
    """What the data answer, by the number of the item; an item of which they say nothing has no answer."""
    factors = tables["factors"]
    found = {
        12: size(tables["interviews"]),
        17: guide(tables["guide"]),
        19: recording(tables["interviews"]),
        21: duration(tables["interviews"]),
        25: codebook(factors, tables["themes"]),
        26: origin_of_codes(factors, tables["selection"]),
        27: software(),
        29: quotations(tables["mentions"]),
        30: agreement(tables["presence"]),
        31: major(tables["selection"]),
        32: minor(tables["selection"], tables["mentions"]),
    }
    return {item: answer for item, answer in found.items() if answer}


def size(interviews: pd.DataFrame) -> Answer:
    """How many interviews there are; the people in them are not counted."""
    return Answer(
        capital(f"{counted(len(interviews), 'interview')}."),
        ("raw/interviews.csv",),
        "How many people spoke in them.",
    )


def guide(questions: pd.DataFrame) -> Answer | None:
    """How many questions the guide has; nothing where the study doesn't give it."""
    if questions.empty:
        return None
    asked = f"{counted(len(questions), 'question')}, paraphrased."
    return Answer(capital(asked), ("raw/guide.csv",), "Whether the guide was tried out first.")


def recording(interviews: pd.DataFrame) -> Answer | None:
    """How many interviews were recorded, and how; nothing where it is unknown of all."""
    counts = interviews["recording"].value_counts()
    kinds = [f"{number(counts[kind])} {words}" for kind, words in KINDS_OF_RECORDING.items() if kind in counts]
    if not kinds:
        return None
    unknown = [f"of {number(counts[kind])} {words}" for kind, words in UNKNOWN_OF_RECORDINGS.items() if kind in counts]
    remains = capital(f"{series(unknown)}.") if unknown else None
    return Answer(capital(f"{series(kinds)}."), ("raw/interviews.csv",), remains)


def duration(interviews: pd.DataFrame) -> Answer | None:
    """The shortest and the longest interview, and all together, of those whose length is known."""
    minutes = interviews["minutes"].dropna()
    if minutes.empty:
        return None
    spread = f"{minutes.min()} to " if minutes.min() != minutes.max() else ""
    in_all = f", {minutes.sum()} in all" if len(minutes) > 1 else ""
    unknown = len(interviews) - len(minutes)
    return Answer(
        f"{spread}{minutes.max()} minutes{in_all}.",
        ("raw/interviews.csv",),
        f"How long {counted(unknown, 'further interview')} {verb(unknown, 'was', 'were')}." if unknown else None,
    )


def codebook(factors: pd.DataFrame, themes: pd.DataFrame) -> Answer:
    """The factors and the themes, which the codebook must define."""
    inside = f" and {counted(len(themes), 'theme')} inside them" if len(themes) else ""
    files = ("raw/factors.csv", "raw/themes.csv") if len(themes) else ("raw/factors.csv",)
    return Answer(capital(f"{counted(len(factors), 'factor')}{inside}, each with its definition."), files)


def origin_of_codes(factors: pd.DataFrame, selection: pd.DataFrame) -> Answer:
    """Which factors the guide asks for, and the threshold; neither says what was expected before the interviews."""
    asked, threshold = int(factors["questions"].notna().sum()), int(selection["threshold"].iloc[0])
    return Answer(
        f"Of {counted(len(factors), 'factor')}, {share(asked)} {verb(asked, 'has', 'have')} a question of the guide that asks "
        f"for {verb(asked, 'it', 'them')}. A factor is selected when {counted(threshold, 'interview')} or more "
        f"{verb(threshold, 'cites', 'cite')} it.",
        ("raw/factors.csv", SELECTION),
        "Which factors were set before the interviews, and which were found in them.",
    )


def software() -> Answer:
    """The analysis is this pipeline's; what came before it is not known here."""
    return Answer(
        "From the coded tables on, the pipeline that made this report.",
        ("requirements.txt",),
        "In what the interviews were written down and coded.",
    )


def quotations(mentions: pd.DataFrame) -> Answer | None:
    """How many paraphrases there are; the tables have no place for a quotation."""
    if mentions.empty:
        return None
    said = f"{counted(len(mentions), 'mention')}, each with its interview; by the rule of the table a paraphrase, no quotation."
    return Answer(capital(said), ("raw/mentions.csv",), "Whether a published text quotes the interviewees.")


def agreement(presence: pd.DataFrame) -> Answer | None:
    """How the values that the findings rest on stand to what the count of sources alone gives; nothing without a cell."""
    if presence.empty:
        return None
    alone, used = presence["by_evidence"], presence["present"]
    silent, same = int((alone == "?").sum()), int(((alone == used) & (alone != "?")).sum())
    other = len(presence) - same - silent
    return Answer(
        f"The count of sources alone gives the value used in {part_of(same, len(presence), 'cell')}"
        + (f", no value in {number(silent)}" if silent else "")
        + (f", and another value in {number(other)}." if other else "."),
        (PRESENCE,),
    )


def major(selection: pd.DataFrame) -> Answer:
    """The selected factors: those that enough interviews cite count as the major ones."""
    chosen = int((selection["selected"] == 1).sum())
    reach = f"{counted(chosen, 'factor')} {verb(chosen, 'reaches', 'reach')} the citation threshold."
    return Answer(capital(reach), (SELECTION,))


def minor(selection: pd.DataFrame, mentions: pd.DataFrame) -> Answer:
    """The factors below the threshold, and the mentions that deny a factor: what the interviews don't share."""
    below, denying = int((selection["selected"] == 0).sum()), int((mentions["stance"] == "denies").sum())
    return Answer(
        capital(f"{counted(below, 'factor')} below the threshold, and {counted(denying, 'mention')} that ")
        + f"{verb(denying, 'denies', 'deny')} a factor.",
        (SELECTION, "raw/mentions.csv"),
    )


if __name__ == "__main__":
    from mssd.tables import read, write

    given = snakemake.input
    tables = {noun: read(noun, given.get(noun)) for noun in snakemake.params.nouns}
    write("transparency", transparency(tables), snakemake.output[0])
