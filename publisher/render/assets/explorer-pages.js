// The explorer of a large corpus: filters with counts from the index, pages of rows, a view that is the address.

import { documents, facets, fetched, index, load, matching, place, rows, setting } from "./pieces.js";
import { element, fold, nameRoles, offer, teller } from "./table.js";

const box = document.getElementById("explorer");
const words = setting.words;
const say = teller(words);
const table = document.getElementById("table");
const body = table.tBodies[0];
const form = box.querySelector(".filters");
const text = form.elements.q;
const status = form.querySelector(".count");
const note = box.querySelector(".note");
const pages = box.querySelector(".pager");
const CHOICES = 200; // of one facet shown at once, those of most rows first

let only = new Set(); // documents named in the address
let sort = "";
let hidden = new Set(setting.hidden);
let page = 1;

// ---- the address ----

function read() {
  const query = new URLSearchParams(location.search);
  text.value = query.get("q") ?? "";
  for (const facet of facets) {
    const codes = new Set((query.get(facet.name) ?? "").split(",").filter(Boolean));
    facet.chosen = new Set(facet.choices.flatMap(([code], at) => (codes.has(code) ? [at] : [])));
  }
  only = new Set((query.get("document") ?? "").split(",").filter(Boolean));
  sort = query.get("sort") ?? "";
  page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
  hidden = new Set(query.has("hide") ? query.get("hide").split(",").filter(Boolean) : setting.hidden);
}

function remember(replace) {
  const query = new URLSearchParams();
  if (text.value.trim()) query.set("q", text.value.trim());
  if (only.size) query.set("document", [...only].join(","));
  for (const facet of facets) {
    if (facet.chosen.size) query.set(facet.name, [...facet.chosen].map((at) => facet.choices[at][0]).join(","));
  }
  if (sort) query.set("sort", sort);
  if (page > 1) query.set("page", page);
  if ([...hidden].sort().join() !== [...setting.hidden].sort().join()) query.set("hide", [...hidden].join(","));
  const tail = query.toString().replaceAll("%2C", ",");
  const address = location.pathname + (tail ? `?${tail}` : "");
  if (address !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", address);
}

function barred(item) {
  const by = [];
  for (const [at, { chosen }] of facets.entries()) {
    if (chosen.size && !chosen.has(item.codes[at])) by.push(at);
    if (by.length > 1) break;
  }
  return by;
}

const keys = {
  document: (item) => item.document.order,
  basis: (item) => facets[place.basis].choices[item.codes[place.basis]][1],
  indicator: (item) => facets[place.indicator].choices[item.codes[place.indicator]][1],
  deadline: (item) => facets[place.year].choices[item.codes[place.year]][0],
};
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function sorted(items) {
  const key = keys[sort.replace("-", "")];
  if (!key) return items;
  const way = sort.startsWith("-") ? -1 : 1;
  const held = items.map((item, at) => [key(item), at, item]);
  held.sort(([a, one], [b, other]) => way * (typeof a === "number" ? a - b : collator.compare(a, b)) || one - other);
  return held.map(([, , item]) => item);
}

let turn = 0;
let list = [];
async function show() {
  const mine = (turn += 1);
  const named = only.size ? rows.filter((item) => only.has(item.document.id)) : rows;
  const near = named.map((item) => [item, barred(item)]).filter(([, by]) => by.length < 2);
  const { found, exact } = await matching(near.map(([item]) => item), text.value);
  if (mine !== turn) return;
  const kept = new Set(found);
  const counts = facets.map((facet) => new Array(facet.choices.length).fill(0));
  const shown = [];
  for (const [item, by] of near) {
    if (!kept.has(item)) continue;
    if (!by.length) shown.push(item);
    for (const at of by.length ? by : counts.keys()) counts[at][item.codes[at]] += 1;
  }
  list = sorted(shown);
  const of = Math.max(1, Math.ceil(list.length / setting.page));
  page = Math.min(page, of);
  const seen = list.slice((page - 1) * setting.page, page * setting.page);
  await load([...new Set(seen.map((item) => item.document))]);
  if (mine !== turn) return;
  body.replaceChildren(...seen.map((item) => item.document.rows[item.at].row));
  status.textContent = say("count", { n: list.length, all: rows.length });
  note.hidden = exact;
  box.querySelector(".nothing").hidden = list.length > 0;
  for (const [at, facet] of facets.entries()) count(facet, counts[at]);
  for (const [name] of setting.columns) table.classList.toggle(`hide-${name}`, hidden.has(name));
  for (const head of table.tHead.rows[0].cells) {
    if (sort.replace("-", "") === head.dataset.key) head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  for (const input of tools.querySelectorAll("[data-column]")) input.checked = !hidden.has(input.dataset.column);
  const many = setting.divided && new Set(list.map((item) => item.document)).size > setting.files;
  for (const button of tools.querySelectorAll("[data-download]")) {
    button.textContent = say(button.dataset.download, { n: list.length });
    button.disabled = list.length === 0 || many;
    button.title = many ? say("too_many", { n: setting.files }) : "";
  }
  box.querySelector(".whole").hidden = !many;
  leaf(of);
  pills();
  nameRoles(box);
}

function leaf(of) {
  pages.hidden = of < 2;
  pages.querySelector("[data-place]").textContent = say("page", { n: page, of });
  pages.querySelector("[data-step='-1']").disabled = page <= 1;
  pages.querySelector("[data-step='1']").disabled = page >= of;
}

function count(facet, counts) {
  const order = [...counts.keys()].filter((at) => counts[at] || facet.chosen.has(at));
  if (order.length > CHOICES) order.sort((one, other) => counts[other] - counts[one] || one - other);
  const offered = order.slice(0, CHOICES).sort((one, other) => collator.compare(facet.choices[one][1], facet.choices[other][1]));
  const lines = offered.map((at) => {
    const input = element("input", { type: "checkbox", value: String(at) });
    input.checked = facet.chosen.has(at);
    input.addEventListener("change", () => change(() => (input.checked ? facet.chosen.add(at) : facet.chosen.delete(at))));
    return element("label", {}, input, element("span", {}, facet.choices[at][1]), element("span", { class: "n-count" }, String(counts[at])));
  });
  const focused = facet.list.contains(document.activeElement) ? document.activeElement.value : null;
  facet.list.replaceChildren(...lines);
  if (order.length > CHOICES) facet.list.append(element("p", { class: "small" }, say("more_choices", { n: order.length - CHOICES })));
  if (focused !== null) facet.list.querySelector(`[value="${focused}"]`)?.focus();
  facet.summary.textContent = facet.chosen.size ? `${facet.label} · ${facet.chosen.size}` : facet.label;
  facet.details.classList.toggle("on", facet.chosen.size > 0);
}

function pill(label, act) {
  const button = element("button", { type: "button", class: "pill" }, `${label} ×`);
  button.setAttribute("aria-label", say("remove", { what: label }));
  button.addEventListener("click", () => change(act));
  return element("li", {}, button);
}

function pills() {
  const chosen = form.querySelector(".chosen");
  const titles = new Map(documents.map((document) => [document.id, document.label]));
  chosen.replaceChildren(...[...only].map((id) => pill(titles.get(id) ?? id, () => only.delete(id))));
  for (const facet of facets) {
    for (const at of facet.chosen) chosen.append(pill(facet.choices[at][1], () => facet.chosen.delete(at)));
  }
  if (!chosen.children.length && !text.value) return;
  const button = element("button", { type: "button", class: "pill pill-all" }, words.clear);
  button.addEventListener("click", () => {
    change(() => {
      text.value = "";
      only.clear();
      for (const facet of facets) facet.chosen.clear();
    });
    text.focus();
  });
  chosen.append(element("li", {}, button));
}

function change(act, replace = false) {
  act();
  page = 1;
  remember(replace);
  update();
}

function update() {
  return show().catch((error) => {
    console.error(error);
    status.textContent = words.failed;
  });
}

// ---- the controls ----

for (const facet of facets) {
  facet.summary = element("summary", {}, facet.label);
  facet.list = element("div", { class: "facet-list", role: "group", "aria-label": facet.label });
  facet.details = fold(facet.name, facet.summary, facet.list, () => facets.map((other) => other.details));
  form.querySelector(".facets").append(facet.details);
}
document.addEventListener("click", (event) => {
  // A choice that was ticked is no longer in the document when its list was made anew.
  if (!event.target.isConnected) return;
  for (const open of box.querySelectorAll(".facet[open]")) if (!open.contains(event.target)) open.open = false;
});

const tools = form.querySelector(".tools");
const columns = setting.columns
  .filter(([name]) => name !== "what")
  .map(([name, label]) => {
    const input = element("input", { type: "checkbox", "data-column": name });
    input.addEventListener("change", () => {
      if (input.checked) hidden.delete(name);
      else hidden.add(name);
      remember(false);
      update();
    });
    return element("label", {}, input, element("span", {}, label));
  });
tools.append(fold("", element("summary", {}, words.columns), element("div", { class: "facet-list facet-right", role: "group", "aria-label": words.columns }, ...columns), () => []));
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
  const name = head.dataset.key;
  if (!keys[name]) continue;
  const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => change(() => (sort = sort === name ? `-${name}` : sort === `-${name}` ? "" : name)));
}
for (const button of pages.querySelectorAll("[data-step]")) {
  button.addEventListener("click", async () => {
    page += Number(button.dataset.step);
    remember(false);
    await update();
    table.scrollIntoView({ block: "start" });
  });
}

let typing = 0;
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => change(() => {}, true), 200);
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", () => {
  read();
  update();
});

// ---- downloads: the rows in view, in their order, with every column of the published table ----

const root = new URL(document.documentElement.dataset.root, location.href);
async function records(some) {
  const addresses = setting.divided ? some.map((document) => setting.api.replace("{id}", document.id)) : [setting.api];
  const published = await Promise.all(addresses.map((address) => fetched(new URL(address, root))));
  return new Map(published.flatMap((one) => one.data).map((record) => [record.target_id, record]));
}

async function download(kind) {
  const chosen = list;
  const some = [...new Set(chosen.map((item) => item.document))];
  try {
    const [held] = await Promise.all([records(some), load(some)]);
    offer(kind, index.version, chosen.map((item) => held.get(item.document.rows[item.at].row.dataset.id)));
  } catch (error) {
    console.error(error);
    status.textContent = words.failed;
  }
}

read();
form.hidden = false;
update();
