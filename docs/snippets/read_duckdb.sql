-- after downloading data/parquet/targets.parquet
SELECT area_zh, what_zh, comparator, value, measure_zh, basis, deadline
FROM 'targets.parquet'
WHERE indicator_id = 'base-stations-5g'
ORDER BY value DESC;
