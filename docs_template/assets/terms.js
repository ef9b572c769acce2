// Shows what a marked word means, beside it: under a mouse, with the keyboard's focus, and at the first tap of a finger.
// Without this script the word is a link to the page that explains it, and screen readers read the same words anyway.
{
  const WAIT = 120; // before it is shown, so that a mouse on its way elsewhere does not leave a trail
  const GRACE = 250; // before it is hidden, so that a mouse can get from the word into it
  const GAP = 6;
  const EDGE = 8;
  let word = null; // the word whose meaning is shown
  let box = null; // where it stands
  let timer = 0;
  let pointer = ""; // what was last used: mouse, pen or touch; empty for keys

  const place = () => {
    if (!word) return;
    const line = word.getClientRects()[0] ?? word.getBoundingClientRect(); // a word may go on in the next line
    const { width, height } = box.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const above = line.top - GAP - height;
    const below = line.bottom + GAP;
    const fits = below + height <= clientHeight || above < 0;
    box.style.top = `${fits ? below : above}px`;
    box.style.left = `${Math.max(EDGE, Math.min(line.left, clientWidth - width - EDGE))}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    if (box) box.hidePopover();
    word = box = null;
  };

  const show = (link) => {
    clearTimeout(timer);
    if (word === link) return;
    hide();
    const found = document.getElementById(link.getAttribute("aria-describedby"));
    if (!found?.showPopover) return; // an older browser: the link is enough
    [word, box] = [link, found];
    box.showPopover();
    place();
  };

  const soon = (what, delay) => {
    clearTimeout(timer);
    timer = setTimeout(what, delay);
  };

  const isHeld = () => word === document.activeElement && word.matches(":focus-visible");
  const wordAt = (event) => event.target.closest?.(".cop-term");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = wordAt(event);
    if (link) soon(() => show(link), WAIT);
    else if (word && !isHeld() && !box.contains(event.target)) soon(hide, GRACE);
    else clearTimeout(timer);
  });
  document.documentElement.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !(word && isHeld())) soon(hide, GRACE);
  });

  document.addEventListener("focusin", (event) => {
    const link = wordAt(event);
    if (link?.matches(":focus-visible")) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === word) hide();
  });

  document.addEventListener("pointerdown", (event) => { pointer = event.pointerType; }, true);
  document.addEventListener("keydown", (event) => {
    pointer = "";
    if (event.key === "Escape") hide();
  }, true);
  // The first tap shows the meaning, the second follows the link; a tap anywhere else puts it away.
  document.addEventListener("click", (event) => {
    const link = wordAt(event);
    if (link && pointer === "touch" && link !== word) {
      show(link);
      if (word) event.preventDefault();
    } else if (!link && !box?.contains(event.target)) hide();
  });

  addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);
}
