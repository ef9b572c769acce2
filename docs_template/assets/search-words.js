// Turns what was typed into what Pagefind is asked, and tells which words of a text were meant.
import { fold } from "./text.js";

// Text without spaces between its words, as cop_site/engines/unspaced.py has it: the two have to stay alike.
const RUN =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\u{20000}-\u{3ffff}]+/gu;
const LETTERS = "bcdfghjklmnpqrtv";

// Five letters for a character.
function spell(character) {
  const number = character.codePointAt(0);
  return [16, 12, 8, 4, 0].map((shift) => LETTERS[(number >> shift) & 15]).join("");
}

// A word for each pair of characters; of a single one only the beginning of a word.
function pairs(run) {
  const spelt = Array.from(run, spell);
  if (spelt.length === 1) return [`zq${spelt[0]}`];
  return spelt.slice(1).map((second, place) => `zq${spelt[place]}${second}`);
}

// The parts of what was typed that are written without spaces.
export function runsOf(typed) {
  return typed.normalize("NFKC").match(RUN) ?? [];
}

// The made-up words for those parts.
export function madeWords(typed) {
  return runsOf(typed).flatMap(pairs);
}

// What was typed that is written with spaces, as words.
export function spacedWords(typed) {
  return (runsOf(typed).length ? typed.normalize("NFKC").replace(RUN, " ") : typed).trim().split(/\s+/).filter(Boolean);
}

const SIGNS = { "#": "qsharp", "++": "qplus" };

// A word as the index has it: what stands for a letter alone or with a sign, else the word, folded.
export function termOf(word) {
  const [, letters, sign] = word.match(/^\W*([A-Za-z]{1,3})(\+\+|#)\W*$/) ?? [];
  if (sign) return `zqs${letters.toLowerCase()}${SIGNS[sign]}`;
  const [, letter] = word.match(/^[^\w]*([A-Za-z])[^\w]*$/) ?? [];
  return letter ? `zqs${letter.toLowerCase()}qone` : fold(word);
}

// The letters and digits of a text, folded: what is left of "e-mail" and "1,250" when they are typed without signs.
export function squash(text) {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

// The folded words of a text that is written with spaces.
export function wordsOf(text) {
  return fold(text.normalize("NFKC").replace(RUN, " ")).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

// Whether there is enough to search for: one small letter says little in most scripts.
export function isEnough(typed) {
  return runsOf(typed).length > 0 || [...typed.trim()].length > 1 || /^\p{Lu}$/u.test(typed.trim());
}
