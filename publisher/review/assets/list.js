// The list: what there is to decide, filtered and searched, and decided together.
"use strict";

const STATES = {
  undecided: (item) => open(item),
  unsure: (item) => open(item) && item.confidence === "low",
  carried: (item) => open(item) && item.reason.startsWith("carried "),
  aside: (item) => item.state === "aside",
  decided: (item) => again(item),
  all: () => true,
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

function drawRows() {
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
