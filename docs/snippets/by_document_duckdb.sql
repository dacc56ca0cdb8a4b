-- beside the folder by-document: one plan, read alone; then all plans, with document_id as in every table
SELECT target_id, what_zh, figure_printed, deadline
FROM read_parquet('by-document/targets/document=chengdu-2020/*.parquet');

SELECT document_id, count(*) AS targets
FROM read_parquet('by-document/targets/*/*.parquet', hive_partitioning = true)
GROUP BY document_id ORDER BY targets DESC, document_id;
