// Filters and sorts a long list. What is chosen stands in the address, so that Back and shared links work. Entries on
// other pages are loaded once they are needed. Without this script the whole list is there, in sections.
import { fold as foldLetters, gettext, ngettext } from "./text.js";

const ENTRIES = ":is(.cop-cards, .cop-people, .cop-rows, .cop-actions) > li";
const STEP = 40; // entries that are shown at once
const PAUSE = 250; // milliseconds without a key before the list is filtered

const form = document.querySelector("[data-cop-list]");
const whole = document.querySelector("[data-cop-whole]");
const parts = form?.dataset.copParts.split(" ").filter(Boolean) ?? [];
const entries = new Map();

// A text as words are looked for in it.
const fold = (text) => foldLetters(text).replace(/\s+/g, " ").trim();

// Add the entries of a page, whose links are relative to its address, to those that are known.
function collect(root, address) {
  for (const found of root.querySelectorAll(ENTRIES)) {
    const element = document.importNode(found, true);
    for (const link of element.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
    element.removeAttribute("id");
    const text = fold(element.textContent);
    const link = element.querySelector(".cop-card__title a, a");
    const has = new Set((element.dataset.copHas ?? "").split(" "));
    const key = `${link?.href} ${text}`;
    const day = element.querySelector("time")?.dateTime ?? "";
    if (!entries.has(key)) entries.set(key, { element, text, has, day, title: fold(link?.textContent ?? text) });
  }
}

async function read(part) {
  const answer = await fetch(part);
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article");
}

// An old address may name an entry that is on the page of a part by now.
async function find(id) {
  for (const part of parts) {
    const page = await read(part);
    if (page.querySelector(`#${CSS.escape(id)}`)) return location.replace(`${part}#${encodeURIComponent(id)}`);
  }
}

async function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  if (target?.matches(".cop-jumps a")) return location.replace(target.href);
  const folded = target?.closest("details");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
  if (id && !target) await find(id).catch(() => {}); // what cannot be loaded cannot be found
}

if (form) start();
else follow();

function start() {
  const found = document.querySelector("[data-cop-found]");
  const said = form.querySelector("[data-cop-said]");
  const clear = form.querySelector("[data-cop-clear]");
  const more = found.querySelector("[data-cop-more]");
  const list = found.insertBefore(document.createElement("ul"), more.parentElement);
  list.className = whole.querySelector(ENTRIES)?.parentElement.className ?? "cop-cards";
  let shown = STEP;
  let missing = parts.length; // pages that are not loaded yet
  let loading = null;
  let timer = 0;

  const chosen = () => [...new FormData(form)].filter(([, value]) => value.trim());

  const matches = (words, facets) => (entry) =>
    words.every((word) => entry.text.includes(word)) && facets.every((facet) => entry.has.has(facet));

  const ORDERS = {
    newest: (one, other) => other.day.localeCompare(one.day),
    oldest: (one, other) => (one.day || "9").localeCompare(other.day || "9"),
    title: (one, other) => one.title.localeCompare(other.title),
  };

  const show = () => {
    const choice = chosen();
    whole.hidden = choice.length > 0;
    found.hidden = clear.hidden = !whole.hidden;
    said.textContent = "";
    if (!choice.length) return;
    const { q = "", sort = "", ...facets } = Object.fromEntries(choice);
    const wanted = Object.entries(facets).map(([name, value]) => `${name}/${value}`);
    const hits = [...entries.values()].filter(matches(fold(q).split(" "), wanted));
    if (sort) hits.sort(ORDERS[sort]);
    list.replaceChildren(...hits.slice(0, shown).map(({ element }) => element));
    more.hidden = hits.length <= shown;
    const all = Math.max(Number(form.dataset.copTotal), entries.size);
    said.textContent = missing
      ? ngettext("%(num)s found so far", "%(num)s found so far", hits.length)
      : gettext("%(found)s of %(all)s", { found: hits.length, all });
  };

  const load = async () => {
    collect(whole, location.href);
    for (const part of parts) {
      collect(await read(part), new URL(part, location.href));
      missing -= 1;
      show();
    }
  };

  const update = async () => {
    shown = STEP;
    if (chosen().length) loading ??= load();
    show();
    try {
      await loading;
    } catch {
      said.textContent = gettext("A part of the list cannot be loaded.");
      loading = null;
    }
  };

  const write = (keep) => {
    const query = new URLSearchParams(chosen()).toString();
    history[keep ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
    update();
  };

  const restore = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
    for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
    update();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target.matches("select")) write(true);
    else timer = setTimeout(write, PAUSE, false);
  });
  clear.addEventListener("click", () => {
    form.reset();
    write(true);
    form.elements.q.focus();
  });
  more.addEventListener("click", () => {
    const next = shown;
    shown += STEP;
    show();
    list.children[next]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", restore);
  addEventListener("hashchange", follow);
  form.hidden = false;
  restore();
  follow();
}
