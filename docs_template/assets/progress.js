// Keeps what a reader has marked in their browser and nowhere else: one document a site.
import { begin, FORMAT, parse, unite, write } from "./progress-document.js";

// Several sites may lie side by side on one host, each in a folder of its own.
const KEY = `${FORMAT}:${new URL("../../", import.meta.url).pathname}`;

// What is kept now. With `trouble` "denied" or "newer", nothing can be marked.
export function read() {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? begin() : parse(text, Date.now());
  } catch {
    return begin("denied");
  }
}

// Another tab may have written since this page was opened, so every change begins with what is there.
function change(edit) {
  const progress = read();
  if (progress.trouble === "denied" || progress.trouble === "newer") return progress;
  edit(progress);
  try {
    localStorage.setItem(KEY, write(progress));
  } catch {
    return { ...read(), trouble: "denied" };
  }
  return { ...progress, trouble: "" };
}

export const follow = (path) => change((progress) => { progress.path = path; });

export const mark = (key, is, path) => change((progress) => {
  progress.notes.set(key, { is, at: Date.now() });
  progress.path = path;
});

// Takes over the text of a saved file, the newer mark of each note; a text with a fault in it changes nothing.
export function merge(text) {
  const theirs = parse(text, Date.now());
  if (theirs.trouble || theirs.spoilt) return { refused: theirs.trouble || "unreadable" };
  return change((ours) => unite(ours, theirs));
}

export const save = () => write(read());

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return begin("denied");
  }
  return begin();
}

// Tells when another tab has changed something, or when the page comes back as it was left.
export function watch(tell) {
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) tell(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) tell(); });
}
