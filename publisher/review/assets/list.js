// The list: what there is to decide, filtered and searched, and decided together.
"use strict";

const STATES = {
  undecided: (item) => open(item),
  unsure: (item) => open(item) && item.confidence === "low",
  carried: (item) => open(item) && item.reason.startsWith("carried "),
  aside: (item) => item.state === "aside",
  decided: (item) => again(item),
  all: () => true,
  loose: () => false, // places of the text, no items: see drawLoose
};
const SHOWN = 200; // rows of the list at once
let filter = { state: "undecided", table: "", words: "", records: null };

const wordsOf = (item) => {
  const { quote, name_printed: name, heading_zh: heading, title_zh: title, name_zh: own, term_zh: term, name: printed } = item.rows[0].cells;
  return heading || (name && item.rows.length === 1 ? name : "") || quote || title || own || printed || term || item.rows[0].record;
};

function chosen() {
  const words = filter.words.trim().toLowerCase();
  return desk.items.filter((item) =>
    STATES[filter.state](item)
    && (!filter.table || item.rows.some((row) => row.table === filter.table))
    && (!filter.records || item.rows.some((row) => filter.records.has(row.record)))
    && (!words || item.rows.some((row) => Object.values(row.cells).some((cell) => cell.toLowerCase().includes(words)))));
}

function toggleList() {
  if ($("list").hidden) openList();
  else { $("list").hidden = true; $("listed").ariaExpanded = "false"; }
}

function openList() {
  $("list").hidden = false;
  $("listed").ariaExpanded = "true";
  drawList();
}

function listOf(records) {
  filter = { state: "all", table: "", words: "", records: new Set(records) };
  openList();
}

const choice = (name, options) => {
  const node = make("select", { onchange: () => { filter[name] = node.value; filter.records = null; drawRows(); } }, ...options.map(([value, textContent]) => make("option", { value, textContent })));
  node.value = filter[name];
  node.setAttribute("aria-label", word("list_" + name));
  return node;
};

function drawList() {
  const tables = [...new Set(desk.items.flatMap((item) => item.rows.map((row) => row.table)))].filter((table) => table !== "readings");
  const search = make("input", { id: "search", type: "search", value: filter.words, placeholder: word("search"), oninput: () => { filter.words = search.value; filter.records = null; drawRows(); } });
  search.setAttribute("aria-label", word("search"));
  const focused = document.activeElement?.id === "search";
  $("list").replaceChildren(
    make("div", { className: "filters" }, search, choice("state", Object.keys(STATES).map((name) => [name, word("list_" + name)])), choice("table", [["", word("list_any")], ...tables.map((name) => [name, desk.tables[name].title])])),
    make("ol", { id: "rows" }), make("div", { className: "actions", id: "together" }));
  if (focused) $("search").focus();
  drawRows();
}

// What nothing accounts for: a click marks it in the text, where M adds it; or it is set aside with a reason.
function drawLoose() {
  const words = filter.words.trim().toLowerCase();
  const said = ([start, end]) => chars.slice(start - desk.start, end - desk.start).join("");
  const places = desk.unaccounted.filter((place) => !words || said(place).toLowerCase().includes(words));
  const picked = places.filter(([start]) => start === drawLoose.picked);
  $("rows").replaceChildren(...places.slice(0, SHOWN).map((place) => {
    const row = make("button", { type: "button", className: "loose", onclick: () => { drawLoose.picked = place[0]; pick(place[0]); drawLoose(); } }, make("small", { textContent: word("loose_" + place[2]) }), " ", said(place));
    row.ariaCurrent = String(place[0] === drawLoose.picked);
    return make("li", {}, row);
  }));
  const aside = (name, list) => (list.length ? [make("button", { type: "button", textContent: word(name).replace("{n}", list.length), onclick: () => dialog([["reason", word("reason_zh")], ["reason_en", word("reason_en")]], (given) => setAside(list, given)) })] : []);
  $("together").replaceChildren(make("span", { textContent: word("list_count").replace("{n}", places.length) }),
    ...(picked.length ? [make("button", { type: "button", textContent: word("add"), onclick: () => { pick(picked[0][0]); add(); } })] : []), ...aside("aside_one", picked), ...aside("aside_all", places));
}

async function setAside(places, given) {
  if ($("side").ariaBusy === "true") return;
  $("side").ariaBusy = "true";
  const answer = await call("/aside", { places, ...given });
  $("side").ariaBusy = "false";
  if (!answer.ok) return fail(answer);
  await follow(answer, answer.refused[0] ?? current?.id);
  say(word("done_all").replace("{n}", answer.done) + (answer.refused.length ? " " + word("refused_all").replace("{n}", answer.refused.length) : ""));
}

function drawRows() {
  if (filter.state === "loose") return drawLoose();
  const items = chosen();
  $("rows").replaceChildren(...items.slice(0, SHOWN).map((item) => {
    const row = make("button", { type: "button", className: item.state, onclick: () => show(item) },
      make("small", { textContent: desk.tables[item.rows[0].table].title }), " ", wordsOf(item));
    row.dataset.item = item.id;
    if (item.confidence === "low" && open(item)) row.classList.add("low");
    row.title = word("state_" + item.state);
    return make("li", {}, row);
  }));
  const undecided = items.filter((item) => open(item) && !blindly(item)), waiting = items.filter((item) => ["open", "aside"].includes(item.state));
  const button = (name, list, onclick) => (list.length ? [make("button", { type: "button", textContent: word(name).replace("{n}", list.length), onclick })] : []);
  $("together").replaceChildren(make("span", { textContent: word("list_count").replace("{n}", items.length) }),
    ...button("agree_all", undecided, () => together("accept", undecided)),
    ...button("aside_all", waiting, () => dialog([["reason", word("reason_label")]], ({ reason }) => together("aside", waiting, reason))),
    ...button("reject_all", waiting, () => dialog([["reason", word("reason_label")]], ({ reason }) => together("reject", waiting, reason))));
  markListed();
}

function markListed() {
  if ($("list").hidden || !$("rows")) return;
  for (const row of $("rows").querySelectorAll("button")) row.ariaCurrent = String(row.dataset.item === current?.id);
}

// All that is listed, in one step, which one key takes back; what the rules refuse stays to be decided.
async function together(action, items, reason = "") {
  if ($("side").ariaBusy === "true") return;
  $("side").ariaBusy = "true";
  const answer = await call("/all", { action, items: items.map((item) => item.id), reason });
  $("side").ariaBusy = "false";
  if (!answer.ok) return fail(answer);
  await follow(answer, answer.refused[0]);
  say(word("done_all").replace("{n}", answer.done) + (answer.refused.length ? " " + word("refused_all").replace("{n}", answer.refused.length) : ""));
}
