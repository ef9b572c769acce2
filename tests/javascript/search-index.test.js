import assert from "node:assert/strict";
import { test } from "node:test";
import { isEnough, isUnspaced, squash, termOf, wordsIn, wordsOf } from "../../docs_template/assets/search-index.js";
import { fold } from "../../docs_template/assets/text.js";

test("two neighbouring characters make a word, a single one the beginning of words", () => {
  const [first, second, ...more] = termOf("沈黙の").split(" ");
  assert.deepEqual(more, []);
  assert.match(first, /^zq\d{12}$/);
  assert.equal(first.slice(8), second.slice(2, 8));
  assert.equal(termOf("沈"), first.slice(0, 8));
});

test("words are what stands between spaces, and what text without them is cut into", () => {
  assert.deepEqual(wordsIn("  how to  wait "), ["how", "to", "wait"]);
  assert.deepEqual(wordsIn("wait沈黙more"), ["wait", "沈黙", "more"]);
  assert.deepEqual(wordsIn("会議の記録"), ["会議", "の", "記録"]);
  assert.deepEqual(wordsIn("ｶﾀｶﾅ"), ["カタカナ"]);
  assert.deepEqual(wordsIn("don't; C#"), ["don't;", "C#"]);
  assert.deepEqual(["沈黙", "wait沈黙", "wait"].map(isUnspaced), [true, true, false]);
});

test("accents and capitals do not count", () => {
  assert.equal(fold("Café MÜLLER"), "cafe muller");
  assert.deepEqual(wordsOf("A café, well-kept: ok? 沈黙"), ["a", "cafe", "well", "kept", "ok", "沈黙"]);
});

test("one letter is not enough to search for, one character is", () => {
  assert.equal(isEnough(" a "), false);
  assert.equal(isEnough("ab"), true);
  assert.equal(isEnough("輪"), true);
  assert.equal(isEnough(""), false);
});

test("letters that have no accent to lose are spelt as on other keyboards", () => {
  assert.equal(fold("Łukasz Søren Großmann Ærø"), "lukasz soren grossmann aero");
  assert.equal(squash("O'Brien's e-mail, 1,250"), "obriensemail1250");
});

test("a letter alone, or with a sign, is a word of its own", () => {
  assert.deepEqual(["C#", "(c++)", "R", "r,", "F#"].map(termOf), ["zqscqsharp", "zqscqplus", "zqsrqone", "zqsrqone", "zqsfqsharp"]);
  assert.equal(termOf("Café"), "cafe");
});
