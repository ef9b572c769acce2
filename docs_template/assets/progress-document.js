// The document that holds what a reader has marked as done, for later or skipped, as text and as a value:
//   {"format": "cop-progress", "version": 1, "path": "paths/new-member",
//    "notes": {"topics/handling-silence": {"is": "done", "at": "2026-11-25T18:00:00.000Z"}}}
// What was marked and then taken back is "open", so that the newer word counts when two documents are merged.
export const FORMAT = "cop-progress";
const VERSION = 1;
const STATES = new Set(["done", "later", "skip", "open"]);
// By version, what makes a document of the next version from one of it.
const MIGRATIONS = {};

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
  while (kept.version < VERSION) kept = MIGRATIONS[kept.version](kept);
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
