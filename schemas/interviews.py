import pandera.pandas as pa
from pandera.typing import Series

from schemas.base import EDTF_DATE, WHOLE, Table, column, identifier


class Interviews(Table):
    """One row is an interview: when, with whom, what may be said of it, and for how long."""

    interview: Series[str] = identifier("The number or short name by which the study cites the interview.", unique=True)
    date: Series[str] = column(
        "The day of the interview, as EDTF: XXXX-10-13 where no year is printed.",
        expected="a date such as 2023-10-13, XXXX-10-13 or 2023",
        pattern=EDTF_DATE,
    )
    identity: Series[str] = column(
        "Who was interviewed; empty for a confidential interview.", optional=True, private=True
    )
    consent: Series[str] = column(
        "Whether the identity may be published (public) or not (confidential).",
        expected="public or confidential",
        isin=["public", "confidential", "withdrawn"],
    )
    recording: Series[str] = column(
        "What was recorded; audio_at_least where the study says no more than that.",
        isin=["none", "audio", "audio_and_video", "audio_at_least", "?"],
    )
    minutes: Series[WHOLE] = column("The length of the interview, in minutes.", optional=True, ge=1, at_most=99_999)

    @pa.dataframe_check(
        name="identity", error="identity: must be empty, because the consent of this interview is confidential"
    )
    def a_confidential_interview_names_nobody(cls, interviews):
        """The identity of a confidential interview is never written down."""
        return (interviews["consent"] != "confidential") | interviews["identity"].isna()

    @pa.dataframe_check(
        name="consent",
        error="consent: withdrawn; this interview must be taken out, with its summary and every row of mentions.csv and "
        "evidence.csv that rests on it",
    )
    def a_withdrawn_interview_is_no_part_of_the_study(cls, interviews):
        """An interview whose consent was withdrawn is not in the study, and nothing that it says is."""
        return interviews["consent"] != "withdrawn"
