// "/" opens the search, as Ctrl+K does; not while somebody is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = document.querySelector("pagefind-modal-trigger button");
  if (!button) return;
  event.preventDefault();
  button.click();
});
