# Export: the main tables for pasting into a text.
# In: raw/ and results/tables/. Out: results/tables/print/*.html, *.tex and *.csv.


rule exhibits:
    """Write the main tables as the report prints them, as HTML, LaTeX and CSV."""
    input:
        **{noun: given(noun) for noun in RAW},
        **{noun: table(noun) for noun in derived_tables()},
        code=code(
            *["chapters", "doubt_chapter", "drawing", "exhibit", "exhibits", "labels", "model_chapter", "names"],
            "qca_exhibits",
            *["tracing", "words"],
            schemas=[*RAW, *derived_tables(), "claims"],
        ),
    output:
        directory("results/tables/print"),
    params:
        nouns=all_nouns(),
        config=config,
    script:
        "../scripts/exhibits.py"
