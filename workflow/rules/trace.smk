# Trace: where explanations that fit equally well part, for process tracing within the cases and for cases to look for.
# In: raw/evidence.csv and results/tables/. Out: results/tables/discriminations.csv, weights.csv.


rule discriminations:
    """Find where explanations that fit equally well part, and what the tests named in the evidence say."""
    input:
        truth_table=table("truth_table"),
        presence=table("presence"),
        solutions=table("solutions"),
        evidence=given("evidence"),
        code=code(
            "explanations",
            schemas=[
                *["truth_table", "presence", "solutions", "minimisations", "evidence"],
                *["discriminations", "weights"],
            ],
        ),
    output:
        discriminations=table("discriminations"),
        weights=table("weights"),
    priority: 1
    script:
        "../scripts/discriminations.py"
