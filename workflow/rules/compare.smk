# Compare: which factors go with the outcome, and what follows.
# In: results/tables/. Out: results/tables/covariation.csv, findings.csv.


rule covariation:
    """Find how each selected factor goes with the outcome over the compared cases."""
    input:
        truth_table=table("truth_table"),
        selection=[] if IS_MATRIX else table("selection"),
        code=code(schemas=["truth_table", "selection", "covariation"]),
    output:
        table("covariation"),
    priority: 1
    script:
        "../scripts/covariation.py"


rule findings:
    """Name every number and set that the report states, with the rows it comes from."""
    input:
        **{noun: given(noun) for noun in ["interviews", "factors", "mentions", "evidence", "published"]},
        **{noun: table(noun) for noun in derived_tables() if noun not in ("collection", "findings")},
        code=code(
            schemas=[
                "interviews",
                "factors",
                "mentions",
                "evidence",
                "published",
                "case_selection",
                "selection",
                *derived_tables(),
            ]
        ),
    output:
        table("findings"),
    priority: 1
    params:
        matrix=IS_MATRIX,
    script:
        "../scripts/findings.py"
