// The search page: words and filters, all of them in the address, so that a search can be sent to somebody.
import { counter, findWith, isEnough, isSmall, meant, newestFirst, prepare } from "./search-index.js";
import { count, loadCard, lost, renderNotes, renderPages, showCard, steer, tell, tooCommon } from "./search-results.js";
import { locale } from "./text.js";

const SHOWN = 8;
const PAUSE = 200;

const form = document.querySelector("[data-search]");
const field = form.elements.q;
const filters = form.querySelector("details");
const boxes = filters ? [...filters.querySelectorAll("input")] : [];
const list = form.querySelector("ol");
const card = form.querySelector(".cop-answer");
const said = form.querySelector("[role=status]");
const clear = form.querySelector("[data-search-clear]");
const more = form.querySelector("[data-search-more]");
const ways = document.querySelector("[data-search-ways]");

let waiting;
let asked = 0;
let total = 0;
let rest = [];
let newest;
let sought = "";
const reached = new Set();
// How many notes each filter has, as the build counted them.
const ofAll = new Map(boxes.map((box) => [box, countOf(box).textContent]));

// Where it stands how many notes a filter leaves.
function countOf(box) {
  return box.closest("label").querySelector("[data-count]");
}

// Say how many of all notes each filter has, or nothing until they have been counted for a search.
function resetCounts(isAll) {
  for (const box of boxes) {
    countOf(box).textContent = isAll ? ofAll.get(box) : "";
    box.closest("label").classList.remove("cop-option--none");
  }
}

// What was typed, if it is enough to search for.
function words() {
  return isEnough(field.value) ? field.value : "";
}

function chosen() {
  const values = {};
  for (const { name, value, checked } of boxes) {
    if (checked) values[name] = [...(values[name] ?? []), value];
  }
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

// Say how many notes a filter would leave, in the groups that somebody has reached for: each has to be loaded.
async function showCounts(typed, ticked, counts) {
  const turn = asked;
  const groups = [...reached];
  const numberOf = await counter(typed, ticked, groups, counts);
  if (turn !== asked) return;
  for (const box of boxes.filter(({ name }) => groups.includes(name))) {
    const number = numberOf(box.name, box.value);
    countOf(box).textContent = number.toLocaleString(locale);
    box.closest("label").classList.toggle("cop-option--none", !number);
  }
}

// The card of what was typed, and the entries of the site's own pages.
async function showAnswer(typed) {
  const turn = asked;
  list.prepend(...renderPages(typed));
  const parts = await loadCard(typed);
  if (turn === asked) showCard(card, parts);
}

// The entries of the next few results. Without words the newest come first.
async function nextItems() {
  const typed = sought;
  const turn = asked;
  while (newest && rest.length < SHOWN) {
    const { value, done } = await newest.next();
    if (turn !== asked) return [];
    if (done) newest = undefined;
    else rest.push(...value);
  }
  const notes = await Promise.all(rest.slice(0, SHOWN).map((result) => result.data()));
  if (turn !== asked) return [];
  rest = rest.slice(SHOWN);
  if (!typed) notes.sort((one, other) => (other.meta.date ?? "").localeCompare(one.meta.date ?? ""));
  return renderNotes(notes, typed);
}

async function show(found, text, isLost) {
  const turn = asked;
  rest = [...found];
  const items = isLost ? [] : await nextItems();
  if (turn !== asked) return;
  list.replaceChildren(...items);
  more.hidden = isLost || items.length >= total;
  said.textContent = text;
  ways.hidden = !isLost;
}

function tellChosen(text) {
  form.querySelectorAll("[data-chosen]").forEach((place) => { place.textContent = text; });
}

async function search() {
  clearTimeout(waiting);
  const turn = ++asked;
  const ticked = chosen();
  const number = Object.values(ticked).flat().length;
  clear.hidden = !number;
  tellChosen(number ? `(${number})` : "");
  try {
    const typed = words() && (await meant(words()));
    if (turn !== asked) return;
    sought = typed;
    const isNothing = !typed && !number;
    resetCounts(isNothing);
    if (isNothing) {
      showCard(card, []);
      return await show([], words() ? tooCommon(words()) : "", true);
    }
    if (isSmall()) for (const { name } of boxes) reached.add(name);
    const { results, counts, said: how } = await findWith(typed, ticked, [...reached]);
    if (turn !== asked) return;
    newest = !typed && results.length ? newestFirst(ticked, results, counts, SHOWN) : undefined;
    total = results.length;
    await show(newest ? [] : results, tell(total, typed, how, { filters: number }), !total);
    if (turn === asked) await showAnswer(number ? "" : typed);
    // On a phone the filters stand between their heading and what they leave.
    if (turn === asked && number) tellChosen(`(${number}) · ${count(total, "")}`);
    if (turn === asked && reached.size) await showCounts(typed, ticked, counts);
  } catch {
    if (turn === asked) show([], lost(), true);
  }
}

function unfold() {
  if (filters) filters.open = matchMedia("(min-width: 45em)").matches;
}

// Search for what is asked now; `how` it gets into the address.
function go(how) {
  history[how](null, "", address());
  search();
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(go, PAUSE, "replaceState");
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go("replaceState");
});

filters?.addEventListener("change", () => go("pushState"));

filters?.addEventListener("focusin", ({ target }) => {
  if (!target.matches("input") || reached.has(target.name)) return;
  reached.add(target.name);
  search();
});

clear.addEventListener("click", () => {
  boxes.forEach((box) => { box.checked = false; });
  go("pushState");
  field.focus();
});

more.addEventListener("click", async () => {
  const items = await nextItems();
  list.append(...items);
  more.hidden = list.childElementCount - renderPages(sought).length >= total;
  items[0]?.querySelector("a").focus();
});

addEventListener("popstate", () => {
  restore();
  search();
});

restore();
unfold();
form.querySelectorAll("[data-search-scripted]").forEach((part) => { part.hidden = false; });
ways.hidden = Boolean(location.search);
steer(field, list, form);
field.focus();
prepare().catch(() => {});
search();
