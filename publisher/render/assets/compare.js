// Choose plans and indicators of the comparisons in the page, and open them. The choice and what is open are the
// address; going back restores them. An indicator that is chosen is open.

const form = document.querySelector(".choose");

const sections = [...document.querySelectorAll("section[data-indicator]")].filter((one) => one.querySelector("details"));
const all = form?.querySelector("[data-all]");
const labels = all ? { open: all.textContent, close: all.dataset.all } : {};

function chosen(name) {
  return new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));
}

function read() {
  const query = new URLSearchParams(location.search);
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    box.checked = (query.get(box.name) ?? "").split(",").includes(box.value);
  }
  show();
  const open = listed("open");
  const chosen_ = chosen("indicator");
  const at = location.hash.slice(1);
  for (const one of sections) {
    const id = one.dataset.indicator;
    one.firstElementChild.open = open.has("all") || open.has(id) || chosen_.has(id) || id === at;
  }
}

// The ids that the address lists under a name.
function listed(name) {
  return new Set((new URLSearchParams(location.search).get(name) ?? "").split(","));
}

// What is open beyond what is chosen, in the address; nothing to go back to.
function opened() {
  const shown = sections.filter((one) => !one.hidden);
  const open = shown.filter((one) => one.firstElementChild.open);
  all.textContent = open.length === shown.length ? labels.close : labels.open;
  const chosen_ = chosen("indicator");
  const ids = open.map((one) => one.dataset.indicator).filter((id) => !chosen_.has(id));
  const query = new URLSearchParams(location.search);
  if (open.length === sections.length) query.set("open", "all");
  else if (ids.length) query.set("open", ids.join(","));
  else query.delete("open");
  history.replaceState(null, "", placed(query));
}

const placed = (query) => {
  const tail = query.toString().replaceAll("%2C", ",");
  return location.pathname + (tail ? `?${tail}` : "") + location.hash;
};

function show() {
  const [plans, indicators] = [chosen("plan"), chosen("indicator")];
  for (const one of document.querySelectorAll("[data-plan]")) {
    one.hidden = plans.size > 0 && !plans.has(one.dataset.plan);
  }
  for (const one of document.querySelectorAll(".panel, .wordless")) {
    one.hidden = !one.querySelector("[data-plan]:not([hidden])");
  }
  // What sets panels of different bases apart stands between two that are shown, and nowhere else.
  for (const apart of document.querySelectorAll(".apart")) {
    const panels = [...apart.parentElement.querySelectorAll(".panel:not([hidden])")];
    const before = panels.filter((one) => one.compareDocumentPosition(apart) & Node.DOCUMENT_POSITION_FOLLOWING);
    apart.hidden = before.length === 0 || before.length === panels.length;
  }
  let count = 0;
  for (const one of document.querySelectorAll("[data-indicator]")) {
    const rows = one.matches("section") ? one.querySelector("[data-plan]:not([hidden])") : true;
    one.hidden = (indicators.size > 0 && !indicators.has(one.dataset.indicator)) || !rows;
    if (one.matches("section") && !one.hidden) count += 1;
  }
  document.querySelector("[data-nothing]").hidden = count > 0;
  for (const facet of form.querySelectorAll(".facet")) {
    facet.classList.toggle("on", Boolean(facet.querySelector(":checked")));
  }
  form.querySelector(".count").textContent = form.dataset.said.replace("{n}", count);
}

function write() {
  const query = new URLSearchParams(location.search);
  for (const name of ["plan", "indicator"]) {
    query.delete(name);
    const values = [...chosen(name)];
    if (values.length) query.set(name, values.join(","));
  }
  const [before, now] = [listed("indicator"), chosen("indicator")];
  for (const one of sections) {
    const id = one.dataset.indicator;
    if (now.has(id) || before.has(id)) one.firstElementChild.open = now.has(id);
  }
  history.pushState(null, "", placed(query));
  show();
  opened();
}

if (form) {
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(write));
  addEventListener("popstate", read);
  for (const one of sections) one.firstElementChild.addEventListener("toggle", opened);
  all.addEventListener("click", () => {
    const open = all.textContent === labels.open;
    for (const one of sections) if (!one.hidden) one.firstElementChild.open = open;
  });
  document.addEventListener("click", (event) => {
    for (const facet of form.querySelectorAll(".facet[open]")) {
      if (!facet.contains(event.target)) facet.open = false;
    }
  });
  read();
}
