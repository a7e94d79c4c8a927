# Compare: which factors go with the outcome.
# In: results/tables/. Out: results/tables/covariation.csv.


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
