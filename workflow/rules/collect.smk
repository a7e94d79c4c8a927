# Collect: every raw file is read and checked before anything is derived from it.
# In: raw/. Out: results/tables/collection.csv, which names each file with its rows and checksum.
# The other chapters ask for the collection as `ancient`: they wait for it, but run again only when their own tables change.


rule collection:
    """Read and check every raw file of the study."""
    input:
        raw=raw_files("raw"),
        code=code("study", "files", "bibliography", schemas=[Path(f).stem for f in raw_files("raw") if f.endswith(".csv")]),
    output:
        update(COLLECTION),
    params:
        criteria=config.get("criteria"),
        threshold=config.get("citation_threshold") is not None,
    script:
        "../scripts/collection.py"
