// "/" opens the search, as Ctrl+K does; not while somebody is writing. On the search page it goes to the field.
const searchField = document.querySelector(".cop-search pagefind-input");
const SWITCH = "[type=radio], [type=checkbox]";

document.addEventListener("keydown", (event) => {
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  // Pagefind takes the switch for the colour scheme for a field to write in, and leaves Ctrl+K alone there.
  const isMissed = event.key === "k" && (event.ctrlKey || event.metaKey) && event.target.matches(SWITCH);
  if (!isSlash && !isMissed) return;
  // A result leads "/" back to its own field.
  if (event.target.closest(`input:not(${SWITCH}), textarea, select, [contenteditable], .pf-results`)) return;
  const button = document.querySelector("pagefind-modal-trigger button");
  if (!searchField && !button) return;
  event.preventDefault();
  if (searchField) searchField.focus();
  else button.click();
});

// On the search page one can type at once, and where there is room for them the filters are unfolded.
if (searchField) {
  searchField.focus();
  if (matchMedia("(min-width: 60em)").matches) {
    document.querySelector(".cop-search pagefind-filter-pane").setAttribute("open", "kind,topic,year");
  }
}
