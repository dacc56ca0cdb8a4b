// The explorer: filters with counts, words, sorting, pages; the view is the address. An index says of every row the
// codes that it is filtered by; rows, and the words that they are found by, are read as they are wanted.

import { element, fetched, forms, holds, nameRoles, narrow, parted, plain, teller } from "./table.js";

const setting = JSON.parse(document.getElementById("setting").textContent);
const { limits, words } = setting;
const say = teller(words);
const root = new URL(document.documentElement.dataset.root, location.href);
const home = new URL(`${setting.language}/${setting.kind}/`, root);
const given = (language, name) => file(new URL(`assets/explorer/${language}/${setting.kind}/${name}.json`, root));
const number = (n) => n.toLocaleString("en");

const box = document.getElementById("explorer");
const table = document.getElementById("table");
const body = table.tBodies[0];
const form = box.querySelector(".filters");
const text = form.elements.q;
const [status, hint, pages] = [".count", ".hint", ".pager-script"].map((name) => box.querySelector(name));
const opener = form.querySelector(".filters-open");
const files = new Map();
function file(address) {
  if (!files.has(address.href)) files.set(address.href, fetched(address).catch((error) => {
    files.delete(address.href);
    throw error;
  }));
  return files.get(address.href);
}

const CHOICES = 200; // of one facet shown at once
const LONG = 12; // choices of a facet that is narrowed by typing

const rows = new Map(); // place → element; those of this page are here already
for (const [at, row] of [...body.rows].entries()) rows.set(at, row);
if (setting.start) {
  // A page that is there for want of a script is the same as a page of the whole.
  location.replace(`${home.href}?page=${Math.floor(setting.start / (narrow.matches ? limits.some : limits.rows)) + 1}`);
  await new Promise(() => {});
}
const index = await given(setting.language, "index");
const every = Array.from({ length: setting.total }, (_, at) => at);
const facets = index.facets.map(([name, label, choices, codes]) => {
  const details = form.querySelector(`[data-facet="${name}"]`);
  return { name, label, choices, codes, details, chosen: new Set(), list: details.querySelector(".facet-list"), counts: [] };
});
const facetOf = Object.fromEntries(facets.map((facet) => [facet.name, facet]));

let sort = "";
let hidden = new Set(setting.hidden);
let page = 1;
let whole = false; // all rows on one page
let more = false; // a phone shows few rows until more are asked for
let list = []; // the places of the rows in view, in order

// ---- the address ----

function read() {
  const query = new URLSearchParams(location.search);
  const listed = (name) => (query.get(name) ?? "").split(",").filter(Boolean);
  text.value = query.get("q") ?? "";
  for (const facet of facets) {
    const codes = new Set(listed(facet.name));
    facet.chosen = new Set(facet.choices.flatMap(([code], at) => (codes.has(code) ? [at] : [])));
  }
  sort = query.get("sort") ?? "";
  hidden = new Set(query.has("hide") ? listed("hide") : setting.hidden);
  whole = query.get("page") === "all";
  more = query.has("page");
  page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
}

function remember(replace) {
  const query = new URLSearchParams();
  if (text.value.trim()) query.set("q", text.value.trim());
  for (const facet of facets) {
    if (facet.chosen.size) query.set(facet.name, [...facet.chosen].map((at) => facet.choices[at][0]).join(","));
  }
  if (sort) query.set("sort", sort);
  if (whole || page > 1 || few(true)) query.set("page", whole ? "all" : page);
  if ([...hidden].sort().join() !== [...setting.hidden].sort().join()) query.set("hide", [...hidden].join(","));
  const tail = query.toString().replaceAll("%2C", ",");
  const address = home.pathname + (tail ? `?${tail}` : "");
  if (address !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", address);
}

const few = (asked) => narrow.matches && more === asked && !text.value.trim() && !sort && !facets.some((facet) => facet.chosen.size);
const size = () => (whole ? setting.total : !narrow.matches ? limits.rows : few(false) ? limits.few : limits.some);

// ---- what is in view ----

const codesOf = (facet, at) => (typeof facet.codes[at] === "number" ? [facet.codes[at]] : facet.codes[at]);

function barred(at) {
  const by = [];
  for (const facet of facets) {
    if (facet.chosen.size && !codesOf(facet, at).some((code) => facet.chosen.has(code))) by.push(facet);
    if (by.length > 1) break;
  }
  return by;
}

// The words of rows: their id first, then a line for each form of each word; behind \x1f what else bodies
// and the theme are called. They are the same in both languages.
const found = [];
async function loadWords(places) {
  const parts = new Set(places.map((at) => Math.floor(at / limits.texts)));
  await Promise.all([...parts].map(async (part) => {
    const held = await given("zh", `text/${part}`);
    if (found[part * limits.texts] === undefined) for (const [at, line] of held.entries()) found[part * limits.texts + at] = { id: line.split("\n", 1)[0], plain: plain(line), own: plain(line.split("\x1f")[0]) };
  }));
}

// The rows that have all words, those first that say or show them themselves; a remark; and which rows those are.
async function matching(places, asked) {
  const terms = plain(asked).split(/\s+/).filter(Boolean).map(forms);
  if (!terms.length) return [places, ""];
  const every_ = (has) => terms.every((same) => same.some(has));
  if (places.length > limits.looked) {
    const names = facets.map((facet) => facet.choices.map((choice) => plain(choice.join("\n"))));
    const named = (at) => (term) => facets.some((facet, n) => codesOf(facet, at).some((code) => holds(names[n][code], term)));
    return [places.filter((at) => every_(named(at))), say("named_only", { n: number(limits.looked) })];
  }
  await loadWords(places);
  const shown = shownLabels();
  const own = new Map(places.map((at) => [at, `${found[at].own}\n${shown(at)}`]));
  const exact = places.filter((at) => every_((term) => holds(found[at].plain, term) || holds(own.get(at), term)));
  if (exact.length) {
    const self = new Set(exact.filter((at) => every_((term) => holds(own.get(at), term))));
    const phrase = forms(plain(asked).trim());
    const said = exact.some((at) => phrase.some((one) => holds(own.get(at), one))) ? "" : say("elsewhere", { q: asked.trim() });
    const words_ = terms.map((same) => same.map((term) => (/^[a-z]+$/.test(term) ? new RegExp(`(?<![a-z])${term}(?![a-z])`) : { test: () => true })));
    const worded = [...self].filter((at) => words_.every((same) => same.some((word) => word.test(own.get(at))))); // cap, before capability
    return [[...new Set([...worded, ...self, ...exact])], said, self];
  }
  const loose = places.filter((at) => terms.every(([term]) => holds(found[at].plain, term) || parted(found[at].plain, term)));
  return [loose, loose.length ? say("loose") : ""];
}

// What a row shows beside its words, by the facets: its year, hedge, basis. Bodies and the theme are named around it; how a
// deadline is known has other words there.
function shownLabels() {
  const own = facets.filter(({ name }) => !["unit", "theme", "deadline_basis"].includes(name));
  const labels = own.map(({ choices }) => choices.map(([code, label]) => (code === "none" ? "" : plain(label))));
  return (at) => own.map((facet, n) => codesOf(facet, at).map((code) => labels[n][code]).join("\n")).join("\n");
}

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const keyOf = (name) => (name in index.keys ? (at) => index.keys[name][at] : facetOf[name] ? (at) => facetOf[name].choices[codesOf(facetOf[name], at)[0]][1] : null);

// Numbers of different measures have no order.
function oneMeasure(places) {
  const { measure } = facetOf;
  return !measure || new Set(places.filter((at) => index.keys.amount[at] !== null).map((at) => measure.codes[at])).size < 2;
}

function sorted(places) {
  const name = sort.replace("-", "");
  const key = keyOf(name);
  if (!key) return [places, ""];
  if (name === "amount" && !oneMeasure(places)) return [places, say("measure")];
  const way = sort.startsWith("-") ? -1 : 1;
  const held = places.map((at) => [key(at), at]);
  const empty = (value) => Number(value === null);
  held.sort(([a, one], [b, other]) => empty(a) - empty(b) || way * (typeof a === "number" ? a - b : collator.compare(a ?? "", b ?? "")) || one - other);
  return [held.map(([, at]) => at), ""];
}

async function loadRows(places) {
  const parts = new Set(places.filter((at) => !rows.has(at)).map((at) => Math.floor(at / limits.filed)));
  await Promise.all([...parts].map(async (part) => {
    const holder = element("template");
    holder.innerHTML = (await given(setting.language, `rows/${part}`)).join("");
    for (const [at, row] of [...holder.content.children].entries()) if (!rows.has(part * limits.filed + at)) rows.set(part * limits.filed + at, row);
  }));
}

// A large table is published by document, too.
const divided = setting.files.csv.includes("{id}");
const documentsOf = (places) => [...new Set(places.map((at) => facetOf.document.codes[at]))].map((code) => facetOf.document.choices[code][0]);

let turn = 0;
async function show() {
  const mine = (turn += 1);
  let near = every.map((at) => [at, barred(at)]).filter(([, by]) => by.length < 2);
  // Where there are too many rows to look through for the sake of counts, those in view are enough.
  if (text.value.trim() && near.length > limits.looked) near = near.filter(([, by]) => !by.length);
  const [matched, remark, self] = await matching(near.map(([at]) => at), text.value);
  if (mine !== turn) return;
  const kept = new Map(matched.map((at, n) => [at, n]));
  for (const facet of facets) facet.counts = new Array(facet.choices.length).fill(0);
  const shown = [];
  for (const [at, by] of near) {
    if (!kept.has(at)) continue;
    if (!by.length) shown.push(at);
    for (const facet of by.length ? by : facets) for (const code of codesOf(facet, at)) facet.counts[code] += 1;
  }
  shown.sort((one, other) => kept.get(one) - kept.get(other));
  const [ordered, unsorted] = sorted(shown);
  const having = self ? shown.filter((at) => self.has(at)).length : 0;
  const said = having && having < shown.length ? say("around", { q: text.value.trim(), n: number(having) }) : remark;
  list = ordered;
  const of = Math.max(1, Math.ceil(list.length / size()));
  page = whole ? 1 : Math.min(page, of);
  const seen = list.slice((page - 1) * size(), page * size());
  await loadRows(seen);
  if (mine !== turn) return;
  body.replaceChildren(...seen.map((at) => rows.get(at)));
  tell(unsorted || said);
  const how = list.length < setting.total ? "count" : few(false) && seen.length < list.length ? "first" : "every";
  status.textContent = say(how, { n: number(list.length), all: number(setting.total), shown: number(seen.length) });
  box.querySelector(".nothing").hidden = list.length > 0;
  for (const facet of facets) head(facet);
  const chosen = facets.reduce((sum, facet) => sum + facet.chosen.size, 0);
  opener.textContent = form.classList.contains("open") ? words.close : chosen ? say("filters", { n: chosen }) : words.filter;
  for (const name of setting.columns) table.classList.toggle(`hide-${name}`, hidden.has(name));
  for (const cell of table.tHead.rows[0].cells) {
    const on = sort.replace("-", "") === cell.dataset.key && !unsorted;
    if (on) cell.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  for (const input of form.querySelectorAll("[data-column]")) input.checked = !hidden.has(input.dataset.column);
  for (const button of form.querySelectorAll("[data-download]")) {
    button.disabled = !list.length || (divided && documentsOf(list).length > limits.gathered);
    button.title = list.length && button.disabled ? say("divided", { n: limits.gathered }) : "";
  }
  leaf(of);
  pills();
  nameRoles(box);
  box.dataset.asked = text.value.trim(); // what is shown
}

function tell(said) {
  hint.textContent = said;
  hint.hidden = !said;
}

function leaf(of) {
  pages.hidden = of < 2;
  const [back, place, on] = ["[data-step='-1']", "[data-place]", "[data-step='1']"].map((name) => pages.querySelector(name));
  back.hidden = place.hidden = few(false);
  place.textContent = say("page", { n: page, of });
  back.disabled = page <= 1;
  on.textContent = few(false) ? words.more : words.after;
  on.disabled = page >= of;
  pages.querySelector("[data-whole]").hidden = list.length > 20 * limits.rows;
}

// ---- the facets ----

function head(facet) {
  facet.details.querySelector("summary").textContent = facet.chosen.size ? `${facet.label} · ${facet.chosen.size}` : facet.label;
  facet.details.classList.toggle("on", facet.chosen.size > 0);
  facet.details.hidden = facet.choices.length < 2 && !facet.chosen.size;
  if (facet.details.open) choices(facet);
}

// Those chosen come first, then those of most rows, “none” last, of bodies (nobody is named) first; years in their order.
function choices(facet) {
  const { counts, chosen, list: holder } = facet;
  const asked = plain(facet.narrow?.value ?? "").trim();
  const none = (at) => facet.choices[at][0] === "none";
  const fits = (at) => !asked || plain(facet.choices[at].join("\n")).includes(asked);
  const order = [...counts.keys()].filter((at) => (counts[at] || chosen.has(at)) && (fits(at) || chosen.has(at)));
  if (facet.name === "year") order.sort((one, other) => collator.compare(facet.choices[one][0], facet.choices[other][0]));
  else order.sort((one, other) => chosen.has(other) - chosen.has(one) || (none(one) - none(other)) * (facet.name === "unit" ? -1 : 1) || counts[other] - counts[one] || one - other);
  const lines = order.slice(0, CHOICES).map((at) => {
    const input = element("input", { type: "checkbox", value: facet.choices[at][0] });
    input.checked = chosen.has(at);
    input.addEventListener("change", () => change(() => (input.checked ? chosen.add(at) : chosen.delete(at))));
    return element("label", {}, input, element("span", {}, facet.choices[at][1]), element("span", { class: "n-count" }, number(counts[at])));
  });
  if (order.length > CHOICES) lines.push(element("p", { class: "small" }, say("more_choices", { n: order.length - CHOICES })));
  const focused = holder.contains(document.activeElement) && document.activeElement.type === "checkbox" ? document.activeElement.value : null;
  if (facet.choices.length > LONG && !facet.narrow) {
    facet.narrow = element("input", { type: "search", class: "facet-find", autocomplete: "off", placeholder: words.narrow, "aria-label": `${facet.label}: ${words.narrow}` });
    facet.narrow.addEventListener("input", () => choices(facet));
    facet.holder = element("div");
    holder.append(facet.narrow, facet.holder);
  }
  (facet.holder ?? holder).replaceChildren(...lines);
  if (focused !== null) holder.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
}

function pill(label, act) {
  const button = element("button", { type: "button", class: "pill" }, `${label} ×`);
  button.setAttribute("aria-label", say("remove", { what: label }));
  button.addEventListener("click", () => change(act));
  return element("li", {}, button);
}

function pills() {
  const chosen = form.querySelector(".chosen");
  chosen.replaceChildren(...facets.flatMap((facet) => [...facet.chosen].map((at) => pill(facet.choices[at][1], () => facet.chosen.delete(at)))));
  if (!chosen.children.length && !text.value) return;
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

function change(act, replace = false) {
  act();
  page = 1;
  remember(replace);
  return update();
}

function update() {
  return show().catch((error) => {
    console.error(error);
    tell(words.failed);
  });
}

// ---- the controls ----

const folds = [...form.querySelectorAll(".facet")];
for (const fold of folds) {
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  fold.addEventListener("toggle", () => {
    if (!fold.open) return;
    for (const other of folds) if (other !== fold) other.open = false;
    const facet = facetOf[fold.dataset.facet];
    if (facet) choices(facet);
    // In the right half of the screen a list opens to the left.
    fold.classList.toggle("facet-right", fold.getBoundingClientRect().left > document.documentElement.clientWidth / 2);
  });
}
document.addEventListener("click", (event) => {
  if (!event.target.isConnected) return; // a choice that was ticked is no longer in the document
  for (const open of folds) if (open.open && !open.contains(event.target)) open.open = false;
});
opener.addEventListener("click", () => {
  const open = form.classList.toggle("open");
  opener.setAttribute("aria-expanded", String(open));
  update();
});
for (const input of form.querySelectorAll("[data-column]")) {
  input.addEventListener("change", () => {
    if (input.checked) hidden.delete(input.dataset.column);
    else hidden.add(input.dataset.column);
    remember(false);
    update();
  });
}
for (const cell of table.tHead.rows[0].cells) {
  const name = cell.dataset.key;
  if (!keyOf(name)) continue;
  cell.dataset.head = cell.textContent; // a button in a table's head is printed on the first page only
  const button = element("button", { type: "button", class: "sort" }, ...cell.childNodes);
  cell.append(button);
  button.addEventListener("click", async () => {
    await change(() => (sort = sort === name ? `-${name}` : sort === `-${name}` ? "" : name));
    if (name === "amount" && !oneMeasure(list)) {
      await new Promise((done) => setTimeout(done)); // the click that is under way closes what is open
      if (narrow.matches && !form.classList.contains("open")) opener.click();
      facetOf.measure.details.open = true;
      facetOf.measure.details.querySelector("summary").focus();
    }
  });
}
for (const button of pages.querySelectorAll("button")) {
  button.addEventListener("click", async () => {
    const first = few(false);
    whole = "whole" in button.dataset;
    more = true;
    if (!first) page += Number(button.dataset.step ?? 0);
    remember(false);
    await update();
    if (!first) table.scrollIntoView({ block: "start" });
  });
}
const link = form.querySelector("[data-link]");
link.addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  link.textContent = words.linked;
  setTimeout(() => (link.textContent = words.link), 1600);
});
for (const button of form.querySelectorAll("[data-download]")) {
  button.addEventListener("click", async () => {
    const chosen = list;
    try {
      const [{ take }] = await Promise.all([import("./take.js"), loadWords(chosen)]);
      const { download: ending } = button.dataset;
      const path = setting.files[ending === "csv" ? "csv" : "ndjson"];
      const addresses = (divided ? documentsOf(chosen).map((id) => path.replace("{id}", id)) : [path]).map((one) => new URL(one, root));
      await take(ending, chosen.map((at) => found[at].id), addresses, index.version, setting.kind);
    } catch (error) {
      console.error(error);
      tell(words.failed);
    }
  });
}

let typing = 0;
let began = false; // the first letter makes a step to go back to, those that follow do not
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    change(() => {}, began);
    began = true;
  }, 150);
});
text.addEventListener("blur", () => (began = false));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", () => {
  read();
  update();
});
narrow.addEventListener("change", update);

// ---- places that an address names: a document or a kind, or a row ----

async function named() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name || ["table", "all", "main"].includes(name)) return;
  for (const facet of [facetOf.document, facetOf.kind]) {
    const at = facet ? facet.choices.findIndex(([code]) => code === name) : -1;
    const own = document.getElementById(name)?.closest("details");
    if (own) own.open = true;
    if (at < 0 || own) continue;
    await change(() => facet.chosen.add(at), true);
    return;
  }
  if (!/-[a-z]?\d/.test(name) && setting.kind !== "units") return;
  await loadWords(every);
  const at = list.findIndex((place) => found[place].id.replaceAll(".", "-") === name);
  if (at < 0) return;
  page = Math.floor(at / size()) + 1;
  await update();
  rows.get(list[at]).classList.add("here");
  rows.get(list[at]).scrollIntoView({ block: "center" });
}

read();
await update();
await named();
addEventListener("hashchange", named);
box.dataset.ready = "";
