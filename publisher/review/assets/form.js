// The form of one item: its rows, what the rules say of them.
"use strict";

function show(item) {
  current = item;
  $("message").hidden = true;
  if (!item) { $("form").replaceChildren(make("p", { textContent: word("empty") })); return; }
  filled = item.rows.map((row) => ({ ...row.cells }));
  $("form").replaceChildren(head(item), ...sheets(item), make("div", { id: "problems" }), actions(item));
  highlight();
  mark();
  if (open(item) && !desk.blind && item.state !== "differs") ask();
}

function head(item) {
  const why = language === "zh" ? item.why_zh : item.why_en;
  const index = desk.items.indexOf(item) + 1;
  const text = `${index}. ${word("state_" + item.state)}${why ? " · " + why : ""}${item.reason ? " · " + item.reason : ""}`;
  return make("p", { className: "why" + (item.confidence === "low" ? " low" : ""), textContent: text });
}

// Rows of one table in one sheet: what is the same in all stands once, what differs stands in a grid.
function sheets(item) {
  const tables = [...new Set(item.rows.map((row) => row.table))];
  return tables.map((table) => {
    const rows = item.rows.map((row, index) => [row, index]).filter(([row]) => row.table === table);
    const { title, key, fields } = desk.tables[table];
    const differs = (field) => rows.length > 1 && (field.name === "unit_id" || rows.some(([row]) => row.cells[field.name] !== rows[0][0].cells[field.name]));
    const shared = fields.filter((field) => !differs(field) && seen(table, field, item));
    const grid = fields.filter((field) => differs(field) && field.name !== key && field.name !== "position");
    const sheet = make("fieldset", {}, make("legend", { textContent: `${title} ${rows.length > 1 ? "" : rows[0][0].record}` }));
    for (const field of shared) sheet.append(make("label", { className: field.required ? "needed" : "", title: field.help }, make("span", { textContent: field.title }), input(field, rows.map(([, index]) => index), table)));
    if (grid.length) {
      const lines = rows.map(([, index]) => make("tr", {}, ...grid.map((field) => make("td", {}, input(field, [index], table)))));
      sheet.append(make("table", {}, make("tr", {}, ...grid.map((field) => make("th", { textContent: field.title, scope: "col" }))), ...lines));
    }
    return sheet;
  });
}

const HIDDEN = ["document_id", "parent_id", "statement", "sha256", "chars", "reading_id", "reader", "record_id", "settled", "comment_zh", "comment_en"];
const seen = (table, field, item) => !(HIDDEN.includes(field.name) && (!["mentions", "notes"].includes(table) || field.name !== "record_id") && !(item.state === "differs"));

function input(field, indexes, table) {
  const value = filled[indexes[0]][field.name] ?? "";
  let node;
  if (field.codes.length) {
    node = make("select", {}, make("option", { value: "", textContent: "" }), ...field.codes.map(([code, label]) => make("option", { value: code, textContent: `${label} (${code})` })));
    node.value = value;
  } else if (field.long) node = make("textarea", { value, rows: 1 });
  else {
    node = make("input", { value });
    if (field.list in desk.options) node.setAttribute("list", `list-${field.list}`);
  }
  node.name = field.name;
  node.setAttribute("aria-label", field.title);
  node.dataset.rows = indexes.join(" ");
  // Both entries are shown; the record may be adjusted before it takes the second one's values.
  node.disabled = (current.state === "differs" && table === "readings") || (desk.blind && again(current));
  node.addEventListener("input", () => {
    for (const index of indexes) filled[index][field.name] = node.value;
    node.classList.remove("wrong"); // until the rules have been asked again
    mark();
    clearTimeout(input.wait);
    input.wait = setTimeout(ask, 350);
  });
  return node;
}

function mark() {
  for (const node of $("form").querySelectorAll("[data-rows]")) {
    const index = Number(node.dataset.rows.split(" ")[0]);
    node.classList.toggle("changed", node.value !== (current.rows[index].cells[node.name] ?? ""));
  }
}

const rows = () => current.rows.map((row, index) => ({ table: row.table, cells: filled[index] }));

// The same rules as `validate`, asked while the form is filled.
async function ask() {
  if (!current || desk.blind || !["open", "aside", "record", "signed", "agreed"].includes(current.state)) return;
  const asked = current, typed = JSON.stringify(rows());
  const answer = await call("/check", { item: asked.id, rows: rows() });
  // What was typed meanwhile is asked about again; an answer to what is no longer there would mark the wrong cells.
  if (current === asked && typed === JSON.stringify(rows())) showProblems(answer.problems ?? []);
}

function showProblems(problems) {
  for (const node of $("form").querySelectorAll(".wrong")) node.classList.remove("wrong");
  $("problems")?.replaceChildren(...problems.map(problemBox));
  for (const problem of problems) for (const node of $("form").querySelectorAll(`[name="${problem.field}"]`)) node.classList.add("wrong");
}

const problemBox = (problem) => make("div", { className: "problem" },
  make("div", { textContent: problem.rule }), make("div", { textContent: [problem.found && `${word("found")} ${problem.found}`, problem.expected && `${word("expected")} ${problem.expected}`].filter(Boolean).join(" · ") }),
  make("code", { textContent: `${problem.code} ${problem.field}` }));

function focusWrong() { $("form").querySelector(".wrong")?.focus(); }

const edit = () => ($("form").querySelector(".wrong:enabled") ?? [...$("form").querySelectorAll("[name]:enabled")].find((node) => !node.value && node.closest(".needed")) ?? $("form").querySelector("[name]:enabled"))?.focus();
