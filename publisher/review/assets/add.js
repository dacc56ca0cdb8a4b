// Dialogs: reasons, and what a person adds to what was suggested.
"use strict";

const LISTED = { unit: "list-units", id: "list-indicators" };

function why(action) {
  if (action === "known") return dialog([["unit", word("unit")]], (given) => decide("known", given));
  if (action === "mention") return dialog([["kind", word("kind_of_mention"), desk.tables.mentions.fields.find((f) => f.name === "kind").codes.filter(([code]) => ["name", "idiom", "vague"].includes(code))], ["reason", word("reason_zh")], ["reason_en", word("reason_en")]], (given) => decide("mention", given));
  const retires = ["record", "signed"].includes(current.state) && !desk.draft;
  return dialog([["reason", word(retires ? "reason_zh" : "reason_label")], ...(retires ? [["reason_en", word("reason_en")]] : [])], (given) => decide(action, given));
}

const settle = (how) => dialog([["reason", word("reason_zh")], ["reason_en", word("reason_en")]], (given) => decide(how, given));

// A record that was not suggested: from the words that are marked in the text, or from a figure that stands out.
const ADDED = ["targets", "observations", "mentions", "responsibilities", "clauses", "tasks", "notes", "relations", "projects", "parties"];

async function propose(request) {
  const before = current, typed = filled;
  const answer = await call("/propose", request);
  if (!answer.ok) { fail(answer); return; }
  await follow(answer, answer.item);
  if (before && current?.id === before.id) keep(before, typed);
  const moved = Object.entries(answer.moved ?? {});
  if (moved.length) say(word("moved") + " " + listed(moved.map((pair) => pair.join(" → "))));
  edit();
}

// What was typed into a form to which a row was added stays typed.
function keep(before, typed) {
  for (const [index, row] of current.rows.entries()) {
    const old = before.rows.findIndex((one) => one.table === row.table && one.record === row.record);
    for (const [name, cell] of Object.entries(typed[old] ?? {})) if (cell !== (before.rows[old].cells[name] ?? "")) filled[index][name] = cell;
  }
  draw();
  ask();
}

// A note on the record that is shown; a measure or a body that the registry lacks; a clause whose statement makes it a task.
const addNote = () => current && !desk.blind && propose({ table: "notes", item: current.id });
const HELP = {
  note: addNote,
  measure: (help) => dialog([["id", word("measure_id"), help.id]], ({ id }) => propose({ table: "measures", item: current.id, id })),
  body: ({ name, record }) => propose({ table: "units", item: current.id, name, record }),
  task: (help) => propose({ table: "tasks", id: help.id }),
};
const helpButton = (help) => make("button", { type: "button", textContent: Object.entries(help).reduce((text, [name, value]) => text.replace(`{${name}}`, value), word("help_" + help.what)), onclick: () => HELP[help.what](help) });

function addBody() {
  if (!current || desk.blind || !holds(current, "responsibilities")) return;
  dialog([["name", word("body_name")]], ({ name }) => propose({ table: "bodies", item: current.id, name }));
}

// A body of a recorded statement that is none; the others stay.
function dropBody() {
  const named = current.rows.filter((row) => row.table === "responsibilities").map((row) => [row.record, row.cells.name_printed]);
  dialog([["record", word("unit"), named], ["reason", word("reason_zh")], ["reason_en", word("reason_en")]], (given) => decide("drop", given));
}

// An indicator that is there is entered in the form; any other id suggests a new one, which is decided first.
function chooseIndicator() {
  if (!current || desk.blind || !(holds(current, "targets") || holds(current, "observations"))) return;
  dialog([["id", word("indicator_id")]], ({ id }) => {
    if (!desk.options.indicators.some(([known]) => known === id)) return propose({ table: "indicators", item: current.id, id });
    for (const [name, value] of [["indicator_id", id], ["indicator_match", "close"]]) {
      const node = $("form").querySelector(`[name=${name}]`);
      node.value = value;
      node.dispatchEvent(new Event("input"));
    }
    $("form").querySelector("[name=indicator_match]").focus();
  });
}

// A small dialog: a reason, and what the action needs besides.
function dialog(fields, act) {
  const inputs = fields.map(([name, label, options, chosen]) => {
    const node = Array.isArray(options) ? make("select", {}, ...options.map(([value, text]) => make("option", { value, textContent: text }))) : make("input", { value: options ?? "" });
    if (name in LISTED) node.setAttribute("list", LISTED[name]);
    node.name = name;
    if (chosen) node.value = chosen;
    return make("label", {}, make("span", { textContent: label }), node);
  });
  const form = make("form", { method: "dialog" }, ...inputs, make("div", { className: "actions" }, make("button", { className: "main", textContent: word("save") }), make("button", { type: "button", textContent: word("cancel"), onclick: () => $("ask").close() })));
  form.onsubmit = (event) => { event.preventDefault(); $("ask").close(); act(Object.fromEntries(new FormData(form))); };
  // Enter in a list would only open it.
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "SELECT") { event.preventDefault(); form.requestSubmit(); } });
  $("ask").replaceChildren(form);
  $("ask").showModal();
  form.querySelector("input, select").focus();
}

function add() {
  const [start, end] = marked();
  const words = chars.slice(start, end).join("");
  const kind = desk.unaccounted.find(([from, to]) => from < end + desk.start && start + desk.start < to)?.[2];
  const tables = ADDED.map((name) => [name, word("add_" + name) === "add_" + name ? desk.tables[name].title : word("add_" + name)]);
  dialog([["table", word("add_what"), tables, { title: "projects", organisation: "parties", statement: "responsibilities" }[kind] ?? "targets"], ["words", word("add_words"), words]], ({ table, words: typed }) => {
    const [from, to] = typed === words && words ? [start, end] : found(typed);
    if (from === to) return fail({ message: "mark_first" });
    propose({ table, start: from + desk.start, end: to + desk.start });
  });
}
