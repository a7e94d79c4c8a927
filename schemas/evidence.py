from pandera.typing import Series

from schemas.base import Table, column, identifier, locator

VAN_EVERA = ["straw_in_the_wind", "hoop", "smoking_gun", "doubly_decisive"]
SOURCE_OF = {"document": "sources.source", "author": "sources.source", "interview": "interviews.interview"}


class Evidence(Table):
    """One row is a statement, by one source, that a factor was present or absent in a case."""

    evidence: Series[str] = identifier("The short name of the piece of evidence.", unique=True)
    case: Series[str] = identifier("The case that it speaks of.", refers_to="cases.case")
    factor: Series[str] = identifier("The factor that it speaks of.", refers_to="factors.factor")
    direction: Series[str] = column("What it speaks for.", isin=["present", "absent"])
    kind: Series[str] = column(
        "Whether a document says it, an interview, or the author of the study without a source.",
        isin=["document", "interview", "author"],
    )
    source: Series[str] = identifier(
        "The key of the source in sources.bib (of the study itself for its author), or the interview.",
        refers_to={"kind": SOURCE_OF},
    )
    pages: Series[str] = column("The pages of the source.", optional=True)
    statement: Series[str] = column("What the source says, paraphrased.")
    locator: Series[str] = locator()
    test: Series[str] | None = column(
        "What kind of test the statement is for the factor in this case (Van Evera 1997): passing a hoop is necessary, passing a "
        "smoking gun sufficient, a doubly decisive test is both, a straw in the wind neither. The column may be left out.",
        optional=True,
        isin=VAN_EVERA,
    )
