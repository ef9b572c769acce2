// Leaves out of a search what nearly every note says: it tells nothing, and is the heaviest to load.
import { squash, wordsOf } from "./search-words.js";

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
  } catch { /* The search goes on without. */ }
}

// Whether the filters of all notes are so light that they can be loaded at once.
export function isSmall() {
  return known.notes > 0 && known.notes < SMALL;
}

// What can be answered by name.
export function answers() {
  return known.answers;
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
