// The second reader's form: only the cells that belong to what is being entered, all of them empty.
"use strict";
let bodies = [];

const NUMBER = ["comparator", "value", "value_max", "measure_id", "basis"];
const KINDS = {
  target: ["target", "allocation", "cap", "budget", "milestone"],
  observation: ["baseline", "structure", "background"],
  mention: ["repeat", "rewording", "conflict", "name", "idiom", "vague"],
};

// Which cells an entry has: of a mention its kind only, of a milestone no number, of what is already reached no deadline.
function entered(item) {
  const { record_kind: what, kind, figure_printed: figure } = filled[0];
  if (what === "responsibility") return ["quote"];
  const number = figure && what !== "mention" && kind !== "milestone" ? NUMBER : [];
  return ["quote", ...(figure ? ["figure_printed"] : []), "record_kind", ...(what ? ["kind"] : []), ...(what ? number : []), ...(what === "target" ? ["deadline"] : [])];
}

function blindSheet(item) {
  const fields = Object.fromEntries(desk.tables.readings.fields.map((field) => [field.name, field]));
  const sheet = make("fieldset", {}, legend("readings", ""));
  for (const name of entered(item)) {
    let field = fields[name];
    if (name === "record_kind") field = { ...field, codes: field.codes.filter(([code]) => code in KINDS) };
    if (name === "kind") field = { ...field, required: filled[0].record_kind !== "mention", codes: field.codes.filter(([code]) => KINDS[filled[0].record_kind].includes(code)) };
    if ((name === "deadline" && desk.dated) || (NUMBER.includes(name) && !name.startsWith("value"))) field = { ...field, required: true };
    const node = input(field, [0], "readings");
    sheet.append(line(field, node));
    if (["record_kind", "kind"].includes(name)) node.addEventListener("change", () => redraw(name));
  }
  if (filled[0].record_kind === "responsibility") sheet.append(bodySheet(fields));
  return sheet;
}

function redraw(name) {
  const allowed = KINDS[filled[0].record_kind] ?? [];
  if (!allowed.includes(filled[0].kind)) filled[0].kind = allowed.length && filled[0].record_kind === "target" && filled[0].figure_printed ? "target" : "";
  for (const field of [...NUMBER, "deadline"]) if (!entered(current).includes(field)) filled[0][field] = "";
  draw();
  $("form").querySelector(`[name=${name}]`)?.focus();
}

// The bodies of a statement, one a line with its role; a new line comes when the last is filled.
function bodySheet(fields) {
  const grid = make("table", { id: "bodies" }, make("tr", {}, make("th", { textContent: fields.name_printed.title, scope: "col" }), make("th", { textContent: fields.role.title, scope: "col" })));
  const keep = () => {
    filled[0].name_printed = bodies.filter((body) => body.name.trim()).map((body) => `${body.name.trim()}=${body.role}`).join("、");
    if (bodies.at(-1).name) { bodies.push({ name: "", role: bodies.at(-1).role }); grid.append(row(bodies.at(-1))); }
  };
  const row = (body) => {
    const name = make("input", { value: body.name, className: "body", oninput: () => { body.name = name.value; keep(); } });
    const role = make("select", { className: "role", onchange: () => {
      body.role = role.value;
      keep();
      const last = grid.querySelector("tr:last-child select"); // most bodies of a statement have the same role
      if (!bodies.at(-1).name) last.value = bodies.at(-1).role = body.role;
    } }, make("option", { value: "", textContent: "" }), ...fields.role.codes.map(([code, label]) => make("option", { value: code, textContent: label_of(code, label) })));
    role.value = body.role;
    name.setAttribute("aria-label", fields.name_printed.title);
    role.setAttribute("aria-label", fields.role.title);
    name.dataset.help = word("bodies_help");
    role.dataset.help = fields.role.help;
    return make("tr", {}, make("td", {}, name), make("td", {}, role));
  };
  grid.append(...bodies.map(row));
  return grid;
}

// What the readers entered, side by side, where they differ; who read alike is named in a line.
function besides(item) {
  if (!item.beside.length) return [];
  const titles = Object.fromEntries(desk.tables.readings.fields.map((field) => [field.name, field]));
  const codes = (name) => (name === "measure_id" ? desk.options.measures : titles[name].codes);
  const said = (name, value) => (value ? codes(name).find(([code]) => code === value)?.[1] ?? value : "–");
  const readers = [...new Set(item.beside.map((entry) => entry.cells.reader))].sort();
  const kinds = { targets: "target", observations: "observation", mentions: "mention", responsibilities: "responsibility" };
  const lines = [];
  for (const record of new Set(item.beside.map((entry) => entry.cells.record_id))) {
    const first = item.rows.find((row) => row.record === record && row.table in kinds);
    const own = readers.map((reader) => item.beside.filter((entry) => entry.cells.record_id === record && entry.cells.reader === reader));
    for (const entries of record ? [own.map((mine) => mine[0])] : own.flatMap((mine, at) => mine.map((entry) => readers.map((_, i) => (i === at ? entry : undefined))))) {
      const cells = entries.map((entry) => entry?.cells);
      const name = first?.cells.name_printed ?? cells.find(Boolean).name_printed;
      if (cells.find(Boolean).record_kind === "responsibility") {
        const role = (own) => (own ? (own.name_printed ? said("role", own.role) : word("not_named")) : "");
        lines.push([name, said("role", first?.cells.role), ...cells.map(role)]);
        continue;
      }
      const before = first ? { ...first.cells, record_kind: kinds[first.table] } : {};
      const fields = ["record_kind", "kind", ...NUMBER, "deadline"].filter((field) => field === "record_kind" || !first || field in first.cells);
      for (const field of fields) if (cells.some((own) => own && (before[field] ?? "") !== own[field])) lines.push([titles[field].title, said(field, before[field]), ...cells.map((own) => (own ? said(field, own[field]) : ""))]);
    }
  }
  if (!lines.length) return [make("p", { className: "why", textContent: word("read_alike") + " " + listed(readers) })];
  const kept = item.beside.some((entry) => entry.cells.settled === "second"); // the record has the second one's values
  const columns = [kept ? word("record_now") : word("by_first"), ...readers.map((reader) => (readers.length === 1 ? word("by_second") : reader))];
  const rows = lines.map(([name, ...values]) => make("tr", { className: new Set(values.filter(Boolean)).size === 1 ? "same" : "" }, make("th", { textContent: name, scope: "row" }), ...values.map((value) => make("td", { textContent: value }))));
  const top = make("tr", {}, make("td"), ...columns.map((textContent) => make("th", { textContent, scope: "col" })));
  return [make("fieldset", { className: "both" }, make("legend", { textContent: item.state === "differs" ? word("state_differs") : word("side_by_side") }), make("table", {}, top, ...rows))];
}
