// The page of the desk. The server decides and saves; the page shows the text, the form of one item, and sends decisions.
"use strict";
const $ = (id) => document.getElementById(id);
const token = location.hash.slice(1) || sessionStorage.getItem("desk") || "";
sessionStorage.setItem("desk", token);
history.replaceState(null, "", "/");
let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
let words = { zh: {}, en: {} }, desk = null, chars = [], current = null, filled = [];

const make = (tag, given = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), given);
  node.append(...children.filter((child) => child !== null));
  return node;
};
const word = (name) => words[language][name] ?? name;
const listed = (items) => items.join(word("comma"));
const again = (item) => ["signed", "agreed"].includes(item.state); // decided, and may be decided anew
const blindly = (item) => item.id.startsWith("place "); // read without sight of the first entry
const shared = (item) => item.id.startsWith("registry "); // of the registry: signed or corrected, never taken back here
const written = (item) => holds(item, "datapackage"); // by hand, in the descriptor: only signed here
const open = (item) => ["open", "aside", "record", "blind", "differs"].includes(item.state);

async function call(path, body) {
  const request = { headers: { "X-Desk-Token": token } };
  if (body) Object.assign(request, { method: "POST", body: JSON.stringify({ ...body, version: desk?.version }) }), (request.headers["Content-Type"] = "application/json");
  try {
    const answer = await fetch(`${path}?language=${language}`, request);
    return await answer.json();
  } catch {
    return { ok: false, message: "closed" };
  }
}

async function load(goTo) {
  const state = await call("/state");
  if (!state.items) return fail(state);
  desk = state;
  chars = Array.from(desk.text); // positions count code points
  document.documentElement.lang = language;
  $("lists").replaceChildren();
  suggestWords(desk.options);
  frame();
  go(goTo);
}

function go(goTo) {
  const wanted = desk.items.find((item) => item.id === goTo);
  show(wanted ?? desk.items.find((item) => open(item) && item.state !== "aside") ?? desk.items.find(open) ?? desk.items[0] ?? null);
}

// What a saved step changed: only that is sent and painted anew.
async function follow(answer, goTo) {
  const { items, order, options, ...rest } = answer.changes ?? { anew: true };
  if (rest.anew) return load(goTo);
  const known = new Map([...desk.items, ...items].map((item) => [item.id, item]));
  desk.items = (order ?? desk.items.map((item) => item.id)).map((id) => known.get(id));
  const opened = desk.later > 0 && rest.later === 0;
  Object.assign(desk, rest);
  Object.assign(desk.options, options);
  suggestWords(options);
  frame();
  go(goTo);
  if (opened) say(word("now_open"));
}

function suggestWords(options) {
  for (const [name, rows] of Object.entries(options)) {
    const list = make("datalist", { id: `list-${name}` }, ...rows.map(([value, label]) => make("option", { value, label })));
    $(list.id)?.remove();
    $("lists").append(list);
  }
}

function fail(answer) {
  const said = answer.message ? word(answer.message) : "";
  $("message").hidden = false;
  $("message").className = "";
  $("message").replaceChildren(said + (answer.files ? " " + listed(answer.files) : "") + (answer.found ? " " + answer.found : ""));
  if (answer.message === "changed") $("message").append(" ", make("button", { type: "button", textContent: word("reload"), onclick: () => load(current?.id) }));
  if (!answer.problems?.length) return;
  if (current && $("problems") && !answer.whole) $("message").append(word("refused"));
  else for (const [index, problem] of answer.problems.entries()) {
    const item = desk.items.find((one) => one.id && one.id === answer.items?.[index]);
    $("message").append(problemBox(problem), ...(item ? [make("button", { type: "button", textContent: word("lead"), onclick: () => show(item) })] : []));
  }
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
  const colours = [["open", "suggested"], ["signed", "decided"], ...(desk.unaccounted.length ? [["loose", "loose"]] : [])];
  $("colours").replaceChildren(...colours.map(([kind, name]) => make("mark", { className: kind, textContent: word(name) })));
  $("language").textContent = word("other");
  $("undo").replaceChildren(word("undo") + " ", make("kbd", { textContent: "Z" }));
  $("undo").hidden = !desk.undo;
  $("listed").replaceChildren(word("list") + " ", make("kbd", { textContent: "L" }));
  paint();
  if (!$("list").hidden) drawList();
}

function actions(item) {
  const button = (key, name, act, main = false) => {
    const node = make("button", { type: "button", className: main ? "main" : "", onclick: act }, word(name) + " ", make("kbd", { textContent: key }));
    node.dataset.key = key;
    return node;
  };
  const box = make("div", { className: "actions" });
  if (item.state === "blind") {
    box.append(button("A", "read", () => decide("read"), true));
    if (maybeNothing(item)) box.append(button("0", "nothing", () => decide("nothing")));
  }
  else if (item.state === "differs") box.append(button("1", "first", () => settle("first")), button("2", "second", () => settle("second")), button("0", "unclear", () => settle("unclear")));
  else if (open(item)) {
    box.append(button("A", "agree", () => decide("accept"), true), ...(written(item) ? [] : [button("E", "edit", edit)]));
    if (desk.blind || shared(item)) return box.append(button("J", "next", () => step(1))), box;
    box.append(button("R", "reject", () => why("reject")));
    if (quantity(item)) box.append(button("S", "mention", () => why("mention")));
    else if (item.state !== "record") box.append(button("S", "aside", () => why("aside")));
    if (item.rows[0].table === "units" && item.state === "open") box.append(button("⇧K", "known", () => why("known")));
  }
  if (again(item) && !blindly(item) && !written(item)) {
    box.append(button("A", "correct", () => decide("accept")), button("E", "edit", edit));
    if (desk.blind || shared(item)) return box.append(button("J", "next", () => step(1))), box;
    if (item.state === "signed" || desk.draft) box.append(button("R", "reject", () => why("reject")));
    if (item.state === "signed" && quantity(item)) box.append(button("S", "mention", () => why("mention")));
  }
  if (!desk.blind && holds(item, "responsibilities")) box.append(button("B", "add_body", addBody));
  if (mayDrop(item)) box.append(button("D", "drop_body", dropBody));
  if (!desk.blind && (holds(item, "targets") || holds(item, "observations"))) box.append(button("I", "indicator", chooseIndicator));
  if (!desk.blind && noted(item)) box.append(button("W", "note", addNote));
  box.append(button("J", "next", () => step(1)));
  return box;
}

// The keys that no button shows.
const hints = () => make("p", { className: "hints" }, ...word("hints").filter(([key]) => key !== "M" || !desk.blind).flatMap(([key, name]) => [make("kbd", { textContent: key }), ` ${name} `]));
const quantity = (item) => ["targets", "observations"].includes(item.rows[0].table);
const noted = (item) => !shared(item) && !["units", "unit_names", "measures", "indicators", "notes", "copies"].includes(item.rows[0].table) && !holds(item, "notes");
const mayDrop = (item) => !desk.blind && ["record", "signed"].includes(item.state) && item.rows.filter((row) => row.table === "responsibilities").length > 1;
const holds = (item, table) => item.rows.some((row) => row.table === table);
const maybeNothing = (item) => !item.rows[0].cells.figure_printed && item.rows[0].cells.record_kind !== "responsibility";

async function decide(action, more = {}) {
  if (!current || !(open(current) || (again(current) && !blindly(current)))) return;
  if (again(current) && action === "accept" && !$("form").querySelector(".changed")) return;
  if ($("side").ariaBusy === "true") return; // a key pressed twice decides once
  $("side").ariaBusy = "true";
  try {
    await send(action, more);
  } finally {
    $("side").ariaBusy = "false";
  }
}

async function send(action, more) {
  const before = current, position = desk.items.indexOf(current);
  offered = false;
  const answer = await call("/decide", { item: before.id, action, rows: rows(), ...more });
  if (!answer.ok) { fail(answer); if (answer.problems?.length) { showProblems(answer.problems, answer.helps); focusWrong(); } return; }
  const after = desk.items.slice(position + 1).find(open) ?? desk.items.find((item) => open(item) && item.id !== before.id);
  const stays = answer.differs && Object.keys(answer.differs).length;
  await follow(answer, stays ? before.id : after?.id);
  if (desk.left === 0 && !stays) say(desk.draft ? word("all_decided") : word("all_read"));
  if (answer.like) offer(answer.like);
}

// What was corrected that other suggestions have alike: said, and carried over by a key.
function offer(like) {
  const lines = like.map(({ table, column, old, new: value, records }) => {
    const field = desk.tables[table].fields.find((one) => one.name === column);
    const said = (cell) => (cell ? field.codes.find(([code]) => code === cell)?.[1] ?? cell : "–");
    const text = word("alike").replace("{n}", records.length).replace("{column}", field.title).replace("{old}", said(old)).replace("{new}", said(value));
    return make("li", {}, text + " ", ...(like.length > 1 ? [make("button", { type: "button", textContent: word("carry_this"), onclick: () => carryOver(column) })] : []));
  });
  const take = make("button", { type: "button", textContent: word("carry"), onclick: () => carryOver("") });
  const look = make("button", { type: "button", textContent: word("see_them"), onclick: () => listOf(like.flatMap((one) => one.records)) });
  say("");
  $("message").replaceChildren(word("like"), make("ul", {}, ...lines), take, " ", look);
  offered = true;
}
let offered = false;

async function carryOver(column) {
  if (!offered) return;
  offered = false;
  const answer = await call("/carry", { column });
  if (!answer.ok) return fail(answer);
  await follow(answer, current?.id);
  const done = word("carried_over").replace("{n}", answer.done);
  if (answer.like.length) offer(answer.like);
  else say("");
  $("message").prepend(make("p", { textContent: done }));
}

async function undo() {
  if (!desk.undo || $("side").ariaBusy === "true") return;
  $("side").ariaBusy = "true";
  const answer = await call("/undo", {});
  $("side").ariaBusy = "false";
  if (!answer.ok) return fail(answer);
  await follow(answer, answer.item || current?.id);
  say(word("undone"));
}

function say(text) {
  $("message").hidden = false;
  $("message").className = "good";
  $("message").textContent = text;
}

function step(by, wanted = () => true) {
  const from = desk.items.indexOf(current);
  for (let i = from + by; i >= 0 && i < desk.items.length; i += by) if (wanted(desk.items[i])) return show(desk.items[i]);
}

async function finish() {
  say(word("finishing"));
  const answer = await call("/finish", {});
  if (!answer.ok) return fail({ ...answer, whole: true }); // of the whole plan, not of the item that is shown
  await follow(answer);
  say(word("finished"));
}

function help() {
  $("keys").replaceChildren(make("p", {}, word("legend")), make("dl", {}, ...Object.entries(word("keys")).flatMap(([key, text]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: text })])));
  $("keys").showModal();
}

const KEYS = {
  a: () => decide(current?.state === "blind" ? "read" : "accept"), e: edit, r: () => current && !desk.blind && !shared(current) && (open(current) || current.state === "signed" || (again(current) && desk.draft)) && why("reject"), j: () => step(1), k: () => step(-1),
  s: () => current && !desk.blind && (open(current) || (current.state === "signed" && quantity(current))) && why(quantity(current) ? "mention" : "aside"), d: () => current && mayDrop(current) && dropBody(), n: () => step(1, open), u: loose, z: undo, c: () => carryOver(""), l: toggleList, "/": () => { openList(); $("search").focus(); }, m: () => !desk.blind && add(), b: addBody, i: chooseIndicator, w: () => current && noted(current) && addNote(), f: () => !$("finish").hidden && finish(), "?": help,
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
// What a cell means, while it is being filled.
$("form").addEventListener("focusin", (event) => {
  const about = $("about");
  if (!about) return;
  about.textContent = event.target.dataset?.help ?? "";
  about.hidden = !about.textContent;
});
$("form").addEventListener("focusout", () => { if ($("about")) $("about").hidden = true; });
$("add").onclick = add;
$("finish").onclick = finish;
$("help").onclick = help;
$("undo").onclick = undo;
$("listed").onclick = toggleList;
$("language").onclick = () => { language = language === "zh" ? "en" : "zh"; load(current?.id); };
call("/words").then((both) => { words = both.zh ? both : words; return load(); });
