import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, parse, unite, write } from "../../docs_template/assets/progress.js";

const NOW = Date.parse("2026-11-25T12:00:00Z");
const at = (day) => `2026-11-${day}T12:00:00.000Z`;
const text = (notes, more = {}) => JSON.stringify({ format: "cop-progress", version: 1, notes, ...more });

test("what is written is read again", () => {
  const progress = begin();
  progress.path = "paths/new-member";
  progress.notes.set("topics/a", { is: "done", at: NOW - 1 });
  progress.notes.set("topics/b", { is: "open", at: NOW });
  progress.stars.set("topics/a/", { is: "on", at: NOW, title: "A" });
  progress.read = { at: NOW - 1, ids: ["meetups/m/"] };
  assert.deepEqual(parse(write(progress), NOW), progress);
});

test("what is no document is refused with a reason", () => {
  for (const bad of ["", "no JSON", "null", "[]", "{}", '{"format": "other", "version": 1}', text({}, { version: 0 })]) {
    assert.equal(parse(bad, NOW).trouble, "unreadable", bad);
  }
  assert.equal(parse(text({}, { version: 3 }), NOW).trouble, "newer");
  assert.equal(parse(text({}), NOW).trouble, "");
});

test("a mark that says nothing is left out, and the document is spoilt", () => {
  const good = { is: "skip", at: at(20) };
  for (const bad of [null, {}, { is: "lost", at: at(20) }, { is: "done" }, { is: "done", at: "some day" }]) {
    const progress = parse(text({ good, bad }), NOW);
    assert.deepEqual([...progress.notes.keys()], ["good"]);
    assert.equal(progress.spoilt, true);
  }
});

test("a mark from the future is from now", () => {
  const progress = parse(text({ a: { is: "done", at: at(30) } }), NOW);
  assert.equal(progress.notes.get("a").at, NOW);
});

test("of two documents, the newer mark of each note counts, and ours where they are of one time", () => {
  const ours = parse(text({ a: { is: "done", at: at(10) }, b: { is: "done", at: at(12) }, c: { is: "done", at: at(10) } }), NOW);
  const theirs = parse(
    text({ a: { is: "open", at: at(11) }, b: { is: "open", at: at(11) }, c: { is: "skip", at: at(10) }, d: { is: "later", at: at("01") } }),
    NOW,
  );
  unite(ours, theirs);
  const states = Object.fromEntries([...ours.notes].map(([key, { is }]) => [key, is]));
  assert.deepEqual(states, { a: "open", b: "done", c: "done", d: "later" });
});

test("the path that is followed is ours, where we follow one", () => {
  const follow = (path) => parse(text({}, { path }), NOW);
  const [ours, nobody] = [follow("paths/a"), follow("")];
  unite(ours, follow("paths/b"));
  unite(nobody, follow("paths/b"));
  assert.deepEqual([ours.path, nobody.path], ["paths/a", "paths/b"]);
});

test("of two documents, the newer star of each page counts, and what was read last", () => {
  const star = (is, day) => ({ is, at: at(day), title: "A" });
  const one = parse(text({}, { version: 2, stars: { "a/": star("on", 10), "b/": star("off", 12) }, read: { at: at(10), ids: ["x"] } }), NOW);
  const other = parse(text({}, { version: 2, stars: { "a/": star("off", 11), "b/": star("on", 11) }, read: { at: at(11), ids: ["y"] } }), NOW);
  const none = parse(text({}), NOW);
  unite(one, other);
  unite(one, none);
  unite(none, one);
  for (const { stars, read } of [one, none]) {
    assert.deepEqual([...stars].map(([key, { is }]) => [key, is]), [["a/", "off"], ["b/", "off"]]);
    assert.deepEqual(read.ids, ["y"]);
  }
});

test("a star or a list of what was read that says nothing is left out, and the document is spoilt", () => {
  for (const more of [{ stars: { "a/": { is: "done", at: at(10) } } }, { read: { at: at(10) } }, { read: { ids: [] } }]) {
    const progress = parse(text({}, more), NOW);
    assert.deepEqual([progress.stars.size, progress.read, progress.spoilt], [0, null, true]);
  }
});
