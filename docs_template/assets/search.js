// Opens the search: the header's button, "/" and Ctrl+K. What searches is loaded only then.
const button = document.querySelector("[data-search-open]");
const field = document.querySelector("[data-search] [name=q]");
const SWITCH = "[type=radio], [type=checkbox]";

async function open() {
  // The search page has a field already.
  if (field) {
    field.focus();
    field.select();
  } else {
    const { openDialog } = await import("./search-dialog.js");
    openDialog();
  }
}

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
  if (event.target.closest("dialog")) return;
  event.preventDefault();
  open();
});
