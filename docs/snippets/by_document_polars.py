import polars as pl

# beside the folder by-document; only the files of the documents that are asked for are read
targets = pl.scan_parquet("by-document/targets/", hive_partitioning=True)
print(targets.filter(pl.col("document") == "chengdu-2020").select("target_id", "figure_printed", "deadline").collect())
print(targets.group_by("document_id").len().sort("len", "document_id", descending=[True, False]).collect())
