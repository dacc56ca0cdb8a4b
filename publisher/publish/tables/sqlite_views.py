"""The views of the SQLite file: the wide tables of quantities, joined from the normalised tables."""

from __future__ import annotations

_PLACE = """
  t.document_id, d.title_zh AS document_zh, d.title_en AS document_en, d.doc_number, d.area_code, d.area_zh, d.area_en,
  t.clause_id, x.clause_path, p.heading_zh AS pillar_zh, p.heading_en AS pillar_en,
  x.task_id, k.heading_zh AS task_zh, k.heading_en AS task_en, t.kind, t.what_zh, t.what_en,
  t.figure_printed, t.comparator, t.value, t.value_max, t.measure_id,
  m.label_zh AS measure_zh, m.label_en AS measure_en,
  t.basis"""
_PROOF = """
  t.indicator_id, t.indicator_match, t.quote, e.quote_start, e.quote_end, x.checked, t.caveat_zh, t.caveat_en, x.url"""
_JOINS = """
  JOIN documents d ON d.document_id = t.document_id
  JOIN derived x ON x.record_id = t.{key}
  LEFT JOIN clauses p ON p.clause_id = x.pillar_id
  LEFT JOIN clauses k ON k.clause_id = x.task_id
  LEFT JOIN measures m ON m.measure_id = t.measure_id
  LEFT JOIN evidence e ON e.record_id = t.{key}"""


def _names(role: str) -> str:
    """The printed names of the bodies with a role that answer for a target, each once, in printed order."""
    return f"""(SELECT group_concat(name, '、') FROM (
    SELECT r.name_printed AS name FROM answers a JOIN responsibilities r ON r.responsibility_id = a.responsibility_id
    WHERE a.record_id = t.target_id AND r.role = '{role}'
    GROUP BY r.name_printed
    ORDER BY min(CAST(substr(r.statement, 2) AS INTEGER) * 1000 + r.position))) AS {role}_units"""


VIEWS = f"""
CREATE VIEW targets_wide AS SELECT t.target_id, {_PLACE}, t.hedge, t.area_zh AS allocated_to_zh, t.parent_target_id,
  t.deadline_printed, t.deadline, t.deadline_precision, t.deadline_basis,
  {_names("lead")}, {_names("support")}, {_names("undivided")}, {_PROOF}
  FROM targets t {_JOINS.format(key="target_id")};
CREATE VIEW observations_wide AS SELECT t.observation_id, {_PLACE}, t.as_of, t.as_of_basis, t.for_target_id, {_PROOF}
  FROM observations t {_JOINS.format(key="observation_id")};
CREATE VIEW responsibilities_wide AS SELECT r.responsibility_id, d.document_id, d.title_zh AS document_zh, r.task_id,
  k.heading_zh AS task_zh, k.heading_en AS task_en, r.statement, r.position, r.unit_id, u.name_zh AS unit_zh,
  u.name_en AS unit_en, r.name_printed, r.role, r.role_basis, r.label_printed, r.scope_zh, r.scope_en, r.quote
  FROM responsibilities r JOIN clauses k ON k.clause_id = r.task_id JOIN documents d ON d.document_id = k.document_id
  JOIN units u ON u.unit_id = r.unit_id;
"""
