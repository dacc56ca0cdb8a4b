// The text: painted in pieces, marked by hand or by key.
"use strict";

let painted = [], nodes = []; // the pieces that are shown, and their nodes

// Where a figure stands in its quote, whole: the 2 of 扩建220千伏变电站2座 is the second one.
function figureAt(quote, figure) {
  for (let at = quote.indexOf(figure); at >= 0; at = quote.indexOf(figure, at + 1)) {
    if (!/\d/.test((quote[at - 1] ?? "") + (quote[at + figure.length] ?? ""))) return at;
  }
  return quote.indexOf(figure);
}

// The text in pieces: each takes the mark of the shortest item that covers it.
function pieces() {
  const spans = desk.items.filter((item) => item.end > item.start).map((item) => ({ start: item.start - desk.start, end: item.end - desk.start, state: item.state, id: item.id }));
  for (const item of desk.items) {
    const { quote = "", figure_printed: figure = "" } = item.rows[0].cells;
    if (!quote || !figure || !quote.includes(figure) || item.end <= item.start) continue;
    const start = item.start - desk.start - Array.from(quote.slice(0, figureAt(quote, figure))).length;
    spans.push({ start, end: start + Array.from(quote).length, state: "quote", id: item.id });
  }
  spans.push(...desk.unaccounted.map(([start, end, kind]) => ({ start: start - desk.start, end: end - desk.start, state: "loose", id: "", kind })));
  const cuts = [...new Set([0, chars.length, ...spans.flatMap((span) => [span.start, span.end])])].filter((at) => at >= 0 && at <= chars.length).sort((a, b) => a - b);
  // Of equal spans (a statement and a body that it names first) what is still to be decided shows.
  const done = (span) => ["signed", "agreed"].includes(span.state);
  spans.sort((a, b) => b.end - b.start - (a.end - a.start) || done(b) - done(a));
  const place = new Map(cuts.map((at, index) => [at, index]));
  const owner = []; // piece → the last, so the shortest, span that covers it
  for (const span of spans) for (let i = place.get(Math.max(0, span.start)); i < place.get(Math.min(chars.length, span.end)); i++) owner[i] = span;
  return cuts.slice(0, -1).map((start, i) => ({ start, end: cuts[i + 1], state: owner[i]?.state, id: owner[i]?.id, kind: owner[i]?.kind }));
}

function node({ start, end, state, id, kind }) {
  const made = make(state ? "mark" : "span", { textContent: chars.slice(start, end).join(""), className: state ?? "" });
  made.dataset.at = start;
  if (state) made.dataset.item = id;
  if (state === "loose") made.title = word("loose_" + kind);
  return made;
}

// Only what is not as it was is painted anew: a long text has thousands of pieces.
function paint() {
  const now = pieces(), alike = (a, b) => a.start === b.start && a.end === b.end;
  if (painted.text === desk.text && now.length === painted.length && now.every((piece, i) => alike(piece, painted[i]))) {
    now.forEach((piece, i) => {
      if (piece.state === painted[i].state && piece.id === painted[i].id) return;
      const made = node(piece);
      nodes[i].replaceWith(made);
      nodes[i] = made;
    });
  } else {
    nodes = now.map(node);
    $("text").replaceChildren(...nodes);
  }
  painted = now;
  painted.text = desk.text;
  highlight();
}

function highlight() {
  const marks = [...$("text").querySelectorAll("mark")];
  const own = marks.filter((mark) => mark.dataset.item === current?.id);
  // What shares its words with another item (a new body with its statement) is shown by their place.
  const within = (mark) => current && current.end > current.start && mark.className !== "quote" && Number(mark.dataset.at) >= current.start - desk.start && Number(mark.dataset.at) < current.end - desk.start;
  for (const mark of marks) mark.classList.toggle("now", own.length ? own.includes(mark) : Boolean(within(mark)));
  $("text").querySelector("mark.now")?.scrollIntoView({ block: "center" });
}

// Words that were typed instead of marked: where they stand, looked for from the present item on, else from the start.
function found(words) {
  const wanted = Array.from(words);
  if (!wanted.length) return [0, 0];
  const here = Math.max(0, (current?.start ?? 0) - desk.start);
  const from = chars.slice(0, here).join("").length, text = chars.join("");
  const at = text.indexOf(words, from) >= 0 ? text.indexOf(words, from) : text.indexOf(words);
  if (at < 0) return [0, 0];
  const start = Array.from(text.slice(0, at)).length;
  return [start, start + wanted.length];
}

function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !$("text").contains(selection.anchorNode)) return [0, 0];
  const range = selection.getRangeAt(0);
  const at = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentNode : node).closest("[data-at]");
    return piece ? Number(piece.dataset.at) + Array.from(node.nodeType === 3 ? piece.textContent.slice(0, offset) : offset ? piece.textContent : "").length : 0;
  };
  return [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
}

// The next figure that nothing accounts for is marked with its part of the sentence, ready to be added.
function loose() {
  const next = desk.unaccounted.find(([start]) => start > (loose.at ?? -1)) ?? desk.unaccounted[0];
  if (!next) return;
  loose.at = next[0];
  pick(next[0]);
}

// A place without an account, marked: it may be painted in several pieces.
function pick(start) {
  const end = desk.unaccounted.find(([from]) => from === start)?.[1] ?? start;
  const nodes = [...$("text").querySelectorAll("mark")].filter((mark) => Number(mark.dataset.at) >= start - desk.start && Number(mark.dataset.at) < end - desk.start);
  if (!nodes.length) return;
  nodes[0].scrollIntoView({ block: "center" });
  getSelection().setBaseAndExtent(nodes[0], 0, nodes.at(-1), nodes.at(-1).childNodes.length);
}
