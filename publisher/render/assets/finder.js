// The search itself, without a page: what a query says, which entries answer it, and in which order.
// Entries and the words that a query is read by are made at build time (search/core.json and its neighbours).

// ---- forms: one way to write everything that is written in several ----

const HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
const HAS_HAN = new RegExp(`[${HAN}]`);
const isHan = (sign) => /[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/.test(sign);
// British → American, by the ends of words; both sides of a comparison are spelled so, so that no word is harmed.
const SPELLINGS = [
  [/isation(s?)$/, "ization$1"], [/is(e|ed|es|er|ers|ing)$/, "iz$1"], [/ys(e|ed|es|ing)$/, "yz$1"],
  [/(?<=..)our(?=$|s$|ed$|ing$|hood|al|able)/, "or"], [/tre(s?)$/, "ter$1"], [/bre(s?)$/, "ber$1"],
  [/ll(ed|ing|er|ers)$/, "l$1"], [/ogue(s?)$/, "og$1"], [/(def|off|lic)ence/, "$1ense"], [/programme/, "program"],
  [/^grey/, "gray"], [/^transportation$/, "transport"], [/^tyre/, "tire"], [/sulph/, "sulf"], [/alumini/, "alumin"], [/^storey/, "story"], [/plough/, "plow"], [/kerb/, "curb"], [/^supercomputer/, "supercomputing"],
];
const spelled = new Map();
function word(latin) {
  if (!spelled.has(latin)) {
    let text = latin;
    for (const [from, to] of SPELLINGS) text = text.replace(from, to);
    if (text.length > 3 && /[a-z]s$/.test(text) && !/(ss|us|(?<!tax)is)$/.test(text)) text = text.replace(/ies$/, "y").replace(/(ch|sh|x|z|ss|^bus)es$/, "$1").replace(/(?<![su])s$/, "");
    spelled.set(latin, text);
  }
  return spelled.get(latin);
}

let reading = {};
// $100m, US$38 billion, ¥270bn: the sign says what is counted, and a letter behind the number is a scale.
const MONEY = /(?:us|hk|nt|cn)? ?([$€£¥]) ?(\d[\d,.]*\d|\d) ?(?:([mb])(?![a-z])|(hundred|thousand|million|billion|trillion|bn|mn|k|[万亿]+)(?![a-z]))?/g;
const money = (whole, sign, number, letter, scale = { m: "million", b: "billion" }[letter] ?? "", at, text) => ` ${number} ${scale} ${sign === "¥" ? "yuan" : HAS_HAN.test(text) ? "美元" : "dollars"}`;
const simple = (text) => [...text].map((sign) => reading.simplified?.[sign] ?? sign).join("");
// Every character of GB 2312, rows 16 to 87: a query that has others is not in simplified ones.
const SIMPLIFIED = new Set(new TextDecoder("gbk").decode(Uint8Array.from({ length: 72 * 94 * 2 }, (_, at) => (at % 2 ? 0xa1 + ((at >> 1) % 94) : 0xb0 + Math.floor(at / 188)))));
const traditional = (text) => [...text].some((sign) => isHan(sign) && !SIMPLIFIED.has(sign));

// Half-width, simplified, American, singular; brackets and quotation marks gone, other marks a space, none beside Chinese.
function fold(text) {
  return simple(text.normalize("NFKC").toLowerCase())
    .replace(/(?<=\d)[,，'’](?=\d{3}(?!\d))/g, "")
    .replace(/(?<!\d)(20\d\d)[-/.](\d\d?)[-/.](\d\d?)(?![\d.])/g, "$1年$2月$3日")
    .replace(/(\d+(?:\.\d+)?) ?[x×*] ?10\^(\d\d?)(?!\d)/g, (whole, one, power) => exact(one * 10 ** power))
    .replace(/(?<![\d.])(\d\d?)[:×](\d\d?)(?![\d.,万亿千百a-z])/g, "$1/$2")
    .replace(/ plans (?!(?:to |for |of |from )?20[12]\d(?![\d,]))(?=[\w ]{0,40}\d|to )/g, " promises ") // Chengdu plans 20: no Chengdu plan
    .replace(/(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])/g, (number) => number.replaceAll(" ", ""))
    .replace(/(?<![\d.])(\d{1,3}(?:\.\d+)?(?:[gmt]|[十百千万亿]+)?) ?[-–~〜至到] ?(?=\d{1,3}(?:\.\d+)?(?![\d.]))/g, "$1~")
    .replace(/(?<![\da-z,.])(\d{1,2})[,，](?=\d{1,2}[万亿])/g, "$1.")
    .replace(/yangtze river delta/g, "yangtze delta").replace(/(?<![a-z])pm 2\.5/g, "pm2.5").replace(/集聚区/g, "聚集区").replace(/五(?=g(?![a-z]))/g, "5")
    .replace(MONEY, money)
    .replace(/(?<![a-z])(half )?an? (?=(?:m|b|tr)illion)/g, (whole, half) => (half ? "0.5 " : "1 "))
    .replace(/(?<![a-z])an? (?=(?:hundr|thous)[a-z]+ [a-z])/g, "one ")
    .replace(/([一二两三四五六七八九])成([一二三四五六七八九半]?)(?![都立长果功为])/g, (whole, tens, rest) => `百分之${tens === "两" ? "二" : tens}十${rest === "半" ? "五" : rest}`)
    .replace(/(?<![a-z])(cny|rmb)(?=\d)/g, "$1 ")
    .replace(/['’]s(?![a-z])/g, "")
    .replace(/[“”‘’"'《》〈〉〔〕【】「」[\]()（）{}#]/g, "")
    .replace(/(?<=[区各])分了?(?=多少|几)|(?<=方案)分(?=[一二三四五六七八九十几\d])/g, "").replace(/归(?=哪|谁|.{2,12}(?:管|负责|牵头)$)|(?<=归.{1,10}[局委办厅])管$/g, "") // 哪些任务归市公安局管
    .replace(/(?<=\d)w(?![a-z0-9])/g, HAS_HAN.test(text) || state.language === "zh" ? "万" : "w")
    .replace(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.%+²³µ/~]+/gu, " ")
    .replace(/[a-z]+/g, word)
    .replace(new RegExp(`(?<=[${HAN}]) +| +(?=[${HAN}])`, "g"), "")
    .replace(/ +/g, " ")
    .trim();
}
const tight = (folded) => folded.replace(/[ /~]/g, "");

// Whether a text holds a word: Chinese anywhere, Latin and digits from the beginning of a word on. 2: whole; 1: begun.
function holds(text, piece, whole = false) {
  let best = 0;
  const latin = !HAS_HAN.test(piece);
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + piece.length] ?? " ";
    if (/[0-9.]/.test(before) && /\d/.test(piece[0])) continue;
    if (latin && /[a-z0-9.]/.test(before) && /[a-z]/.test(piece[0])) continue;
    if (latin && /[a-z]/.test(before) && /\d/.test(piece[0])) continue;
    const ends = !(/[a-z]/.test(piece.at(-1)) && /[a-z]/.test(after)) && !(/\d/.test(piece.at(-1)) && /[\d.]/.test(after));
    if (ends) return 2;
    const begun = piece.length > 3 || /^(?:bio|eco|edu|gov|lab|geo|med|sci|sea|air|sub|tel)$/.test(piece) || !/^[a-z]{6}/.test(text.slice(at, at + 6)); // use, user; war is no warehouse
    if (!whole && begun && piece.length > 2 && !/\d/.test(piece.at(-1))) best = 1;
  }
  return best;
}

// ---- numbers, as publisher/codebook/numerals.py reads them ----

const ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES = { hundred: 1e2, thousand: 1e3, k: 1e3, million: 1e6, mn: 1e6, m: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12, wan: 1e4 };

function small(text) {
  if (text === "") return 0;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  let total = 0, last = 0, at = 0;
  const place = /0?(\d+(?:\.\d+)?)?([十百千])/y;
  for (let found = place.exec(text); found; found = place.exec(text)) {
    const unit = reading.units[found[2]];
    total += Number(found[1] ?? 1) * unit;
    last = unit;
    at = place.lastIndex;
  }
  const rest = text.slice(at);
  if (!last) return null;
  if (rest === "") return total;
  if (/^0?\d$/.test(rest)) return total + (rest.length === 1 && last > 10 ? Number(rest) * (last / 10) : Number(rest));
  return null;
}

// 3.4万, 6万5千, 两万五, 十五万, 三千四百, 1万亿, 34000 → a number; null where it is none.
export function numeral(text) {
  const plain = [...text.replace(/[, ]/g, "")].map((sign) => reading.variants[sign] ?? sign).map((sign) => (reading.digits[sign] ?? sign).toString()).join("").replace("点", ".");
  for (const [sign, unit] of [["亿", 1e8], ["万", 1e4]]) {
    const at = sign === "亿" ? plain.lastIndexOf(sign) : plain.indexOf(sign);
    if (at < 0) continue;
    const head = numeral(plain.slice(0, at) || "1"), tail = plain.slice(at + 1);
    const more = /^[1-9]$/.test(tail) ? Number(tail) * (unit / 10) : tail ? numeral(tail) : 0;
    return head === null || more === null || more >= unit ? null : exact(head * unit + more);
  }
  const value = small(plain);
  return value === null ? null : exact(value);
}
const exact = (value) => Number(value.toPrecision(12));

const CHINESE = "〇零一二两三四五六七八九";
const UNITS = "十百千万亿";
const FIGURE = new RegExp(
  `百分之([${CHINESE}十百点]+|\\d+(?:\\.\\d+)?)|\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d+)?(?![\\d])|\\d+(?:\\.\\d+)?(?: ?[${UNITS}]+(?:\\d+(?!\\d*(?:\\.\\d)?g(?![a-z])))?[${UNITS}]*)?|[${CHINESE}十][${CHINESE}${UNITS}点]*[百千万亿][${CHINESE}${UNITS}]*|[${CHINESE}十]+(?=个|座|家|条|所|公里)|(?<=(?:方案|计划|规划)(?:(?!第|前).)*)(?:[${CHINESE}十]{2,}|[二三四五六七八九十])(?=项(?:建设|任务|保障|措施|重大)|大(?:建设)?行动)|[百千万亿]{2,3}(?=级)|[百千万亿]{1,3}(?=个|座|家|条|所)|[壹贰叁肆伍陆柒捌玖][拾佰仟万亿][壹贰叁肆伍陆柒捌玖拾佰仟万亿]*`, "y");
const SPOKEN = new RegExp(`(?:(?:${[...TENS, ...ENGLISH].join("|")}|hundred|thousand|million|billion)(?:[ -]|and(?= )|$|\\b)+)+`, "y");
const GENERATION = /[2-6](?:\.\d)?g(?![a-z0-9])/y; // 5G, 5.5G
const SCALE = / ?(hundred|thousand|million|billion|trillion|bn|mn|wan|k|m(?= (?:ton|sq|cubic|m[23])))(?![a-z0-9])/y; // 15m tonnes
const PERCENT = / ?(%|per ?cent|percent)(?![a-z])/y;

function spoken(text) {
  let total = 0, part = 0;
  for (const one of text.split(/[ -]+/).filter((one) => one && one !== "and")) {
    if (ENGLISH.includes(one)) part += ENGLISH.indexOf(one);
    else if (TENS.includes(one)) part += 20 + 10 * TENS.indexOf(one);
    else if (one === "hundred") part = (part || 1) * 100;
    else if (SCALES[one]) { total += (part || 1) * SCALES[one]; part = 0; }
    else return null;
  }
  return total + part;
}

const sticky = (pattern, text, at) => ((pattern.lastIndex = at), pattern.exec(text));

// The number that begins at a place of a query in lower case, half-width: {value, end, measure, percent}; or null.
function figureAt(text, at) {
  if ((/[a-z0-9.]/.test(text[at - 1] ?? "") && /[a-z0-9]/.test(text[at])) || sticky(GENERATION, text, at)) return null;
  let found = sticky(FIGURE, text, at);
  let value = found ? numeral(found[1] ?? found[0]) : null;
  let end = found ? at + found[0].length : at;
  const percent = Boolean(found?.[1]);
  if (!found && (found = sticky(SPOKEN, text, at))) {
    const said = found[0].replace(/[ -]+$/, "");
    if (/^(one|hundred|thousand|million|billion|and)$/.test(said)) return null;
    value = spoken(said);
    end = at + said.length;
  }
  if (value === null || !found) return null;
  if (text[end] === "号" || !/\d/.test(text[at]) && new RegExp(`(?<![总个])[数几][${UNITS}]*$`).test(text.slice(Math.max(0, at - 4), at))) return null; // 8号线, 数千
  const scale = sticky(SCALE, text, end);
  if (scale) { value = exact(value * SCALES[scale[1]]); end = SCALE.lastIndex; }
  const share = sticky(PERCENT, text, end);
  if (share) return { value, end: PERCENT.lastIndex, percent: true, printed: text.slice(at, PERCENT.lastIndex) };
  if (/[a-z]/.test(text[end] ?? "") && !scale && !measured(text, end)) return null; // 5g, 4k
  const more = /[多余]/.test(text[end] ?? "") && measured(text, end + 1) ? text[end] : ""; // 6万多家
  end += more.length;
  const measure = percent ? "" : measured(text, end);
  return { value, end: end + measure.length, percent, measure: measure.trim(), printed: text.slice(at, end).trim(), more };
}
function measured(text, at) {
  const rest = text.slice(at, at + 32);
  const words = reading.measured ??= Object.keys(reading.measures).filter(Boolean).sort((a, b) => b.length - a.length);
  const lead = rest.startsWith(" ") ? " " : "";
  const found = words.find((one) => rest.startsWith(lead + one) && !(/[a-z]$/.test(one) && /[a-z0-9]/.test(rest[lead.length + one.length] ?? "")));
  return found && !(lead && isHan(found)) ? lead + found : "";
}

// Whether a word only asks, or says nothing.
export const says = (piece) => reading.single.has(fold(piece)) || (Boolean(state.lexicon.get(fold(piece))?.words.size) && !state.lexicon.get(fold(piece)).ids.size);
// Names that differ from a word by one character (加油站, 加氢站), and what begins one and is in a name (太浦河清水走廊): to be
// asked for, never meant.
const head = (piece) => (isHan(piece[0]) ? Array.from({ length: Math.max(0, piece.length - 2) }, (_, at) => piece.slice(0, -1 - at)).find((part) => state.entries.some((one) => (isQuantity(one) || WITHIN.has(one.kind)) && named_(one, part))) : undefined);
export const nearly = (piece) => [...state.lexicon.values()].filter(({ form, ids }) => ids.size && piece.length > 2 && form.length === piece.length && HAS_HAN.test(form) && [...form].filter((sign, at) => sign !== piece[at]).length === 1).map(({ form }) => form).slice(0, 3).concat(head(piece) ?? []);

// Every number of a text, for tests against the codebook.
export function numbers(text) {
  const plain = simple(text.normalize("NFKC").toLowerCase());
  const found = [];
  for (let at = 0; at < plain.length; at += 1) {
    const one = figureAt(plain, at);
    if (one) { found.push(one.value); at = one.end - 1; }
  }
  return found;
}

// ---- the entries ----

const state = { root: "", language: "zh", entries: [], core: null, left: [], looked: 0, known: new Map(), lexicon: new Map(), first: new Map(), corpus: "", open: null };

const answering = (one) => (one.who ?? []).flatMap(([, units]) => units);

const enter = (form, what) => {
  if (form.length < 2) return;
  const held = state.lexicon.get(form) ?? { form, ids: new Set(), area: "", place: "", words: new Set() };
  if (!state.lexicon.has(form)) {
    state.lexicon.set(form, held);
    state.first.set(form[0], [...(state.first.get(form[0]) ?? []), held].sort((a, b) => b.form.length - a.form.length));
  }
  what(held);
};

// A text with its short words in full, and its long ones short (AI, artificial intelligence).
function inFull(text) {
  return reading.short.flatMap(([short, long]) => [[short, long], [long, short]]).filter(([from]) => holds(text, from, true) === 2).map(([from, to]) => text.replace(new RegExp(`(?<![a-z0-9])${from}(?![a-z0-9])`, "g"), to));
}

// The first sentence of a text, as search/entry.py makes a title of it.
function titleFrom(text) {
  const first = text.split(/[。；！？]|[.;!?](?= |$)/)[0];
  return first.length > 80 ? `${first.slice(0, 79).trimEnd()}…` : first;
}

function take(entries) {
  for (const one of entries) {
    if (!one.zh) for (const language in one.about) one[language] = titleFrom(one.about[language]);
    one.en ??= one.zh;
    if (one.id && one.kind !== "themes") one.path ??= `${one.kind}/${one.id}/`;
    // A section without a text is named by its code, the anchor; another by its heading, the last part of the title.
    const heading = one.kind === "pages" ? (one.about ? one.zh.split(" › ") : one.path.split("#")).slice(1) : [];
    const names = [one.zh, one.en, ...(one.names ?? heading)].map(fold);
    if (one.kind === "parties") names.push(...[one.zh, one.en].map((name) => fold(name.split(/[（(]/)[0]))); // SenseTime (Holdings)
    one.forms = [...new Set([...names, ...names.flatMap(inFull)])].filter(Boolean);
    one.tight = one.forms.map(tight);
    one.quoted = one.quote ? fold(one.quote) : "";
    one.said = Object.values(one.about ?? {}).map(fold).flatMap((text) => [text, ...inFull(text)]).join(" \n ");
    one.around = Object.values(one.context ?? {}).map(fold).join(" \n ");
    one.held = [...one.forms, one.quoted, one.said, one.around].join(" \n ");
    one.of = new Set([...(one.of ?? []), ...answering(one)]);
    if (one.id) state.known.set(one.id, one);
    // Not China Telecom, which begins the name of a body.
    const bodied = (form) => !isHan(form) && state.entries.some((other) => other.kind === "units" && other.forms.some((name) => holds(name, form)));
    if (one.kind === "parties") for (const form of one.forms) if (form.length > 2 && !bodied(form)) enter(form, (held) => (held.firm = true));
    const place = one.number?.place ?? "";
    const bare = areaOf(one.area)?.forms.reduce((text, form) => (text.startsWith(form) ? text.slice(form.length) : text), place) ?? place; // 高新区, of 成都高新区
    for (const form of [place, bare.length > 2 ? bare : place, place.replace(/(?<=..)[区县市]$/, "")]) enter(fold(form), (held) => (held.share = true));
    state.entries.push(one);
  }
}

function learn() {
  for (const one of state.entries) {
    if (one.id) for (const form of one.forms) enter(form, (held) => held.ids.add(one.id));
  }
  for (const area of state.core.areas) for (const form of area.forms) enter(fold(form), (held) => (held.area = area.code));
  for (const place of reading.places) enter(fold(place), (held) => held.area || (held.place = place));
  for (const [kind, words_] of Object.entries(reading.kinds)) for (const one of words_) enter(fold(one), (held) => (held.kind = kind));
  for (const kind of ["stop", "ask", "who", "comparing", "new", "total", "unclear", "rate", "ge", "gt", "le", "lt", "approx", "done", "hedged", "nobody", "money", "adding"]) {
    for (const one of reading[kind]) enter(fold(one), (held) => held.words.add(kind));
  }
  reading.single = new Set([...reading.stop, ...reading.ask, ...reading.comparing].filter((one) => one.length === 1));
}

// The entries of a document, with what all of them have alike and their texts (about_en: what each says in English); they name
// a record by its place in ids, and do not repeat the kind of the one before, nor a path whose last number is one more than
// that one's.
function whole({ ids, doc, area, entries, ...texts }) {
  for (const [name, column] of Object.entries(texts)) {
    const [field, language = field] = name.split("_");
    entries.forEach((one, at) => column[at] && ((language === field ? one : (one[field] ??= {}))[language] = column[at]));
  }
  const named = (places) => places.map((place) => ids[place]);
  let last = { kind: "", path: "" };
  const next = () => ({ kind: last.kind, path: last.path.replace(/\d+(?=\/$)/, (digits) => String(Number(digits) + 1).padStart(digits.length, "0")) });
  return entries.map((one) => (last = { doc, area, ...next(), ...one, of: named(one.of ?? []), who: one.who?.map(([role, bodies]) => [role, named(bodies)]) }));
}

const fetched = async (name) => (await fetch(new URL(`${state.root}search/${name}.json`, location.href))).json();

// Fetch the core once: root is the way up to the published folder.
export function begin(root, language) {
  state.open ??= (async () => {
    Object.assign(state, { root, language });
    state.core = await fetched("core");
    reading = state.core.reading;
    reading.measures = Object.fromEntries(Object.entries(reading.measures).map(([name, measure]) => [name.replace(/[a-z]+/g, word), measure]));
    for (const name of ["everyday", "short"]) reading[name] = Object.entries(reading[name]).map((pair) => pair.map(fold));
    take(state.core.entries);
    learn();
    state.left = state.core.documents.map(([id, area, size]) => ({ id, area, size }));
    state.corpus = corpus();
  })();
  return state.open;
}
const corpus = () => state.entries.map((one) => one.held).join("\n");

// Fetch the tables of traditional characters and of Taiwan's words, once something that is asked needs them.
export async function simplify(query, needed = traditional(query)) {
  if (needed && !reading.simplified) Object.assign(reading, await fetched("traditional"));
}

// Fetch the records, those of the areas that a query names first, as many bytes as one answer may cost; then the pages.
export async function gather(query, most) {
  const asked = understand(query).areas;
  const near = (area) => (asked.some((code) => within(area, code) || within(code, area)) ? 0 : 1);
  const next = [...state.left].sort((a, b) => near(a.area) - near(b.area));
  let room = most;
  const chosen = next.filter((one, index) => index === 0 || (room -= one.size) >= 0 || one.size === 0);
  if (chosen.length) room -= chosen[0].size;
  const pages = state.paged ? [] : [`pages-${state.language}`];
  state.paged = true;
  state.left = state.left.filter((one) => !chosen.includes(one));
  for (const file of await Promise.all([...chosen.map((one) => one.id), ...pages].map(fetched))) take(file.ids ? whole(file) : file);
  state.corpus = corpus();
}
// Whether a record is called by a word: to be asked for.
export const calls = (piece) => state.entries.some((one) => one.kind !== "pages" && named_(one, piece));
export const reached = () => ({ n: state.core.documents.length - state.left.length, all: state.core.documents.length });
export const named = (id) => state.known.get(id);
export const areaOf = (code) => state.core.areas.find((one) => one.code === code);
export const documents = () => state.entries.filter((one) => one.kind === "documents");
const stem = (code) => (code ?? "").replace(/(00)+$/, "");
const within = (inner, outer) => stem(inner).startsWith(stem(outer));

// ---- reading a query ----

const DATE = /(?:(?:by|in|until|before|since)(?: the)?(?: end(?: of)?)? |到|至|截至|截止|在|于)?(20[1-6]\d)(?:年底前|年底|年末|年[之以]?前(?!后)|年内|年间|年)?(?![\d.])/y;
// How many places or documents one asks about (三个地方, two cities) is no figure of a text.
const ASKED_ABOUT = /^ ?[个座份]?(?:地方|地区|城市|文件|方案|时限|人(?!工)|(?:place|city|document|plan|deadline|people)(?![a-z]))/;
// 3个城市分选中心: a name.
const calling = (text) => state.entries.some((one) => isQuantity(one) && one.forms.some((form) => ((size) => text.trim().length >= size && form.startsWith(text.trim().slice(0, size)))(isHan(form[0]) ? 4 : 9)));
const DISTRICTS = /^(?:个?区(?=[各共分](?![同自]).*\d(?![\dg]))| (?:district|area)(?=.* (?:each|together)))/; // ten districts get 500,000 each
const FRACTION = /^ (?:third|quarter|fifth|tenth)(?![a-z])/; // two thirds
const DURATION = /^[ -]?(?:年|(?:year|month|quarter|week|day)(?![a-z]))/; // within three years: a period, no figure
// 六个月内, 半年内, 6月30日前, 30 june (2022): when, and nothing that is counted.
const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december";
const DAY = /(20\d\d)年(\d{1,2})月(\d{1,2})[日号](?![之以]?前|止|实现|建成|完成)/y; // of a document: 2020年5月7日
const PERIOD = new RegExp(`(?!20\\d\\d年)[${CHINESE}十半几\\d]+(?:(?:个半?)?(?:年|月|季度|周|星期|天|日|小时)半?[之以]?[内后]|个半?月|年(?=[新建增将要里间投完达]))|\\d{1,2}月(?:\\d{1,2}[日号])?[底末前份初]*|(?<!are |is |ha[sd] |have )no \\d{1,3}(?= |$)|(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:${MONTHS})(?: \\d{1,2}(?:st|nd|rd|th)?)?(?= 20\\d\\d)`, "y");
// What else a sentence may say beside its number: which year in other words, how long, how often, that it is not so.
const PLAN_PERIOD = /十([二三四五六])五(?:规划)?(?:期?末|期间|时期)|(?:(?:by|during|in|at) )?(?:the )?(?:end of )?(?:the )?1([2-6])th five year plan(?: period)?/y;
const NOTED = [
  [PLAN_PERIOD, (read, [form, han, digit]) => (/末|end/.test(form) ? read.years.push(2005 + 5 * (digit ?? numeral(han))) : (read.within = 2005 + 5 * (digit ?? numeral(han))))],
  [/今年|明年|后年|去年|本年度?|年内|(?:this|next|last) (?:year|decade)|end of (?:the|this) (?:year|decade)|year end/y, (read, [form]) => (read.relative ??= form)],
  [/(?:with)?in (half )?(?:a|one) (?:year|(month|quarter|week))(?![a-z]| of )/y, (read, [form, half, short]) => Object.assign(read, { lasting: short ? 0.1 : half ? 0.5 : 1, lasted: form })],
  [/每(?:年|月|周|天|季度|个月)|(?:every|each|per|a) (?:year|month|quarter|week|day)(?![a-z])|(?:annual|month|year)ly/y, (read, [form]) => (read.per ??= form)],
  [/(?<!是)不是|并非|并未|从未|并?没有?(?=承诺|提出|计划|打算|规划|要求|说要|[新建\d])|未(?=承诺|提出|计划|规划)|不(?:会|打算|计划|再)(?=[新建增\d])|不(?=[新建增])|(?:not|never|no longer)(?! (?:just|mere|simply|surpris|count|includ|clear|only|les|fewer|more|low))(?![a-z])|(?:did|do|doe?s|would|wo|was|is|are|were|has|have|had|ca|could)nt(?![a-z])/y, (read, [form]) => (read.said.not ??= form)],
  [/(?:city|municipal|district) level(?![a-z])/y, (read, [form]) => place(form.replace("municipal", "city"), read)],
  // Has built is no word of how many there are; has promised says nothing of what was done.
  [/ha(?:s|ve|d) (?:already |now )?(?=[a-z]{2,}(?:ed|ilt) )/y, (read, [form], after) => { if (!/^(?:promi|pledg|vow|plan|propos|announc|commit|agree|decid|aim|call|ask|need|want|declar|schedul)/.test(after)) read.said.done ??= form.trim(); }],
  [/(?<=did .*)meet(?![a-z])/y, (read, [form]) => (read.said.done ??= form)], // rivers should meet class III
  [/占(?=.{2,6}(?:多少|几))/y, (read, [form]) => (read.said.comparing ??= form)],
  [/(?<=[a-z] )new area(?![a-z])/y, (read, [form]) => place(form, read)], // Tianfu New Area
  [/\d+(?:[+/](?:\d+|[a-z](?![a-z])))+(?![\da-z万亿千百])|^[二三四五六七八九十]个一$/y, (read, [form]) => place(form, read)], // 1+9, 六个一: names; 3/4
];
function noted(text, at, least) {
  for (const [pattern, note] of NOTED) {
    const form = sticky(pattern, text, at);
    if (form && form[0].length >= least && !/[a-z0-9]{2}/.test((text[at - 1] ?? " ") + text[at])) return [form, note];
  }
  return [];
}
// 2025年, of 二〇二五年, 到25年, 25年底.
const yeared = (text) => text
  .replace(/二[〇零]([一二三四五六])([〇零一二三四五六七八九])年/g, (whole, tens, ones) => `20${reading.digits[tens]}${reading.digits[ones]}年`)
  .replace(/(?<![\d.])(?:(?<=[到至])([23]\d)年(?![内间代])|([23]\d)年(?=[底末]))/g, "20$1$2年");
const SIGNED = ["total", "approx", "gt"]; // what a single sign says beside a number: 达, 约, 超
const COUNTED = /^(?:个|座|家|条|所|台|项|万|亿|公里|平方|station|base)/;

// 由区大数据中心(负责), where no text has such a body.
const CHARGED = /由([\u4e00-\u9fff]{3,12}?)(?=负责|牵头|配合|承担|建设)/y;
const known_ = (name) => state.entries.some((one) => one.kind === "units" && one.forms.some((form) => isHan(form[0]) && form.length > 2 && (name.includes(form) || (/[市区]/.test(form[0]) && form.length > 3 && new RegExp(`(?<![市区])${form.slice(1)}`).test(name)))));

// What stands at a place of a folded query in the lexicon, the longest; Latin words only whole.
function listed(text, at) {
  if (/[a-z0-9]/.test(text[at]) && /[a-z0-9.]/.test(text[at - 1] ?? "")) return null;
  for (const held of state.first.get(text[at]) ?? []) {
    const after = text[at + held.form.length] ?? "";
    if (text.startsWith(held.form, at) && !(/[a-z0-9]/.test(held.form.at(-1)) && /[a-z0-9]/.test(after))) return held;
  }
  return null;
}

// A body of the area that a query has just named, without the 市 or 区 of its printed name (成都市科技局, 宝山公安分局).
function bodyOf(read, text, at) {
  const area = read.areas.at(-1);
  if (!area || !areaOf(area).forms.some((form) => text.slice(0, at).endsWith(fold(form)))) return null;
  const plain_ = listed(text, at)?.form.length ?? 0;
  for (const level of "市区") {
    const held = listed(level + text.slice(at), 0);
    const ids = [...(held?.ids ?? [])].filter((id) => state.known.get(id).kind === "units" && state.known.get(id).area === area);
    if (ids.length && held.form.length - 1 > plain_) return { ...held, form: held.form.slice(1), ids: new Set(ids), area: "" };
  }
  return null;
}

// Bodies by the last words of an English name (the Transportation Commission), in a sentence with a number.
function officeAt(text, at) {
  const [said] = (/\d/.test(text) || CHARGE.test(text)) && !/[a-z]/.test(text[at - 1] ?? "") ? sticky(/(?!and |of )(?:(?:and |of )?[a-z]+ ){1,5}(?:commission|bureau|committee)(?![a-z])/y, text, at) ?? [] : [];
  const pieces = said?.split(" ").filter((one) => !/^(?:and|of|the|municipal|district|city)$/.test(one));
  const ids = said ? state.entries.filter((one) => one.kind === "units" && one.forms.some((form) => pieces.every((piece) => holds(form, piece, true) === 2))).map(({ id }) => id) : [];
  return ids.length ? { form: said, ids: new Set(ids), words: new Set() } : null;
}

// Taiwan's word where the texts have only the mainland's (资讯, 信息), and an everyday word where they have another (smog).
function worded(text, slipped) {
  let said = text;
  // No part of two words: 类比 in 三类比例.
  const across = (from) => listed(said, said.indexOf(from) + from.length - 1)?.form[1];
  for (const [from, to] of Object.entries(reading.wordings ?? {})) if (said.includes(from) && !across(from) && !found(from) && found(to)) said = said.replaceAll(from, to);
  for (const [from, to] of reading.everyday) {
    const held = holds(state.corpus, from, true);
    // A short form that texts have may be spelled out in every name (UHV).
    const elsewhere = held && !state.entries.some((one) => one.kind !== "pages" && named_(one, from));
    if (holds(said, from, true) !== 2 || (held && !elsewhere) || state.lexicon.has(from)) continue;
    said = said.replace(from, to);
    if (!held) slipped.push([from, to]);
  }
  return said;
}

// A long name with one character wrong (经济合信息化委员会, 工业互连网平台), where exactly one is that near; short names of
// bodies differ by one (水务局, 商务局).
const long = (kind) => (kind === "units" ? 9 : 7);
const PRINTED = new RegExp(`^[${HAN}]+`); // a title without the years behind it
function mistyped(text, slipped) {
  const at = (form) => {
    for (let from = 0; from + form.length <= text.length; from += 1) {
      let wrong = 0;
      for (let sign = 0; sign < form.length && wrong < 2; sign += 1) if (text[from + sign] !== form[sign]) wrong += isHan(text[from + sign]) ? 1 : 2;
      if (wrong === 1) return from;
    }
    return -1;
  };
  const least = (one) => (text.length > 4 && one.kind !== "units" ? Math.min(text.length, long(one.kind)) : long(one.kind)); // all that was typed
  const names = new Set(state.entries.flatMap((one) => one.forms.map((form) => PRINTED.exec(form)?.[0] ?? "").filter((name) => name.length >= least(one))));
  const near = [...names].map((form) => [form, at(form)]).filter(([, from]) => from >= 0).sort(([one], [other]) => other.length - one.length);
  if (!near.length || near[1]?.[0].length === near[0][0].length) return text;
  const [form, from] = near[0];
  const typed = text.slice(from, from + form.length);
  slipped.push([typed, form]);
  return text.replace(typed, form);
}

// The word one slip away (hydorgen, Chendgu), where the data have no such word and exactly one that near.
const slips = (one, other) => {
  if (one === other || one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false;
  let from = 0, back = 0;
  while (one[from] === other[from] && from < one.length) from += 1;
  while (one.at(-1 - back) === other.at(-1 - back) && back < Math.min(one.length, other.length) - from) back += 1;
  const [left, right] = [one.slice(from, one.length - back), other.slice(from, other.length - back)];
  return left.length + right.length <= 2 || (left.length === 2 && left === [...right].reverse().join(""));
};
function mended(text, slipped) {
  // Two words that the texts write as one (super capacitor).
  const joined = text.replace(/(?<![a-z0-9])([a-z]{3,}) (?=([a-z]{3,})(?![a-z0-9]))/g, (apart, one, other) => ((found(one) && found(other)) || !found(one + other) ? apart : one));
  return joined.replace(/(?<![a-z0-9])[a-z]{6,}(?![a-z0-9])/g, (latin) => {
    state.latin ??= new Set(state.entries.flatMap((one) => (one.kind === "pages" ? [] : one.forms)).flatMap((form) => form.match(/[a-z]{5,}/g) ?? []));
    if (state.latin.has(latin) || found(latin)) return latin;
    const split = Array.from({ length: Math.max(0, latin.length - 6) }, (_, at) => `${latin.slice(0, at + 3)} ${latin.slice(at + 3)}`).find((two) => state.entries.some((one) => named_(one, two))); // basestation
    if (split) return split;
    const near = [...state.latin].filter((one) => slips(latin, one));
    if (near.length !== 1) return latin;
    slipped.push([latin, near[0]]);
    return near[0];
  });
}

// Pinyin (chongdianzhuang, shu ju zhong xin), where the data have no such Latin words: the printed words that sound so.
const LEAST = 4; // letters
const unread = (latin) => /^[a-z]+$/.test(latin) && !state.lexicon.has(latin) && holds(state.corpus, latin, true) < 2;
function sounded(text, slipped) {
  return text.replace(/(?<![a-z0-9.])[a-z]+(?: [a-z]+)*(?![a-z0-9])/g, (latin) => {
    const runs = [];
    for (const one of latin.split(" ")) {
      if (unread(one) && runs.at(-1)?.every(unread)) runs.at(-1).push(one);
      else runs.push([one]);
    }
    return runs.map((run) => {
      const typed = run.join("");
      const said = typed.length >= LEAST && unread(run[0]) ? printedAs(typed) : "";
      if (said) slipped.push([run.join(" "), said]);
      return said || run.join(" ");
    }).join(" ");
  });
}
// Where the characters end, from a place of a text on, whose sounds together are these letters; -1 where they are not.
function endOf(text, at, letters) {
  if (!letters) return at;
  for (const sound of reading.sounds.get(text[at]) ?? []) {
    const end = letters.startsWith(sound) ? endOf(text, at + 1, letters.slice(sound.length)) : -1;
    if (end >= 0) return end;
  }
  return -1;
}
// A name that sounds so, else the part of names and quotes that occurs most.
function printedAs(letters) {
  const counts = new Map();
  const look = (text, weight) => {
    for (let at = 0; at < text.length; at += 1) {
      const end = endOf(text, at, letters);
      if (end > at + 1) counts.set(text.slice(at, end), (counts.get(text.slice(at, end)) ?? 0) + weight);
    }
  };
  for (const form of state.lexicon.keys()) look(form, 10);
  for (const one of state.entries) look(one.quoted, 1);
  return [...counts].sort(([one, n], [other, m]) => state.lexicon.has(other) - state.lexicon.has(one) || m - n)[0]?.[0] ?? "";
}

export function understand(query) {
  const slipped = [];
  const read = mended(worded(yeared(fold(query.slice(0, 300))), slipped), slipped);
  return reading.sounds ? asRead(query, sounded(read, slipped), slipped) : asRead(query, read, slipped);
}

function asRead(query, text, slipped) {
  const read = parsed(query, text, slipped);
  const unknown = read.unknown.filter((piece) => HAS_HAN.test(piece));
  const heard = reading.sounds && unknown.map((piece) => [piece, homophone(piece) || printedWider(piece)]).find(([, form]) => form);
  if (heard) slipped.push(heard);
  const better = heard ? text.replace(...heard) : unknown.length ? mistyped(text, slipped) : text;
  return better === text ? read : parsed(query, better, slipped);
}

// The one name that sounds like a word no text has (充电庄, 充电桩); as characters are typed by their sounds.
function homophone(piece) {
  const sounds = [...piece].map((sign) => reading.sounds.get(sign) ?? []);
  const heard = (form) => [...form].every((sign, at) => sign === piece[at] || (reading.sounds.get(sign) ?? []).some((sound) => sounds[at].includes(sound)));
  const tails = [...state.lexicon.keys()].map((form) => (form.length > piece.length && "市区".includes(form[0]) ? form.slice(1) : form));
  const near = piece.length > 2 ? [...new Set(tails)].filter((form) => form.length === piece.length && heard(form)) : [];
  return near.length === 1 ? near[0] : "";
}

// The one printed name that has the characters of a word no text has, with others between them (生鲜仓, 生鲜前置仓).
function printedWider(piece) {
  const names = piece.length > 2 ? state.entries.filter(isQuantity).map(({ forms }) => forms.map((form) => wider(piece, form)).find(Boolean)) : [];
  const [name, ...others] = new Set(names.filter(Boolean));
  return others.length ? "" : name;
}

const GRADE = /(?:i{1,3}|iv|v)[类级]|(?<=水质.*)[一二三四五]类|[一二三四五]类(?=水)|(?:class|grade) (?:i{1,3}|iv|v)(?= water)|(?<=(?:water|lake|river).*)(?:class|grade) (?:i{1,3}|iv|v)(?![a-z0-9])/y; // Ⅲ类, 三类水
const graded = (text) => text.replace(/^[一二三四五]/, (sign) => ["i", "ii", "iii", "iv", "v"]["一二三四五".indexOf(sign)]);

const DISTRICT_END = /(?<=..)新?区$| district$/;
function parsed(query, text, slipped) {
  const read = { query, text, entities: [], areas: [], years: [], figures: [], words: [], unknown: [], places: [], soft: [], grades: [], shares: [], days: [], strangers: [], said: {}, slipped };
  let run = "";
  const end = () => { if (run) split(run, read); run = ""; };
  for (let at = 0; at < text.length; ) {
    if (text[at] === " ") { end(); at += 1; continue; }
    const name = bodyOf(read, text, at) ?? listed(text, at);
    const office = officeAt(text, at);
    const held = office?.form.length > (name?.form.length ?? 0) ? office : name;
    const day = sticky(DAY, text, at);
    if (day) {
      end();
      read.days.push([day[1], ...day.slice(2).map((one) => one.padStart(2, "0"))].join("-"));
      at += day[0].length;
      continue;
    }
    const period = /[\d.]/.test(text[at - 1] ?? "") ? null : sticky(PERIOD, text, at);
    if (period && period[0].length >= (held?.form.length ?? 0)) {
      end();
      const months = /^(.*?)个半?月/.exec(period[0]);
      if ((months || period[0].includes("年")) && !/后$/.test(period[0]) && !/^[前来]/.test(text.slice(at + period[0].length))) Object.assign(read, { lasting: /^半/.test(period[0]) ? 0.5 : numeral(months?.[1] ?? period[0].split("年")[0]) / (months ? 12 : 1), lasted: period[0] });
      at += period[0].length;
      continue;
    }
    const charged = sticky(CHARGED, text, at);
    if (charged && !/^各|政府/.test(charged[1]) && OFFICE_IN.test(charged[1]) && !known_(charged[1])) {
      end();
      read.strangers.push(charged[1]);
      at += charged[0].length;
      continue;
    }
    const [other, note] = noted(text, at, held?.form.length ?? 0);
    if (other) {
      end();
      note(read, other, text.slice(at + other[0].length));
      at += other[0].length;
      continue;
    }
    const date = sticky(DATE, text, at);
    const figure = figureAt(text, at);
    const dated = date && !/\d/.test(text[at - 1] ?? "") && !(date[0] === date[1] && COUNTED.test(text.slice(DATE.lastIndex).trim()));
    if (dated && date[0].length >= (held?.form.length ?? 0)) {
      end();
      read.years.push(Number(date[1]));
      if (/^before 20|年[之以]?前$/.test(date[0])) read.early = Number(date[1]);
      if (/^(?:in )?20\d\d年?$/.test(date[0]) && !/(?:of|by [a-z]+) $/.test(text.slice(0, at))) read.since = Number(date[1]);
      at += date[0].length;
    } else if (figure && figure.end - at > (held?.form.length ?? 0)) {
      for (const kind of SIGNED) if (reading[kind].includes(text[at - 1])) {
        read.said[kind] ??= text[at - 1];
        run = run.replace(new RegExp(`${text[at - 1]}$`), "");
      }
      end();
      if (new RegExp(`(?<!\\b(?:if .*|plan |program|programme |document |conference ))\\bhad (?:(?:${BOUNDS.flatMap((kind) => reading[kind]).join("|")}) )*$`).test(text.slice(0, at))) for (const kind of ["total", "done"]) read.said[kind] ??= "had";
      if (figure.more) read.said.gt ??= figure.more;
      const rest = text.slice(figure.end - (figure.measure?.length ?? 0));
      const about = DURATION.exec(text.slice(figure.end)) ?? FRACTION.exec(rest) ?? DISTRICTS.exec(rest) ?? (figure.value <= state.core.documents.length && !calling(text.slice(figure.end)) ? ASKED_ABOUT.exec(text.slice(figure.end)) : null);
      if (/^[ -]?(?:年|year)/.test(about?.[0] ?? "") && !/^ ?(?:年[前来]|years? (?:ago|later|earlier|after))/.test(text.slice(figure.end))) {
        Object.assign(read, { lasting: figure.value, lasted: figure.printed + about[0] });
        for (const kind of BOUNDS) if (text.indexOf(read.said[kind]) + read.said[kind]?.length === at - 1) delete read.said[kind]; // over three years
      }
      const from = read.figures.at(-1);
      if (from?.end && text.slice(from.end, at) === "~" && from.value < figure.value) {
        const scaled = figure.value / (/^\d/.test(from.printed) && from.value === Number(from.printed) ? parseFloat(figure.printed) : NaN) * from.value; // 3-4万
        read.figures.splice(-1, 1, { ...figure, at: from.at, value: scaled < figure.value ? scaled : from.value, max: figure.value, printed: text.slice(from.at, figure.end - figure.measure.length).trim() });
      }
      else if (!about) read.figures.push({ ...figure, at });
      at = figure.end + (about?.[0].length ?? 0);
    } else if (held && !(held.words.size && !held.ids.size && !held.area && !held.place && held.form.length < 2)) {
      if (held.area) run = run.replace(/全$/, ""); // 全上海
      end();
      // Bounds behind no number (外环以内), and what is only counted in (包括已有的), say nothing of this one.
      const rate = held.form === "达标" && text[at + 2] === "率";
      const among = held.words.has("done") && /(?:包括|包含|计入)$/.test(text.slice(0, at));
      const aside = among || rate || (/^以[内上下]$/.test(held.form) && read.figures.at(-1)?.end !== at);
      heed(aside ? { form: held.form, ids: new Set(), words: new Set() } : held, read);
      if (among) Object.assign(read.said, { new: undefined, total: held.form });
      at += held.form.length - (held.area && text[at + held.form.length] === "级" && /[市区]$/.test(held.form) ? 1 : 0); // 上海|市级
    } else if (sticky(GRADE, text, at)) {
      end();
      read.grades.push(graded(text.slice(at, GRADE.lastIndex)));
      at = GRADE.lastIndex;
    } else if (/[a-z]/.test(text[at])) {
      end();
      const latin = /[a-z0-9]+(?:\.\d+)?/y;
      const found = sticky(latin, text, at)[0];
      place(found, read);
      at += found.length;
    } else if (/\d/.test(text[at])) {
      end();
      const found = sticky(/[\d.]*\d[a-z0-9]*/y, text, at)?.[0] ?? text[at];
      place(found, read);
      at += found.length;
    } else {
      if (/[\p{L}\p{N}]/u.test(text[at]) && ((run && run !== "几") || !/(?:多少|几)[座家所台套]$/.test(text.slice(0, at + 1)))) run += text[at];
      at += 1;
    }
  }
  end();
  // From so many, to so many: only the end is promised.
  const [start, goal] = read.figures;
  if (goal && /(?:从|由|from )约?$/.test(text.slice(0, start.at)) && /(?:[到至]|to )约?$/.test(text.slice(start.end, goal.at))) read.from = read.figures.shift();
  // A place without a plan may stand in a name (成都经昭通至昆明高铁), where all the words do.
  const rest = [...read.words, ...read.entities.map((one) => one.form)];
  const within_ = (forms) => state.entries.some((one) => [...forms, ...rest].every((piece) => named_(one, piece)));
  const printed = [(form) => form, (form) => form.replace(DISTRICT_END, "")].map((of) => read.places.map(({ form }) => of(form)));
  const forms = read.places.length && rest.length && !owned(read) && printed.find(within_);
  if (forms) {
    read.places.length = 0;
    read.words.push(...forms);
  }
  if (!read.years.length && !read.entities.length && !read.words.length && !read.figures.length && !read.areas.length && !read.places.length && !read.unknown.length && read.kind !== "parties" && !((read.said.hedged || read.said.done) && read.kind)) {
    read.vague = read.soft.length > 1 || !read.soft.every(found);
    for (const one of read.soft.splice(0)) {
      if (found(one) && !reading.single.has(one)) read.words.push(one);
      else if (!read.vague || !says(one)) read.unknown.push(one);
    }
  }
  return read;
}

// Lanzhou's, not of that name: 兰州的铁路.
const WAY = "[到至往去]|\\b(?:to|from) ";
const saidSo = (read, before, after = "") => read.places.some((one) => new RegExp(before + one.form + after).test(read.text));
const owned = (read) => saidSo(read, `(?<!${WAY})`, "的");
function heed(held, read) {
  if (held.area) read.areas.push(held.area);
  else if (held.ids.size) {
    read.entities.push({ form: held.form, ids: held.ids });
    for (const one of reading.new) if (isHan(one) && held.form.startsWith(one)) read.said.new ??= one; // 新建5G基站, a name of its own
  }
  else if (held.share) {
    read.words.push(held.form);
    read.shares.push(held.form);
  }
  else if (held.firm && !held.words.size && !held.place) read.words.push(held.form);
  else if (held.place) read.places.push({ form: held.form, place: held.place });
  if (held.kind && !held.ids.size) {
    read.soft.push(held.form);
    if (!read.kind || read.kind === "documents") read.kind = held.kind; // firms named in the plans
  } else if (held.words.size && !held.ids.size && !held.area) {
    read.soft.push(held.form);
    for (const kind of held.words) read.said[kind] ??= held.form;
  }
}

const measuring = (piece) => (HAS_HAN.test(piece) ? piece.length > 1 : piece.length > 3) && !["", undefined, "count", "ratio"].includes(reading.measures[piece]?.[1]);
const found = (piece) => holds(state.corpus, piece) > 0;
// A word that no text has: a district's without that word (Xuhui, 徐汇) is a place.
function unheld(piece, read) {
  const { place } = state.lexicon.get(`${piece} district`) ?? state.lexicon.get(`${piece}区`) ?? {};
  if (place) read.places.push({ form: piece, place });
  else read.unknown.push(piece);
}
function place(piece, read) {
  if (measuring(piece)) read.soft.push(piece);
  else if (!found(piece)) unheld(piece, read);
  else if (piece.length === 1 && read.text.length > 1 && !/\d/.test(piece)) read.soft.push(piece);
  else read.words.push(piece);
}

// Chinese that no list has: as a whole where the texts have it, else in the longest pieces that they have.
function split(run, read) {
  const all = run.replace(/^的(?=..)|(?<=..)的$/g, "");
  let begun = all;
  while (begun.length > 1 && !found(begun) && reading.single.has(begun[0])) begun = begun.slice(1);
  let core = begun;
  while (core.length > 1 && !found(core) && reading.single.has(core.at(-1))) core = core.slice(0, -1);
  if (core.length === 1 && begun.length > 2 && !/[的了吗呢吧有]$|由/.test(begun)) core = begun; // 碳中和 is not 碳
  const alone = core.length === 1 && read.text.length > 1;
  if ((core.length === 1 && reading.single.has(core)) || (alone && !found(core)) || (core.length > 1 && [...core].every((sign) => reading.single.has(sign)))) read.soft.push(core);
  else if (measuring(core)) read.soft.push(core);
  else if (found(core)) read.words.push(core);
  else read.words.push(...(pieces(core) ?? pieces(begun) ?? together(pieces(all)) ?? ending(core, read) ?? (unheld(begun, read), []))); // 产能 ends like 能, which says nothing
}
// Pieces of a word whose first sign is in another place a word of its own (中德试验基地), where one record has them all, or one
// of them is a firm (中交集团).
const firmsOf = (piece) => state.entries.filter((one) => one.kind === "parties" && one.forms.includes(piece));
const isFirm = (piece) => firmsOf(piece).length > 0;
const together = (some) => (some?.some(isFirm) || (some && state.entries.some((one) => some.every((piece) => texted(one, piece)))) ? some : null);
// A name's word at the end of one whose beginning no text has (买菜前置仓): found without it, as the page says.
function ending(core, read) {
  for (let at = 1; at < core.length - 2; at += 1) {
    const piece = core.slice(at);
    if (BODY.test(piece) || !state.entries.some((one) => isQuantity(one) && named_(one, piece))) continue;
    read.unknown.push(core.slice(0, at));
    read.ending = true;
    return [piece];
  }
  return null;
}
function pieces(core) {
  const names = (at) => (found(core.slice(0, at)) && found(core.slice(at)) ? state.entries.filter((one) => isQuantity(one) && named_(one, core.slice(0, at)) && named_(one, core.slice(at))).length : 0);
  const best = core.length < 4 ? [] : Array.from({ length: core.length - 3 }, (_, at) => [names(at + 2), at + 2]).sort(([a], [b]) => b - a)[0]; // 网络|全覆盖
  if (best[0]) return [core.slice(0, best[1]), core.slice(best[1])];
  const longest = (at) => {
    let size = core.length - at;
    while (size > 1 && !found(core.slice(at, at + size))) size -= 1;
    return size;
  };
  // The longest first, a shorter one where nothing holds what follows it (政务|专网, not 政务专); 水务局 is not 市商务局.
  const lost = new Set();
  const from = (at) => {
    if (at >= core.length) return [];
    if (lost.has(at)) return null;
    const said = reading.single.has(core[at]);
    let size = longest(at);
    if (said && longest(at + 1) > size) size = 1; // 谁的科创空间: 科创空间, not 的科
    for (; size > 1; size -= 1) {
      const rest = from(at + size);
      if (rest) return [core.slice(at, at + size), ...rest];
    }
    const rest = said ? from(at + 1) : null;
    if (!rest) lost.add(at);
    return rest;
  };
  return from(0);
}

// ---- which entries answer, and in which order ----

const WEIGHT = { indicators: 12, units: 10, documents: 14, targets: 8, themes: 0, observations: 6, parties: 4, projects: 5, tasks: 4, notes: 2, pages: 1 };

// What their name begins with says nothing of how much they have to do with a word (邮轮: the port, not its 邮轮票务软件).
const WITHIN = new Set(["tasks", "projects", "parties"]);

function named_(one, piece, whole = true) {
  let best = 0;
  for (const form of one.forms) {
    if (form === piece) return 100;
    if (form.length === 1 && piece.length === 2 && isHan(form) && piece.startsWith(form)) best = 50; // 氢, asked for as 氢能
    const at = holds(form, piece, whole);
    if (at) best = Math.max(best, (form.startsWith(piece) && !WITHIN.has(one.kind) ? 78 : 62) * (at === 2 ? 1 : 0.5) - Math.min(form.length - piece.length, 40) / 4);
  }
  return best;
}
// whole: a Latin word that the texts have is not taken for the beginning of another (metro, metropolitan).
function texted(one, piece, whole = true) {
  const name = named_(one, piece, whole);
  if (name) return name;
  const quote = holds(one.quoted, piece, whole);
  if (quote) return quote === 2 ? 32 : 14;
  const said = holds(one.said, piece, whole);
  return said ? (said === 2 ? 18 : 8) : holds(one.around, piece, whole) ? 9 : 0;
}
// The part of a name that has the characters of a word (充电站) with others between them in one place (充电示范站).
const wider = (piece, form) => [...piece].map((_, at) => at > 1 && new RegExp(`${piece.slice(0, at)}[${HAN}]{1,4}${piece.slice(at)}`).exec(form)?.[0]).find(Boolean);
function belongs(one, entity, alone = false) {
  if (entity.ids.has(one.id)) return 110;
  const pieces = entity.form.split(" ");
  // taxi charging demonstration stations; 充电示范站
  const apart = (pieces.length > 1 && pieces.every((piece) => named_(one, piece))) || (pieces.length === 1 && isHan(entity.form[0]) && one.forms.some((form) => wider(entity.form, form))) ? 30 : 0;
  const own = texted(one, entity.form) || apart;
  const kinds = [...entity.ids].filter((id) => one.of.has(id)).map((id) => state.known.get(id).kind);
  if (!alone && (entity.ids.has(one.doc) || tells(one, (id) => entity.ids.has(id)))) return Math.max(own, 40); // what a document holds
  return Math.max(own, kinds.includes("indicators") ? 90 : kinds.includes("units") ? 45 : 0);
}
// How many tasks a plan has and what it costs, as a document says that explains it.
const tells = (one, of) => one.number && named(one.doc).ties?.some(([how, id]) => how.en === "Explains" && of(id));
function themed(one, entity) {
  if (![...entity.ids].some((id) => one.of.has(id) && state.known.get(id).kind === "themes")) return 0;
  return 10 + 4 * entity.form.split(" ").filter((piece) => holds(one.held, piece)).length;
}

// 1T of a rate is 1 Tbps (tbp: without its s, as all words are read).
const measureOf = (one, { percent, measure }) => reading.measures[percent ? "%" : /^[gmt]$/.test(measure) && reading.dimensions[one.number.measure] === "rate" ? `${measure}bp` : measure] ?? [1, ""];
const plainValue = (one, value) => exact(value * (one.number.factor ?? 1));
// What is said, and the ends of what a record has, in one measure where both have any.
function scaled(one, figure) {
  const { measure, value, max = value } = one.number;
  return figure.measure && reading.dimensions[measure] ? [exact(figure.value * measureOf(one, figure)[0]), plainValue(one, value), plainValue(one, max)] : [figure.value, value, max];
}
function lastPlace(value) {
  const digits = String(exact(value)).replace(".", "").replace(/^0+|0+$/g, "").length;
  return 10 ** (Math.floor(Math.log10(value)) - digits + 1);
}
// By how much a rounded number may be off: half of its last place, and no more than three in a hundred.
const rounding = (value) => Math.min(lastPlace(value) / 2, value * 0.03);
// off: by which part a number may differ that is said to be about so many.
export function sameValue(one, figure, off = 0) {
  if (one.number?.value === undefined) return 0;
  if (figure.percent !== (one.number.measure === "percent") && figure.percent) return 0;
  // 100 Mbps is not 100 Gbps, 50 km is not 50 Mbps: where both have a measure, it counts; a number alone may be of any.
  if (figure.max) return one.number.value === figure.value && one.number.max === figure.max ? 120 : 0;
  const [factor, kind, elsewhere] = measureOf(one, figure);
  const own = reading.dimensions[one.number.measure] ?? "";
  if ((figure.measure || figure.percent) && own && kind && own !== kind) return 0;
  const [asked, low, high] = scaled(one, figure);
  if ([low, high].some((told) => (elsewhere ? Math.abs(asked - told) <= factor * rounding(figure.value) : asked === told))) return 120; // 320 miles are 515 km
  if (figure.more && low > asked && low < asked + factor * lastPlace(figure.value)) return 120; // 6.5万 is 6万多
  return (asked > low && asked < high) || (off && !elsewhere && Math.abs(asked / low - 1) <= off) ? 60 : 0;
}
function printings(value) {
  const forms = [String(value)];
  for (const [sign, unit] of [["万", 1e4], ["亿", 1e8]]) if (value >= unit && exact(value / unit) * unit === value && String(exact(value / unit)).length < 8) forms.push(`${exact(value / unit)}${sign}`);
  for (const [name, unit] of [[" million", 1e6], [" billion", 1e9]]) if (value >= unit) forms.push(`${exact(value / unit)}${name}`);
  return forms;
}
function figured(one, figure) {
  const same = sameValue(one, figure);
  if (same || (figure.measure && one.number)) return same;
  const measure = figure.measure || (figure.percent ? "%" : "");
  const printed = (text) => (figure.forms ??= printings(figure.value)).some((form) => holds(text, form + measure, true) === 2 || holds(text, `${form} ${measure}`.trim(), true) === 2);
  return printed(one.held) ? (printed(one.forms.join(" \n ")) ? 44 : 28) : 0;
}
function placed(one, code) {
  const area = areaOf(code);
  const told = (text) => [area.zh, area.en].some((form) => holds(text, fold(form)) === 2);
  // A body of the area that has it in its own name (CAS Shanghai: the branch) is the more of it.
  if (one.area === code) return one.kind === "documents" ? 90 : one.kind === "units" && told(one.forms[0]) ? 54 : 34;
  if (one.area && within(one.area, code)) return 14;
  return told(one.held) ? 8 : 0;
}
const dated = (one, year) => (one.number?.due?.startsWith(String(year)) ? 24 : holds(one.held, String(year), true) === 2 ? 8 : 0);

function score(one, terms) {
  let total = 0;
  let missed = 0;
  for (const term of terms) {
    const got = term.test(one);
    if (!got) missed += term.weight;
    total += got;
  }
  return { total, missed };
}

// Of two words the rarer: what has only the other (video, of video games) is of another thing.
function rarer(words) {
  const counts = words.map((piece) => [state.entries.filter((one) => texted(one, piece)).length, piece]).filter(([n]) => n);
  return words.find(isFirm) ?? (words.length === 2 && counts.length ? counts.sort(([a], [b]) => a - b)[0][1] : "");
}

const DEVELOPERS = /^(?:architecture|publish-it|commands|scale)\//; // pages that come last
const NAMED = 90; // the least that the whole query counts as a part of a name

// Whether a text only seeks, explores or studies something.
const open_ = (one) => ["seek", "study"].includes(one.stage) || Boolean(one.number?.hedge);

function ranked(read, terms, allowed) {
  const hits = [];
  const whole = tight(read.text);
  const most = terms.reduce((sum, term) => sum + term.weight, 0);
  for (const one of state.entries) {
    if (one.kind === "themes") continue;
    let { total, missed } = terms.length ? score(one, terms) : { total: 0, missed: 1 };
    let full = 0;
    if (whole && (whole.length > 1 || isHan(whole))) {
      for (const [index, form] of one.tight.entries()) {
        const title = WITHIN.has(one.kind) ? one.tight[isHan(whole[0]) ? 0 : 1] ?? form : form; // its name in full, 临港新片区 in 临港新片区财政专项资金
        if (form === whole && (title === form || !title.includes(form))) full = Math.max(full, 260);
        else if (form.includes(whole) && holds(one.forms[index].includes(read.text) ? one.forms[index] : form, one.forms[index].includes(read.text) ? read.text : whole)) {
          const size = Math.max(form.length, title.length);
          full = Math.max(full, (form.startsWith(whole) && !WITHIN.has(one.kind) ? 150 : 120) - Math.min(size - whole.length, 60) / 2);
        }
      }
      if (full < 260 && (one.kind === "notes" || one.kind === "pages")) full /= 4;
      if (!full && read.text.length > 1 && holds(one.quoted, read.text)) full = 40;
      else if (!full && read.text.length > 1 && holds(one.said, read.text)) full = 22;
    }
    if (!full && (missed > allowed * most || total === 0)) continue;
    if (one.kind === "pages" && full < 65) total /= 2;
    if (full < 260 && DEVELOPERS.test(one.path)) total -= 1000;
    hits.push({ one, full, value: total + full + (WEIGHT[one.kind] ?? 0) - missed * 40 + (one.kind === read.kind ? 80 : 0) + (one.kind === "units" && /[市区]/.test(whole[0]) && one.zh[0] === whole[0] ? 5 : 0) + (read.said.hedged && open_(one) ? 40 : 0) - (one.number?.part && full < 260 ? 30 : 0) - (one.kind === "notes" && full < 60 ? 40 : 0) });
  }
  return hits.sort((a, b) => b.value - a.value || a.one.zh.length - b.one.zh.length || (a.one.path < b.one.path ? -1 : 1));
}

// 市经信委 for 市经济信息化委, 邮管局 for 市邮政管理局: characters of a body's name in their order, from its beginning to its end.
function shortened(query, read) {
  if (query.length < 3 || ![...query].every(isHan)) return [];
  const runs = new RegExp(`^[市区]?${[...query.replace("委员会", "委")].join(`[${HAN}]*`)}$`);
  const bodies = state.entries.filter((one) => one.kind === "units" && one.tight.some((name) => name.length <= query.length * 3 && runs.test(name)));
  if (bodies.length) read.slipped.push([query, bodies.map((one) => one[state.language]).join(state.language === "zh" ? "、" : ", ")]);
  return bodies;
}
// 上海市国防科技工业办公室 for 市国防科工办: the longest printed name whose characters stand in the query in their order,
// the first two side by side.
function spelledOut(query, areas) {
  if (!BODY.test(query)) return [];
  const within_ = (name) => name.length > 3 && [...name].every((sign) => isHan(sign)) && new RegExp(name.slice(0, 2) + [...name.slice(2)].join("[^]*")).test(query);
  const names = state.entries.filter((one) => one.kind === "units").flatMap((one) => one.tight.filter((name) => within_(name) && (name.length > 4 || areas.includes(one.area))).map((name) => [name.length, one]));
  const most = Math.max(...names.map(([size]) => size));
  return [...new Set(names.filter(([size]) => size === most).map(([, one]) => one))];
}

// 宝山公安局 for 区公安分局, Shanghai transport bureau for the commission: bodies of the area with the same words before the
// word that says what kind of body it is.
function alikeBodies(read, whole) {
  const own = state.entries.filter((one) => one.kind === "units" && read.areas.includes(one.area));
  const asked = isHan(whole[0]) ? read.soft : []; // 负责什么
  const rest = [...(areaOf(read.areas[0])?.forms.map(fold).sort((a, b) => b.length - a.length) ?? []), ...asked].reduce((text, form) => text.replace(form, ""), read.areas.length ? read.text.replace(/[a-z]+/g, (one) => reading.everyday.find(([from, to]) => from === one && BODY.test(to))?.[1] ?? one) : "");
  const words_ = rest.split(" ").filter((one) => one && !OFFICE.test(one) && !["municipal", "district", "of", "and", "the"].includes(one));
  const core = isHan(whole[0]) ? rest.replace(/^[市区]|[局委厅办]$/g, "") : "";
  const like = (name) => core.length > 1 && new RegExp(`^[市区]?${[...core].join(`[${HAN}]{0,2}`)}[${HAN}]{0,3}[局委厅办]$`).test(name);
  const bare = (form) => areaOf(read.areas[0]).forms.map(fold).sort((a, b) => b.length - a.length).reduce((text, name) => text.replace(name, ""), form).replace("委员会", "委");
  const found_ = rest === "" || !(BODY.test(rest) || BODY.test(whole) || rest.split(" ").some((one) => OFFICE.test(one))) ? [] : own.filter((one) => one.forms.some((form) => (core ? like(bare(tight(form))) : words_.length && words_.every((piece) => holds(form, piece) === 2))));
  if (found_.length) read.slipped.push([asked.reduce((text, form) => text.replace(form, ""), read.text), found_[0][state.language]]);
  return found_;
}

function termsOf(read, claim) {
  const alone = read.entities.length === 1 && !read.words.length && !read.figures.length && !read.years.length && ["documents", undefined].includes(read.kind) && !read.said.hedged;
  const terms = [
    ...read.entities.map((entity) => ({ weight: charging(read) && isBody(entity, read.text) ? 0 : 2, test: (one) => belongs(one, entity, alone), entity })),
    ...read.words.map((piece) => {
      const whole = piece.length < 5 && holds(state.corpus, piece, true) === 2;
      return { weight: 1, test: (one) => texted(one, piece, whole) };
    }),
    ...(read.areas.length ? [{ weight: 1, area: true, test: (one) => Math.max(...read.areas.map((code) => placed(one, code))) }] : []),
  ];
  // A sentence with a number is looked up by what it speaks of: the number may be wrong.
  terms.push(...read.grades.map((piece) => ({ weight: 0, test: (one) => texted(one, piece) })));
  terms.push(...read.figures.map((figure) => ({ weight: claim ? 0 : 2, test: (one) => figured(one, figure) })));
  terms.push(...read.days.map((day) => ({ weight: 0, test: (one) => ([one.dated, one.published].includes(day) ? 90 : 0) })));
  const weight = terms.length ? 0 : 2; // a year alone, or with a kind: targets for 2025
  terms.push(...read.years.map((year) => ({ weight, test: (one) => dated(one, year) })));
  return terms;
}

// Documents by a part of their number: 94号文, No. 94, 府〔2020〕94.
function byNumber(read) {
  const whole = tight(read.text).replace(/(?<=\d号)文件?$/, "");
  const bare_ = (text) => text.replace(/(?<=\d)no(?=\d)/, "");
  const called = documents().filter((one) => /\d/.test(whole) && one.tight.map(bare_).includes(bare_(whole))); // Hu Fu (2020) 27
  if (called.length) return called.map((one) => one.id);
  const bare = /^(?:第|document|doc|no|file)*(\d{1,4})(?:号文件|号文|号)?$/.exec(whole);
  const part = /\p{Script=Han}/u.test(whole) && /\d{5,}/.test(whole);
  if (!(bare && bare[0] !== bare[1]) && !part) return [];
  const numbered = documents().filter((one) => one.number_printed);
  const held = (one) => tight(fold(one.number_printed));
  return numbered.filter((one) => (bare ? new RegExp(`(?<=20\\d\\d)${bare[1]}号`).test(held(one)) : held(one).includes(whole))).map((one) => one.id);
}

const DUE = /(?:何时|什么时候|哪一?年|几时).*(?:到期|截止)|when .*(?:due|expire)|deadline.* when/; // of no one thing
const CITING = /引用(?!了)|(?<![a-z])(?:cite|citing|citation)(?![a-z])/;
// A question about the site itself (how was this checked, 可以商用吗): the page that answers it, or undefined.
function site(read) {
  const page = (path) => state.entries.find((one) => one.kind === "pages" && one.path === path);
  const shared = (one) => one.number?.part && read.words.some((piece) => piece.length > 2 && named_(one, piece));
  if (read.said.adding && state.entries.some(shared)) return page("findings/shares/");
  const nobody = read.said.nobody && (read.said.who || (read.kind === "targets" && (read.figures.length || !read.entities.length)));
  if (nobody) return page("findings/nobody-named/");
  if (read.said.hedged && /什么意思|\bmean\b/.test(read.text)) return page("method/#kinds");
  if (read.said.hedged && read.vague) return page("findings/sought/");
  if (read.vague && DUE.test(read.text)) return page("timeline/");
  if (CITING.test(read.text) && !read.figures.length && (/怎|如何|how/.test(read.text) || !read.entities.length)) return page("about/#cite");
  const said = [...reading.stop, ...reading.ask].map(fold);
  const ours = [...reading.ours].sort((a, b) => b.length - a.length).map((one) => (isHan(one) ? fold(one) : ` ${fold(one)} `));
  const bare = (text) => {
    const left = ours.reduce((rest, form) => rest.replace(form, isHan(form) ? "" : " "), ` ${text} `).split(" ").filter((one) => one && !(/^[a-z]+$/.test(one) && said.includes(one))).join(" ");
    const [first, last] = [(one) => left.startsWith(one), (one) => left.endsWith(one)].map((test) => said.filter((one) => isHan(one[0]) && one.length > 1 && one.length < left.length && test(one)).sort((a, b) => b.length - a.length)[0]?.length ?? 0);
    const core = first + last < left.length ? left.slice(first, left.length - last) : left;
    const single = `[${[...reading.single].join("")}]+`;
    return core.replace(new RegExp(`^${single}(?=..)`), "").replace(new RegExp(`(?<=..)${single}$`), ""); // 能商用吗
  };
  const placeless = state.core.areas.flatMap((area) => area.forms.map(fold)).reduce((text, form) => text.replace(form, " "), read.text).trim();
  const asked = bare(placeless);
  const [path] = Object.entries(reading.site).find(([, phrases]) => phrases.some((one) => [read.text, asked].includes(fold(one)) || (asked && bare(fold(one)) === asked))) ?? [];
  const pages = state.entries.filter((one) => one.kind === "pages" && one.path === (path ?? (/下载(?!速)|download (?!speed)|download$/.test(read.text) && "data/")));
  return pages.find((one) => one.about) ?? pages[0];
}

// How many tasks or safeguards a plan has is said by itself (宝山7项保障措施); not where figures of its place count them.
const PART = new RegExp(`(?:[\\d${CHINESE}十]|多少|几|how many|${[...TENS, ...ENGLISH].join("|")}) ?[项大个条]?(?:主要|重[大点]|建设|key |major |main |construction ){0,2}(?:保障措施|任务|行动|工程|safeguard|task|pillar|program|action)(?![a-z计])`);
const ISSUED = /文号|几号文|发布(?!会)|印发|公布|成文|替代|取代|(?:出台|颁布|下发)(?:的|了)?(?:时间|日期|吗|$)/;
const OFFICE_IN = /[局委厅]|中心|政府|commission|bureau|government|cent(?:er|re)(?![a-z])/;
function parted(read) {
  const asked = plans(read.entities).map(named);
  if (asked.length && !read.figures.length && !read.entities.some(isThing) && ISSUED.test(read.text)) return asked;
  if (!PART.test(read.text) || read.said.who || read.said.comparing || OFFICE_IN.test(read.text)) return [];
  const counts = (plan) => state.entries.some((one) => one.number?.kind === "structure" && (asked.length ? one.doc === plan.id || tells(one, (id) => id === plan.id) : one.area === plan.area));
  return (asked.length ? asked : documents().filter(({ area }) => read.areas.includes(area))).filter((plan) => !counts(plan));
}

// Each page once, though the menu and its own text both tell of it.
function onePage(hits) {
  const paths = new Set();
  return hits.filter(({ one }) => one.kind !== "pages" || (!paths.has(one.path) && paths.add(one.path)));
}

// All that a query finds, a word that is unknown looked up as Taiwan's: {read, hits, card, unknown, absent, partly}.
export async function answer(query) {
  const first = find(query);
  if (!reading.sounds && first.unknown.some((piece) => /^[a-z]+$/.test(piece) || (HAS_HAN.test(piece) && piece.length > 2 && !traditional(query)))) {
    reading.sounds = new Map();
    for (const [sound, signs] of Object.entries(await fetched("pinyin"))) for (const sign of signs) reading.sounds.set(sign, [...(reading.sounds.get(sign) ?? []), sound]);
    return answer(query);
  }
  if (reading.simplified || !HAS_HAN.test(query) || (first.hits.length && !first.unknown.length && !first.partly)) return first;
  await simplify(query, true);
  return find(query);
}

// What a plan does with a thing (推进海上风电), which is no part of its name.
const VERB = /^(?:推进|推动|支持|实施|开展|加快|启动|打造)$/;
const ROLE = /^(?:配合|协助|主导|承担|推进|推动|落实|led|lead|support(?:s|ed)?|job|responsibility)$/;
// Words that no record has are unknown to a claim.
function subjected(read) {
  read.words = read.words.filter((piece) => state.entries.some((one) => !["pages", "notes"].includes(one.kind) && texted(one, piece)) || !read.unknown.push(piece));
  return read;
}

const OFFICE = /^(?:bureau|commission|office|department|authority|agency|[局委办])$/;
const BODY = /(?:委员会|[局厅委]|办公室|commission|bureau)$/;

// Long words, each in two that one record has (网络支持, of 网络设施全面支持): where nothing else was found.
function halved(read) {
  const records = state.entries.filter((one) => isQuantity(one) || WITHIN.has(one.kind));
  const two = (piece) => {
    if (piece.length < 4 || !isHan(piece[0]) || isFirm(piece)) return [piece];
    for (let at = 1; at < piece.length; at += 1) {
      const halves = [piece.slice(0, at), piece.slice(at)].filter((half) => half.length > 1 || !reading.single.has(half));
      if (halves.every((half) => half.length > 1) && records.some((one) => halves.every((half) => texted(one, half)) && named_(one, halves.at(-1)))) return halves;
    }
    return [piece];
  };
  const words_ = [...read.words, ...read.unknown].flatMap(two);
  const unknown = read.unknown.filter((piece) => words_.includes(piece));
  const words = words_.filter((piece) => !unknown.includes(piece));
  return words.join() === read.words.join() ? null : { ...read, words, unknown };
}
// A word that one document alone is called by (长三角PM2.5目标): that document is meant.
function ofPlan(read) {
  const called = (piece) => documents().filter(({ forms }) => forms.slice(2).some((form) => holds(form, piece) === 2));
  const [plan] = read.words.map(called).filter((some) => some.length === 1)[0] ?? [];
  const [own, words] = [true, false].map((of) => read.words.filter((piece) => called(piece).some((one) => one === plan) === of));
  return plan && { ...read, words, entities: [...read.entities, { form: own.join(" "), ids: new Set([plan.id]) }] };
}
const TOLD = ["targets", "observations", "projects", "units", "documents"];
function find(query) {
  const first = looked(query, understand(query));
  const { card, hits, page, absent, read } = first;
  const poor = !card && !page && !absent && !read.places.length && !BODY.test(tight(read.text)) && (read.unknown.some((piece) => piece.length > 3 && isHan(piece[0])) || !hits.some(({ one }) => TOLD.includes(one.kind)));
  const again = poor && halved(understand(query));
  const second = again ? looked(query, again) : first;
  return planned(query, second.card || second.hits.some(({ one }) => TOLD.includes(one.kind)) || (first.partly && !second.partly) ? second : first);
}
function planned(query, first) {
  const { card, page, absent, read } = first;
  const again = !card && !page && !absent && read.words.length + read.entities.length > 1 && ofPlan(understand(query));
  const second = again && looked(query, again);
  const [row] = ["quantities", "claim"].includes(second?.card?.type) ? second.card.rows.map((one) => one.one ?? one) : [];
  return row && again.entities.at(-1).ids.has(row.doc) ? second : first;
}

function looked(query, read) {
  const cited = byNumber(read);
  if (cited.length) Object.assign(read, { entities: [{ form: read.text, ids: new Set(cited) }], words: [], figures: [], years: [], unknown: [], soft: [] });
  const answer = { read, hits: [], card: null, unknown: read.unknown, partly: false };
  const asked = site(read);
  if (asked) return { ...answer, page: true, unknown: [], hits: onePage([{ one: asked, full: 260, value: 0 }, ...ranked(read, read.vague ? [] : termsOf(read, false), 0)]) };
  const parts_ = parted(read);
  if (parts_.length) return { ...answer, unknown: [], card: { type: "documents", things: parts_.slice(0, 4) }, hits: onePage([...parts_.map((one) => ({ one, full: 260, value: 0 })), ...ranked(read, termsOf(read, true), 0).filter(({ one }) => !parts_.includes(one))]) };
  const own = query.trim().toLowerCase();
  const stated = /^[a-z]+(-[a-z0-9]+)+\.[a-z0-9.]+$/.test(own) && state.entries.find((one) => one.kind !== "notes" && one.path?.split(/[/#]/).includes(own));
  if (stated) return { ...answer, unknown: [], hits: [{ one: stated, full: 260, value: 0 }] };
  if (!read.text) return answer;
  // The number of a document that is not there is no other one's.
  const numbered = tight(read.text).match(new RegExp(`[${HAN}]{2,8}20\\d\\d{1,4}\\d{1,4}号|^(?:[a-z]*(?:document|fu|fa|ban)(?:20\\d\\d)?no\\d{1,4}(?:of20\\d\\d)?|第?\\d{1,4}号文件?)$`));
  if (numbered && !read.entities.some((entity) => [...entity.ids].some((id) => state.known.get(id).kind === "documents"))) {
    return { ...answer, absent: query.trim(), hits: ranked({ ...read, text: numbered[0] }, [], 0).sort((a, b) => (a.one.kind === "pages") - (b.one.kind === "pages")) };
  }
  if (read.kind === "parties") read.words = read.words.filter((piece) => !/^(?:方案|文件|document|plan)$/.test(piece)); // 方案点名了哪些企业
  if (read.entities.some((entity) => isBody(entity, read.text))) read.words = read.words.filter((piece) => !ROLE.test(piece));
  if (read.said.who && read.entities.length) read.words = read.words.filter((piece) => !OFFICE.test(piece)); // 交通局还是住建局
  if ((WHEN.test(query) || read.said.done) && read.words.length + read.entities.length > 1) read.words = read.words.filter((piece) => !/^(?:开工|动工|开建|通车|竣工|完工|投产|升级[完到至]?)$/.test(piece));
  if (!read.figures.length && read.words.length + read.entities.length > 1) read.words = read.words.filter((piece) => !VERB.test(piece));
  read.whether = whether(read);
  if (!read.figures.length && read.entities.length) read.words = read.words.filter((piece) => !NOT.test(piece));
  const subject = read.entities.length + read.words.length > 0;
  const claim = (subject || read.said.new || (read.figures.length > 1 && read.areas.length < 2)) && read.figures.length > 0;
  if (claim) subjected(read);
  let terms = termsOf(read, claim);
  let hits = ranked(read, terms, 0);
  const whole = tight(read.text);
  const there = hits.some(({ one }) => one.kind === "units" && (one.area === read.areas[0] || !read.areas.length)) && (read.entities.length || !read.words.every((piece) => OFFICE.test(piece)));
  const body = (read.unknown.length || !there) && !read.places.length && !claim;
  const spelt = body && BODY.test(whole) ? spelledOut(whole, read.areas) : [];
  const short = spelt.length || !body ? spelt : [...alikeBodies(read, whole), ...(hits.length || read.areas.length ? [] : shortened(read.words.length + read.entities.length || /^[市区].../.test(whole) ? whole : read.unknown[0] ?? whole, read))];
  if (short.length) {
    read.unknown.length = 0;
    read.entities = [{ form: whole, ids: new Set(short.map((one) => one.id)) }];
    read.words = [];
    terms = termsOf(read, false);
    hits = ranked(read, terms, 0);
  }
  if (read.places.length) {
    const mention = read.places.length === 1 && !read.entities.length && !read.words.length && !read.figures.length;
    // A printed name that has the place in it (成都至兰州铁路) asks for the thing, not for a plan of that place.
    // Or one whose name has the place and all the words (high-speed rail to Chongqing).
    // Of a way to a place (rail line to Xi'an), one of the words is enough.
    const things = [...read.words.map((piece) => (one) => named_(one, piece, false)), ...read.entities.map((entity) => (one) => belongs(one, entity))];
    const partner = (one) => saidSo(read, "(?:[与和同]|with )") && read.places.every(({ form }) => texted(one, form, false)) && [...read.words, ...read.entities.map(({ form }) => form)].every((piece) => beside(piece, one.held)[0] !== piece || piece.split(" ").every((part) => texted(one, part, false)));
    const holder = (one) => WITHIN.has(one.kind) && things.length && ((read.places.every(({ form }) => named_(one, form)) && things[saidSo(read, `(?:${WAY})`) ? "some" : "every"]((thing) => thing(one))) || partner(one));
    const whole = hits.filter((hit) => hit.full >= NAMED);
    const named = mention || whole.length || read.unknown.length || owned(read) ? (mention ? [] : whole) : state.entries.filter(holder).map((one) => ({ one, full: 0, value: 0 }));
    if (!named.length) return { ...answer, hits: mention ? mentions(read) : [] };
    const placed_ = read.places.splice(0).map(({ form }) => form);
    if (named !== whole) Object.assign(read, { words: placed_, entities: [] }); // rail to Lanzhou: of no other rail
    hits = named;
  }
  const known = subject || read.areas.length || read.figures.length;
  if (!hits.length && known && !(read.unknown.length && !read.entities.length)) {
    const softer = read.entities.map((entity) => ({ weight: 2, test: (one) => belongs(one, entity) || themed(one, entity) }));
    hits = ranked(read, [...softer, ...terms.filter((term) => !term.entity)], 0);
    if (!hits.length && terms.length > 1 && subject) {
      // Some of the words, wherever: the subject counts, not the place alone.
      hits = ranked(read, [...softer, ...terms.filter((term) => !term.entity)].map((term) => (term.area ? { ...term, weight: 0 } : term)), 0.5);
      const rare = rarer(read.words);
      if (rare) hits = hits.filter((hit) => texted(hit.one, rare));
      if (BODY.test(tight(read.text))) hits = hits.filter((hit) => hit.one.kind !== "units"); // another city's, of a like name
      const told = hits.filter((hit) => !["pages", "notes"].includes(hit.one.kind));
      hits = told.length ? hits.filter((hit) => hit.one.kind !== "pages") : [];
      answer.partly = hits.length > 0;
    }
  }
  if (read.entities.some(onlyThemes) && !hits.some((hit) => isQuantity(hit.one))) {
    const softer = [...read.entities.map((entity) => ({ weight: 2, test: (one) => (isQuantity(one) ? themed(one, entity) : 0) })), ...terms.filter((term) => !term.entity)];
    hits = [...hits, ...ranked({ ...read, text: "" }, softer, 0)];
  }
  // What an indicator measures is found by its name, though no record of it has the other words (互联网医院 健康).
  if (hits.length && !read.figures.length && !read.areas.length && !hits.some((hit) => isQuantity(hit.one))) hits = [...hits, ...indicatorsOf(read).flatMap(quantitiesOf).map((one) => ({ one, full: 0, value: 0 }))];
  if (read.kind && !known && !read.years.length && !read.places.length && !read.unknown.some((one) => one.length > 1)) { // 哪些企业: all of the kind
    read.unknown.length = 0;
    const rest = state.entries.filter((one) => one.kind === read.kind && !hits.some((hit) => hit.one === one));
    hits = [...hits, ...(read.said.hedged ? rest.sort((a, b) => open_(b) - open_(a)) : rest).map((one) => ({ one, full: 0, value: 0 }))];
  }
  if (read.figures.length && !subject) hits = hits.filter((hit) => hit.one.kind !== "pages");
  if (read.unknown.length && !read.entities.length && !read.figures.length && !read.ending) hits = hits.filter((hit) => hit.value > 100 && !read.unknown.length);
  // Who names a district asks for its share, not for those that one sentence gives with it.
  if (read.shares.length) hits = hits.filter(({ one }) => !one.number?.part || read.shares.some((form) => named_(one, form)));
  hits = onePage(hits);
  answer.card = cardOf(read, hits, claim);
  // 区大数据中心, where only the city has one.
  const bodies = answer.card?.type === "units" ? answer.card.things : [];
  if (bodies.length && bodies.every(({ zh }) => /市区|区市/.test(whole[0] + zh[0]))) read.slipped.push([whole, bodies.map((one) => one[state.language]).join(" ")]);
  if (claim && ["projects", "themes", undefined].includes(answer.card?.type) && !read.unknown.length && numberless(read)) Object.assign(answer, { card: null, numberless: true });
  if (answer.card?.type === "claim" && !(subject && hits.length)) hits = answer.card.rows.map(({ one }) => ({ one, full: 0, value: 0 }));
  if (answer.card?.type === "quantities" && read.years.length) answer.card.rows.sort((one, other) => Boolean(dated(other, read.years[0])) - Boolean(dated(one, read.years[0])));
  if (["quantities", "projects", "tasks"].includes(answer.card?.type)) answer.card.told = charges(read, answer.card.rows);
  answer.moneyless = read.said.money && HOW_MUCH.test(read.text) && !answer.card?.rows?.some((one) => reading.dimensions[one.number?.measure] === "money");
  if (["quantities", "compare", "projects", "units"].includes(answer.card?.type)) answer.card.lacking = lacking(read, answer.card.rows ?? answer.card.things);
  // What a card shows is found, too, where the words are those of an indicator.
  if (["compare", "quantities"].includes(answer.card?.type) && !answer.card.lacking.areas.length && !hits.some(({ one }) => one === answer.card.indicator || answer.card.rows.includes(one))) hits = [...answer.card.rows.map((one) => ({ one, full: 0, value: 0 })), ...hits];
  if (answer.card?.type === "documents") {
    const { things } = answer.card;
    answer.card.lacking = { years: read.years.filter((year) => things.every((one) => !spans(one, year))) };
    for (const one of things) one.counts = ["targets", "projects"].map((kind) => [kind, state.entries.filter((other) => other.doc === one.id && other.kind === kind).length]).filter(([, n]) => n);
  }
  answer.hits = read.said.who ? responsible(read, hits, answer.card) : hits;
  return answer;
}

// Where texts mention a place; a district by its short name (静安), where none has it in full.
function mentions(read) {
  const [one] = read.places;
  const said = () => ranked({ ...read, text: one.form }, [], 0);
  const hits = said();
  if (hits.some((hit) => TOLD.includes(hit.one.kind)) || !DISTRICT_END.test(one.form)) return hits;
  one.form = one.form.replace(DISTRICT_END, "");
  return said();
}

// Whether no record that has one of the words of a sentence has its number (上海建1000个公园).
function numberless(read) {
  const about = (one) => [...read.words, ...read.entities.map(({ form }) => form)].some((piece) => texted(one, piece));
  const gives = (one, figure) => (isQuantity(one) ? sameValue(one, figure) : (one.kind === "documents" ? texted : named_)(one, figure.printed + (figure.measure ?? "")));
  return !read.figures.some((figure) => state.entries.some((one) => about(one) && gives(one, figure)));
}

// Whether a document's title names a year, or a period that it lies in; a document that names none may be of any.
function spans(one, year) {
  const years = (one.zh.match(/20\d\d/g) ?? []).map(Number);
  return !years.length || (Math.min(...years) <= year && year <= Math.max(...years));
}

// What was asked about and has nothing among the rows: areas, and years where they are figures.
function lacking(read, rows) {
  const areas = [...new Set(read.areas)].filter((code) => !rows.some((one) => within(one.area, code)));
  const years = read.years.filter((year) => rows.every((one) => one.number && !one.number.due?.startsWith(String(year))));
  return { areas, years };
}

// Who asks who is responsible finds the bodies first: those of the answer, else of the tasks that come first.
const BODIES = 6;
function responsible(read, hits, card) {
  if (read.entities.some((entity) => [...entity.ids].some((id) => state.known.get(id).kind === "units"))) return hits;
  const rows = (card?.rows ?? []).map((row) => row.one ?? row).filter((one) => !read.areas.length || read.areas.some((code) => placed(one, code)));
  const ids = [...new Set(rows.flatMap((one) => [...answering(one), ...(one.number?.same ?? []).flatMap((task) => task.units)]))];
  const bodies = ids.map((id) => state.known.get(id)).filter((one) => one?.kind === "units").slice(0, BODIES);
  return [...bodies.map((one) => ({ one, full: 0, value: 0 })), ...hits.filter((hit) => !bodies.includes(hit.one))];
}

// ---- the answer above the hits ----

const isQuantity = (one) => one.kind === "targets" || one.kind === "observations";
const quantitiesOf = (id) => state.entries.filter((one) => isQuantity(one) && one.of.has(id));

const EXCEEDS = /\d (?:more|less|fewer|higher|lower) than [a-z ]*\d/;
const WHEN = /什么时候|何时|(?:建成|完成|开工|通车)时间|哪一?年|几年|时限|期限|\bwhen\b|which year|deadline/i;
const DISTRICT = /which (?:district|area)|[哪各](?:些|个|几个)?区/;
const EACH = /[每各]个?区(?!县|政府|[(（])(?!.*(?:配合|负责|牵头|建设))|(?:every|each) (?:[a-z]+ )?(?:district|area)/; // of several places
const HOW_MUCH = /多少|几|how much/;
const LOWEST = /smallest|least|lowest|最[少小低]/;
function cardOf(read, hits, claim) {
  const of = (kind) => [...new Set(read.entities.flatMap((entity) => [...entity.ids]))].filter((id) => state.known.get(id).kind === kind);
  const indicators = indicatorsOf(read);
  const apart = read.areas.some((one) => read.areas.some((other) => !within(one, other) && !within(other, one))); // 上海和成都哪个多
  const shares = read.unknown.length ? [] : sharesOf(read);
  if (shares.length > 1 && !read.figures.length) return { type: "compare", rows: shares, ...limits(shares), parts: true };
  const sought = read.said.hedged && read.kind === "projects" && !read.words.length ? here(state.entries.filter((one) => one.kind === "projects" && open_(one)), read) : [];
  const stage = /争取|seek|sought/.test(read.said.hedged) ? "seek" : "study";
  const exactly = sought.filter((one) => one.stage === stage);
  if (exactly.length) return { type: "projects", rows: exactly.slice(0, 40) };
  const each = EACH.test(read.text) ? here(state.entries.filter((one) => one.number?.part && read.words.some((piece) => piece.length > 2 && named_(one, piece))), read) : [];
  if (each.length > 1) return { type: "compare", rows: each, ...limits(each), parts: true };
  const sentences = claim ? clauses(read) : [];
  if ((read.said.comparing || (apart && sentences.length < 2)) && !read.unknown.length) {
    const rows = here(indicators.flatMap(quantitiesOf), read).filter((one) => !one.number.part || read.areas.length || DISTRICT.test(read.text));
    const parts = DISTRICT.test(read.text) ? rows.filter((one) => one.number.part) : [];
    if (parts.length > 1) return { type: "compare", rows: parts.sort((a, b) => (b.number.value - a.number.value) * (LOWEST.test(read.text) ? -1 : 1)), ...limits(parts), parts: true };
    if (rows.length && indicators.length === 1) return { type: "compare", rows: inOrder(rows, read).slice(0, 8), ...limits(rows) };
  }
  const many = read.figures.length > 1 || (new Set(read.areas).size > 1 && !indicators.length && read.entities.length + read.figures.length > 0);
  const common = many && (read.said.comparing || (apart && (!sentences.length || EXCEEDS.test(read.text)))) ? commonTo(read, hits) : [];
  if (common.length) return { type: "compare", rows: inOrder(common, read).slice(0, 8), ...limits(common) };
  if (sentences.length > 1) {
    // A number that a row's own name has (48 projects, of their cost) is no claim of its own.
    const called = ([{ figures: [figure] }], row) => row && !sameValue(row, figure) && named_(row, figure.printed + figure.measure);
    const told = sentences.map((one) => [one, claimed(one, indicatorsOf(one), hits)[0]]).filter((one, at, all) => ![one, ...(one[1] && sameValue(one[1], one[0].figures[0]) > 60 ? [] : all)].some(([, row]) => called(one, row)));
    const rows = told.filter(([, row]) => row).map(([one, row]) => ({ one: row, checks: checks(one, row) }));
    const nowhere = ({ figures: [figure] }) => !state.entries.some((one) => isQuantity(one) && sameValue(one, figure));
    const lost = told.filter(([one, row]) => !row && nowhere(one)).map(([one]) => typed(one.figures[0], one.query));
    const differs = ({ one, checks }) => one !== rows[0].one || checks[0][2] === false;
    if (rows.length && (lost.length || told.length < sentences.length || rows.some(differs))) return { type: "claim", rows, lost };
  }
  if (claim) {
    const candidates = foremost(claimed(read, indicators, hits), read);
    // A sum of several places' numbers is none of these.
    if (JOINT.test(read.text) && candidates.length > 1 && indicators.length === 1 && !candidates.some((one) => sameValue(one, read.figures[0]))) return { type: "compare", rows: candidates, ...limits(candidates) };
    const project = hits[0]?.one;
    if (read.areas.length && project?.kind === "projects" && read.areas.includes(project.area) && !candidates.some((one) => placed(one, read.areas[0]) || sameValue(one, read.figures[0]))) return { type: "projects", rows: [project] };
    if (candidates.length > 3 && (candidates[0].number.part || !candidates[1].number.part)) return { type: "quantities", rows: candidates.slice(0, 12), ...limits(candidates) };
    if (candidates.length) return { type: "claim", rows: candidates.map((one) => ({ one, checks: checks(read, one) })), ...limits(candidates) };
  }
  const calls = (piece) => indicators.some((id) => named_(state.known.get(id), piece));
  if ((read.words.every(calls) || !of("indicators").length) && !read.unknown.length && indicators.length && indicators.length <= 3) {
    const known = indicators.flatMap(quantitiesOf);
    const local = here(known, read);
    // Where the area has none, those of others, and that it has none (`lacking`); unless it has something of the
    // name, and nobody asks how many.
    const counting = (read.said.ask || read.whether) && !read.said.who;
    const near = here(hits.map((hit) => hit.one), read).some((one) => read.entities.every((entity) => belongs(one, entity)));
    const rows = (local.length || (!counting && near) ? local : known).filter((one) => !one.number.part || read.areas.length);
    const calling_ = (one) => read.words.filter((piece) => named_(one, piece)).length;
    if (rows.length) return { type: "quantities", rows: rows.sort((one, other) => calling_(other) - calling_(one)).slice(0, 8), ...limits(rows) };
  }
  if (read.figures.length && !read.entities.length && !read.words.length) {
    const rows = here(hits.map((hit) => hit.one).filter((one) => isQuantity(one) && read.figures.some((figure) => sameValue(one, figure) > (read.unknown.length ? 60 : 0))), read).filter(tallied(read));
    return rows.length ? { type: "quantities", rows: rows.slice(0, 6) } : null;
  }
  const told = of("documents").map((id) => state.known.get(id)).filter((one) => (read.words.length || read.kind === "tasks") && read.words.every((piece) => holds(one.said, piece)));
  if (told.length === 1 && !of("indicators").length && (read.figures.length || read.said.ask)) return { type: "documents", things: told };
  const own = (one) => !of("documents").length || of("documents").includes(one.doc) || tells(one, (id) => of("documents").includes(id));
  const sums = read.said.money && (read.said.ask || HOW_MUCH.test(read.text)) && !of("units").length ? here(state.entries.filter((one) => isQuantity(one) && reading.dimensions[one.number.measure] === "money" && own(one) && (!read.areas.length || read.areas.some((code) => placed(one, code)))), read) : [];
  const only = (kind) => read.entities.every(({ ids }) => [...ids].every((id) => state.known.get(id).kind === kind));
  if (sums.length && !read.words.length && only("documents")) return { type: "quantities", rows: sums.slice(0, 8) };
  if (!read.words.length && !read.figures.length) {
    const groups = read.said.who ? hits.map((hit) => hit.one).filter((one) => one.kind === "tasks" && one.who && of("units").length && read.entities.every((entity) => named_(one, entity.form))) : [];
    if (groups.length) return { type: "tasks", rows: groups.slice(0, 3) }; // a working group, and who leads it
    const bodies = read.said.who || (read.kind === "tasks" && of("units").length);
    for (const kind of (bodies ? ["units", "documents"] : ["documents", "units"]).filter((one) => one === read.kind || (read.kind !== "parties" && !(one === "documents" && of("themes").length)))) {
      const things = of(kind).map((id) => state.known.get(id));
      const codes = read.areas.length || kind === "documents" ? read.areas : of("documents").map((id) => state.known.get(id).area);
      const of_ = (test) => things.filter((one) => codes.some((code) => test(one.area, code)));
      const shown = [of_((own, code) => own === code), of_(within), things].find((some) => some.length) ?? [];
      if (shown.length && shown.length <= 4 && of("indicators").length === 0) return { type: kind, things: withTwins(shown, read) };
    }
  }
  const pieces = [...read.words, ...read.entities.filter((entity) => onlyThemes(entity)).map((entity) => entity.form)];
  const asked = read.said.ask;
  const milestone = read.years.length && !read.figures.length && (pieces.length > 1 || indicators.length || pieces[0]?.length > 4) && hits[0]?.one.number && hits[0].one.number.value === undefined;
  const speaks = (one) => isQuantity(one) && pieces.every((piece) => named_(one, piece) || (asked && holds(one.quoted, piece)) || (milestone && texted(one, piece, false)));
  // 千兆宽带: what its name has 千兆 in, of the theme that 宽带 leads to.
  const thematic = (one) => isQuantity(one) && read.words.every((piece) => named_(one, piece)) && read.entities.every((entity) => themed(one, entity));
  const meant = (test) => (pieces.length && !read.unknown.length ? hits.map((hit) => hit.one).filter(test) : []);
  const bare = !read.words.length || !read.entities.length || read.figures.length || hits.some(({ one }) => one.kind === "projects" && pieces.every((piece) => named_(one, piece)));
  const everywhere = meant(speaks).length || bare ? meant(speaks) : meant(thematic);
  const spoken_of = here(everywhere, read);
  const silent = read.areas.length && everywhere.every((one) => pieces.every((piece) => named_(one, piece))) && !here(hits.map(({ one }) => one), read).some((one) => pieces.every((piece) => texted(one, piece)));
  if (!spoken_of.length && everywhere.length && (read.whether || silent)) return { type: "quantities", rows: gathered(everywhere).slice(0, 8), ...limits(everywhere) };
  const called = spoken_of.filter((one) => pieces.every((piece) => named_(one, piece)));
  const rows = (called.length ? called : spoken_of).filter((one) => one.kind === "targets" || !read.said.who);
  const graded_ = rows.filter((one) => read.grades.some((piece) => named_(one, piece)));
  const wholes = (graded_.length ? graded_ : rows).filter((one) => !one.number.part);
  // 能源目标: all of the theme, where it is called by its own name.
  const calledSo = read.words.length ? [] : read.entities.flatMap(({ form, ids }) => [...ids].filter((id) => state.known.get(id).kind === "themes" && holds(`${fold(state.known.get(id).zh)} ${fold(state.known.get(id).en)}`, form)));
  const listing = read.kind === "targets" && calledSo.length > 0;
  const plan = read.kind === "documents" && hits[0]?.one.kind === "documents"; // infrastructure plan Shanghai
  if (rows.length && !listing && !plan) {
    // A word alone: whatever else of the targets has it, or is of the theme of that name, too (医疗).
    const alone = pieces.length === 1 && !read.figures.length && !read.years.length && !read.areas.length && !asked && !read.said.who;
    const others = alone ? [...hits.map(({ one }) => one), ...state.entries.filter((one) => calledSo.some((id) => one.of.has(id)))].filter((one) => one.kind === "targets" && !one.number.part) : [];
    const own = gathered(promised(wholes.length ? wholes : rows, read));
    const shown = [...new Set([...own, ...others])];
    return { type: "quantities", rows: shown.slice(0, 8), ...(shown.length > own.length ? {} : limits(rows)) };
  }
  const themes = of("themes").map((id) => state.known.get(id));
  const under = (test) => here(state.entries.filter((one) => test(one) && themes.some((theme) => one.of.has(theme.id))), read);
  const near = (one, more = []) => [...read.entities.flatMap((entity) => entity.form.split(" ")), ...more].filter((piece) => holds(one.held, piece)).length;
  const soft = read.soft.filter((piece) => piece.length > (isHan(piece[0]) ? 1 : 3)); // 扩建, expansion
  const nearest = (things) => things.sort((a, b) => near(b, soft) - near(a, soft));
  if (read.said.who && !read.unknown.length) {
    const led = (one) => one.kind === "tasks" && one.who;
    const named = here(hits.map((hit) => hit.one).filter(led), read);
    // First those of bodies that have a word in their name: of education, the bureau's.
    const holding = (form) => pieces.some((piece) => holds(form, piece, true)) && !pieces.some((piece) => form.endsWith(piece)); // no 大数据中心
    const own = (one) => answering(one).some((id) => state.known.get(id)?.forms.some(holding));
    const tasks = (named.length || read.words.length ? named : nearest(under(led))).sort((one, other) => own(other) - own(one));
    // A project that has two words side by side in its name (教育信息化) is asked for, no task that has them apart.
    const name = pieces.flatMap((one) => pieces.map((other) => one + other)).find((both) => isHan(both[0]) && read.text.includes(both));
    const together = name ? tasks.filter(({ held }) => held.includes(name)) : [];
    const apart_ = name && !together.length && hits.some(({ one }) => one.kind === "projects" && named_(one, name));
    if (tasks.length && !apart_) return { type: "tasks", rows: (together.length ? together : tasks).slice(0, 5) };
  }
  if (themes.length && !read.words.length && !read.unknown.length && !(hits[0]?.full >= 260)) {
    const quantities = under((one) => isQuantity(one) && !one.number.part);
    // A word that names records of its own (养老) is more than the theme that it leads to.
    const own = read.kind !== "targets" && hits[0] && !["pages", "notes"].includes(hits[0].one.kind) && pieces.every((piece) => named_(hits[0].one, piece));
    const rows_ = own ? quantities.filter((one) => near(one)) : quantities;
    if (rows_.length || !(read.areas.length || (own && hits[0].full < NAMED)) || hits[0]?.one.kind !== "projects") {
      const named = here(hits.map((hit) => hit.one).filter((one) => one.kind === "projects" && pieces.every((piece) => named_(one, piece))), read);
      return { type: "themes", things: themes, rows: nearest(rows_.length ? rows_ : named).slice(0, 8) };
    }
  }
  // Targets by what they have in common: a year, or a hedge.
  const hedged = read.said.hedged && read.kind === "targets";
  if ((read.years.length || hedged) && !read.entities.length && !read.words.length && ["targets", undefined].includes(read.kind)) {
    const due = (one) => !read.years.length || read.years.some((year) => one.number.due?.startsWith(String(year)));
    const among = here(state.entries.filter((one) => one.kind === "targets" && !one.number.part && (!hedged || one.number.hedge)), read);
    const latest = [...among].sort((a, b) => (b.number.due ?? "").localeCompare(a.number.due ?? ""));
    const rows_ = among.some(due) ? among.filter(due) : read.kind ? latest : [];
    if (rows_.length) return { type: "quantities", rows: rows_.slice(0, 12) };
  }
  if (sums.length) return { type: "quantities", rows: sums.slice(0, 8) };
  const top = hits[0];
  // Named things that all the words name, in the order of the text: what it says of each, and who answers.
  const all = state.entries.filter((one) => one.kind === "projects" && hits.some((hit) => hit.one.path === one.path && ["projects", "parties"].includes(hit.one.kind)) && pieces.every((piece) => named_(one, piece) || (isFirm(piece) && (holds(one.quoted, piece) || firmsOf(piece).some(({ path }) => path === one.path)))));
  const fully = all.filter((one) => hits.some((hit) => hit.one === one && hit.full >= NAMED)); // World Games, not the World University Games
  const called_ = all.filter((one) => pieces.every((piece) => named_(one, piece) || firmsOf(piece).some(({ path }) => path === one.path))); // not what stands in one sentence with a firm
  const things = [fully, called_, all].find((some) => some.length) ?? [];
  if (pieces.length && things.length && things.length <= 8 && (things.includes(top.one) || top.one.kind === "parties")) {
    const local = here(things, read);
    const rows = local.length ? local : things;
    return { type: "projects", rows, when: WHEN.test(read.query), stage: staged(read, rows[0]) };
  }
  const alike = read.figures.length ? [] : hits.filter((hit) => hit.one.kind === top.one.kind && hit.value > top.value - 25 && read.words.every((piece) => named_(hit.one, piece)));
  if (read.words.length && !read.unknown.length && alike.length && alike.length <= 4 && ["documents", "units"].includes(top.one.kind)) return { type: top.one.kind, things: withTwins(alike.map((hit) => hit.one), read) };
  if (read.areas.length && ["documents", undefined, ...(/多少|几[个项]|how many/i.test(read.query) ? ["targets", "projects"] : [])].includes(read.kind) && !read.entities.length && !read.words.length && !read.figures.length) {
    const exactly = documents().filter((one) => read.areas.includes(one.area));
    const local = exactly.length ? exactly : documents().filter((one) => read.areas.some((code) => within(one.area, code)));
    return local.length ? { type: "documents", things: local.slice(0, 4) } : null;
  }
  return top?.full >= 120 && ["documents", "units"].includes(top.one.kind) ? { type: top.one.kind, things: [top.one] } : null;
}
// What a sentence says was or will be done, of a project that a text only seeks, plans, begins or goes on with.
const BEGUN = ["start", "advance", "support", "attract"];
function staged(read, one) {
  const open = ["seek", "study", "plan"].includes(one.stage);
  const text = one.forms.reduce((rest, form) => rest.replace(form, " "), read.text); // 李政道研究所 is not studied
  if (read.said.ask || /研究|探索|争取|力争|规划|谋划|计划|拟|启动|推进|支持|stud|explor|seek|plan|start|advanc|support/.test(text) || (!open && !BEGUN.includes(one.stage))) return "";
  const [said] = (/建[成好]了?|完成了?|投用|竣工|通车|投产|(?<![a-z])(?:built|completed?|finished)(?![a-z])/.exec(read.text) ?? (open && /建设|兴建|建(?![立议])|(?<![a-z])(?:builds?|building)(?![a-z])/.exec(read.text))) || [];
  const printed = said && (named_(one, said) || (/建设|build(?!t)/.test(said) && /建设/.test(one.quoted) && !/研究|探索|争取/.test(one.quoted))); // 规划建设
  return said && !printed ? phrase(said, read.query) : "";
}
// The records that a sentence is held against, with what else of the same document or indicator it may mean put before them.
function foremost(rows, read) {
  const [first] = rows;
  if (!first) return rows;
  const kin = indicatorsIn(first).flatMap(quantitiesOf).filter(({ number }) => number.value !== undefined);
  // Another number's whole name (大数据资源平台, of 大数据资源分平台).
  const called = (one) => one.forms[0].length > 4 && read.text.includes(one.forms[0]);
  const others = first.number.part || rows.some(called) ? [] : state.entries.filter((one) => isQuantity(one) && one.number.value !== undefined && one.doc === first.doc && called(one));
  // Of shares of places that a sentence does not name, the whole.
  const placed_ = (one) => read.words.some((piece) => named_(one, piece) && kin.some((other) => other.number.part && !named_(other, piece)));
  const wholes = !read.said.ask && rows.every((one) => one.number.part && !placed_(one)) ? kin.filter(({ doc, kind, number }) => doc === first.doc && kind === first.kind && !number.part) : [];
  // What the text has as there already, where a sentence says that it is.
  const there = read.said.done ? kin.filter((one) => one.number.kind === "baseline" && one.zh === first.zh && one.area === first.area && !rows.includes(one)) : [];
  return [...there, ...wholes, ...others, ...rows];
}
const indicatorsIn = (one) => [...one.of].filter((id) => state.known.get(id)?.kind === "indicators");
// Whether one asks if there is a target, or says that there is none.
const whether = (read) => (read.kind === "targets" && /吗|有无|^(?:do|does|has|have|is|are)\b/i.test(read.query.trim())) || read.words.some((piece) => NOT.test(piece)) || read.said.nobody === "没有";
const NOT = /^(?:no|not|never|未|不会?|不再)$/;
// The quantities of the one indicator that all the numbers and areas of a question have (6.5万和3.4万能比吗; Chengdu's 5G is
// double Shanghai's).
function commonTo(read, hits) {
  const exact_ = (figure) => (one) => sameValue(one, figure) === 120;
  const quantities = (read.figures.length ? state.entries : hits.map(({ one }) => one)).filter(isQuantity);
  const meant = here(quantities.filter((one) => !read.figures.length || read.figures.some((figure) => exact_(figure)(one))), read);
  const all = (id) => read.figures.every((figure) => meant.some((one) => one.of.has(id) && exact_(figure)(one))) && read.areas.every((code) => quantitiesOf(id).some(({ area }) => area === code));
  const ids = [...new Set(meant.flatMap((one) => [...one.of]))].filter((id) => state.known.get(id)?.kind === "indicators" && all(id));
  const rows = read.areas.length ? quantitiesOf(ids[0]) : meant;
  return ids.length === 1 ? here(rows.filter((one) => one.of.has(ids[0]) && !one.number.part), read) : [];
}
// The shares of one total that a query names, each by a word of its own, in its order (Jinjiang and Qingyang).
function sharesOf(read) {
  const parts = state.entries.filter((one) => one.number?.part && read.entities.every((entity) => belongs(one, entity)) && read.areas.every((code) => placed(one, code)));
  const of = (piece) => parts.filter((one) => named_(one, piece));
  const own = read.words.map(of).filter((rows) => rows.length === 1 && parts.length > 1).flat();
  return read.words.every((piece) => of(piece).length) ? [...new Set(own)] : [];
}
// Bodies and those of their function elsewhere, where all have one: 发展改革委 is 市发改委 in Chengdu.
function withTwins(things, read) {
  if (read.areas.length || /^[市区]/.test(read.text)) return things;
  const [function_, ...others] = new Set(things.map((one) => one.alike));
  return function_ && !others.length && things.length > 1 ? [...things, ...state.entries.filter((one) => one.kind === "units" && one.alike === function_ && !things.includes(one))] : things;
}
const indicatorsOf = (read) => {
  const ids = [...new Set(read.entities.flatMap((entity) => [...entity.ids]))].filter((id) => state.known.get(id).kind === "indicators");
  return ids.length ? ids : implied(read);
};
// The claims of a sentence, one a number, each with what it does not say itself of thing, place, year, body and basis: of the
// one before, else of the whole. It is parted at marks, a part with several numbers before each number (3.4万个5G基站和5万个充电桩),
// or behind it where no thing follows the last (加氢站20个、充电桩1万个).
const MARK = /(?<=[；;。])|(?<=[，,、])(?<!\d[，,](?=\d{3}(?!\d)))|(?= (?:and|while|but) )|(?=而.*\d)/;
function parts(query) {
  const told = [""];
  for (const piece of query.split(MARK)) {
    if (understand(told.at(-1)).figures.length && understand(piece).figures.length) told.push("");
    told.push(told.pop() + piece);
  }
  return told.map(understand);
}
function single(read) {
  const named = (one) => [...one.entities.filter(isThing), ...one.words].length > 0;
  const cut = (from, to) => parsed(read.query, read.text.slice(from, to), []);
  const ends = named(cut(read.figures.at(-1).end)) ? read.figures.slice(1).map(({ at }) => at) : read.figures.slice(0, -1).map(({ end }) => end);
  return ends.length ? [0, ...ends].map((from, index) => cut(from, ends[index])) : [read];
}
// Whether a word of one part of a sentence is the next one's too: a verb before both things, told alike (新增A 3个，B 4个).
function lists(before, one, verb) {
  const first = ({ text, entities, words }) => text.search([...entities.filter(isThing).map(({ form }) => form), ...words].join("|") || "$");
  return verb && before.text.indexOf(verb) <= first(before) && first(before) < before.figures[0].at === first(one) < one.figures[0].at;
}
function clauses(read) {
  if (read.figures.length < 2) return [read];
  let before = { entities: [], words: [], areas: [], years: [], said: {} };
  const kindOf = ({ percent, measure }) => (percent ? "percent" : reading.measures[measure]?.[1] || "count");
  const own = (one, at) => !at || !JOINT.test(one.text) || (one.figures.length && kindOf(one.figures[0]) !== kindOf(read.figures[0])) || one.words.length || one.entities.some(isThing); // no sum of those before it
  return parts(read.query).flatMap(single).filter(own).map(subjected).map((one) => {
    const things = [one.entities.filter(isThing), one.words].some((some) => some.length) ? one : before;
    const others = [one, before, read].map(({ entities }) => entities.filter((entity) => !isThing(entity))).find((some) => some.length) ?? [];
    const carried = BASES.some((code) => one.said[code]) ? [] : BASES.filter((code) => code !== "rate" && lists(before, one, before.said[code]));
    const basis = Object.fromEntries(carried.map((code) => [code, before.said[code]]));
    const [areas, years] = ["areas", "years"].map((what) => [one, before, read].map((some) => some[what]).find((some) => some.length) ?? []);
    return (before = { ...one, entities: [...things.entities.filter(isThing), ...others], words: things.words, areas, years, said: { ...basis, ...one.said } });
  });
}
// An indicator that all the words name, where nothing else is named: chargers, sensors.
function implied(read) {
  if (!read.words.length || !read.entities.every(onlyThemes)) return [];
  const pieces = [...read.words, ...read.entities.map((entity) => entity.form)];
  const names = state.entries.filter((one) => one.kind === "indicators" && pieces.every((piece) => named_(one, piece)));
  return names.length === 1 ? [names[0].id] : [];
}
// Quantities of the areas in the order in which a query names them.
function inOrder(rows, read) {
  const place = (one) => read.areas.findIndex((code) => one.area === code);
  return [...rows].sort((a, b) => (place(a) + read.areas.length + 1) % (read.areas.length + 1) - (place(b) + read.areas.length + 1) % (read.areas.length + 1));
}
// Rows of one indicator together, where the first of them stands.
const gathered = (rows) => {
  const measured = (one) => [...one.of].find((id) => state.known.get(id)?.kind === "indicators") ?? one.path;
  const order = [...new Set(rows.map(measured))];
  return order.flatMap((id) => rows.filter((one) => measured(one) === id));
};
// Promises first; who asks what is there already reads first what is.
const promised = (rows, read) => [true, false].flatMap((first) => rows.filter((one) => (one.kind === (read.said.done && read.said.ask ? "observations" : "targets")) === first));
const plans = (entities) => entities.flatMap(({ ids }) => [...ids]).filter((id) => state.known.get(id).kind === "documents");
const isThing = (entity) => ![...entity.ids].some((id) => ["documents", "units"].includes(state.known.get(id).kind));
const onlyThemes = (entity) => [...entity.ids].every((id) => state.known.get(id).kind === "themes");

// Of the documents that are named, else of the areas asked about, or of an area within or around one, where there are any.
function here(rows, read) {
  const asked = plans(read.entities);
  const own = rows.filter((one) => asked.includes(one.doc) || tells(one, (id) => asked.includes(id)));
  if (own.length) return own;
  if (!read.areas.length) return rows;
  const exactly = rows.filter((one) => read.areas.includes(one.area));
  const about = rows.filter((one) => read.areas.some((code) => placed(one, code)));
  return exactly.length ? exactly : about.length ? about : [];
}

function limits(rows) {
  const ids = new Set(rows.flatMap((one) => [...one.of].filter((id) => state.known.get(id)?.kind === "indicators")));
  if (ids.size !== 1) return {};
  const indicator = state.known.get([...ids][0]);
  return { indicator, several: quantitiesOf(indicator.id).filter((one) => !one.number.part).length > 1 };
}

// How many tasks, projects or targets there are is no figure of another thing; and of the parts of a plan each is told by its
// name: tasks are no actions, though one sentence counts both.
function tallyOf({ text, figures, soft }) {
  return soft.find((one) => ["tasks", "projects", "targets"].includes(state.lexicon.get(one)?.kind) && new RegExp(`^ ?(?:建设|主要|重[大点]|major |key )?${one}`).test(text.slice(figures[0].end)));
}
function tallied(read) {
  const piece = tallyOf(read);
  const alone = !read.words.length && !read.entities.some(isThing);
  const called = (one) => (piece ? one.forms.some((form) => holds(form, piece)) : !read.words.length || read.words.some((said) => named_(one, said)));
  return (one) => (one.number?.kind === "structure" || (piece && alone) ? called(one) : true);
}
// The records that a sentence is held against: those it speaks of, before them one with its very number and place.
function claimed(read, indicators, hits) {
  const pieces = [...read.entities.filter(isThing).map((entity) => entity.form), ...read.words].filter((piece) => piece.length > 1);
  const fit = (one) => read.words.filter((piece) => named_(one, piece) || holds(one.quoted, piece)).length + read.entities.filter((entity) => isThing(entity) && belongs(one, entity) >= 30).length;
  const kinds = read.soft.filter((piece) => Object.values(reading.kinds).flat().includes(piece));
  const tally = tallied(read);
  const part = (one, piece) => piece.length > 1 && beside(piece, `${one.forms.join(" ")} ${one.quoted}`)[0] !== piece;
  if (!pieces.length && read.unknown.length && !read.unknown.some((piece) => state.entries.some((one) => isQuantity(one) && part(one, piece)))) return []; // of a thing that no text has
  const near = (one) => fit(one) || [...pieces, ...kinds, ...read.unknown].some((piece) => part(one, piece));
  // A word that is in another record's name (用户) is no other thing's, unless more of the sentence is.
  const strangers = (one) => read.words.filter((piece) => !part(one, piece) && state.entries.some((other) => isQuantity(other) && named_(other, piece))).length;
  const own = (one) => !strangers(one) || fit(one) + read.entities.filter((entity) => !onlyThemes(entity) && belongs(one, entity) >= 90).length > strangers(one);
  const same = (one) => read.figures.some((figure) => sameValue(one, figure));
  const graded_ = (one) => !read.grades.length || read.grades.some((piece) => texted(one, piece));
  const rows = spokenOf(read, indicators, hits).filter(tally).filter((one) => same(one) || graded_(one)).filter((one) => same(one) || (comparable(one, read.figures) && (near(one) || !pieces.length)));
  if (rows.some(same)) return rows;
  const large = read.figures.some(({ value, measure }) => value >= 1000 || !["", "count", undefined].includes(reading.measures[measure]?.[1]));
  const bare = large && !read.unknown.length && !state.entries.some((one) => (isQuantity(one) || WITHIN.has(one.kind)) && pieces.some((piece) => named_(one, piece)));
  const [first] = rows;
  const elsewhere = first && read.areas.length && !read.areas.some((code) => placed(first, code) >= 14);
  const meant = new Set(plans(read.entities).map((id) => state.known.get(id).area));
  const equal = here(state.entries.filter((one) => isQuantity(one) && (!meant.size || meant.has(one.area)) && read.figures.some((figure) => sameValue(one, figure) === 120 || (measureOf(one, figure)[1] === "currency" && figure.value === one.number.value))), elsewhere ? { ...read, areas: [] } : read).filter(tally).filter((one) => ((near(one) && own(one)) || bare) && (!read.areas.length || elsewhere || read.areas.includes(one.area)));
  const better = (one) => !first || elsewhere || fit(one) >= fit(first) || one.quoted === first.quoted;
  const exactly = equal.filter(better).sort((one, other) => fit(other) - fit(one));
  return exactly.length ? exactly.slice(0, 3) : rows;
}
// Whether both count in one kind: no money against a length, no share against a number of things.
function comparable(one, figures) {
  const own = reading.dimensions[one.number.measure];
  return figures.some((figure) => {
    const kind = measureOf(one, figure)[1].replace("currency", "money");
    const alike = kind === own && (figure.measure !== "条" || one.number.measure === "tiao"); // records are no bodies
    const near = own === "count" || (figure.value / one.number.value < 10 && figure.value / one.number.value > 0.1);
    return !own || (!kind && near) || alike || [one.number.value, one.number.max].includes(figure.value); // the very number in another unit
  });
}

function spokenOf(read, indicators, hits) {
  const bodiless = read.entities.filter(({ ids }) => ![...ids].some((id) => state.known.get(id).kind === "units"));
  const things = bodiless.length || read.words.length ? bodiless : read.entities;
  const named = read.words.every((piece) => indicators.some((id) => named_(state.known.get(id), piece)));
  // By name or quote, else by all that is said of it; in any area, since the sentence may be wrong in that.
  const spoken_of = (test) => state.entries.filter((one) => isQuantity(one) && read.words.every((piece) => test(one, piece)) && things.every((entity) => belongs(one, entity)));
  const strictly = spoken_of((one, piece) => named_(one, piece) || holds(one.quoted, piece));
  const shared = (one) => !read.shares.length || read.shares.some((form) => named_(one, form));
  const of_ = indicators.flatMap(quantitiesOf).filter(shared);
  const spoken = of_.filter((one) => named || read.words.some((piece) => texted(one, piece)));
  const bears = hits.some(({ one }) => one.kind === "projects" && read.figures.every((figure) => figured(one, figure))); // line 19, a name
  const pool = indicators.length
    ? (spoken.length || bears ? spoken : strictly.length ? strictly : of_)
    : strictly.length ? strictly : spoken_of(texted);
  const [kind] = read.figures.map((figure) => (figure.percent || /^[a-z]$/.test(figure.measure) ? "" : reading.measures[figure.measure]?.[1].replace("currency", "money")));
  const tally = tallied(read);
  const measured_ = pool.filter((one) => one.number.value !== undefined && tally(one) && (shared(one) || !pool.some(shared)));
  const same = (one) => read.figures.some((figure) => sameValue(one, figure));
  const alike = measured_.filter((one) => reading.dimensions[one.number.measure] === kind); // of yuan, what is in yuan
  const apart = Object.values(reading.dimensions).includes(kind) && !reading.dimensions[kind] && !measured_.some((one) => one.number.value === read.figures[0].value); // of yuan and km, nothing that is counted
  const valued = alike.length || apart ? alike : measured_;
  const same_ = (one) => isQuantity(one) && same(one);
  const inPlace = here(valued, read);
  const local = inPlace.length ? inPlace : valued;
  const told = (one) => read.words.filter((piece) => texted(one, piece, false)).length;
  const named_in = (one) => told(one) + read.words.filter((piece) => named_(one, piece)).length;
  const fullest = (rows) => rows.filter((one) => named_in(one) === Math.max(...rows.map(named_in))).slice(0, 3); // 双流区, of the shares of all
  const exactly = local.filter((one) => read.figures.some((figure) => sameValue(one, figure) === 120));
  const agreed = exactly.length ? exactly : local.filter(same);
  if (agreed.length) return read.said.ask ? agreed : fullest(agreed); // which of them: all
  // What all the words name may be another thing than what the number is of.
  const near_ = local.some((one) => read.areas.includes(one.area)); // before an equal value of an area within or around
  const others = here(hits.map((hit) => hit.one).filter((one) => isQuantity(one) && same(one) && !(near_ && !read.areas.includes(one.area)) && read.words.every((piece) => texted(one, piece))), read);
  if (others.length && !(indicators.length && !read.words.length)) return others.slice(0, 3);
  const whole = local.filter((one) => !one.number.part);
  const meant = indicators.length || read.words.length ? local : local.filter((one) => (tallyOf(read) && !read.entities.some(isThing)) || read.entities.some((entity) => named_(one, entity.form)));
  if (meant.length) return (whole.length ? meant.filter((one) => whole.includes(one)) : meant).slice(0, 3);
  // No figure of what the sentence speaks of; but its number, where it is no small one, may be there of another thing.
  // What has most of the words and comes first, though not all (carry 28 Gbps).
  const about = (one) => read.entities.every((entity) => belongs(one, entity) || [...entity.ids].every((id) => state.known.get(id).kind === "documents"));
  const kin = (one) => kind === "money" && reading.dimensions[one.number?.measure] === kind && told(one) === read.words.length;
  const many = (one) => same_(one) || (isQuantity(one) && (told(one) > 1 || kin(one)));
  const likely = [...hits.map((hit) => hit.one), ...state.entries.filter(many)].filter((one) => isQuantity(one) && one.number.value !== undefined && about(one) && told(one) * 2 >= read.words.length);
  const near = read.words.length ? here([...new Set(likely)], read) : [];
  const full = fullest(near);
  if (full.length) return full.some(same) ? full.filter(same) : full;
  const large = read.figures.filter((figure) => figure.measure && figure.value >= 1e5);
  return here(state.entries.filter((one) => isQuantity(one) && large.some((figure) => sameValue(one, figure) === 120)), read).slice(0, 3);
}

// By how much, not to how much: 提高19个百分点, grow by 60 percent.
const CHANGE = /(?:提高|提升|增长|上升|下降|降低|减少)了?(?:约|百分之|(?![2-6](?:\.\d)?g)\d)|(?:grow|ri[sz]|increas|rai[sz]|fall|drop|cut|reduc|declin)[a-z]* (?:[a-z0-9.]+ ){0,2}by (?:[a-z]+ ){0,2}(?!20[1-6]\d(?![\d.]))\d/;
// What of a word a record and what it belongs to do not say: 粗钢 of 粗钢产能, where they have 产能.
function beside(piece, own) {
  if (holds(own, piece.replace(/(?<=[a-z]{4})(?:ing|ed)$/, ""))) return []; // landing, of cables that land
  for (let size = isHan(piece[0]) ? piece.length - 1 : 0; size > 1; size -= 1) {
    for (const part of [piece.slice(0, size), piece.slice(-size)]) {
      if (own.includes(part)) return piece.length - size > 1 ? beside(piece.replace(part, ""), own) : [];
    }
  }
  return [piece];
}

// As it stands in a query that is read in one way of writing: 40-100Gbps, raise.
function typed({ printed, measure = "" }, query) {
  const signs = [...tight(printed + measure)].map((sign) => sign.replace(/[.+]/, "\\$&")).join("[-–~〜至到,， '’]?");
  return query.match(new RegExp(`${signs}(?:s(?![a-z]))?`, "i"))?.[0] ?? printed + (/^[a-z]{3}/.test(measure) ? " " : "") + measure.replace(/[a-z]+/g, (one) => wording(one, query));
}
export const wording = (piece, query) => query.match(/[a-z]+/gi)?.find((one) => word(one.toLowerCase()) === piece) ?? piece;
const phrase = (form, query) => typed({ printed: form }, query).replace(/[a-z]+/g, (one) => wording(one, query));
const BOUNDS = ["ge", "gt", "le", "lt", "approx"];
const SIDES = { ge: "up", gt: "up", le: "down", lt: "down", approx: "near" };
const BASES = ["new", "total", "rate", "unclear"];
// What a sentence says, set against a record: [code, values] each, the words are the page's.
function checks(read, one) {
  const said = read.said;
  const { number } = one;
  const found_ = [];
  const amounts = read.figures.map((figure) => [figure, sameValue(one, figure)]);
  const [figure, same] = amounts.sort((a, b) => b[1] - a[1])[0];
  if (said.not && read.text.indexOf(said.not) < (figure.at ?? 1e9)) return [["denied", { asked: phrase(said.not, read.query), said: "amount" }, null], ...(number.basis ? [["basis_is", { own: number.basis }, null]] : [])];
  const near = read.said.approx && sameValue(one, figure, 0.1);
  const bound = BOUNDS.find((code) => said[code] && (code !== "lt" || read.text.slice(0, figure.at).trimEnd().endsWith(said.lt)));
  const bounded = !same && !near && bounds(one, figure, bound);
  const foreign = measureOf(one, figure)[1] === "currency" && figure.value !== number.value;
  found_.push([foreign ? "value_foreign" : same === 120 && !number.max === !figure.max ? "value_same" : same ? "value_within" : near ? "value_near" : bounded ? "value_bound" : "value_other", { asked: (foreign && /[$€£¥] ?[\d.,]+(?: ?[a-z]+)?/i.exec(read.query)?.[0]) || typed(figure, read.query), bound: said[bound], said: "amount" }, same > 0 || (near || bounded || foreign || rest(read, one, figure) ? null : false)]);
  const whole = JOINT.test(read.text) && joint(read, one, figure);
  if (whole) found_.splice(0, 1, [whole, { asked: typed(figure, read.query), said: "amount" }, { sum_same: true, sum_other: false }[whole] ?? null]);
  const ways = turned(read, one, figure);
  found_.push(...ways);
  const risen = number.basis === "new" && RISEN.exec(read.text.slice(0, figure.at));
  if (risen) Object.assign(said, { new: undefined, total: phrase(risen[0].trim(), read.query) });
  const quoted = [said.total, ...(FEWER.test(read.text.slice(0, figure.at)) ? [] : ways.map(([, { asked }]) => asked))].join(" ");
  const spare = (piece) => (isHan(piece[0]) ? piece.length > 1 : piece.length > 0) && !holds(quoted.toLowerCase(), wording(piece, read.query).toLowerCase());
  const told_of = elsewhere(read, one);
  found_.splice(0, told_of.length && same ? 1 : 0, ...told_of);
  // Other words of the documents for the same number, as the record's notes quote them.
  const noted = state.entries.filter((other) => other.kind === "notes" && other.path === one.path).flatMap((other) => [other.quote ?? "", ...Object.values(other.about ?? {}).flatMap((text) => text.match(/“[^”]+”/g) ?? [])]).map(fold).join(" \n ");
  const unknown = read.unknown.filter((piece) => !holds(noted, piece) && spare(piece));
  if (unknown.length) found_.push(["word_other", { asked: unknown.map((piece) => wording(piece, read.query)).join(" ") }, null]);
  const about = [one, ...[...one.of, ...listOf(one).flatMap(([, units]) => units)].map((id) => state.known.get(id)).filter(Boolean)];
  const titled = `${one.forms.join(" ")} ${one.quoted}`;
  const saying = (kinds) => [titled, one.around, noted, ...about.slice(1).filter(kinds).flatMap(({ forms }) => forms)].join(" \n ");
  const own = saying(() => true);
  const told = read.words.some((piece) => about.some((other) => texted(other, piece, false)) || beside(piece, titled).join("").length * 2 <= piece.length);
  // A verb (发布) names no other thing.
  const naming = read.words.some((piece) => piece.length > 3 || state.entries.some((other) => (other.kind === "indicators" || isQuantity(other)) && named_(other, piece)));
  const things = read.entities.filter(isThing);
  const themeless = saying(({ kind }) => kind !== "themes");
  const strange = things.filter((entity) => !belongs(one, entity) && !entity.form.split(" ").some((piece) => !beside(piece, themeless).length));
  // Another indicator is another thing; so is what money is said to be for, where the text says it of something else.
  const another = strange.length && strange.length === things.length && (!told || !strange.every(onlyThemes) || reading.dimensions[number.measure] === "money");
  const kin = reading.dimensions[number.measure] === "money" && /项目|工程包|新基建|信贷|贷款|project|infrastructure|credit|loan/.test(read.text);
  const numbered = [...read.text.matchAll(/(?<![a-z0-9.])(?:[a-z]{2,}\d+(?:\.\d+)?|[2-6]g)(?![a-z0-9])/g)].some(([form]) => !holds(titled, form) && new RegExp(`(?<![a-z0-9.])${form.replace(/\d+(?:\.\d+)?/, "\\d(?:\\.\\d)?")}(?![a-z0-9])`).test(titled)); // PM10, of PM2.5
  if (another && kin && same) found_.push(["thing_is", { said: { zh: one.zh, en: one.en } }, null]);
  else if (another || numbered || (naming && !told && !read.entities.some((entity) => belongs(one, entity) >= 90 || named_(one, entity.form)))) found_.push(["thing_other", { said: { zh: one.zh, en: one.en } }, false]);
  else {
    const left = [...(read.from && !figured(one, read.from) ? [typed(read.from, read.query)] : []), ...strange.flatMap(({ form }) => beside(form, themeless)), ...read.words.flatMap((piece) => beside(piece, own))].filter(spare);
    if (left.length) found_.push(["word_not", { asked: left.map((piece) => wording(piece, read.query)).join(" ") }, null]);
  }
  // Only the name of a whole field: 医院, where the text has 互联网医院.
  const called = about.filter(({ kind }) => kind === "indicators" || isQuantity({ kind }));
  if (same && called.length > 1 && things.length && !read.words.length && things.every(onlyThemes) && !called.some(({ forms }) => forms.some((form) => read.text.includes(form)))) found_.push(["thing_is", { said: { zh: one.zh, en: one.en } }, null]);
  const nominal = saying(({ kind }) => kind === "indicators" || kind === "units").replace(one.around, "");
  const spoken = [...read.words, ...things.map(({ form }) => form)];
  const aside = (spoken.length && spoken.every((piece) => (isHan(piece[0]) ? ![...piece].some((_, at) => piece.length > at + 1 && nominal.includes(piece.slice(at, at + 2))) : beside(piece, nominal).length))) || (number.measure === "lei" && !/[类种]|kind|type|categor/.test(read.text));
  if (same && (headless(read, one) || aside) && !found_.some(([code]) => code.startsWith("thing"))) found_.push(["thing_is", { said: { zh: one.zh, en: one.en } }, null]);
  const areas = read.areas.length ? read.areas : read.entities.flatMap(({ ids }) => [...ids]).map((id) => documents().find((text) => text.id === id)?.area).filter(Boolean);
  if (areas.length && !areas.some((code) => placed(one, code) >= 20 || areaOf(code).forms.some((form) => named_(one, fold(form))))) found_.push(["area_other", { asked: areaOf(areas[0]), said: areaOf(one.area) }, false]);
  const both = said.new && said.total && /(?:^| )or(?: |$)|还是/.test(read.text); // new or total? asks, and says neither
  if (CHANGE.test(read.text) && number.basis && !["new", "change"].includes(number.basis)) found_.push(["change_other", { said: "amount" }, false]);
  const basis = BASES.find((code) => said[code] && !both);
  const printed = counted(one);
  if (basis && !another && number.basis && basis !== number.basis && !reading[basis].includes(printed) && !(basis === "total" && number.basis === "rate")) found_.push([number.basis === "unclear" ? "basis_open" : "basis_other", { asked: said[basis], basis, said: printed, own: number.basis, as: printed || "read" }, number.basis === "unclear" ? null : false]);
  else if (number.basis) found_.push(["basis_is", { own: number.basis }, null]);
  found_.push(...timed(read, one));
  const scale = number.figure?.endsWith("级"); // 十万级
  if (bound && !bounded && !(near && !same) && !(figure.more && number.value > figure.value) && (number.comparator === "eq" || (SIDES[number.comparator] && SIDES[number.comparator] !== SIDES[bound]))) found_.push(["bound_more", { asked: said[bound], said: "amount" }, false]);
  else if (!bound && ["ge", "gt", "le", "lt", "approx"].includes(number.comparator)) found_.push(["bound_less", { said: "amount", as: scale && "scale" }, scale ? null : false]);
  found_.push(...answered(read, one));
  if (number.hedge && !said.hedged) found_.push(["hedged", { hedge: number.hedge }, false]);
  if (one.kind === "targets") found_.push([said.done ? "done" : "planned", {}, said.done ? false : null]);
  return found_;
}
// Whether a sentence has only what stands before the last word of a name (电动汽车, of 电动汽车充电桩).
const TAIL = / (?:of|in|for|with|among|newly|on|to|[a-z]+ed)(?: .*)?$|(?:部署)?(?:规模|种类|总?数量?)$/;
function headless(read, one) {
  const kin = [one, ...indicatorsIn(one).map(named)];
  const pieces = [...read.words, ...read.entities.filter(isThing).map(({ form }) => form)];
  if (!pieces.length || reading.dimensions[one.number.measure] !== "count" || read.entities.some(({ ids }) => kin.some(({ id }) => id && ids.has(id)))) return false;
  const names = [...kin.flatMap(({ forms }) => forms), ...kin.flatMap(({ zh, en }) => [zh, en].map((name) => fold(name.split(/[（(,]/)[0])))].flatMap((name) => [name, ...name.split(/[和与]| and /)]).map((name) => name.replace(TAIL, ""));
  const ended = names.some((name) => name.length > 2 && isHan(name.at(-1)) && fold(read.query).includes(name.slice(-2))) || [...pieces, ...read.soft].some((piece) => names.some((name) => name.endsWith(piece)));
  return !ended && pieces.every((piece) => names.some((name) => holds(name, piece))) && !names.some((name) => !isHan(name.at(-1)) && holds(read.text, name.split(" ").at(-1)));
}
// The document that a sentence names, where the number is of another that does not tell of it; 新基建 is the field, no document.
function elsewhere(read, one) {
  const asked = plans(read.entities.filter(({ form }) => /方案|[号会]$|plan|conf/.test(form))).map(named);
  const [plan] = asked;
  const near = plan?.area === one.area;
  if (!plan || asked.some(({ id }) => id === one.doc) || (near && one.zh.includes("方案")) || (!near && read.areas.includes(one.area))) return [];
  return [["plan_other", { asked: plan.short, said: named(one.doc).short }, near && null]];
}
// Who answers for a quantity, by role: its own statement, else the whole list of the task that names the same thing.
export const listOf = ({ who, number }) => who ?? (number.same ?? []).flatMap(({ path }) => state.entries.find((one) => one.path === path)?.who ?? []);
const ROLES = { lead: /牵头|主导|(?<![a-z])le(?:a)?d(?![a-z])/, support: /配合|协助|(?<![a-z])support/ };
const isBody = ({ form, ids }, text) => [...ids].some((id) => state.known.get(id).kind === "units") && (BODY.test(form) || /由|负责|承担|responsib|(?<![a-z])job /.test(text) || Object.values(ROLES).some((role) => role.test(text)));
// The role that a sentence gives a body: that of the next verb (由市科技局牵头、各区配合), or of “led by” before it.
function roleOf(text, form) {
  const at = text.indexOf(form);
  const before = [...text.slice(0, at).matchAll(/(?<![a-z])(?:led|supported) by/g)].at(-1);
  const [said = ""] = before ?? /牵头|主导|配合|协助|负责|承担|建设|推动|(?<![a-z])(?:leads?|led|supports?|supported)(?![a-z])/.exec(text.slice(at + form.length)) ?? [];
  return Object.keys(ROLES).find((role) => ROLES[role].test(said));
}
const abbreviates = (short, long) => isHan(short[0]) && new RegExp([...short.replace("委员会", "委")].join("[^]*")).test(long); // 区信息委, of 宝山区信息化委员会
// Each body that a sentence names, against those of the text, and its role; a name without its place (市发改委) is that of the
// place's own.
function answered(read, one) {
  const own = listOf(one).flatMap(([role, units]) => units.map((id) => ({ ...named(id), role })));
  const bodies = read.entities.filter((entity) => isBody(entity, read.text));
  const placeless = ({ area }) => !areaOf(area)?.forms.some((form) => read.text.includes(fold(form)));
  const leveled = (form, zh) => /市区|区市/.test((/[市区]/.test(form[0]) ? form[0] : read.text[read.text.indexOf(form) - 1] ?? "") + zh[0]);
  const meant = ({ form, ids }) => own.filter((unit) => [...ids].map(named).some((body) => unit.id === body.id || (unit.alike && unit.alike === body.alike && !leveled(form, unit.zh) && (unit.area === body.area || placeless(body)))));
  // A government answers for its bodies.
  const others = own.length ? [...bodies.filter((entity) => !/^各|政府|government/.test(entity.form) && !meant(entity).length).map(({ form }) => form), ...read.strangers.filter((name) => !own.some(({ forms }) => forms.some((form) => abbreviates(form, name) || abbreviates(name, form))))] : [];
  const roles = bodies.map((entity) => [entity.form, meant(entity).map(({ role }) => role), roleOf(read.text, entity.form)]).filter(([, some, asked]) => asked && some.length && !some.includes(asked));
  const listed_ = (some) => some.map((form) => phrase(form, read.query)).join(state.language === "zh" ? "、" : ", ");
  return [
    ...(others.length ? [["who_other", { asked: listed_(others), said: "who" }, false]] : []),
    ...roles.map(([form, [role]]) => (role === "undivided" ? ["role_open", {}, null] : ["role_other", { asked: phrase(form, read.query), role }, false])),
  ];
}
// What a sentence without a number says of who answers for something, where every record of the answer has it otherwise.
const CHARGE = /牵头|负责|配合|主管|承担|主导|responsib|in charge|(?<![a-z])(?:leads?|led|support(?:s|ed)?) /;
const charging = (read) => CHARGE.test(read.text) && !/哪|什么|谁|几|多少|which|what|who|how/.test(read.text) && (read.words.length > 0 || read.entities.some(isThing));
function charges(read, rows) {
  const differing = charging(read) ? rows.map((one) => answered(read, one)) : [];
  return differing.every((some) => some.length) ? differing[0] : [];
}
// Whether what a sentence bounds is true of a record: more than 60,000 of 65,000.
function bounds(one, figure, bound) {
  if (one.number.value === undefined || !SIDES[bound] || bound === "approx" || !comparable(one, [figure])) return false;
  const [asked, low, high] = scaled(one, figure);
  const side = SIDES[one.number.comparator];
  return SIDES[bound] === "up" ? asked < low && low < asked * 10 && side !== "down" : asked > high && asked < high * 10 && side !== "up";
}
// Several places together, where the text has a share of each: whether the shares named make up the number.
const JOINT = /[一总]?(?<!公)共(?![享同用建])|合计|总计|together|in total|combined/;
function joint(read, one, figure) {
  const parts = state.entries.filter((other) => other.number?.part && other.doc === one.doc);
  const places = read.words.filter((piece) => !parts.every((other) => named_(other, piece)));
  const named = parts.filter((other) => places.some((piece) => named_(other, piece)));
  if (!one.number.part || places.length < 2) return "";
  const value = named.reduce((sum, other) => sum + other.number.value, 0);
  if (named.length === places.length && sameValue({ ...one, quoted: "", number: { ...one.number, value } }, figure) === 120) return "sum_same";
  return sameValue(one, figure) ? "sum_other" : "sum_open";
}
// That something is to be less, or more, where a text says no such thing; and how often.
const FEWER = /(?:减少|减至|下?降低?|缩[减小短]|压缩|拆除|关闭|关停|取消|裁撤)[到至为了]{0,2}约?$|(?<![a-z])(?:(?:cut|reduc|remov|shrink|demolish|dismantl|scrap|decreas|fall|dropp?|declin)(?:e|es|ed|s|ing|t)?|clos(?:e(?! to)|es|ed|ing)|los(?:e|es|ing)) (?:(?:about|some|all|its|the|their|[a-z]+ to|to) ){0,3}$/;
const MORE = /(?:增加|增长|扩大|提高|增)[到至了]?约?$|(?:grow|increas|expand|r(?:a|o)?i?[sz])(?:e|es|ed|ing|s)? (?:[a-z0-9]+ ){0,4}(?:to|by) (?:about )?$/;
const RISEN = /(?:[增升]|增加|增长|扩大|提高|提升|上升)[到至]约?$|(?:grow|increas|expand|r(?:a|o)?i?[sz])(?:e|es|ed|ing|s)? (?:[a-z0-9]+ ){0,6}to (?:about )?$/; // to so many in all
const WORSE = /劣于|差于|劣(?=[iv]+类)|类(?:及|和|或)?以下|(?:worse|poorer|lower|below)(?: than)?(?= (?:class|grade))/;
// 65% worse than a grade, where a text has 35% of that grade or better.
const rest = (read, one, figure) => WORSE.test(read.text) && figure.percent && exact(100 - figure.value) === one.number.value;
function turned(read, one, figure) {
  const before = read.text.slice(0, figure.at ?? 0);
  const side = SIDES[one.number.comparator];
  const own = `${one.forms.join(" ")} ${one.quoted} ${one.around}`;
  const down = FEWER.test(before) && side !== "down" && (one.number.basis !== "rate" || side === "up" || reading.dimensions[one.number.measure] === "rate") && !/[减降压]|整合|integrat|控制|不超过|淘汰|关停|退出|fall|cut|reduc|at most|lower/.test(own);
  const up = MORE.test(before) && (/保持|稳定|维持/.test(one.quoted) || (side === "down" && !read.said.le && !read.said.lt));
  const said = read.per && !read.lasting && !read.years.length && (!read.per.startsWith("a ") || read.text.indexOf(read.per) > (figure.at ?? 0)); // not a week ago
  const per = said && !(/年|year|annual/.test(read.per) && /年产|年均|每年|\/年|per year|a year|annual|yearly/.test(own));
  const worse = /优于|better/.test(own) && read.text.match(WORSE);
  const way = down || up || worse ? [["way_other", { asked: phrase((worse || before.match(down ? FEWER : MORE))[0].trim(), read.query) }, rest(read, one, figure) ? null : false]] : [];
  return [...way, ...(per ? [["per_other", { asked: phrase(read.per, read.query), said: "amount" }, false]] : [])];
}
// What a sentence says of when, against a deadline.
function timed(read, one) {
  const { number } = one;
  // 2020年提出三年内: by the end of 2022, where a document is of 2020 and nothing is said to be done.
  const issued = documents().some(({ dated, published }) => (dated ?? published)?.startsWith(String(read.since)));
  const span = numeral(number.span?.match(/[一二三四五六七八九十]+/)?.[0] ?? "");
  const counts = issued && !/[已了]|完成|年\d+月|complet|finish|added|\bhad /i.test(read.query) && (!number.span || span === read.lasting);
  const ends = read.since + read.lasting - 1;
  const year = counts && read.years.at(-1) === read.since && number.due?.startsWith(String(ends)) ? ends : read.years.at(-1);
  const early = year && read.early === year; // before 2023: by the end of 2022
  const outside = !year && read.within && number.due && (number.due > `${read.within + 1}` || number.due < `${read.within - 4}`);
  if (outside && one.kind !== "observations") return [["year_other", { asked: String(read.within), said: "when", as: number.how }, false]];
  const other = year && number.due && !number.due.startsWith(String(early ? year - 1 : year));
  if (number.kind === "background") return [["now", { as: number.kind }, null]];
  if (one.kind === "observations") return [other ? ["now_other", { asked: String(year), said: "when" }, false] : ["now", {}, null]];
  if (other) return [["year_other", { asked: String(year), said: "when", as: early ? "before" : number.how }, early && number.due < String(year) ? null : false]]; // before 2025: later than the end of 2022, not against it
  const lasts = read.lasting && !year && number.due && !fits(read.lasting, span, one);
  if (lasts) return [[number.span ? "span_other" : "span_open", { asked: phrase(read.lasted, read.query), said: "when" }, number.span ? false : null]];
  if (!year && !read.lasting && read.relative && number.due && !/^(?:起|的|\d|发布|提出|出台|印发|宣布)|^s /.test(read.text.slice(read.text.indexOf(read.relative) + read.relative.length))) return [["year_open", { asked: phrase(read.relative, read.query), said: "when" }, null]];
  if (number.due && number.how === "horizon") return [["year_ours", { said: "when" }, null]];
  if (year && number.span) return [["year_counted", { asked: number.span, said: "when" }, true]];
  return year && number.due ? [["year_same", { said: "when" }, true]] : [];
}
// Whether so many years may be those of a record: of its own span, else of its document's period.
function fits(years, span, one) {
  if (one.number.span) return !span || span === years;
  const { zh = "", dated, published = "" } = state.known.get(one.doc) ?? {};
  const gone = Number(one.number.due.slice(0, 4)) - Number(zh.match(/20\d\d/)?.[0] ?? (dated ?? published).slice(0, 4));
  return years === gone || years === gone + 1;
}
// The word of the quote that says how a number counts: the nearest before the figure, in its own part of the sentence; "" where
// none is printed there.
function counted(one) {
  const [ahead, after] = (one.quote ?? "").split(new RegExp(`(?<![\\d.])${one.number.figure}(?!\\d)`));
  const before = after === undefined ? "" : ahead.split(/[，,；;。]/).at(-1);
  let best = ["", -1];
  for (const kind of BASES) for (const form of reading[kind]) {
    const at = before.lastIndexOf(form);
    if (isHan(form) && at > best[1]) best = [form, at];
  }
  return best[0];
}

// ---- suggestions while one types ----

export function suggest(text, most = 8) {
  const piece = fold(text);
  if (!piece) return [];
  const found_ = [];
  for (const one of state.entries) {
    if (one.kind === "pages" && one.path.includes("#")) continue;
    if (["tasks", "notes"].includes(one.kind)) continue;
    let best = null;
    for (const form of one.forms) {
      const at = holds(form, piece) || form.includes(` ${piece}`);
      const near = form === piece ? 0 : form.startsWith(piece) ? 1 : at ? 2 : 9;
      if (near < 9 && (!best || near < best.near)) best = { near, form };
    }
    if (best) found_.push({ one, ...best });
  }
  found_.sort((a, b) => a.near - b.near || (WEIGHT[b.one.kind] ?? 0) - (WEIGHT[a.one.kind] ?? 0) || a.form.length - b.form.length);
  const shown = new Set();
  return found_.filter(({ one }) => !shown.has(one[state.language]) && shown.add(one[state.language])).slice(0, most).map(({ one }) => one);
}

// The pieces of a query that a snippet marks.
export const marked = (read) => [...read.entities.map((entity) => entity.form), ...read.words, ...read.places.map((one) => one.form), ...read.figures.flatMap((figure) => printings(figure.value)), read.text];
export { fold, holds };
