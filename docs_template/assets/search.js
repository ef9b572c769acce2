// Opens the search: the header's button, "/" and Ctrl+K. What searches is loaded only then.
const button = document.querySelector("[data-search-open]");
const field = document.querySelector("[data-search] [name=q]");
const SWITCH = "[type=radio], [type=checkbox]";

const dialog = document.querySelector("[data-search-dialog]");
const own = field ?? dialog?.querySelector("[name=q]"); // the search page has a field already

// What is typed reaches the field from the first key on, while the search is still being loaded.
async function open() {
  if (!field && !dialog.showModal) return location.assign(button.href); // an older browser: the search has a page
  if (!field && !dialog.open) dialog.showModal();
  own.focus();
  own.select();
  if (!field) (await import("./search-dialog.js")).begin();
}

// The way to the filters takes along what is typed, also while the search is being loaded.
dialog?.addEventListener("input", ({ target }) => {
  const q = target.value.trim();
  dialog.querySelector("[data-search-all]").search = q ? new URLSearchParams({ q }) : "";
});

// A search field would take Escape for itself, to be emptied.
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  dialog.close();
});
dialog?.addEventListener("close", () => button?.focus());

// Come back to a search that led to another page.
addEventListener("pageshow", () => {
  const { copSearch: typed, ...state } = history.state ?? {};
  if (!typed || field) return;
  history.replaceState(state, "");
  own.value = typed;
  open();
});

if (button) {
  button.setAttribute("role", "button");
  button.addEventListener("click", (event) => {
    // With a modifier it stays a link, to be opened in another tab.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    open();
  });
}

document.addEventListener("keydown", (event) => {
  const isChord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isChord && !isSlash) return;
  // Who is writing means the character; the switch for the colour scheme and the filters are nothing to write in.
  const isWriting = event.target.closest(`input:not(${SWITCH}), textarea, select, [contenteditable]`);
  if (isWriting && !isChord) return;
  event.preventDefault();
  open();
});
