// Decides what is searched for: what was typed, spelt as the notes spell it, and less of it where all of it finds little.
import { contentWords, correct, tellingWords } from "./search-known.js";
import { madeWords, spacedWords, squash, termOf, wordsOf } from "./search-words.js";

// Fewer notes than this are little.
const ENOUGH = 3;
// How many results are looked at to see whether a word is meant in them.
const LOOKED_AT = 3;

// What Pagefind is asked for words.
export function toQuery(words, made = []) {
  return [...words.map(termOf), ...made].join(" ");
}

// How many letters two words have in common at their beginning.
function shared(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

// How much of a word a note has: all of it, a part of it that may be meant, with another ending or a slip, or nothing. Where
// no word begins as typed, Pagefind falls back on words that the typed one begins with, down to a single letter.
async function shareIn(result, word) {
  const { content, meta } = await result.data();
  const texts = content.split(/\s+/);
  const matched = [...result.words.map((place) => texts[place] ?? ""), ...Object.values(meta).flatMap((value) => value.split(/\s+/))];
  const parts = matched.flatMap((text) => [squash(text), ...wordsOf(text)]);
  const most = Math.max(0, ...parts.map((part) => shared(word, part)));
  return most >= Math.min(word.length, Math.max(3, word.length / 2)) ? most / word.length : 0;
}

// How many notes have a word, and whether they have all of it.
async function look(pagefind, word) {
  const { results } = await pagefind.search(termOf(word));
  const shares = await Promise.all(results.slice(0, LOOKED_AT).map((result) => shareIn(result, squash(termOf(word)))));
  return { word, hits: shares.some(Boolean) ? results.length : 0, whole: shares.includes(1) };
}

// The words, with the parts of those that are joined by hyphens where no note has them joined.
async function part(pagefind, words) {
  const parts = await Promise.all(words.map(async (word) => (word.includes("-") && !(await look(pagefind, word)).hits ? word.split("-") : [word])));
  return parts.flat().filter(Boolean);
}

// The words that notes have, `{word, hits}` each, with other spellings for those that fewer have.
async function known(pagefind, words, said) {
  const found = await Promise.all(words.map(async (word) => {
    const typed = await look(pagefind, word);
    const spelt = typed.whole ? "" : correct(word);
    const other = spelt ? await look(pagefind, spelt) : typed;
    const isBetter = spelt && other.hits && other.hits >= typed.hits;
    if (isBetter && other.word !== word) said.corrected.push([word, spelt]);
    else if (!typed.hits) said.dropped.push(word);
    return isBetter ? other : typed;
  }));
  return found.filter(({ hits }) => hits);
}

// As many of the words as find something, or enough, without the commonest.
async function relax(pagefind, words, made, said) {
  const count = async (some) => (await pagefind.search(toQuery(some, made))).results.length;
  let kept = words;
  let number = kept.length > 1 ? await count(kept) : ENOUGH;
  while (kept.length > 1 && number < ENOUGH) {
    const fewer = kept.slice(0, -1);
    const more = await count(fewer);
    if (number && more <= number) break;
    said.dropped.push(kept.at(-1));
    [kept, number] = [fewer, more];
  }
  return kept;
}

// The plan of a search: `query` for Pagefind, `first` for what comes first in it, and what is to be `said` of both.
export async function plan(pagefind, typed) {
  const said = { corrected: [], dropped: [] };
  if (/^\s*".+"\s*$/.test(typed)) {
    const { results } = await pagefind.search(typed.trim());
    if (results.length) return { query: typed.trim(), said };
  }
  const made = madeWords(typed);
  // A word that no note has is as good as not typed to Pagefind, which would leave half of what was looked for.
  for (const word of made) if (!(await pagefind.search(word)).results.length) return { query: "", said };
  const words = await part(pagefind, spacedWords(typed));
  const found = await known(pagefind, tellingWords(contentWords(words)), said);
  const all = toQuery(found.map(({ word }) => word), made);
  const rarestFirst = [...found].sort((one, other) => one.hits - other.hits).map(({ word }) => word);
  const query = toQuery(await relax(pagefind, rarestFirst, made, said), made);
  return { query, first: rarestFirst.length && said.dropped.length ? all : "", said };
}
