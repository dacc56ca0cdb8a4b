// The form of one item: its rows, what the rules say of them.
"use strict";

function show(item) {
  current = item;
  $("message").hidden = true;
  if (!item) { $("form").replaceChildren(make("p", { textContent: word("empty") })); return; }
  filled = item.rows.map((row) => ({ ...row.cells }));
  bodies = [{ name: "", role: "" }];
  draw();
  $("side").scrollTop = 0;
  highlight();
  if (open(item) && !blindly(item)) ask();
  markListed();
}

function draw() {
  const item = current;
  const foot = make("div", { className: "foot" }, make("p", { id: "about", hidden: true }), make("div", { id: "problems" }), actions(item), hints());
  $("form").replaceChildren(head(item), ...(item.state === "blind" ? [blindSheet(item)] : [...besides(item), ...sheets(item)]), foot);
  mark();
}

function head(item) {
  const why = language === "zh" ? item.why_zh : item.why_en;
  const index = desk.items.indexOf(item) + 1;
  const text = `${index} / ${desk.items.length} · ${word("state_" + item.state)}${why ? " · " + why : ""}${reasonOf(item)}${signersOf(item)}`;
  return make("p", { className: "why" + (item.confidence === "low" ? " low" : ""), title: item.confidence === "low" ? word("unsure") : "", textContent: text });
}

// A reason was given for it, or a correction of another record was carried over to it.
function reasonOf(item) {
  const from = item.reason.match(/^carried (\S+)$/)?.[1];
  return from ? " · " + word("carried_from").replace("{record}", from) : item.reason ? " · " + item.reason : "";
}

// Who signed a record as it is, and who only what it was before.
const signersOf = (item) => [["signed_by", item.signers], ["outdated", item.outdated]].map(([name, readers]) => (readers.length ? " · " + word(name).replace("{readers}", listed(readers)) : "")).join("");

const legend = (table, record) => make("legend", {}, desk.tables[table].title, record ? " " : "", record ? make("code", { textContent: record }) : "");
const line = (field, node) => make("label", { className: field.required ? "needed" : "" }, make("span", { textContent: field.title }), node);

// Rows of one table in one sheet: what is the same in all stands once, what differs stands in a grid.
function sheets(item) {
  const tables = [...new Set(item.rows.map((row) => row.table))].filter((table) => !(table === "readings" && item.state === "differs"));
  return tables.map((table) => {
    const rows = item.rows.map((row, index) => [row, index]).filter(([row]) => row.table === table);
    const { key, fields } = desk.tables[table];
    const differs = (field) => rows.length > 1 && (field.name === "unit_id" || rows.some(([row]) => row.cells[field.name] !== rows[0][0].cells[field.name]));
    const shared = fields.filter((field) => !differs(field) && seen(table, field));
    const grid = fields.filter((field) => differs(field) && field.name !== key && field.name !== "position");
    const sheet = make("fieldset", {}, legend(table, rows.length > 1 ? "" : rows[0][0].record));
    if (OURS.includes(table) && item.state === "open") sheet.append(make("p", { className: "why", textContent: word("ours") }));
    for (const field of shared) sheet.append(line(field, input(field, rows.map(([, index]) => index), table)));
    if (grid.length) {
      const lines = rows.map(([, index]) => make("tr", {}, ...grid.map((field) => make("td", {}, input(field, [index], table)))));
      sheet.append(make("table", {}, make("tr", {}, ...grid.map((field) => make("th", { textContent: field.title, scope: "col" }))), ...lines));
    }
    return sheet;
  });
}

const OURS = ["measures", "indicators"]; // tables of the registry that hold our own terms
const HIDDEN = ["document_id", "parent_id", "statement", "sha256", "chars", "reading_id", "reader", "record_id", "settled", "comment_zh", "comment_en"];
const seen = (table, field) => !(HIDDEN.includes(field.name) && (!["mentions", "notes"].includes(table) || field.name !== "record_id"));

const label_of = (code, label) => (label === code.replaceAll("_", " ") || ["true", "false"].includes(code) ? label : word("coded").replace("{label}", label).replace("{code}", code));

function input(field, indexes, table) {
  const value = filled[indexes[0]][field.name] ?? "";
  let node;
  if (field.codes.length) {
    node = make("select", {}, make("option", { value: "", textContent: "" }), ...field.codes.map(([code, label]) => make("option", { value: code, textContent: label_of(code, label) })));
    node.value = value;
  } else if (field.long) node = make("textarea", { value, rows: 1 });
  else {
    node = make("input", { value });
    if (field.list in desk.options) node.setAttribute("list", `list-${field.list}`);
  }
  node.name = field.name;
  node.setAttribute("aria-label", field.title);
  node.dataset.rows = indexes.join(" ");
  node.dataset.help = field.help;
  // Both entries are shown; the record may be adjusted before it takes the second one's values.
  node.disabled = (blindly(current) && again(current)) || written(current);
  node.addEventListener("input", () => {
    for (const index of indexes) filled[index][field.name] = node.value;
    node.classList.remove("wrong"); // until the rules have been asked again
    mark();
    clearTimeout(input.wait);
    input.wait = setTimeout(ask, 350);
  });
  if (field.list) return make("span", { className: "named" }, node, make("small", { className: "name" }));
  return field.name.endsWith("_en") ? make("span", { className: "named" }, node, make("small", { className: "terms" })) : node;
}

// The terms of the glossary that stand in the Chinese of an English cell, as the rules find them: from the left, the
// longest first (大数据中心 holds 大数据, not 数据中心). Each has its one English.
function terms(node) {
  const chinese = filled[Number(node.dataset.rows.split(" ")[0])][node.name.replace(/_en$/, "_zh")] ?? "";
  const found = new Set();
  for (let at = 0; at < chinese.length; at++) {
    const [term, english] = desk.glossary.find(([one]) => chinese.startsWith(one, at)) ?? [];
    if (!term) continue;
    found.add(`${term} ${english}`);
    at += term.length - 1;
  }
  return listed([...found]);
}

// What an id stands for, in words: beside every cell that names another row.
function named(node) {
  const list = node.getAttribute("list")?.replace("list-", "");
  const known = desk.options[list]?.find(([id]) => id === node.value)?.[1];
  const waiting = desk.items.flatMap((item) => item.rows).find((row) => row.table === list && row.record === node.value && node.value);
  return known ?? waiting?.cells.name_zh ?? waiting?.cells.what_zh ?? waiting?.cells.heading_zh ?? "";
}

function mark() {
  for (const node of $("form").querySelectorAll("[data-rows]")) {
    const index = Number(node.dataset.rows.split(" ")[0]);
    node.classList.toggle("changed", node.value !== (current.rows[index].cells[node.name] ?? ""));
    const name = node.parentNode.querySelector(":scope > small.name");
    if (name) name.textContent = named(node);
    const english = node.parentNode.querySelector(":scope > small.terms");
    if (english) english.textContent = terms(node);
  }
}

const rows = () => current.rows.map((row, index) => ({ table: row.table, cells: filled[index] }));

// The same rules as `validate`, asked while the form is filled.
async function ask() {
  if (!current || blindly(current) || !["open", "aside", "record", "signed", "agreed"].includes(current.state)) return;
  const asked = current, typed = JSON.stringify(rows());
  const answer = await call("/check", { item: asked.id, rows: rows() });
  // What was typed meanwhile is asked about again; an answer to what is no longer there would mark the wrong cells.
  if (current === asked && typed === JSON.stringify(rows())) showProblems(answer.problems ?? [], answer.helps);
}

// Cells that are still empty are named in one line; what the rules refuse is said in full.
function showProblems(problems, helps = []) {
  for (const node of $("form").querySelectorAll(".wrong, .empty")) node.classList.remove("wrong", "empty");
  const empty = problems.filter((problem) => problem.code === "cell-empty");
  for (const problem of problems) for (const node of $("form").querySelectorAll(`[name="${problem.field}"]`)) if (problem.code !== "cell-empty" || !node.value) node.classList.add("wrong", problem.code === "cell-empty" ? "empty" : "wrong");
  const titles = new Set([...$("form").querySelectorAll(".wrong.empty")].map((node) => node.getAttribute("aria-label"))); // in the form's order
  const todo = titles.size ? [make("p", { className: "todo", textContent: word("to_fill") + " " + listed([...titles]) })] : [];
  $("problems")?.replaceChildren(...todo, ...problems.filter((problem) => !empty.includes(problem)).map(problemBox), ...helps.map(helpButton));
  // What is to be done next is the coloured button: fill in what is missing, else agree.
  const [agree, edit] = ["A", "E"].map((key) => $("form").querySelector(`[data-key="${key}"]`));
  if (agree && edit && open(current)) { agree.classList.toggle("main", !problems.length); edit.classList.toggle("main", problems.length > 0); }
}

const problemBox = (problem) => make("div", { className: "problem" },
  make("div", { textContent: problem.rule }), make("div", { textContent: [problem.found && `${word("found")} ${problem.found}`, problem.expected && `${word("expected")} ${problem.expected}`].filter(Boolean).join(" · ") }), make("div", { className: "fix", textContent: problem.fix }),
  make("code", { textContent: `${problem.code} ${problem.field}` }));

function focusWrong() { $("form").querySelector(".wrong")?.focus(); }

const edit = () => ($("form").querySelector(".wrong:enabled") ?? [...$("form").querySelectorAll("[name]:enabled")].find((node) => !node.value && node.closest(".needed")) ?? $("form").querySelector("[name]:enabled"))?.focus();
