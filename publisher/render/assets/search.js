// The search page: an answer, then what else was found.
import { answer as found, areaOf, begin, calls, documents, gather, listOf, marked, named, nearly, reached, says, simplify, wording } from "./finder.js";
import { suggestions } from "./suggest.js";

const root = document.documentElement.dataset.root;
const box = document.getElementById("search");
const words = JSON.parse(document.getElementById("search-words").textContent);
const form = box.querySelector("form");
const input = form.elements.q;
const status = box.querySelector(".count");
const list = box.querySelector(".results");
const kinds = box.querySelector(".kinds");
const answer = box.querySelector(".answer");
const more = box.querySelector(".more");
const STEP = 20;
const SHOWN = 3; // bodies of a role; the record has all
const language = words.language;
const home = new URL(`${root}${language}/`, location.href).href;

let kind = "";
let latest = 0;
let shown = 0;

// {n} is a value; {n:task|tasks} the word that goes with it.
const say = (text, values = {}) => text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}]*))?\}/g, (whole, key, one, many) => (many === undefined ? values[key] ?? whole : values[key] === 1 ? one : many));
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
};
const link = (path, text) => element("a", { href: home + path }, text);
const asking = (query) => element("a", { href: `?q=${encodeURIComponent(query)}` }, query);
const chip = (text, more_ = "") => element("span", { class: `chip ${more_}`.trim() }, text);
const title = (one) => one[language];
const chinese = (text) => (language === "zh" ? text : element("span", { lang: "zh" }, text));
// What a number counts: its kind where that says more (a ceiling, money, none), and a baseline is no level to be reached.
function counted({ kind, number }) {
  const own = words.kind_of[number?.kind];
  return own ? chip(own) : number?.basis ? chip(words.basis[kind][number.basis], `basis-${number.basis}`) : "";
}
const meaning = ({ kind, number }) => words.of_basis[words.of_basis[number.kind] ? number.kind : kind === "targets" ? number.basis : { total: "status", unclear: "status_unclear" }[number.basis] ?? number.basis];
const reposted = (one) => (one.reposted ? element("p", { class: "small" }, element("a", { class: "chip", href: home + named(one.doc).path }, words.reposted)) : "");
const place = (one) => (one.doc ? named(one.doc)?.short[language] ?? "" : one.where && language === "zh" ? one.where : areaOf(one.area)?.[language] ?? "");

// ---- marks in a snippet ----

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const hasHan = (text) => /[\u3400-\u9fff]/.test(text);
function pattern(read) {
  const pieces = [...new Set(marked(read))].filter((one) => one.length > 1 || hasHan(one)).sort((a, b) => b.length - a.length);
  const each = pieces.map((one) => (hasHan(one) ? escaped(one) : `(?<![A-Za-z0-9.])${escaped(one)}[A-Za-z]*`));
  return each.length ? new RegExp(`((?:${each.join("|")})(?: ?(?:${each.join("|")}))*)`, "gi") : null;
}
function snippet(one, read) {
  const marks = pattern(read);
  const about = one.about?.[language] ?? "";
  const own = language === "en" && about && !hasHan(read.query); // who asks in English reads English where there is any
  const texts = own || one.kind === "parties" ? [about] : [one.quote, about, one.about?.[language === "zh" ? "en" : "zh"]].filter(Boolean);
  const chosen = (marks && texts.find((text) => text.search(marks) >= 0)) ?? texts[0] ?? about;
  if (!chosen || (one.kind === "notes" && chosen === title(one))) return null;
  const at = marks ? Math.max(0, chosen.search(marks)) : 0;
  const length = hasHan(chosen) ? 90 : 220;
  const within = (place) => /\w/.test(chosen[place - 1] ?? "") && /\w/.test(chosen[place] ?? ""); // a Latin word
  let start = Math.max(0, Math.floor(at - length / 3));
  while (start && within(start)) start -= 1;
  let end = Math.min(chosen.length, start + length);
  while (within(end)) end -= 1;
  const text = (start ? "…" : "") + chosen.slice(start, end).trim() + (end < chosen.length ? "…" : "");
  const foreign = hasHan(chosen) && language === "en";
  const parts = marks ? text.split(marks).map((piece, index) => (index % 2 ? element("mark", {}, piece) : piece)) : [text];
  return element("p", foreign ? { class: "excerpt", lang: "zh" } : { class: "excerpt" }, ...parts);
}

// ---- the hits ----

function line({ one }, read) {
  const amount = one.number?.amount?.[language];
  const head = element("a", { href: home + one.path }, title(one) + (amount ? `${words.colon}${amount}` : ""));
  const kicker = element("p", { class: "kicker" }, chip(words.kind[one.kind]), place(one) ? element("span", {}, place(one)) : "");
  kicker.append(counted(one));
  if (one.number?.hedge) kicker.append(chip(words.hedge[one.number.hedge], "hedge"));
  if (one.stage) kicker.append(chip(words.stage[one.stage]));
  return element("li", {}, kicker, element("h2", {}, head), snippet(one, read));
}

// ---- the answer ----

const who = ({ kind, number, who: answering }) => {
  if (kind === "observations" && !answering) return number.kind === "background" ? ["—"] : [element("span", { class: "none" }, words.nobody_stated)];
  if (!answering) {
    const near = (number?.same ?? []).flatMap((task) => [element("br", {}), element("span", { class: "small" }, `${words.same_thing} `, link(task.path, task[language]), ...task.units.flatMap((id) => [" ", chip(words.role[task.role], `role-${task.role}`), " ", link(named(id).path, title(named(id)))]))]);
    return [element("span", { class: "none" }, words.nobody), ...near];
  }
  return answering.map(([role, units]) => {
    const bodies = (some) => some.flatMap((id, index) => [index ? words.comma : "", link(named(id).path, title(named(id)))]);
    const rest = units.slice(SHOWN);
    const others = rest.length ? [" ", element("details", {}, element("summary", {}, say(words.more, { n: rest.length })), ...bodies(rest))] : [];
    return element("span", { class: "who" }, chip(words.role[role], `role-${role}`), " ", ...bodies(units.slice(0, SHOWN)), ...others);
  });
};
const due = (number, of) => {
  if (number.kind === "background") return [words.none_due];
  if (of.kind === "observations") return [`${number.when[language] ?? ""} `, element("span", { class: "small" }, words.of_now)];
  const [before, after] = (words.deadline_basis[number.how] ?? "").split("{span}");
  return number.due ? [`${number.when[language]} `, element("span", { class: "small" }, before, ...(after ? [chinese(`“${number.span}”`), after] : []))] : [words.none_due];
};

function quantities(card) {
  const heads = ["document", "what", "amount", "basis", "deadline", "who"];
  const stated = card.rows.some((one) => one.kind === "observations");
  const head = element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, stated && name === "what" ? words.stated : words.columns[name])));
  const rows = card.rows.map((one) =>
    element("tr", {},
      element("td", { "data-label": words.columns.document }, link(named(one.doc).path, named(one.doc).short[language])),
      element("th", { scope: "row" }, link(one.path, title(one)), one.quote ? element("details", { class: "small" }, element("summary", {}, words.quote), element("q", { lang: "zh" }, one.quote), reposted(one)) : ""),
      element("td", { class: "c-amount", "data-label": words.columns.amount }, one.number.amount[language] ? element("b", {}, one.number.amount[language]) : element("span", { class: "none" }, words.no_value), one.number.hedge ? chip(words.hedge[one.number.hedge], "hedge") : ""),
      element("td", { "data-label": words.columns.basis }, counted(one)),
      element("td", { "data-label": words.columns.deadline }, element("div", {}, ...due(one.number, one))),
      element("td", { "data-label": words.columns.who }, element("div", {}, ...who(one)))));
  const table = element("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": words.says }, element("table", { class: "data stack" }, element("thead", {}, head), element("tbody", {}, ...rows)));
  return [...without(card), table, ...verdict(card)];
}
function duties(card, read) {
  const heads = [words.columns.document, words.kind[card.rows[0].kind], words.columns.who].map((name) => element("th", { scope: "col" }, name));
  const rows = card.rows.map((one) =>
    element("tr", {},
      element("td", { "data-label": words.columns.document }, link(named(one.doc).path, named(one.doc).short[language])),
      element("th", { scope: "row" }, link(one.path, title(one)), ...(one.stage ? [" ", chip(words.stage[one.stage])] : []), card.when ? element("p", { class: "small" }, `${words.columns.deadline}${words.colon}${one.due?.[language] ?? words.none_due}`) : "", snippet(one, read) ?? ""),
      element("td", { "data-label": words.columns.who }, element("div", {}, ...who(one)))));
  const stage = card.stage ? [element("p", { class: "limits" }, say(words.check.stage, { asked: card.stage, said: words.stage[card.rows[0].stage] }))] : [];
  return [...stage, ...without(card), element("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": words[CARDS[card.type][0]] }, element("table", { class: "data stack" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)))];
}
function without({ lacking, type }) {
  const none = words[["projects", "units"].includes(type) ? "nothing_of" : "no_figure_of"];
  const areas = (lacking?.areas ?? []).map((code) => say(none, { place: areaOf(code)[language] }));
  const years = (lacking?.years ?? []).map((year) => say(words.no_figure_for, { year }));
  return areas.length + years.length ? [element("p", { class: "limits" }, [...areas, ...years].join(language === "en" ? " " : ""))] : [];
}
function verdict(card) {
  if (!card.indicator) return [];
  const one = card.indicator;
  const text = card.several && card.type !== "compare" ? [element("b", { class: `verdict-${one.verdict}` }, words.compare + (language === "en" ? " " : "") + words.verdict[one.verdict] + words.stop.trim()), " ", one.limits?.[language] ?? ""] : [one.limits?.[language] ?? ""];
  return [element("p", { class: "small" }, ...text, " ", link(one.path, words.all_of))];
}

// What differs comes first; no number is ticked beside it, nor beside words that a record does not have.
const MODEST = ["bound_less", "hedged"]; // what the text itself adds
const DOUBTS = ["word_not", "word_other", "thing_is", "denied"];
function judged(checks) {
  const differs = checks.filter(([code, , agrees]) => agrees === false && !MODEST.includes(code));
  const doubted = differs.length || checks.some(([code]) => DOUBTS.includes(code));
  return [...differs, ...checks.filter((one) => !differs.includes(one)).map(([code, values, agrees]) => [code, values, agrees && code === "value_same" && doubted ? null : agrees])];
}
const answeringNames = (one) => (one.who ? "" : words.same_thing) + listOf(one).flatMap(([, units]) => units).map((id) => title(named(id))).join(words.comma);
// A check of a record in words.
function worded(one, [code, values]) {
  const { number } = one;
  const text = {
    asked: values.asked?.[language] ?? values.asked, basis: values.basis, bound: values.bound, span: number?.span,
    said: values.said === "amount" ? number.amount[language] : values.said === "when" ? number.when[language] : values.said?.[language] ?? values.said ?? "",
  };
  if (code === "basis_is") text.said = meaning(one).replace(/[。.]$/, "");
  if (["basis_other", "basis_open"].includes(code)) Object.assign(text, { of_asked: values.basis === "unclear" ? words.open_basis : words.basis.targets[values.basis], of_said: words.basis[one.kind][values.own] });
  if (code === "who_other") text.said = answeringNames(one);
  if (code === "role_other") text.said = words.role[values.role];
  if (code === "hedged") text.said = words.hedge[values.hedge];
  return say(words.check[`${code}_${values.as}`] ?? words.check[code], text);
}
// Whether a sentence agrees with a record, in a few words; "" where that cannot be told.
const SILENT = ["basis_is", "planned", "year_ours", "value_same"];
function ruled(one, checks) {
  const [code, , agrees] = checks[0];
  const said = one.number.amount[language];
  if (agrees === false && !MODEST.includes(code)) return ["no", say(code.startsWith("value") ? words.claim_other : words.claim_no, { said: code.startsWith("value") ? said : worded(one, checks[0]) })];
  return checks.some(([code]) => code === "value_same") && checks.every(([code, , agrees]) => agrees || SILENT.includes(code)) ? ["yes", say(words.claim_yes, { said })] : [];
}
function claim(card) {
  const blocks = card.rows.map(({ one, checks }) => {
    const { number } = one;
    const filled = (check) => element("li", { class: check[2] === null ? "plainly" : check[2] ? "agrees" : "differs" }, worded(one, check));
    const quote = one.quote ? element("blockquote", { lang: "zh" }, one.quote) : "";
    const head = element("p", { class: "claim-head" }, element("b", {}, link(one.path, `${title(one)}${words.colon}${number.amount[language]}`)), " ", element("span", { class: "small" }, place(one)));
    const when = element("p", { class: "small" }, `${words.columns.deadline}${words.colon}`, ...due(number, one));
    const [rule, answer_ = ""] = ruled(one, judged(checks));
    return element("div", { class: "claim" }, answer_ && element("p", { class: `mid verdict-${rule}` }, answer_), head, quote, reposted(one), element("ul", { class: "checks" }, ...judged(checks).map(filled)), when, element("p", { class: "small" }, `${words.columns.who}${words.colon}`, ...who(one)));
  });
  const lost = (card.lost ?? []).map((n) => element("p", { class: "limits" }, say(words.no_number, { n })));
  return [...blocks, ...lost, ...verdict(card)];
}

function units(card) {
  const places = new Set(card.things.map((one) => one.alike).filter(Boolean));
  const alike = [...places].map((path) => element("p", {}, link(path, words.functions)));
  return [...without(card), ...card.things.map((one) => {
    const counts = Object.entries(one.counts ?? {}).map(([role, n]) => say(words.counts[role], { n }));
    const forms = (one.names ?? []).filter((name) => language === "en" || hasHan(name)).slice(0, 4).join(words.comma);
    return element("div", { class: "thing" }, element("p", {}, element("b", {}, link(one.path, title(one))), " ", element("span", { class: "small" }, place(one))),
      counts.length ? element("p", {}, counts.join(words.between)) : "", forms ? element("p", { class: "small" }, chinese(forms)) : "");
  }), ...alike];
}
function texts(card) {
  const other = (card.lacking?.years ?? []).map((year) => element("p", { class: "limits" }, say(words.no_plan_for, { year })));
  return [...other, ...card.things.map((one) =>
    element("div", { class: "thing" }, element("p", {}, element("b", {}, one.path ? link(one.path, title(one)) : title(one)), " ", element("span", { class: "small" }, ...[one.number_printed ? chinese(one.number_printed) : "", ...["dated", "published", "until"].filter((name) => one[name]).map((name) => ` ${say(words.dates[name], { d: one[name] })}`)])),
      one.dated || one.published || one.kind !== "documents" ? "" : element("p", { class: "small" }, words.undated),
      element("p", {}, one.about?.[language] ?? ""), one.counts?.length ? element("p", { class: "small" }, one.counts.map(([name, n]) => `${words.kinds[name]}${words.colon}${n}`).join(words.between)) : "", ...(one.ties ?? []).map(([how, id, other]) => element("p", { class: "small" }, how[language] + words.colon, id ? link(named(id).path, named(id).short[language]) : chinese(other)))))];
}

function comparison(card) {
  const verdict_ = card.parts ? "yes" : card.rows.length > 1 ? card.indicator.verdict : "alone";
  const own = [...new Set(card.rows.map(({ area }) => areaOf(area)?.[language]))];
  const alone = !card.parts && own.length === 1 && card.lacking?.areas.length > 0;
  return [element("p", { class: `mid verdict-${alone ? "no" : verdict_}` }, alone ? say(words.only, { place: own[0] }) : card.parts ? words.shares : words.verdict[verdict_]), ...quantities(card)];
}
const CARDS = { quantities: ["says", quantities], compare: ["comparing", comparison], claim: ["claim", claim], tasks: ["responsible", duties], projects: ["says", duties], units: ["body", units], documents: ["document", texts], themes: ["theme", (card, read) => [...texts(card), ...(!card.rows.length ? [] : card.rows[0].number ? quantities(card) : duties(card, read))]] };
function show(card, read) {
  const [head, made] = CARDS[card.type];
  return element("section", { class: "answer-card", "data-card": card.type }, element("p", { class: "kicker" }, words[head]), ...(card.told ?? []).map((check) => element("p", { class: "limits" }, worded(card.rows[0], check))), ...made(card, read));
}

// A piece of a query as it was typed.
function typed(piece, query) {
  const said = wording(piece, query);
  const at = said === piece ? query.toLowerCase().indexOf(piece) : -1;
  if (said !== piece) return said;
  return at < 0 ? piece : query.slice(at, at + piece.length);
}

// Whether nothing of a name is known (比亚迪, whose first sign may be a word): it is quoted as a whole, a question is not.
const wholly = ({ read, unknown }) => !["entities", "words", "areas", "figures", "years"].some((what) => read[what].length) && (unknown.every(says) || (hasHan(read.query) && !/[吗呢谁哪几么?？]/.test(read.query) && ![read.query.trim().slice(0, 2), read.query.trim().slice(-2)].some(says)));
// What is not in the data, and what is. Longer than a name: a question that was not understood.
const LONG = 8;
const long = (text) => text.length > (hasHan(text) ? LONG : 3 * LONG);
function nothing(found) {
  const { read } = found;
  const said = [];
  if (found.absent) said.push(say(words.none, { q: found.absent }));
  else if (read.places.length) said.push(say(words.no_plan, { place: read.places.map((one) => one.place).join(words.comma) }));
  else if ((found.unknown.length && found.unknown.every(says)) || found.unknown.some(long) || found.unknown.length > 2 || (!found.unknown.length && !read.figures.length && (read.text.length > LONG || read.soft.length + read.words.length === 0))) said.push(words.not_understood);
  else if (found.unknown.length) said.push(say(words.none, { q: wholly(found) ? read.query.trim() : found.unknown.map((one) => typed(one, read.query)).join(" ") }));
  else if (read.figures.length && !read.entities.length && !read.words.length && !read.areas.length) said.push(say(words.no_number, { n: read.figures[0].printed }));
  else said.push(say(words.none, { q: read.query.trim() }));
  const held = documents();
  const areas = [...new Set(held.map((one) => areaOf(one.area)?.[language]))].filter(Boolean).join(words.comma);
  const rest = [...read.unknown.flatMap(nearly), ...read.entities.map((one) => one.form), ...read.words.filter(calls), ...read.areas.map((code) => areaOf(code)[language])].map((one) => typed(one, read.query)).filter((one) => one.length > 1 && !/^\d{5,}$/.test(one) && !says(one)).slice(0, 4);
  return element("section", { class: "answer-card answer-none", "data-card": "none" },
    element("p", {}, element("b", {}, said.join(" "))),
    rest.length ? element("p", {}, `${words.also} `, ...rest.flatMap((one, index) => [index ? words.comma : "", asking(one)])) : "",
    element("p", {}, say(words.what_is, { n: held.length, areas })),
    element("ul", { class: "plain" }, ...held.slice(0, 8).map((one) => element("li", {}, link(one.path, title(one))))));
}

// ---- a search ----

function present(found) {
  const { read, card } = found;
  const hits = kind ? found.hits.filter((hit) => hit.one.kind === kind) : found.hits;
  answer.replaceChildren(...read.slipped.filter(([asked, near]) => asked !== near).map(([asked, near]) => element("p", { class: "limits" }, say(words.slipped, { q: typed(asked, read.query), near }))));
  const none = read.places.length || found.absent || !found.hits.length;
  const plainly = !found.page && read.figures.length && !read.entities.length && !read.words.length && !card;
  if (none || plainly) answer.append(nothing(found));
  else if (found.unknown.length && card?.type !== "claim") answer.append(element("p", { class: "limits" }, say(words.ignored, { q: found.unknown.map((one) => typed(one, read.query)).join(" ") })));
  else if ((found.partly || found.numberless) && !card) answer.append(element("p", { class: "limits" }, found.partly ? words.partly : words.numberless));
  if (!none && found.moneyless) answer.append(element("p", { class: "limits" }, words.no_money));
  if (!none && read.said.done && ["targets", "projects", undefined].includes((card?.rows?.[0].one ?? card?.rows?.[0])?.kind)) answer.append(element("p", { class: "limits" }, words.check.planned));
  if (!none && card) answer.append(show(card, read));
  shown = 0;
  list.replaceChildren();
  const next = () => {
    list.append(...hits.slice(shown, shown + STEP).map((hit) => line(hit, read)));
    shown += STEP;
    more.hidden = shown >= hits.length;
  };
  next();
  more.firstElementChild.onclick = next;
  const { n, all } = reached();
  status.replaceChildren(found.hits.length ? (none ? say(words.mentioned, { q: found.absent ?? (read.places.map((one) => typed(one.form, read.query)).join(words.comma) || read.query.trim()) }) : say(words.found, { n: hits.length })) : "");
  if (n < all) {
    const on = element("button", { type: "button", class: "pill" }, words.look_on);
    on.addEventListener("click", () => search(true));
    status.append(` ${say(words.beyond, { n, all })} `, on);
  }
  offer(found.hits);
}

async function search(further = false) {
  const query = input.value.trim();
  const turn = ++latest;
  if (!query) {
    for (const part of [list, kinds, answer, status]) part.replaceChildren();
    more.hidden = true;
    return;
  }
  status.textContent = words.searching;
  await begin(root, language);
  await simplify(query);
  if (further || reached().n === 0) await gather(query, words.first);
  const answered = await found(query);
  if (turn === latest) present(answered);
}

function offer(hits) {
  kinds.replaceChildren();
  const counts = new Map();
  for (const { one } of hits) counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1);
  if (counts.size < 2) return;
  for (const [code, label] of Object.entries(words.kinds)) {
    if (!counts.has(code)) continue;
    const button = element("button", { type: "button", class: "pill", "aria-pressed": String(kind === code) }, `${label} ${counts.get(code)}`);
    button.addEventListener("click", () => {
      kind = kind === code ? "" : code;
      remember(true);
      search();
    });
    kinds.append(element("li", {}, button));
  }
}

// ---- the address: a search that is done is a step that Back returns to; the letters of one are not ----

let settled = true;
function remember(done) {
  const query = new URLSearchParams();
  if (input.value.trim()) query.set("q", input.value.trim());
  if (kind) query.set("kind", kind);
  const tail = query.toString();
  const address = location.pathname + (tail ? `?${tail}` : "");
  if (address !== location.pathname + location.search) history[settled ? "pushState" : "replaceState"](null, "", address);
  settled = done;
}
function recall() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  kind = asked.get("kind") ?? "";
  settled = true;
  search();
}

let typing = 0;
let resting = 0;
input.addEventListener("input", () => {
  clearTimeout(typing);
  clearTimeout(resting);
  typing = setTimeout(() => {
    kind = "";
    remember(false);
    search();
  }, 200);
  resting = setTimeout(() => (settled = true), 2000);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  kind = "";
  remember(true);
  settled = true;
  search();
});
addEventListener("popstate", recall);

box.hidden = false;
suggestions(form, language, root);
recall();
if (!input.value) input.focus();
