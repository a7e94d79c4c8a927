# Doubt: what would change the result, what each number is, and whether the published text says what its own data give.
# In: raw/ and results/tables/. Out: results/tables/changes.csv, findings.csv, claims.csv.


rule changes:
    """Find the smallest changes of the coding that alter the survivors."""
    input:
        truth_table=table("truth_table"),
        presence=table("presence"),
        selection=[] if IS_MATRIX else table("selection"),
        code=[
            *code(schemas=["truth_table", "presence", "selection", "covariation", "changes"]),
            str(CODE / "scripts" / "covariation.py"),
        ],
    output:
        table("changes"),
    priority: 1
    script:
        "../scripts/changes.py"


rule findings:
    """Name every number and set that the report or a claim states, with the rows it comes from."""
    input:
        **{noun: given(noun) for noun in RAW},
        **{noun: table(noun) for noun in derived_tables() if noun not in ("collection", "findings")},
        sources="raw/sources.bib" if has_bibliography("raw") else [],
        code=[
            *code("facts", "bibliography", schemas=[*RAW, "case_selection", "selection", *derived_tables(), "ledger"]),
            *[str(CODE / "scripts" / f"{step}.py") for step in ("references", "claims")],
        ],
    output:
        table("findings"),
    priority: 1
    params:
        matrix=IS_MATRIX,
        nouns=[*RAW, "case_selection", "selection", *LATER_TABLES[:-1]],
    script:
        "../scripts/findings.py"


if given("claims"):

    rule claims:
        """Compare each claim of the published text with the finding, or the other place, that it is checked against."""
        input:
            claims=given("claims"),
            findings=table("findings"),
            code=code(schemas=["claims", "findings", "ledger"]),
        output:
            table("claims"),
        priority: 1
        script:
            "../scripts/claims.py"
