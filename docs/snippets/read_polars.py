import polars as pl

targets = pl.read_parquet("targets.parquet")  # after downloading data/parquet/targets.parquet
led = targets.explode("lead_units").drop_nulls("lead_units").group_by("document_id", "lead_units").len()
print(led.sort("len", "document_id", "lead_units", descending=[True, False, False]).head(10))
