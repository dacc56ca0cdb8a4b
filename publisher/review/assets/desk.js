// The page of the desk. The server decides and saves; the page shows the text, the form of one item, and sends decisions.
"use strict";
const $ = (id) => document.getElementById(id);
const token = location.hash.slice(1) || sessionStorage.getItem("desk") || "";
sessionStorage.setItem("desk", token);
history.replaceState(null, "", "/");
let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
let desk = null, chars = [], current = null, filled = [];

const make = (tag, given = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), given);
  node.append(...children.filter((child) => child !== null));
  return node;
};
const word = (name) => desk.words[name] ?? name;
const again = (item) => ["signed", "agreed"].includes(item.state); // decided, and may be decided anew
const open = (item) => ["open", "aside", "record", "blind", "differs"].includes(item.state);

async function call(path, body) {
  const request = { headers: { "X-Desk-Token": token } };
  if (body) Object.assign(request, { method: "POST", body: JSON.stringify(body) }), (request.headers["Content-Type"] = "application/json");
  try {
    const answer = await fetch(path, request);
    return await answer.json();
  } catch {
    return { ok: false, message: "closed" };
  }
}

async function load(goTo) {
  const state = await call(`/state?language=${language}`);
  if (!state.items) return fail(state);
  desk = state;
  chars = Array.from(desk.text); // positions count code points
  document.documentElement.lang = language;
  frame();
  const wanted = desk.items.find((item) => item.id === goTo);
  show(wanted ?? desk.items.find((item) => open(item) && item.state !== "aside") ?? desk.items.find(open) ?? desk.items[0] ?? null);
}

function fail(answer) {
  const words = desk?.words ?? { token: "No token: open the whole address that the command printed. 请打开命令所给的完整网址。", closed: "The desk is closed. 核对台已关闭。" };
  const said = words[answer.message] ?? answer.message ?? "";
  $("message").hidden = false;
  $("message").className = "";
  $("message").replaceChildren(said + (answer.files ? " " + answer.files.join(", ") : "") + (answer.found ? " " + answer.found : ""));
  if (answer.message === "changed") $("message").append(" ", make("button", { type: "button", textContent: word("reload"), onclick: () => load(current?.id) }));
  for (const problem of answer.problems ?? []) $("message").append(problemBox(problem));
}

function frame() {
  $("plan").textContent = `${desk.plan} · ${desk.reader}${desk.blind ? " · " + word("blind") : ""}`;
  const done = desk.total - desk.left;
  $("progress").textContent = `${done} / ${desk.total}` + (desk.unaccounted.length ? ` · ${word("loose")} ${desk.unaccounted.length}` : "");
  $("bar").value = done;
  $("bar").max = Math.max(1, desk.total);
  $("add").textContent = word("add");
  $("add").hidden = desk.blind;
  $("finish").textContent = word("finish");
  $("finish").hidden = !desk.draft || desk.left > 0;
  $("finish").className = "main";
  $("language").textContent = language === "zh" ? "English" : "中文";
  const lists = Object.entries(desk.options).map(([name, options]) =>
    make("datalist", { id: `list-${name}` }, ...options.map(([value, label]) => make("option", { value, label }))));
  $("lists").replaceChildren(...lists);
  paint();
}

// The text in pieces: each takes the mark of the shortest item that covers it.
function paint() {
  const spans = desk.items.filter((item) => item.end > item.start).map((item) => ({ start: item.start - desk.start, end: item.end - desk.start, state: item.state, id: item.id }));
  for (const item of desk.items) {
    const { quote = "", figure_printed: figure = "" } = item.rows[0].cells;
    if (!quote || !figure || !quote.includes(figure) || item.end <= item.start) continue;
    const start = item.start - desk.start - Array.from(quote.slice(0, quote.indexOf(figure))).length;
    spans.push({ start, end: start + Array.from(quote).length, state: "quote", id: item.id });
  }
  spans.push(...desk.unaccounted.map(([start, end]) => ({ start: start - desk.start, end: end - desk.start, state: "loose", id: "" })));
  const cuts = [...new Set([0, chars.length, ...spans.flatMap((span) => [span.start, span.end])])].filter((at) => at >= 0 && at <= chars.length).sort((a, b) => a - b);
  spans.sort((a, b) => a.end - a.start - (b.end - b.start));
  const byStart = spans.map((span) => span);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    const piece = chars.slice(start, end).join("");
    const span = byStart.find((s) => s.start <= start && end <= s.end);
    if (!span) { pieces.push(make("span", { textContent: piece })); pieces.at(-1).dataset.at = start; continue; }
    const mark = make("mark", { textContent: piece, className: span.state });
    mark.dataset.at = start;
    mark.dataset.item = span.id;
    if (span.state === "loose") mark.title = word("loose");
    pieces.push(mark);
  }
  $("text").replaceChildren(...pieces);
  highlight();
}

function highlight() {
  for (const mark of $("text").querySelectorAll("mark")) mark.classList.toggle("now", current !== null && mark.dataset.item === current.id);
  $("text").querySelector("mark.now")?.scrollIntoView({ block: "center" });
}

function show(item) {
  current = item;
  $("message").hidden = true;
  if (!item) { $("form").replaceChildren(make("p", { textContent: word("empty") })); return; }
  filled = item.rows.map((row) => ({ ...row.cells }));
  $("form").replaceChildren(head(item), ...sheets(item), make("div", { id: "problems" }), actions(item));
  highlight();
  mark();
  if (open(item) && !desk.blind && item.state !== "differs") ask();
}

function head(item) {
  const why = language === "zh" ? item.why_zh : item.why_en;
  const index = desk.items.indexOf(item) + 1;
  const text = `${index}. ${word("state_" + item.state)}${why ? " · " + why : ""}${item.reason ? " · " + item.reason : ""}`;
  return make("p", { className: "why" + (item.confidence === "low" ? " low" : ""), textContent: text });
}

// Rows of one table in one sheet: what is the same in all stands once, what differs stands in a grid.
function sheets(item) {
  const tables = [...new Set(item.rows.map((row) => row.table))];
  return tables.map((table) => {
    const rows = item.rows.map((row, index) => [row, index]).filter(([row]) => row.table === table);
    const { title, key, fields } = desk.tables[table];
    const differs = (field) => rows.length > 1 && (field.name === "unit_id" || rows.some(([row]) => row.cells[field.name] !== rows[0][0].cells[field.name]));
    const shared = fields.filter((field) => !differs(field) && seen(table, field, item));
    const grid = fields.filter((field) => differs(field) && field.name !== key && field.name !== "position");
    const sheet = make("fieldset", {}, make("legend", { textContent: `${title} ${rows.length > 1 ? "" : rows[0][0].record}` }));
    for (const field of shared) sheet.append(make("label", { className: field.required ? "needed" : "", title: field.help }, make("span", { textContent: field.title }), input(field, rows.map(([, index]) => index), table)));
    if (grid.length) {
      const lines = rows.map(([, index]) => make("tr", {}, ...grid.map((field) => make("td", {}, input(field, [index], table)))));
      sheet.append(make("table", {}, make("tr", {}, ...grid.map((field) => make("th", { textContent: field.title, scope: "col" }))), ...lines));
    }
    return sheet;
  });
}

const HIDDEN = ["document_id", "parent_id", "statement", "sha256", "chars", "reading_id", "reader", "record_id", "settled", "comment_zh", "comment_en"];
const seen = (table, field, item) => !(HIDDEN.includes(field.name) && (!["mentions", "notes"].includes(table) || field.name !== "record_id") && !(item.state === "differs"));

function input(field, indexes, table) {
  const value = filled[indexes[0]][field.name] ?? "";
  let node;
  if (field.codes.length) {
    node = make("select", {}, make("option", { value: "", textContent: "" }), ...field.codes.map(([code, label]) => make("option", { value: code, textContent: `${label} (${code})` })));
    node.value = value;
  } else if (field.long) node = make("textarea", { value, rows: 1 });
  else {
    node = make("input", { value });
    if (field.list in desk.options) node.setAttribute("list", `list-${field.list}`);
  }
  node.name = field.name;
  node.setAttribute("aria-label", field.title);
  node.dataset.rows = indexes.join(" ");
  // Both entries are shown; the record may be adjusted before it takes the second one's values.
  node.disabled = (current.state === "differs" && table === "readings") || (desk.blind && again(current));
  node.addEventListener("input", () => {
    for (const index of indexes) filled[index][field.name] = node.value;
    mark();
    clearTimeout(input.wait);
    input.wait = setTimeout(ask, 350);
  });
  return node;
}

function mark() {
  for (const node of $("form").querySelectorAll("[data-rows]")) {
    const index = Number(node.dataset.rows.split(" ")[0]);
    node.classList.toggle("changed", node.value !== (current.rows[index].cells[node.name] ?? ""));
  }
}

const rows = () => current.rows.map((row, index) => ({ table: row.table, cells: filled[index] }));

// The same rules as `validate`, asked while the form is filled.
async function ask() {
  if (!current || desk.blind || !["open", "aside", "record", "signed", "agreed"].includes(current.state)) return;
  const asked = current;
  const answer = await call("/check", { item: asked.id, rows: rows() });
  if (current === asked) showProblems(answer.problems ?? []);
}

function showProblems(problems) {
  for (const node of $("form").querySelectorAll(".wrong")) node.classList.remove("wrong");
  $("problems")?.replaceChildren(...problems.map(problemBox));
  for (const problem of problems) for (const node of $("form").querySelectorAll(`[name="${problem.field}"]`)) node.classList.add("wrong");
}

const problemBox = (problem) => make("div", { className: "problem" },
  make("div", { textContent: problem.rule }), make("div", { textContent: [problem.found && `${word("found")} ${problem.found}`, problem.expected && `${word("expected")} ${problem.expected}`].filter(Boolean).join(" · ") }),
  make("code", { textContent: `${problem.code} ${problem.field}` }));

function actions(item) {
  const button = (key, name, act, main = false) => make("button", { type: "button", className: main ? "main" : "", onclick: act }, word(name) + " ", make("kbd", { textContent: key }));
  const box = make("div", { className: "actions" });
  if (item.state === "blind") {
    box.append(button("A", "read", () => decide("read"), true));
    if (maybeNothing(item)) box.append(button("0", "nothing", () => decide("nothing")));
  }
  else if (item.state === "differs") box.append(button("1", "first", () => settle("first")), button("2", "second", () => settle("second")), button("0", "unclear", () => settle("unclear")));
  else if (open(item)) {
    box.append(button("A", "agree", () => decide("accept"), true), button("E", "edit", edit), button("R", "reject", () => why("reject")));
    if (["targets", "observations"].includes(item.rows[0].table)) box.append(button("S", "mention", () => why("mention")));
    else if (item.state !== "record") box.append(button("S", "aside", () => why("aside")));
    if (item.rows[0].table === "units" && item.state === "open") box.append(button("K", "known", () => why("known")));
  }
  if (again(item) && !desk.blind) {
    box.append(button("A", "correct", () => decide("accept")), button("E", "edit", edit));
    if (item.state === "signed" || desk.draft) box.append(button("R", "reject", () => why("reject")));
  }
  if (!desk.blind && holds(item, "responsibilities")) box.append(button("B", "add_body", addBody));
  if (!desk.blind && (holds(item, "targets") || holds(item, "observations"))) box.append(button("I", "indicator", chooseIndicator));
  box.append(button("J", "next", () => step(1)));
  return box;
}

const holds = (item, table) => item.rows.some((row) => row.table === table);
const maybeNothing = (item) => !item.rows[0].cells.figure_printed && item.rows[0].cells.record_kind !== "responsibility";

async function decide(action, more = {}) {
  if (!current || !(open(current) || (again(current) && !desk.blind))) return;
  if (again(current) && action === "accept" && !$("form").querySelector(".changed")) return;
  const before = current, position = desk.items.indexOf(current);
  const answer = await call("/decide", { item: before.id, action, rows: rows(), ...more });
  if (!answer.ok) { fail(answer); showProblems(answer.problems ?? []); if (answer.problems?.length) focusWrong(); return; }
  const after = desk.items.slice(position + 1).find(open) ?? desk.items.find((item) => open(item) && item.id !== before.id);
  const stays = answer.differs && Object.keys(answer.differs).length;
  await load(stays ? before.id : after?.id);
  if (desk.left === 0 && !stays) say(desk.draft ? word("all_decided") : word("all_read"));
}

function focusWrong() { $("form").querySelector(".wrong")?.focus(); }

function say(text) {
  $("message").hidden = false;
  $("message").className = "good";
  $("message").textContent = text;
}

const edit = () => ($("form").querySelector(".wrong:enabled") ?? [...$("form").querySelectorAll("[name]:enabled")].find((node) => !node.value && node.closest(".needed")) ?? $("form").querySelector("[name]:enabled"))?.focus();

const LISTED = { unit: "list-units", id: "list-indicators" };

// A small dialog: a reason, and what the action needs besides.
function dialog(fields, act) {
  const inputs = fields.map(([name, label, options]) => {
    const node = Array.isArray(options) ? make("select", {}, ...options.map(([value, text]) => make("option", { value, textContent: text }))) : make("input", { value: options ?? "" });
    if (name in LISTED) node.setAttribute("list", LISTED[name]);
    node.name = name;
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

function why(action) {
  if (action === "known") return dialog([["unit", word("unit")]], (given) => decide("known", given));
  if (action === "mention") return dialog([["kind", word("kind_of_mention"), desk.tables.mentions.fields.find((f) => f.name === "kind").codes.filter(([code]) => ["name", "idiom"].includes(code))], ["reason", word("reason_zh")], ["reason_en", word("reason_en")]], (given) => decide("mention", given));
  const retires = ["record", "signed"].includes(current.state) && !desk.draft;
  return dialog([["reason", word(retires ? "reason_zh" : "reason_label")], ...(retires ? [["reason_en", word("reason_en")]] : [])], (given) => decide(action, given));
}

const settle = (how) => dialog([["reason", word("reason_zh")], ["reason_en", word("reason_en")]], (given) => decide(how, given));

function step(by, wanted = () => true) {
  const from = desk.items.indexOf(current);
  for (let i = from + by; i >= 0 && i < desk.items.length; i += by) if (wanted(desk.items[i])) return show(desk.items[i]);
}

// A record that was not suggested: from the words that are marked in the text, or from a figure that stands out.
const ADDED = ["targets", "observations", "mentions", "responsibilities", "clauses", "tasks", "notes", "relations"];

function add() {
  const [start, end] = marked();
  const words = chars.slice(start, end).join("");
  const tables = ADDED.map((name) => [name, word("add_" + name) === "add_" + name ? desk.tables[name].title : word("add_" + name)]);
  dialog([["table", word("add_what"), tables], ["words", word("add_words"), words]], ({ table, words: typed }) => {
    const [from, to] = typed === words && words ? [start, end] : found(typed);
    if (from === to) return fail({ message: "mark_first" });
    propose({ table, start: from + desk.start, end: to + desk.start });
  });
}

// Words that were typed instead of marked: where they stand, looked for from the present item on, else from the start.
function found(words) {
  const wanted = Array.from(words);
  if (!wanted.length) return [0, 0];
  const here = Math.max(0, (current?.start ?? 0) - desk.start);
  const from = chars.slice(0, here).join("").length, text = chars.join("");
  const at = text.indexOf(words, from) >= 0 ? text.indexOf(words, from) : text.indexOf(words);
  if (at < 0) return [0, 0];
  const start = Array.from(text.slice(0, at)).length;
  return [start, start + wanted.length];
}

async function propose(request) {
  const answer = await call("/propose", request);
  if (!answer.ok) { fail(answer); return; }
  await load(answer.item);
  const moved = Object.entries(answer.moved ?? {});
  if (moved.length) say(word("moved") + " " + moved.map((pair) => pair.join(" → ")).join(", "));
  edit();
}

function addBody() {
  if (!current || desk.blind || !holds(current, "responsibilities")) return;
  dialog([["name", word("body_name")]], ({ name }) => propose({ table: "bodies", item: current.id, name }));
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

function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !$("text").contains(selection.anchorNode)) return [0, 0];
  const range = selection.getRangeAt(0);
  const at = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentNode : node).closest("[data-at]");
    return piece ? Number(piece.dataset.at) + Array.from(node.nodeType === 3 ? piece.textContent.slice(0, offset) : offset ? piece.textContent : "").length : 0;
  };
  return [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
}

// The next figure that nothing accounts for is marked with its part of the sentence, ready to be added.
function loose() {
  const next = desk.unaccounted.find(([start]) => start > (loose.at ?? -1)) ?? desk.unaccounted[0];
  if (!next) return;
  loose.at = next[0];
  const node = [...$("text").querySelectorAll("mark.loose")].find((mark) => Number(mark.dataset.at) === next[0] - desk.start);
  node?.scrollIntoView({ block: "center" });
  if (node) getSelection().selectAllChildren(node);
}

async function finish() {
  const answer = await call("/finish", {});
  if (!answer.ok) return fail(answer);
  await load();
  say(word("finished"));
}

function help() {
  $("keys").replaceChildren(make("dl", {}, ...Object.entries(desk.words.keys).flatMap(([key, text]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: text })])));
  $("keys").showModal();
}

const KEYS = {
  a: () => decide(current?.state === "blind" ? "read" : "accept"), e: edit, r: () => current && !desk.blind && (open(current) || current.state === "signed" || (again(current) && desk.draft)) && why("reject"), j: () => step(1), k: () => step(-1),
  s: () => open(current) && !desk.blind && why(["targets", "observations"].includes(current.rows[0].table) ? "mention" : "aside"), n: () => step(1, open), u: loose, m: () => !desk.blind && add(), b: addBody, i: chooseIndicator, f: () => !$("finish").hidden && finish(), "?": help,
  1: () => current?.state === "differs" && settle("first"), 2: () => current?.state === "differs" && settle("second"), 0: () => current?.state === "differs" ? settle("unclear") : current?.state === "blind" && maybeNothing(current) && decide("nothing"),
};

document.addEventListener("keydown", (event) => {
  if (!desk || $("ask").open || $("keys").open || event.altKey || event.metaKey) return;
  const writing = event.target.closest?.("input, textarea, select");
  if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); return decide(current?.state === "blind" ? "read" : "accept"); }
  if (writing) { if (event.key === "Escape") writing.blur(); return; }
  if (event.ctrlKey || !(event.key in KEYS)) return;
  if (event.key === "k" && current?.rows[0].table === "units" && open(current) && event.shiftKey) return;
  event.preventDefault();
  KEYS[event.key]();
});
document.addEventListener("keydown", (event) => { if (event.key === "K" && current?.rows[0].table === "units" && open(current) && !event.target.closest?.("input, textarea, select")) { event.preventDefault(); why("known"); } });
$("text").addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (mark?.dataset.item && getSelection().isCollapsed) show(desk.items.find((item) => item.id === mark.dataset.item));
});
$("form").addEventListener("submit", (event) => event.preventDefault());
$("add").onclick = add;
$("finish").onclick = finish;
$("help").onclick = help;
$("language").onclick = () => { language = language === "zh" ? "en" : "zh"; load(current?.id); };
load();
