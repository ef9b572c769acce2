import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, markedTitle } from "../../docs_template/assets/search-results.js";

const shown = (parts) => parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const filler = (count) => Array.from({ length: count }, (_, number) => `word${number}`).join(" ");

test("the words at the given places are marked, without the punctuation around them", () => {
  const content = "We waited, then (slowly) spoke.";
  assert.equal(shown(excerpt({ content, locations: [1, 3] }, "waited slowly")), "We [waited], then ([slowly]) spoke.");
});

test("a short text is shown whole, also where nothing is marked in it", () => {
  assert.equal(shown(excerpt({ content: "Nothing here.", locations: [] }, "x")), "Nothing here.");
  assert.equal(shown(excerpt({ content: "", locations: [3] }, "x")), "");
});

test("a long text is cut around what was found, and says so", () => {
  const content = `${filler(100)}. Then silence came. ${filler(100)}`;
  const parts = excerpt({ content, locations: [101] }, "silence");
  assert.equal(parts[0].text, "… ");
  assert.equal(parts.at(-1).text, " …");
  assert.match(shown(parts), /^… Then \[silence\] came\./);
  assert.ok(shown(parts).length < 200);
  assert.equal(parts.slice(1, -1).every(({ text }) => content.includes(text)), true);
});

test("text without spaces is marked wherever it stands", () => {
  assert.equal(shown(excerpt({ content: "沈黙の会と沈黙", locations: [] }, "沈黙")), "[沈黙]の会と[沈黙]");
});

test("a title is marked where its words begin as typed", () => {
  assert.equal(shown(markedTitle("Handling Silences: a café", "silence CAFE")), "Handling [Silences]: a [café]");
  assert.equal(shown(markedTitle("Unsilenced", "silence")), "Unsilenced");
  assert.equal(shown(markedTitle("<b>bold</b>", "bold")), "<b>bold</b>");
});

test("no letter is cut, neither a pair of characters nor its marks", () => {
  const around = "𠮷が\u3099".repeat(80);
  for (const shift of ["", "あ", "あい", "あいう"]) {
    const parts = excerpt({ content: `${around}${shift}沈黙${shift}${around}`, locations: [] }, "沈黙");
    const text = parts.map((part) => part.text).join("");
    assert.ok(text.isWellFormed(), text);
    assert.doesNotMatch(text, /^… \p{M}|[^が]\u3099/u);
    assert.doesNotMatch(text, /が …$/);
  }
});
