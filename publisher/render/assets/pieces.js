// The table of targets of a large corpus, in pieces: a small index says of every row its document and the codes of its
// facets; the rows themselves are a file a document, read as they come into view.

import { element, plain } from "./table.js";

export const setting = JSON.parse(document.getElementById("setting").textContent);
export const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};
export const index = await fetched("index.json");
export const facets = index.facets.map(([name, label, choices]) => ({ name, label, choices, chosen: new Set() }));
export const place = Object.fromEntries(facets.map((facet, at) => [facet.name, at]));
export const documents = index.documents.map(([id, label, level, area, found, kept], order) => ({
  id,
  label,
  order,
  found: plain([id, label, found, facets[place.level].choices[level][1], facets[place.area].choices[area][1]].join(" ")),
  codes: [level, area],
  kept,
  rows: null,
}));
export const rows = documents.flatMap((document) => document.kept.map((kept, at) => ({ document, at, codes: [...document.codes, ...index.kept[kept]] })));
const indicators = facets[place.indicator].choices.map(([, label]) => plain(label));

// ---- the rows of a document ----

export async function load(some) {
  const missing = some.filter((document) => !document.rows);
  await Promise.all(
    missing.map(async (document) => {
      const holder = element("template");
      holder.innerHTML = (await fetched(`rows/${document.id}.json`)).join("");
      document.rows = [...holder.content.children].map((row) => ({ row, found: plain(`${row.textContent} ${row.dataset.s}`) }));
    }),
  );
}

// ---- what is found ----

// Words are looked for in the rows themselves where these are few documents'; among many, in the names of documents,
// areas and indicators, which the index has: nothing loads everything.
export async function matching(facetted, asked) {
  const terms = plain(asked).split(/\s+/).filter(Boolean);
  if (!terms.length) return { found: facetted, exact: true };
  let some = new Set(facetted.map((item) => item.document));
  if (some.size > setting.most) {
    for (const term of terms) {
      const named = [...some].filter((document) => document.found.includes(term) || term.startsWith(`${document.id}.`));
      if (named.length) some = new Set(named);
    }
  }
  const within = facetted.filter((item) => some.has(item.document));
  if (some.size <= setting.most) {
    await load([...some]);
    const holds = (item, term) => item.document.rows[item.at].found.includes(term) || item.document.found.includes(term);
    return { found: within.filter((item) => terms.every((term) => holds(item, term))), exact: true };
  }
  const names = (item, term) => item.document.found.includes(term) || indicators[item.codes[place.indicator]].includes(term);
  return { found: within.filter((item) => terms.every((term) => names(item, term))), exact: false };
}
