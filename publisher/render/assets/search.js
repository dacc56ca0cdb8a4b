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
const STEP = 20; // texts fetched at a time; within them, a title that holds the query comes first

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
    await engine.options({ excerptLength: 36, ranking: { termFrequency: 0.4, pageLength: 0.9 } });
    await engine.init();
    // A large site has several indexes, asked together.
    for (let number = 2; number <= words.indexes; number += 1) {
      await engine.mergeIndex(new URL(`${root}pagefind/${number}/`, location.href).href);
    }
  }
  return engine;
}

// Names come before texts: the whole name, its beginning, a part of it, then its characters in order (市经信委 for
// 市经济信息化委). Lower is nearer; null is not near at all.
let names = null;
async function known() {
  if (!names) {
    const answer = await fetch(new URL(`${root}assets/names-${words.language}.json`, location.href));
    names = (await answer.json()).map(([code, path, title, others]) => ({ code, path, title, others, plain: [title, ...others].map(plain) }));
  }
  return names;
}

function near(name, query) {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1 + Math.min(name.length - query.length, 40) / 100;
  if (name.includes(query)) return 2 + Math.min(name.length - query.length, 40) / 100;
  if (query.length < 3 || !/^\p{Script=Han}+$/u.test(query)) return null;
  let at = -1;
  for (const character of query) {
    at = name.indexOf(character, at + 1);
    if (at < 0) return null;
  }
  return name[0] === query[0] && name.length <= query.length * 3 ? 3 + Math.min(name.length - query.length, 40) / 100 : null;
}

const ORDER = ["documents", "indicators", "units", "pages"];
async function named(query) {
  const found = [];
  for (const entry of await known()) {
    if (kind && entry.code !== kind) continue;
    const nearest = entry.plain.map((name) => near(name, query)).filter((value) => value !== null);
    if (nearest.length) found.push({ entry, near: Math.min(...nearest) });
  }
  found.sort((a, b) => Math.floor(a.near) - Math.floor(b.near) || ORDER.indexOf(a.entry.code) - ORDER.indexOf(b.entry.code) || a.near - b.near);
  return found.slice(0, 8).map(({ entry }) => entry);
}

// The index holds Chinese in single characters (search.py has the same list); a query is cut the same way and asked as
// a phrase, so that any part of a word is found. Words in Latin letters are left to Pagefind, which finds their forms.
const HAN = `\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef${words.language === "zh" ? "‘’“”—…·" : ""}`;
const border = new RegExp(`(?<=[${HAN}])(?=\\S)|(?<=\\S)(?=[${HAN}])`, "g");
// A decimal point is a word of its own too, on both sides: Pagefind cuts 3.4 in a page, the browser does not in a query.
const apart = (query) => query.replace(/(?<=\d)\.(?=\d)/g, "点").replace(border, " ");
const seam = new RegExp(`(?<=[${HAN}][\\u0001\\u0002]*) +| +(?=[\\u0001\\u0002]*[${HAN}])`, "g");
const together = (text) =>
  text
    .replaceAll("<mark>", "\u0001")
    .replaceAll("</mark>", "\u0002")
    .replace(seam, "")
    .replaceAll("\u0002\u0001", "")
    .replace(/(?<=\d[\u0001\u0002]*)点(?=[\u0001\u0002]*\d)/g, ".");

async function ask(pagefind, query) {
  const cut = apart(query);
  if (cut !== query && !/\s/.test(query)) {
    const exact = await pagefind.search(`"${cut}"`);
    if (exact.results.length) return exact;
  }
  return pagefind.search(cut);
}

// Pagefind marks what it found with <mark>; all else in an excerpt is text.
function excerpt(text) {
  const line = element("p", { class: "excerpt" });
  for (const [index, piece] of together(text).split(/[\u0001\u0002]/).entries()) {
    const shown = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
    line.append(index % 2 ? element("mark", {}, shown) : shown);
  }
  return line;
}

function line(href, title, code, place, ...rest) {
  const chip = words.kinds[code] ? element("span", { class: "chip" }, words.kinds[code]) : "";
  return element("li", {}, element("p", { class: "kicker" }, chip, place), element("h2", {}, element("a", { href }, title)), ...rest);
}
const home = new URL(`${root}${words.language}/`, location.href).href;
const ofName = ({ path, title, code, others }) => line(home + path, title, code, "", element("p", { class: "excerpt" }, others.join(" · ")));
// Pagefind's own filters are written in no fixed order, and two builds must be alike: the kind is read off the address.
const kindOf = (found) => {
  const part = found.raw_url.split("/").filter(Boolean)[1];
  return words.kinds[part] ? part : "pages";
};
// A page is indexed as a file: /zh/targets/….html stands for the folder of that name.
const ofPage = (found) =>
  line(new URL(found.raw_url.replace(/^\//, "").replace(/\.html$/, "/"), new URL(root, location.href)).href, together(found.meta.title), kindOf(found), together(found.meta.place ?? ""), excerpt(found.excerpt));

async function search() {
  const query = input.value.trim();
  const turn = ++latest;
  if (!query) {
    list.replaceChildren();
    kinds.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    return;
  }
  status.textContent = words.searching;
  const pagefind = await open();
  const [first, outcome] = await Promise.all([named(plain(query)), ask(pagefind, query)]);
  const texts = outcome.results;
  let at = 0;
  const shown = new Set(first.map((entry) => home + entry.path));
  const next = async () => {
    const made = [];
    while (made.length < STEP && at < texts.length) {
      const found = await Promise.all(texts.slice(at, at + STEP).map((result) => result.data()));
      if (turn !== latest) return null;
      at += STEP;
      // A title that holds the query comes first; then, for a query with a figure in it, the records of figures.
      const titled = (one) => plain(together(one.meta.title)).includes(plain(query));
      const counted = (one) => /\d/.test(query) && ["targets", "observations"].includes(kindOf(one));
      found.sort((one, other) => titled(other) - titled(one) || counted(other) - counted(one));
      made.push(...found.filter((one) => !kind || kindOf(one) === kind).map(ofPage));
    }
    return made.filter((one) => !shown.has(one.querySelector("a").href));
  };
  const texted = await next();
  if (!texted) return;
  list.replaceChildren(...first.map(ofName), ...texted);
  more.hidden = at >= texts.length;
  more.firstElementChild.onclick = async () => {
    list.append(...((await next()) ?? []));
    more.hidden = at >= texts.length;
  };
  const total = kind ? `${list.children.length}${more.hidden ? "" : "+"}` : Math.max(texts.length, list.children.length);
  status.textContent = list.children.length ? say("found", { n: total, q: query }) : say("none", { q: query });
  offer();
}

function offer() {
  kinds.replaceChildren();
  for (const [code, label] of Object.entries(words.kinds)) {
    const button = element("button", { type: "button", class: "pill", "aria-pressed": String(kind === code) }, label);
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
