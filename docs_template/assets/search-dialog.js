// The search that opens over any page: results as one types, and the way to the page that has filters.
import { find, isEnough, meant, prepare } from "./search-index.js";
import { loadCard, lost, renderNotes, renderPages, showCard, steer, tell, tooCommon } from "./search-results.js";

const SHOWN = 6;
const PAUSE = 200;

const dialog = document.querySelector("[data-search-dialog]");
const field = dialog.querySelector("[name=q]");
const list = dialog.querySelector("ol");
const card = dialog.querySelector(".cop-answer");
const said = dialog.querySelector("[role=status]");

let waiting;
let asked = 0;

function show(text, items = [], told = []) {
  said.textContent = text;
  list.replaceChildren(...items);
  showCard(card, told);
}

async function search() {
  const typed = field.value;
  const turn = ++asked;
  if (!isEnough(typed)) return show("");
  try {
    if (!(await meant(typed))) {
      if (turn === asked) show(tooCommon(typed));
      return;
    }
    const { results: found, said: how } = await find(typed);
    const [told, ...notes] = await Promise.all([loadCard(typed), ...found.slice(0, SHOWN).map((result) => result.data())]);
    if (turn !== asked) return;
    show(tell(found.length, typed, how, { shown: SHOWN }), [...renderPages(typed), ...renderNotes(notes, typed)], told);
    list.scrollTop = 0;
  } catch {
    if (turn === asked) show(lost());
  }
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, PAUSE);
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-search-close]")) dialog.close();
  // A result may be on the page that is open. Who comes back finds the search as it was.
  else if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    history.replaceState({ ...history.state, copSearch: field.value }, "");
    dialog.close();
  }
});

steer(field, list, dialog);

// Begin: search for what has been typed while this was loading.
export function begin() {
  if (field.value) field.dispatchEvent(new Event("input", { bubbles: true }));
  prepare().catch(() => show(lost()));
}
