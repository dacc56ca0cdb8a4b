// Small comforts on every page; each page works without them.
const root = document.documentElement;
const lasting = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch (error) {
    // Storage may be barred: the choice then lasts for this page.
  }
};

const shade = document.querySelector("button[data-shade]"); // the root has the mark, too, once one has chosen
if (shade) {
  shade.hidden = false;
  shade.addEventListener("click", () => {
    const dark = root.dataset.shade ? root.dataset.shade === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.shade = dark ? "light" : "dark";
    lasting("shade", root.dataset.shade);
  });
}

const button = document.querySelector(".menu-button");
if (button) {
  const menu = document.getElementById("menu");
  button.hidden = false;
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    menu.classList.toggle("open", open);
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      button.focus();
    }
  });
}

const twin = document.querySelector("[data-twin]");
if (twin) {
  const address = twin.getAttribute("href");
  const follow = () => twin.setAttribute("href", address + location.search + location.hash);
  twin.addEventListener("pointerenter", follow);
  twin.addEventListener("focus", follow);
  twin.addEventListener("click", () => lasting("language", twin.hreflang));
}

// Where this copy of the site stands is known only in the browser.
for (const place of document.querySelectorAll("[data-address]")) {
  place.textContent = new URL(place.dataset.address || location.pathname, location.href).href;
}
for (const place of document.querySelectorAll("[data-today]")) {
  const today = new Date();
  place.textContent = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

for (const copy of document.querySelectorAll("[data-copy]")) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const text = document.getElementById(copy.dataset.copy).innerText.trim();
    await navigator.clipboard.writeText(text);
    const before = copy.textContent;
    copy.textContent = copy.dataset.done;
    setTimeout(() => (copy.textContent = before), 1600);
  });
}

// Tabs: without script both panels are shown, one below the other. The second is asked for by ?view=chart.
const asked = new URLSearchParams(location.search).get("view") === "chart";
const viewed = (second) => {
  const query = new URLSearchParams(location.search);
  if (second) query.set("view", "chart");
  else query.delete("view");
  const tail = query.toString().replaceAll("%2C", ",");
  history.replaceState(history.state, "", location.pathname + (tail ? `?${tail}` : "") + location.hash);
};
for (const tabs of document.querySelectorAll("[data-tabs]")) {
  const buttons = [...tabs.querySelectorAll("[role=tab]")];
  const select = (chosen) => {
    for (const tab of buttons) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
  };
  tabs.dataset.ready = "";
  tabs.querySelector("[role=tablist]").hidden = false;
  select(buttons[asked ? buttons.length - 1 : 0]);
  for (const tab of buttons) {
    tab.addEventListener("click", () => {
      select(tab);
      viewed(tab === buttons.at(-1));
    });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = buttons[(buttons.indexOf(tab) + step + buttons.length) % buttons.length];
      next.click();
      next.focus();
    });
  }
}

// Suggestions come when a search box is first used; the search page has its own.
for (const form of document.querySelectorAll("form.find[action]")) {
  form.elements.q.addEventListener(
    "focus",
    async () => {
      const { suggestions } = await import(new URL(`${root.dataset.root}assets/suggest.js`, location.href).href);
      suggestions(form, root.lang.slice(0, 2), root.dataset.root);
    },
    { once: true },
  );
}

// A link into a folded part opens it, and all leads on to the place.
const reveal = () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = place?.closest("details") ?? place?.querySelector(":scope > details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  place?.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash) reveal();
