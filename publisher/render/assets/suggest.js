// Suggestions below a search box while one types: names of what is in the data, each a link to it.
import { begin, simplify, suggest } from "./finder.js";

let number = 0;

// form: with a field q. root: the way up to the published folder.
export function suggestions(form, language, root) {
  const input = form.elements.q;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${(number += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label span")?.textContent ?? "");
  list.hidden = true;
  form.classList.add("suggests");
  form.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (step) => {
    const all = [...list.children];
    chosen = Math.max(-1, Math.min(all.length - 1, chosen + step));
    for (const [index, one] of all.entries()) one.setAttribute("aria-selected", String(index === chosen));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", all[chosen].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const offered = (one, index) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const go = one.path ? new URL(`${root}${language}/${one.path}`, location.href) : new URL(`${root}${language}/search/?q=${encodeURIComponent(one[language])}`, location.href);
    item.dataset.go = go.href;
    const where = one.where && language === "zh" ? one.where : "";
    item.append(one[language], Object.assign(document.createElement("small"), { textContent: where }));
    // Before the field loses its focus, which would close the list.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      location.assign(go.href);
    });
    return item;
  };
  const open = async () => {
    const asked = input.value;
    await begin(root, language);
    await simplify(asked);
    if (asked !== input.value || document.activeElement !== input) return;
    const found = suggest(asked);
    chosen = -1;
    list.replaceChildren(...found.map(offered));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.go);
    }
  });
}
