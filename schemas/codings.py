from pandera.typing import Series

from schemas.base import DIGITS, WHOLE, Table, column, ratio


class Codings(Table):
    """One row is a factor, or a model, with how many of the plausible codings of the contested cells it survives."""

    kind: Series[str] = column(
        "A factor that covaries, a parsimonious model of the outcome, or none when nothing does.",
        isin=["survivor", "model", "none"],
    )
    name: Series[str] = column("The factor or the model; for none, `survivors` or `models`.")
    codings: Series[WHOLE] = column("In how many codings it survives, or fits with the fewest terms.", ge=0)
    of: Series[WHOLE] = column("How many codings were gone through.", ge=1)
    possible: Series[str] = column(
        "How many codings there are: two to the power of the contested and undetermined cells.", pattern=DIGITS
    )
    share: Series[str] = ratio(
        "The share of the codings: for survivors of all that are possible, for models of those gone through."
    )
    error: Series[str] = ratio(
        "The standard error of the share of a model where the codings gone through are a sample; empty where the share is exact.",
        optional=True,
    )
    standing: Series[str] = column(
        "Whether it holds in all of these codings, in some, or in none.", isin=["all", "some", "none"]
    )

    class Config:
        unique = ["kind", "name"]
