import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gettext, language, ngettext, pgettext } from "../../docs_template/assets/text.js";

// The script as the build writes it for another language.
async function worded(code) {
  const source = readFileSync(new URL("../../docs_template/assets/text.js", import.meta.url), "utf8");
  const file = join(mkdtempSync(join(tmpdir(), "cop-")), "text.mjs");
  writeFileSync(file, source.replace("en-u-hc-h23", `${code}-u-nu-latn`));
  return import(file);
}

test("without a catalogue, messages are in English", () => {
  assert.equal(language, "en");
  assert.equal(gettext("Everything is forgotten."), "Everything is forgotten.");
  assert.equal(pgettext("status", "overdue"), "overdue");
  const count = (number) => ngettext("%(num)s note", "%(num)s notes", number);
  assert.deepEqual([0, 1, 2].map(count), ["0 notes", "1 note", "2 notes"]);
});

test("values are filled in as they are", () => {
  assert.equal(gettext("%(path)s: %(words)s", { path: "%(words)s $& <b>", words: "1 done" }), "%(words)s $& <b>: 1 done");
});

test("a translation has a form for each kind of number of its language", async () => {
  const polish = await worded("pl");
  const forms = { one: "%(num)s notatka", few: "%(num)s notatki", many: "%(num)s notatek" };
  assert.deepEqual([1, 2, 5, 22].map((number) => polish.ngettext(0, forms, number)), ["1 notatka", "2 notatki", "5 notatek", "22 notatki"]);
  const japanese = await worded("ja");
  assert.equal(japanese.ngettext(0, { other: "ノート%(num)s件" }, 1), "ノート1件");
});
