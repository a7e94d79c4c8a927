# Doubt: what would change the result, what each number is, and whether the published text says what its own data give.
# In: raw/ and results/tables/. Out: results/tables/changes.csv, robustness.csv, codings.csv, chance.csv, findings.csv, claims.csv.

ALSO_IMPORTED = ["case_selection", "data_matrix", "published"]
VARIED = ["interviews", "factors", "mentions", "evidence", "adjudications", "cases"]


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


rule robustness:
    """Repeat the analysis under every variation of its choices, sources, cases and cells, and under chance."""
    input:
        **{noun: given(noun) for noun in VARIED},
        sources="raw/sources.bib" if has_bibliography("raw") else [],
        truth_table=table("truth_table"),
        presence=table("presence"),
        code=[
            *code(
                *[*MODELS, "bibliography", "chance", "codings", "variations", "voices"],
                schemas=[
                    *VARIED,
                    *ALSO_IMPORTED,
                    "selection",
                    "presence",
                    "truth_table",
                    "covariation",
                    *TABLES["robustness"],
                ],
            ),
            *[
                str(CODE / "scripts" / f"{step}.py")
                for step in ("selection", "presence", "truth_table", "covariation")
            ],
        ],
    output:
        **{noun: table(noun) for noun in TABLES["robustness"]},
    priority: 1
    params:
        matrix=IS_MATRIX,
        criteria=list(config.get("criteria", {})),
        threshold=config.get("citation_threshold"),
        rule=config.get("presence_rule"),
        consistency_cutoff=config["consistency_cutoff"],
        frequency_cutoff=config["frequency_cutoff"],
    script:
        "../scripts/robustness.py"


rule findings:
    """Name every number and set that the report or a claim states, with the rows it comes from."""
    input:
        **{noun: given(noun) for noun in RAW},
        **{noun: table(noun) for noun in derived_tables() if noun not in ("collection", "findings")},
        sources="raw/sources.bib" if has_bibliography("raw") else [],
        code=[
            *code(
                *["facts", "bibliography", "found", "found_doubt", "found_models"],
                schemas=[*RAW, *OF_INTERVIEWS_ONLY, *derived_tables(), "ledger"],
            ),
            *[str(CODE / "scripts" / f"{step}.py") for step in ("references", "claims")],
        ],
    output:
        table("findings"),
    priority: 1
    params:
        matrix=IS_MATRIX,
        nouns=[noun for noun in all_nouns() if noun not in ("collection", "findings")],
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
