// The search page: words and filters, all of them in the address, so that a search can be sent to somebody.
import { counter, loadFacets, narrow, newestFirst } from "./search-facets.js";
import { find, prepare } from "./search-index.js";
import { count, renderNotes, steer } from "./search-results.js";
import { isEnough } from "./search-words.js";

const SHOWN = 8;
const PAUSE = 200;

const form = document.querySelector("[data-search]");
const field = form.elements.q;
const filters = form.querySelector("details");
const boxes = filters ? [...filters.querySelectorAll("input")] : [];
const list = form.querySelector("ol");
const said = form.querySelector("[role=status]");
const clear = form.querySelector("[data-search-clear]");
const more = form.querySelector("[data-search-more]");
const ways = document.querySelector("[data-search-ways]");

let waiting;
let asked = 0;
let rest = [];
let counting = false;

function chosen() {
  const values = {};
  for (const { name, value, checked } of boxes) if (checked) (values[name] ??= []).push(value);
  return values;
}

// The state as it stands in the address: words first, then what is ticked.
function address() {
  const state = new URLSearchParams();
  if (field.value.trim()) state.set("q", field.value.trim());
  for (const { name, value, checked } of boxes) if (checked) state.append(name, value);
  return state.size ? `?${state}` : location.pathname;
}

function restore() {
  const state = new URLSearchParams(location.search);
  field.value = state.get("q") ?? "";
  for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
}

async function showCounts(facets, ticked, results) {
  const numberOf = counter(facets, ticked, results);
  for (const box of boxes) {
    const number = numberOf(box.name, box.value);
    const label = box.closest("label");
    label.querySelector("[data-count]").textContent = number;
    label.classList.toggle("cop-option--none", !number);
  }
}

async function showMore() {
  const typed = field.value;
  const turn = asked;
  const notes = await Promise.all(rest.slice(0, SHOWN).map((result) => result.data()));
  if (turn !== asked) return [];
  rest = rest.slice(SHOWN);
  more.hidden = !rest.length;
  if (!typed.trim()) notes.sort((one, other) => (other.meta.date ?? "").localeCompare(one.meta.date ?? ""));
  const items = renderNotes(notes, typed);
  list.append(...items);
  return items;
}

async function search() {
  clearTimeout(waiting);
  const turn = ++asked;
  const typed = field.value;
  const ticked = chosen();
  const number = Object.values(ticked).flat().length;
  clear.hidden = !number;
  form.querySelectorAll("[data-chosen]").forEach((place) => { place.textContent = number ? `(${number})` : ""; });
  if (!isEnough(typed) && !number && !counting) return show([], "", true);
  try {
    let found = await find(isEnough(typed) ? typed : "");
    if (number || counting) {
      const facets = await loadFacets();
      if (turn !== asked) return;
      showCounts(facets, ticked, found);
      found = narrow(facets, ticked, found);
      if (!isEnough(typed)) found = newestFirst(facets, found);
    }
    if (turn !== asked) return;
    if (!isEnough(typed) && !number) return show([], "", true);
    const limits = number ? ` with ${number === 1 ? "this filter" : "these filters"}` : "";
    await show(found, `${count(found.length, isEnough(typed) ? typed : "")}${limits}`, !found.length);
  } catch {
    if (turn === asked) show([], "The search could not be loaded. Everything can be reached from here:", true);
  }
}

async function show(found, text, isLost) {
  rest = found;
  const before = [...list.children];
  const items = found.length ? await showMore() : [];
  if (found.length && !items.length) return;
  before.forEach((old) => old.remove());
  more.hidden = !rest.length;
  said.textContent = text;
  ways.hidden = !isLost;
}

function unfold() {
  if (filters) filters.open = matchMedia("(min-width: 45em)").matches;
}

// Codes become names, where the browser knows them.
function nameLanguages() {
  const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language", fallback: "code" });
  for (const box of boxes.filter(({ name }) => name === "language")) {
    try {
      box.nextElementSibling.textContent = names.of(box.value);
    } catch { /* Not every code is one. */ }
  }
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, PAUSE);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", address());
  search();
});

filters?.addEventListener("change", () => {
  history.pushState(null, "", address());
  search();
});

// How many notes a filter would leave is loaded when somebody reaches for the filters.
filters?.addEventListener("focusin", ({ target }) => {
  if (counting || !target.matches("input")) return;
  counting = true;
  search();
});

clear.addEventListener("click", () => {
  boxes.forEach((box) => { box.checked = false; });
  history.pushState(null, "", address());
  search();
  field.focus();
});

more.addEventListener("click", async () => {
  const [first] = await showMore();
  first?.querySelector("a").focus();
});

addEventListener("popstate", () => {
  restore();
  search();
});

restore();
nameLanguages();
unfold();
form.querySelectorAll("[data-search-scripted]").forEach((part) => { part.hidden = false; });
ways.hidden = Boolean(location.search);
steer(field, list, form);
field.focus();
prepare().catch(() => {});
search();
