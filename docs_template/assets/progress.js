// Keeps what a reader has marked in their browser and nowhere else: one document a site, which holds what is done, for
// later or skipped, what is followed, and what was new when it was last marked as read, as text and as a value:
//   {"format": "cop-progress", "version": 2, "path": "paths/new-member",
//    "notes": {"topics/handling-silence": {"is": "done", "at": "2026-11-25T18:00:00.000Z"}},
//    "stars": {"topics/handling-silence/": {"is": "on", "at": "2026-11-25T18:00:00.000Z", "title": "Handling silence"}},
//    "read": {"at": "2026-11-25T18:00:00.000Z", "ids": ["meetups/2026-04-08-handling-silence/"]}}
// What was marked and then taken back is "open" or "off", so that the newer word counts when two documents are merged.
// Version 1 had neither stars nor what was read, and is read as a document without them.
const FORMAT = "cop-progress";
const VERSION = 2;
const STATES = { notes: ["done", "later", "skip", "open"], stars: ["on", "off"] };

export const begin = (trouble = "") => ({ trouble, path: "", notes: new Map(), stars: new Map(), read: null });

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
  // A clock that was ahead must not have the last word for ever.
  const date = (mark) => ({ ...mark, at: Math.min(Date.parse(mark.at), now) });
  for (const [part, states] of Object.entries(STATES)) {
    for (const [key, mark] of Object.entries(kept[part] ?? {})) {
      if (states.includes(mark?.is) && Date.parse(mark.at)) progress[part].set(key, date(mark));
      else progress.spoilt = true;
    }
  }
  if (Date.parse(kept.read?.at) && Array.isArray(kept.read.ids)) progress.read = date(kept.read);
  else if (kept.read) progress.spoilt = true;
  return progress;
}

// Writes a document that `parse` reads.
export function write({ path, notes, stars, read }) {
  const date = (mark) => mark && { ...mark, at: new Date(mark.at).toISOString() };
  const list = (marks) => Object.fromEntries([...marks].map(([key, mark]) => [key, date(mark)]));
  const kept = { format: FORMAT, version: VERSION, path, notes: list(notes), stars: list(stars), read: date(read) };
  return JSON.stringify(kept, null, 1);
}

// Adds to one document the marks of another that are newer.
export function unite(ours, theirs) {
  for (const part of Object.keys(STATES)) {
    for (const [key, found] of theirs[part]) {
      if (!(ours[part].get(key)?.at >= found.at)) ours[part].set(key, found);
    }
  }
  if (!(ours.read?.at >= theirs.read?.at)) ours.read = theirs.read ?? ours.read;
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
export const isClosed = ({ trouble }) => ["denied", "newer"].includes(trouble);

const listeners = [];
const tellAll = () => { for (const tell of listeners) tell(); };

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
  tellAll();
  return { ...progress, trouble: "" };
}

export const follow = (path) => change((progress) => { progress.path = path; });

export const mark = (key, is, path) => change((progress) => {
  progress.notes.set(key, { is, at: Date.now() });
  progress.path = path;
});

export const star = (key, is, title) => change((progress) => {
  // Who begins to follow is told of what comes from now on.
  if (![...progress.stars.values()].some((one) => one.is === "on")) progress.read = null;
  progress.stars.set(key, { is, at: Date.now(), title });
});

export const readAll = (ids) => change((progress) => { progress.read = { at: Date.now(), ids }; });

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
  tellAll();
  return begin();
}

// Tells when this page or another tab has changed something, or when the page comes back as it was left.
export function watch(tell) {
  listeners.push(tell);
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) tell(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) tell(); });
}
