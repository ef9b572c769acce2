// Leaves out of a search what nearly every note says: it tells nothing, and is the heaviest to load.
import { wordsOf } from "./search-words.js";

// Per cent of the notes from which a word tells nothing.
const EVERYWHERE = 70;
// What the words of a search may weigh, in bytes, and what a word weighs: what stands beside it in the index, and more
// the more notes have it.
const BUDGET = 55_000;
const BESIDE = 3.6;
const PER_NOTE = 14;

let known = { notes: 0, shares: {} };

// Learn how common words are, which the build has counted. Without that, all words are searched for.
export async function loadShares() {
  try {
    known = await (await fetch(new URL("common-words.json", import.meta.url))).json();
  } catch { /* The search goes on without. */ }
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
