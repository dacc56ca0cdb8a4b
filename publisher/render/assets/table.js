// What both explorers use: the table in one page, and the one that is read in pieces.

export const plain = (value) => value.normalize("NFKC").toLowerCase();

export const teller = (words) => (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A fold with a list of choices; one of a form is open at a time.
export function fold(name, summary, list, others) {
  const made = element("details", { class: "facet", ...(name ? { "data-facet": name } : {}) }, summary, list);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    made.open = false;
    summary.focus();
  });
  made.addEventListener("toggle", () => {
    if (made.open) for (const other of others()) if (other !== made) other.open = false;
  });
  return made;
}

// A cell that a spreadsheet would run as a formula gets a leading apostrophe, as in the published Excel files.
const risky = /^[=+\-@\t\r\n＝＋－＠]/;
function cell(value) {
  if (value === null || value === undefined) return "";
  const joined = Array.isArray(value) ? value.join("、") : String(value);
  const safe = typeof value !== "number" && risky.test(joined) ? `'${joined}` : joined;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// Offer records as a file: all columns of the published table, in the order of the view.
export function offer(kind, version, records) {
  const name = `targets-${version}-${records.length}`;
  if (kind === "json") {
    const whole = { data_version: version, view: location.href, total: records.length, data: records };
    return save(`${name}.json`, JSON.stringify(whole, null, 2), "application/json");
  }
  const names = Object.keys(records[0]);
  const lines = [names, ...records.map((record) => names.map((column) => record[column]))];
  return save(`${name}.csv`, "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\r\n").join(""), "text/csv");
}

function save(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// Cards on a narrow screen are still a table for those who listen to it.
export function nameRoles(box) {
  if (!matchMedia("(max-width: 48rem)").matches) return;
  for (const [selector, role] of [["table", "table"], ["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"], ["tbody th", "rowheader"], ["thead th", "columnheader"]]) {
    for (const found of box.querySelectorAll(selector)) found.setAttribute("role", role);
  }
}
