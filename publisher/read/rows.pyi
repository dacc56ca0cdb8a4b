"""The rows of each table, from schemas/. Written by `python build.py fmt`; do not edit."""

from typing import Any, Literal, NamedTuple, Protocol, overload

class DocumentsRow(NamedTuple):
    document_id: str
    title_zh: str
    title_en: str
    short_zh: str
    short_en: str
    kind: str
    doc_number: str
    issuer_unit_id: str
    dated_on: str
    published_on: str
    horizon_start: str
    horizon_end: str
    area_code: str
    area_zh: str
    area_en: str
    area_level: str
    official_url: str
    status: str
    summary_zh: str
    summary_en: str
    limitations_zh: str
    limitations_en: str
    line: int

class UnitsRow(NamedTuple):
    unit_id: str
    name_zh: str
    name_en: str
    kind: str
    level: str
    area_code: str
    area_zh: str
    parent_id: str
    is_group: str
    line: int

class UnitNamesRow(NamedTuple):
    unit_name_id: str
    unit_id: str
    name: str
    area_code: str
    line: int

class IndicatorsRow(NamedTuple):
    indicator_id: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    measure_id: str
    basis: str
    better: str
    may_be_summed: str
    comparability_zh: str
    comparability_en: str
    line: int

class MeasuresRow(NamedTuple):
    measure_id: str
    label_zh: str
    label_en: str
    printed: str
    ucum: str
    kind: str
    canonical_id: str
    factor: str
    line: int

class ThemesRow(NamedTuple):
    theme_id: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    line: int

class GlossaryRow(NamedTuple):
    term_zh: str
    term_en: str
    variants: str
    official_en: str
    attested_at: str
    note: str
    line: int

class AliasesRow(NamedTuple):
    alias_id: str
    alias: str
    record_id: str
    language: str
    kind: str
    line: int

class RetiredRow(NamedTuple):
    record_id: str
    successor_id: str
    retired_on: str
    reason_zh: str
    reason_en: str
    line: int

class KnownProblemsRow(NamedTuple):
    known_problem_id: str
    code: str
    record_id: str
    field: str
    reason_zh: str
    reason_en: str
    line: int

class CopiesRow(NamedTuple):
    copy_id: str
    document_id: str
    rights: str
    publisher: str
    publisher_kind: str
    url: str
    sha256: str
    chars: str
    body_start: str
    body_end: str
    defects_zh: str
    defects_en: str
    line: int

class RelationsRow(NamedTuple):
    relation_id: str
    from_document_id: str
    relation: str
    to_document_id: str
    to_title_zh: str
    to_doc_number: str
    clause_id: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    line: int

class ClausesRow(NamedTuple):
    clause_id: str
    document_id: str
    parent_id: str
    position: str
    number_printed: str
    heading_zh: str
    heading_en: str
    kind: str
    line: int

class TasksRow(NamedTuple):
    task_id: str
    kind: str
    summary_zh: str
    summary_en: str
    theme_id: str
    line: int

class ProjectsRow(NamedTuple):
    project_id: str
    document_id: str
    name_printed: str
    name_zh: str
    name_en: str
    kind: str
    verb_printed: str
    stage: str
    hedge: str
    area_code: str
    place_printed: str
    same_as: str
    target_id: str
    deadline_printed: str
    deadline: str
    deadline_precision: str
    deadline_basis: str
    in_open_list: str
    theme_id: str
    clause_id: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    caveat_zh: str
    caveat_en: str
    line: int

class PartiesRow(NamedTuple):
    party_id: str
    project_id: str
    unit_id: str
    name_printed: str
    name_en: str
    role: str
    clause_id: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    line: int

class ResponsibilitiesRow(NamedTuple):
    responsibility_id: str
    statement: str
    task_id: str
    unit_id: str
    name_printed: str
    position: str
    open_list: str
    role: str
    role_basis: str
    label_printed: str
    scope_zh: str
    scope_en: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    line: int

class TargetsRow(NamedTuple):
    target_id: str
    document_id: str
    kind: str
    parent_target_id: str
    indicator_id: str
    indicator_match: str
    what_zh: str
    what_en: str
    figure_printed: str
    comparator: str
    value: str
    value_max: str
    measure_id: str
    basis: str
    hedge: str
    area_zh: str
    deadline_printed: str
    deadline: str
    deadline_precision: str
    deadline_basis: str
    related_task_id: str
    theme_id: str
    clause_id: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    caveat_zh: str
    caveat_en: str
    line: int

class ObservationsRow(NamedTuple):
    observation_id: str
    document_id: str
    kind: str
    indicator_id: str
    indicator_match: str
    what_zh: str
    what_en: str
    figure_printed: str
    comparator: str
    value: str
    value_max: str
    measure_id: str
    basis: str
    as_of: str
    as_of_basis: str
    for_target_id: str
    clause_id: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    caveat_zh: str
    caveat_en: str
    line: int

class MentionsRow(NamedTuple):
    mention_id: str
    document_id: str
    figure_printed: str
    name_printed: str
    kind: str
    record_id: str
    reason_zh: str
    reason_en: str
    clause_id: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    line: int

class NotesRow(NamedTuple):
    note_id: str
    document_id: str
    kind: str
    record_id: str
    text_zh: str
    text_en: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    line: int

class ReadingsRow(NamedTuple):
    reading_id: str
    document_id: str
    reader: str
    record_kind: str
    kind: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    figure_printed: str
    comparator: str
    value: str
    value_max: str
    measure_id: str
    basis: str
    deadline: str
    name_printed: str
    role: str
    stage: str
    hedge: str
    verb_printed: str
    place_printed: str
    theme_id: str
    record_id: str
    settled: str
    comment_zh: str
    comment_en: str
    line: int

class ChecksRow(NamedTuple):
    check_id: str
    record_id: str
    record_sha256: str
    copy_sha256: str
    reader: str
    outcome: str
    checked_on: str
    comment: str
    line: int

class EvidenceRow(NamedTuple):
    record_id: str
    quote_start: str
    quote_end: str
    quote_sha256: str
    record_sha256: str
    copy_sha256: str
    cell_sums: str
    line: int

QuotedRow = (
    RelationsRow
    | ProjectsRow
    | PartiesRow
    | ResponsibilitiesRow
    | TargetsRow
    | ObservationsRow
    | MentionsRow
    | NotesRow
    | ReadingsRow
)

NumberedRow = TargetsRow | ObservationsRow | ReadingsRow

class PlanRows(Protocol):
    @overload
    def __call__(self, name: Literal["copies"], /) -> tuple[CopiesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["relations"], /) -> tuple[RelationsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["clauses"], /) -> tuple[ClausesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["tasks"], /) -> tuple[TasksRow, ...]: ...
    @overload
    def __call__(self, name: Literal["projects"], /) -> tuple[ProjectsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["parties"], /) -> tuple[PartiesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["responsibilities"], /) -> tuple[ResponsibilitiesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["targets"], /) -> tuple[TargetsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["observations"], /) -> tuple[ObservationsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["mentions"], /) -> tuple[MentionsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["notes"], /) -> tuple[NotesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["readings"], /) -> tuple[ReadingsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["checks"], /) -> tuple[ChecksRow, ...]: ...
    @overload
    def __call__(self, name: Literal["evidence"], /) -> tuple[EvidenceRow, ...]: ...
    @overload
    def __call__(self, name: str, /) -> tuple[Any, ...]: ...

class RegistryRows(Protocol):
    @overload
    def __call__(self, name: Literal["documents"], /) -> tuple[DocumentsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["units"], /) -> tuple[UnitsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["unit_names"], /) -> tuple[UnitNamesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["indicators"], /) -> tuple[IndicatorsRow, ...]: ...
    @overload
    def __call__(self, name: Literal["measures"], /) -> tuple[MeasuresRow, ...]: ...
    @overload
    def __call__(self, name: Literal["themes"], /) -> tuple[ThemesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["glossary"], /) -> tuple[GlossaryRow, ...]: ...
    @overload
    def __call__(self, name: Literal["aliases"], /) -> tuple[AliasesRow, ...]: ...
    @overload
    def __call__(self, name: Literal["retired"], /) -> tuple[RetiredRow, ...]: ...
    @overload
    def __call__(self, name: Literal["known_problems"], /) -> tuple[KnownProblemsRow, ...]: ...
    @overload
    def __call__(self, name: str, /) -> tuple[Any, ...]: ...
