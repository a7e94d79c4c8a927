# Collect: every raw file is read and checked before anything is derived from it.
# In: raw/. Out: results/tables/collection.csv, which names each file with its rows and checksum.
# A study that isn't in order is refused already when Snakemake reads this workflow (see common.smk), so that no step
# starts, and no result of the last good run is touched.


rule collection:
    """List every raw file of the study, once all are in order."""
    input:
        raw=raw_files("raw"),
        code=code(
            "study",
            "bibliography",
            "disclosure",
            "facts",
            "fonts",
            "layers",
            "letters",
            "readings",
            "rows",
            "spellings",
            "workbooks",
            schemas=["collection", "data_matrix", "findings", "mentions", "private_names", *tables_of("raw")],
        ),
    output:
        table("collection"),
    params:
        criteria=config.get("criteria"),
    script:
        "../scripts/collection.py"
