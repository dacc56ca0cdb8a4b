// The search page: Pagefind's index, which finds Chinese words and parts of words, in a page of our own.
const root = document.documentElement.dataset.root;
const box = document.getElementById("search");
const words = JSON.parse(document.getElementById("search-words").textContent);
const form = box.querySelector("form");
const input = form.elements.q;
const status = box.querySelector(".count");
const list = box.querySelector(".results");
const kinds = box.querySelector(".kinds");
const more = box.querySelector(".more");
const STEP = 10;
const CLOSE = 24; // results whose titles are looked at before the first is shown

let engine = null;
let kind = "";
let latest = 0;

const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s〔〕[\]()]/g, "");

async function open() {
  if (!engine) {
    engine = await import(new URL(`${root}pagefind/pagefind.js`, location.href).href);
    await engine.options({ excerptLength: 36, ranking: { termFrequency: 0.6, pageLength: 0.4 } });
    await engine.init();
  }
  return engine;
}

// A name that is the query, or holds it, comes before a text that mentions it.
function nearness(found, query) {
  const names = [found.meta.title, ...(found.meta.names ?? "").split("|")].map((name) => plain(name ?? ""));
  if (names.some((name) => name === query)) return 3;
  const own = names.some((name) => name.includes(query));
  return own ? 2 : 0;
}
const ORDER = { documents: 0, indicators: 1, units: 2, targets: 3, tasks: 4, observations: 5 };

// Pagefind marks what it found with <mark>; all else in an excerpt is text.
function excerpt(text) {
  const line = element("p", { class: "excerpt" });
  for (const [index, piece] of text.split(/<mark>|<\/mark>/).entries()) {
    const shown = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
    line.append(index % 2 ? element("mark", {}, shown) : shown);
  }
  return line;
}

function item(found) {
  const link = element("a", { href: new URL(found.raw_url ?? found.url, new URL(root, location.href)).href }, found.meta.title);
  const head = element("h2", {}, link);
  const chip = found.meta.kind ? element("span", { class: "chip" }, found.meta.kind) : "";
  return element("li", {}, element("p", { class: "kicker" }, chip, found.meta.place ?? ""), head, excerpt(found.excerpt));
}

async function search() {
  const query = input.value.trim();
  const turn = ++latest;
  list.replaceChildren();
  kinds.replaceChildren();
  more.hidden = true;
  if (!query) {
    status.textContent = "";
    return;
  }
  status.textContent = words.searching;
  const pagefind = await open();
  const outcome = await pagefind.search(query, kind ? { filters: { kind } } : {});
  if (turn !== latest) return;
  const first = await Promise.all(outcome.results.slice(0, CLOSE).map((result) => result.data()));
  if (turn !== latest) return;
  const wanted = plain(query);
  const ranked = first
    .map((found, order) => ({ found, order, near: nearness(found, wanted), kind: ORDER[found.filters.kind?.[0]] ?? 9 }))
    .sort((a, b) => b.near - a.near || (a.near && b.near ? a.kind - b.kind : 0) || a.order - b.order)
    .map(({ found }) => found);
  status.textContent = outcome.results.length ? say("found", { n: outcome.results.length, q: query }) : say("none", { q: query });
  offer(outcome.totalFilters?.kind ?? outcome.filters?.kind ?? {});
  const rest = outcome.results.slice(CLOSE);
  let shown = 0;
  const show = async () => {
    const next = ranked.slice(shown, shown + STEP);
    const missing = STEP - next.length;
    if (missing > 0 && rest.length) next.push(...(await Promise.all(rest.splice(0, missing).map((result) => result.data()))));
    if (turn !== latest) return;
    list.append(...next.map(item));
    shown += STEP;
    more.hidden = shown >= ranked.length && !rest.length;
  };
  await show();
  more.firstElementChild.onclick = show;
}

function offer(counts) {
  for (const [code, label] of Object.entries(words.kinds)) {
    if (!counts[code] && kind !== code) continue;
    const button = element("button", { type: "button", class: "pill", "aria-pressed": String(kind === code) }, `${label} ${counts[code] ?? ""}`);
    button.addEventListener("click", () => {
      kind = kind === code ? "" : code;
      remember();
      search();
    });
    kinds.append(element("li", {}, button));
  }
}

function remember() {
  const query = new URLSearchParams();
  if (input.value.trim()) query.set("q", input.value.trim());
  if (kind) query.set("kind", kind);
  const tail = query.toString();
  history.replaceState(null, "", location.pathname + (tail ? `?${tail}` : ""));
}

let typing = 0;
input.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    remember();
    search();
  }, 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  remember();
  search();
});

const asked = new URLSearchParams(location.search);
input.value = asked.get("q") ?? "";
kind = asked.get("kind") ?? "";
box.hidden = false;
if (input.value) search();
else input.focus();
