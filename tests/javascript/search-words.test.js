import assert from "node:assert/strict";
import { test } from "node:test";
import { isEnough, madeWords, runsOf, spacedWords, squash, termOf, wordsOf } from "../../docs_template/assets/search-words.js";
import { fold } from "../../docs_template/assets/text.js";

test("text without spaces is found in what was typed", () => {
  assert.deepEqual(runsOf("read 沈黙の会 and 輪"), ["沈黙の会", "輪"]);
  assert.deepEqual(runsOf("only words"), []);
  assert.deepEqual(runsOf("ｶﾀｶﾅ"), ["カタカナ"]);
});

test("two neighbouring characters make a word, a single one the beginning of words", () => {
  const [first, second, ...more] = madeWords("沈黙の");
  assert.deepEqual(more, []);
  assert.match(first, /^zq[b-v]{10}$/);
  assert.equal(first.slice(7), second.slice(2, 7));
  assert.deepEqual(madeWords("沈"), [first.slice(0, 7)]);
  assert.deepEqual(madeWords("silence"), []);
});

test("words are what stands between spaces and beside text without them", () => {
  assert.deepEqual(spacedWords("  how to  wait "), ["how", "to", "wait"]);
  assert.deepEqual(spacedWords("wait 沈黙 more"), ["wait", "more"]);
  assert.deepEqual(spacedWords("don't; C#"), ["don't;", "C#"]);
});

test("accents and capitals do not count", () => {
  assert.equal(fold("Café MÜLLER"), "cafe muller");
  assert.deepEqual(wordsOf("A café, well-kept: ok? 沈黙"), ["a", "cafe", "well", "kept", "ok"]);
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
