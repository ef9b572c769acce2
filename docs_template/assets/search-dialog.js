// The search that opens over any page: results as one types, and the way to the page that has filters.
import { find, meant, prepare } from "./search-index.js";
import { count, renderNotes, steer, tooCommon } from "./search-results.js";
import { isEnough } from "./search-words.js";
import { gettext } from "./text.js";

const SHOWN = 6;
const PAUSE = 200;

const dialog = document.querySelector("[data-search-dialog]");
const field = dialog.querySelector("[name=q]");
const list = dialog.querySelector("ol");
const said = dialog.querySelector("[role=status]");
const all = dialog.querySelector("[data-search-all]");
const opener = document.querySelector("[data-search-open]");
const address = all.getAttribute("href");

let waiting;
let asked = 0;

function show(text, items = []) {
  said.textContent = text;
  list.replaceChildren(...items);
}

async function search() {
  const typed = field.value;
  const turn = ++asked;
  if (!isEnough(typed)) {
    show("");
    return;
  }
  try {
    if (!(await meant(typed))) {
      if (turn === asked) show(tooCommon(typed));
      return;
    }
    const { results: found } = await find(typed);
    const notes = await Promise.all(found.slice(0, SHOWN).map((result) => result.data()));
    if (turn !== asked) return;
    show(count(found.length, typed, { shown: SHOWN }), renderNotes(notes, typed));
    list.scrollTop = 0;
  } catch {
    if (turn === asked) show(gettext("The search could not be loaded."));
  }
}

field.addEventListener("input", () => {
  all.href = field.value.trim() ? `${address}?${new URLSearchParams({ q: field.value.trim() })}` : address;
  clearTimeout(waiting);
  waiting = setTimeout(search, PAUSE);
});

dialog.addEventListener("keydown", (event) => {
  // A search field would take Escape for itself, to be emptied.
  if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  } else if (event.key === "/" && event.target !== field) {
    event.preventDefault();
    field.focus();
  } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-search-close]")) dialog.close();
  // A result may be on the page that is open.
  else if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
});

dialog.addEventListener("close", () => opener?.focus());
steer(field, list, dialog);

// Open it, with what was typed before, ready to be typed over.
export function openDialog() {
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  prepare().catch(() => show(gettext("The search could not be loaded.")));
}
