// The explorer: filters, counts, sort, columns and downloads over a table that is already in the page.
// The view is the address: every change is written there, and going back restores what was before.

import { element, fold, nameRoles, offer, plain, teller } from "./table.js";

const box = document.getElementById("explorer");
const setting = JSON.parse(document.getElementById("setting").textContent);
const words = setting.words;
const table = document.getElementById("table");
const body = table.tBodies[0];
const form = box.querySelector(".filters");
const text = form.elements.q;
const status = form.querySelector(".count");
const LIMIT = 150; // rows shown at once; the rest on demand, so that large tables stay quick

const say = teller(words);

const facets = setting.facets.map(([name, label, choices]) => ({ name, label, choices, chosen: new Set() }));
const rows = [...body.rows].map((row, order) => ({
  row,
  order,
  id: row.dataset.id,
  facets: row.dataset.f.split(";").map((codes) => codes.split(",").map(Number)),
  number: row.dataset.n === "" ? null : Number(row.dataset.n),
  deadline: row.dataset.d,
  found: null,
  shown: true,
}));
// What a row is found by is gathered at the first search, not before the first view.
const found = (item) => (item.found ??= plain(`${item.row.textContent} ${item.row.dataset.s}`));

let sort = "";
let hidden = new Set(setting.hidden);
let all = false;

// ---- the address ----

function read() {
  const query = new URLSearchParams(location.search);
  text.value = query.get("q") ?? "";
  for (const facet of facets) {
    const codes = new Set((query.get(facet.name) ?? "").split(",").filter(Boolean));
    facet.chosen = new Set(facet.choices.flatMap(([code], index) => (codes.has(code) ? [index] : [])));
  }
  sort = query.get("sort") ?? "";
  hidden = new Set(query.has("hide") ? query.get("hide").split(",").filter(Boolean) : setting.hidden);
}

function written() {
  const query = new URLSearchParams();
  if (text.value.trim()) query.set("q", text.value.trim());
  for (const facet of facets) {
    if (facet.chosen.size) query.set(facet.name, [...facet.chosen].map((index) => facet.choices[index][0]).join(","));
  }
  if (sort) query.set("sort", sort);
  if ([...hidden].sort().join() !== [...setting.hidden].sort().join()) query.set("hide", [...hidden].join(","));
  const tail = query.toString().replaceAll("%2C", ",");
  return location.pathname + (tail ? `?${tail}` : "");
}

function remember(replace = false) {
  const address = written();
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
}

// ---- the view ----

// Which facets keep a row out: none, one, or more. The counts beside a facet's choices ignore that
// facet itself, so a row that only one facet keeps out is still counted there.
function barred(item) {
  const by = [];
  for (let place = 0; place < facets.length; place += 1) {
    const { chosen } = facets[place];
    if (chosen.size && !item.facets[place].some((code) => chosen.has(code))) by.push(place);
    if (by.length > 1) break;
  }
  return by;
}

const keys = {
  document: (item) => item.facets[0][0],
  what: (item) => item.row.cells[1].firstChild.textContent,
  amount: (item) => item.number,
  basis: (item) => item.facets[6][0],
  deadline: (item) => item.deadline || null,
  who: (item) => item.row.cells[5].textContent,
  indicator: (item) => item.row.cells[6].textContent,
  pillar: (item) => item.row.cells[7].textContent,
  checked: (item) => item.row.cells[8].textContent,
};
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function sorted(items) {
  const name = sort.replace("-", "");
  if (!keys[name]) return items;
  const way = sort.startsWith("-") ? -1 : 1;
  const held = items.map((item) => [keys[name](item), item]);
  held.sort(([a, one], [b, other]) => {
    if (a === null || b === null) return (a === null) - (b === null) || one.order - other.order; // what has none comes last
    const order = typeof a === "number" ? a - b : collator.compare(a, b);
    return way * order || one.order - other.order;
  });
  return held.map(([, item]) => item);
}

let moved = false;
function show() {
  const terms = plain(text.value).split(/\s+/).filter(Boolean);
  const counts = facets.map((facet) => new Array(facet.choices.length).fill(0));
  for (const item of rows) {
    item.shown = false;
    if (!terms.every((term) => found(item).includes(term))) continue;
    const by = barred(item);
    item.shown = by.length === 0;
    if (by.length > 1) continue;
    for (const place of by.length ? by : counts.keys()) for (const code of item.facets[place]) counts[place][code] += 1;
  }
  const list = sorted(rows.filter((item) => item.shown));
  const seen = new Set(all ? list : list.slice(0, LIMIT));
  for (const item of rows) if (item.row.hidden === seen.has(item)) item.row.hidden = !seen.has(item);
  // Only what is seen is put in order: moving thousands of hidden rows would cost more than all the rest.
  if (sort || moved) body.append(...[...seen].map((item) => item.row));
  moved = moved || Boolean(sort);
  const shown = list.length;
  status.textContent = say("count", { n: shown, all: rows.length });
  box.querySelector(".nothing").hidden = shown > 0;
  box.querySelector(".more").hidden = all || shown <= LIMIT;
  for (const [place, facet] of facets.entries()) count(facet, counts[place]);
  for (const [name] of setting.columns) table.classList.toggle(`hide-${name}`, hidden.has(name));
  for (const head of table.tHead.rows[0].cells) {
    const name = head.dataset.key;
    if (sort.replace("-", "") === name) head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  for (const input of tools.querySelectorAll("[data-column]")) input.checked = !hidden.has(input.dataset.column);
  for (const button of tools.querySelectorAll("[data-download]")) {
    button.textContent = say(button.dataset.download, { n: shown });
    button.disabled = shown === 0;
  }
  pills();
}

function count(facet, counts) {
  for (const [index, line] of facet.lines.entries()) {
    const on = facet.chosen.has(index);
    line.input.checked = on;
    line.count.textContent = counts[index];
    line.label.classList.toggle("zero", counts[index] === 0 && !on);
  }
  facet.summary.textContent = facet.chosen.size ? `${facet.label} · ${facet.chosen.size}` : facet.label;
  facet.details.classList.toggle("on", facet.chosen.size > 0);
}

function pills() {
  const chosen = form.querySelector(".chosen");
  chosen.replaceChildren();
  for (const facet of facets) {
    for (const index of facet.chosen) {
      const button = element("button", { type: "button", class: "pill" }, `${facet.choices[index][1]} ×`);
      button.setAttribute("aria-label", say("remove", { what: facet.choices[index][1] }));
      button.addEventListener("click", () => change(() => facet.chosen.delete(index)));
      chosen.append(element("li", {}, button));
    }
  }
  if (chosen.children.length || text.value) {
    const button = element("button", { type: "button", class: "pill pill-all" }, words.clear);
    button.addEventListener("click", () => {
      change(() => {
        text.value = "";
        for (const facet of facets) facet.chosen.clear();
      });
      text.focus();
    });
    chosen.append(element("li", {}, button));
  }
}

function change(act, replace = false) {
  act();
  all = false;
  remember(replace);
  show();
}

// ---- the controls ----

for (const facet of facets) {
  facet.summary = element("summary", {}, facet.label);
  facet.lines = facet.choices.map(([, label], index) => {
    const input = element("input", { type: "checkbox", value: String(index) });
    const counted = element("span", { class: "n-count" });
    input.addEventListener("change", () => change(() => (input.checked ? facet.chosen.add(index) : facet.chosen.delete(index))));
    return { input, count: counted, label: element("label", {}, input, element("span", {}, label), counted) };
  });
  const list = element("div", { class: "facet-list", role: "group", "aria-label": facet.label }, ...facet.lines.map((line) => line.label));
  facet.details = fold(facet.name, facet.summary, list, () => facets.map((other) => other.details));
  form.querySelector(".facets").append(facet.details);
}
document.addEventListener("click", (event) => {
  for (const open of box.querySelectorAll(".facet[open]")) if (!open.contains(event.target)) open.open = false;
});

const tools = form.querySelector(".tools");
const columns = setting.columns
  .filter(([name]) => name !== "what")
  .map(([name, label]) => {
    const input = element("input", { type: "checkbox", "data-column": name });
    input.addEventListener("change", () => change(() => (input.checked ? hidden.delete(name) : hidden.add(name))));
    return element("label", {}, input, element("span", {}, label));
  });
const choose = element("details", { class: "facet" }, element("summary", {}, words.columns), element("div", { class: "facet-list facet-right", role: "group", "aria-label": words.columns }, ...columns));
tools.append(choose);
for (const kind of ["csv", "json"]) {
  const button = element("button", { type: "button", class: "button", "data-download": kind });
  button.addEventListener("click", () => download(kind));
  tools.append(button);
}
const copy = element("button", { type: "button", class: "button" }, words.link);
copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  copy.textContent = words.linked;
  setTimeout(() => (copy.textContent = words.link), 1600);
});
tools.append(copy);

for (const head of table.tHead.rows[0].cells) {
  const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
  head.append(button);
  const name = head.dataset.key;
  button.addEventListener("click", () => change(() => (sort = sort === name ? `-${name}` : sort === `-${name}` ? "" : name)));
}

let typing = 0;
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => change(() => {}, true), 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
box.querySelector(".more button").addEventListener("click", () => {
  all = true;
  show();
});
addEventListener("popstate", () => {
  read();
  show();
});

// ---- downloads: the rows in view, in their order, with every column of the published table ----

async function download(kind) {
  const answer = await fetch(box.dataset.api);
  if (!answer.ok) {
    status.textContent = words.failed;
    return;
  }
  const published = await answer.json();
  const records = new Map(published.data.map((record) => [record.target_id, record]));
  const chosen = sorted(rows).filter((item) => item.shown).map((item) => records.get(item.id));
  offer(kind, published.data_version, chosen);
}

nameRoles(box);
read();
form.hidden = false;
show();
