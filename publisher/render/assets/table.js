// What the explorer is made of: elements, words, and how words are looked for.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export const teller = (words) => (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

export async function fetched(address, form = "json") {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer[form]();
}

// One form for what is written in several: full-width characters, case, brackets of document numbers, 65,000.
export const plain = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[〔［[【]/g, "(")
    .replace(/[〕］\]】]/g, ")")
    .replace(/(?<=\d),(?=\d{3})/g, "")
    .replace(/(?<=\d)\s+(?=[万亿])/g, "");

// A figure is found whole: 6.5万 is no part of 46.5万, 650 none of 65000.
function whole(text, at, term) {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + term.length, at + term.length + 2);
  const begins = /^\d/.test(term) && /\d[.,]?$/.test(before);
  const ends = /\d$/.test(term) && /^[.,]?\d/.test(after);
  return !begins && !ends;
}

export function holds(text, term) {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) if (whole(text, at, term)) return true;
  return false;
}

// The forms of a word that are the same to a reader: 6.5万 is 65000.
const SIZES = { 万: 1e4, 亿: 1e8 };
export function forms(term) {
  const [, number, size] = /^(\d+(?:\.\d+)?)([万亿])$/.exec(term) ?? [];
  return number ? [term, String(Number((number * SIZES[size]).toPrecision(12)))] : [term];
}

// Words run together, as Chinese is written: 成都5G is 成都 and 5G.
export function parted(text, term) {
  if (!/\p{Script=Han}/u.test(term)) return false;
  for (let at = 2; at <= term.length - 2; at += 1) {
    if (holds(text, term.slice(0, at)) && holds(text, term.slice(at))) return true;
  }
  return false;
}

// Cards on a narrow screen are still a table for those who listen to it.
export const narrow = matchMedia("screen and (max-width: 48rem)");
export function nameRoles(box) {
  if (!narrow.matches) return;
  for (const [selector, role] of [["table", "table"], ["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"], ["tbody th", "rowheader"], ["thead th", "columnheader"]]) {
    for (const found of box.querySelectorAll(selector)) found.setAttribute("role", role);
  }
}
