-- after downloading data/new-infrastructure-plans.sqlite: who leads tasks, and which texts say 充电
SELECT unit_zh, count(DISTINCT task_id) AS tasks
FROM responsibilities WHERE role = 'lead'
GROUP BY unit_id ORDER BY tasks DESC, unit_id LIMIT 5;

SELECT record_id, text FROM texts WHERE text LIKE '%充电%' LIMIT 5;           -- any word
SELECT record_id, search.text FROM search JOIN texts ON text_id = search.rowid
WHERE search MATCH '"充电桩"' LIMIT 5;                                        -- faster, from three characters on
