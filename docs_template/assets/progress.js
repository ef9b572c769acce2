// Keeps what a reader has marked in their browser and nowhere else: one document a site, which holds what is done, for
// later or skipped, as text and as a value:
//   {"format": "cop-progress", "version": 1, "path": "paths/new-member",
//    "notes": {"topics/handling-silence": {"is": "done", "at": "2026-11-25T18:00:00.000Z"}}}
// What was marked and then taken back is "open", so that the newer word counts when two documents are merged.
const FORMAT = "cop-progress";
const VERSION = 1;
const STATES = new Set(["done", "later", "skip", "open"]);

export const begin = (trouble = "") => ({ trouble, path: "", notes: new Map() });

// Reads a document. Without one that can be used, `trouble` says why: "unreadable" or "newer".
export function parse(text, now) {
  let kept;
  try {
    kept = JSON.parse(text);
  } catch {
    return begin("unreadable");
  }
  if (kept?.format !== FORMAT || !(kept.version >= 1)) return begin("unreadable");
  if (kept.version > VERSION) return begin("newer");
  const progress = begin();
  if (typeof kept.path === "string") progress.path = kept.path;
  for (const [key, mark] of Object.entries(kept.notes ?? {})) {
    const at = Date.parse(mark?.at);
    // A clock that was ahead must not have the last word for ever.
    if (STATES.has(mark?.is) && at) progress.notes.set(key, { is: mark.is, at: Math.min(at, now) });
    else progress.spoilt = true;
  }
  return progress;
}

// Writes a document that `parse` reads.
export function write({ path, notes }) {
  const entries = [...notes].map(([key, { is, at }]) => [key, { is, at: new Date(at).toISOString() }]);
  return JSON.stringify({ format: FORMAT, version: VERSION, path, notes: Object.fromEntries(entries) }, null, 1);
}

// Adds to one document the marks of another that are newer.
export function unite(ours, theirs) {
  for (const [key, found] of theirs.notes) {
    if (!(ours.notes.get(key)?.at >= found.at)) ours.notes.set(key, found);
  }
  ours.path ||= theirs.path;
}

// Several sites may lie side by side on one host, each in a folder of its own.
const KEY = `${FORMAT}:${new URL("../../", import.meta.url).pathname}`;

// What is kept now.
export function read() {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? begin() : parse(text, Date.now());
  } catch {
    return begin("denied");
  }
}

// Whether nothing can be marked.
export const isClosed = ({ trouble }) => trouble === "denied" || trouble === "newer";

// Another tab may have written since this page was opened, so every change begins with what is there.
function change(edit) {
  const progress = read();
  if (isClosed(progress)) return progress;
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
