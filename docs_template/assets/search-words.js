// Words: of what was typed, as Pagefind is asked for them; of texts, which of them were meant; and what the build knows of
// them: which words tell notes from each other, and what has which name.
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

// Per cent of the notes from which a word tells nothing.
const EVERYWHERE = 70;
// What the words of a search may weigh, in bytes, and what a word weighs: what stands beside it in the index, and more
// the more notes have it.
const BUDGET = 55_000;
const BESIDE = 3.6;
const PER_NOTE = 14;
// With fewer notes, all filters together are lighter than a picture.
const SMALL = 1_000;

let known = { notes: 0, shares: {}, function: [], answers: [] };

// Learn what the build knows of words: how common they are, and what is called by them. Without that, all words are
// searched for.
export async function loadShares() {
  try {
    known = { ...known, ...await (await fetch(new URL("search-words.json", import.meta.url))).json() };
    known.answers = known.answers.flatMap(({ kind, below, names }) =>
      Object.entries(names).map(([end, own]) => ({ kind, uri: `${below}${end}/`, names: own })));
  } catch { /* The search goes on without. */ }
}

// Whether the filters of all notes are so light that they can be loaded at once.
export function isSmall() {
  return known.notes > 0 && known.notes < SMALL;
}

// The words without those that only hold a sentence together, unless there are no others.
export function contentWords(words) {
  const content = words.filter((word) => !known.function.includes(squash(word)));
  return content.length ? content : words;
}

// Per cent of the notes that have a word; of what a sign holds together, of its rarest part.
function share(written) {
  const shares = wordsOf(written).map((word) => (Object.hasOwn(known.shares, word) ? known.shares[word] : 0));
  return shares.length ? Math.min(...shares) : 0;
}

function weigh(word) {
  return known.notes * Math.max(BESIDE, (PER_NOTE * share(word)) / 100);
}

// The words that tell notes from each other, in their order: as many as the budget allows, the rarest before others.
export function tellingWords(words) {
  const kept = new Set();
  let weight = 0;
  for (const word of words.filter((one) => share(one) < EVERYWHERE).sort((one, other) => share(one) - share(other))) {
    weight += weigh(word);
    if (kept.size && weight > BUDGET) break;
    kept.add(word);
  }
  return words.filter((word) => kept.has(word));
}

// The words of a name that count, folded, in alphabetical order.
function keyOf(text) {
  return contentWords(wordsOf(text)).sort().join(" ");
}

// What has exactly the name that was typed, in any order of words.
export function findAnswer(typed) {
  const key = keyOf(typed);
  const named = known.answers.filter(({ kind, names }) => kind && names.some((name) => keyOf(name) === key));
  return key ? named.find(({ names: [title] }) => keyOf(title) === key) ?? named[0] : undefined;
}

// The pages of the site with exactly the name that was typed.
export function findPages(typed) {
  return known.answers.filter(({ kind, names: [name] }) => !kind && keyOf(name) === keyOf(typed));
}

// Whether an answer was asked for by its title, not by another name.
export function isTitle({ names: [title] }, typed) {
  return keyOf(title) === keyOf(typed);
}

// How many letters have to be changed, left out, added or swapped to make one word of another.
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let place = 1; place <= other.length; place += 1) {
      const same = one[row - 1] === other[place - 1] ? 0 : 1;
      line[place] = Math.min(last[place] + 1, line[place - 1] + 1, last[place - 1] + same);
      if (one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1]) line[place] = Math.min(line[place], before[place - 2] + 1);
    }
    [before, last] = [last, line];
  }
  return last[other.length];
}

// The word of a name that is most like a word, if one is like it.
export function correct(word) {
  const typed = fold(word);
  const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  let best = "";
  let least = most + 1;
  for (const name of new Set(known.answers.flatMap(({ names }) => names.flatMap(wordsOf)))) {
    if (Math.abs(name.length - typed.length) >= least) continue;
    const changes = distance(typed, name);
    if (changes < least) [best, least] = [name, changes];
  }
  return best;
}
