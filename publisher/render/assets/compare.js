// Choose plans and indicators of the comparisons in the page. The choice is the address; going back restores it.

const form = document.querySelector(".choose");

function chosen(name) {
  return new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));
}

function read() {
  const query = new URLSearchParams(location.search);
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    box.checked = (query.get(box.name) ?? "").split(",").includes(box.value);
  }
  show();
}

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
  const tail = query.toString().replaceAll("%2C", ",");
  history.pushState(null, "", location.pathname + (tail ? `?${tail}` : "") + location.hash);
  show();
}

if (form) {
  form.hidden = false;
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(write));
  addEventListener("popstate", read);
  document.addEventListener("click", (event) => {
    for (const facet of form.querySelectorAll(".facet[open]")) {
      if (!facet.contains(event.target)) facet.open = false;
    }
  });
  read();
}
