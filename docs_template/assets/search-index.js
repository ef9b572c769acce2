// Asks Pagefind: for what was typed, spelt as the notes spell it, and for less of it where all of it finds little; with
// filters; and puts what is out of date behind what is current.
import { contentWords, correct, findAnswer, isTitle, loadShares, madeWords, spacedWords, squash, tellingWords, termOf, wordsOf } from "./search-words.js";

// Fewer notes than this are little.
const ENOUGH = 3;
// How many results are looked at to see whether a word is meant in them.
const SAMPLE = 3;

// What Pagefind is asked for words.
function toQuery(words, made = []) {
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
  const shares = await Promise.all(results.slice(0, SAMPLE).map((result) => shareIn(result, squash(termOf(word)))));
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
async function plan(pagefind, typed) {
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

const OUTDATED = ["superseded", "retired"];
const OVERDUE = "overdue";
const OVERDUE_WORTH = 0.5;
// A word that every note has, made up by cop_site/search/index.py. Asked for no word, Pagefind would load all words.
const EVERYTHING = "zqall";
// Among how many notes that say a title the one with this title is looked for.
const LOOKED_AT = 5;

let starting;

// Pagefind itself. Its worker would be a second copy of it to load; what it spares the page is a tenth of a second.
function start() {
  starting ??= (async () => {
    const [pagefind] = await Promise.all([import("../../pagefind/pagefind.js"), loadShares()]);
    await pagefind.options({ noWorker: true });
    return pagefind;
  })();
  starting.catch(() => { starting = undefined; });
  return starting;
}

// Load what every search needs, before there is something to search for.
export async function prepare() {
  await (await start()).init();
}

// What was typed, or nothing where nearly every note says it.
export async function meant(typed) {
  await start();
  return /^\s*".+"\s*$/.test(typed) || tellingWords(contentWords(spacedWords(typed))).length || madeWords(typed).length ? typed : "";
}

let planned = { typed: "" };

// The plan of the search, made once for what is typed, whatever is filtered.
function planFor(pagefind, typed) {
  if (planned.typed !== typed) planned = { typed, made: plan(pagefind, typed) };
  return planned.made;
}

// The results that are current come first; of two that are alike, the one that was looked at in time.
async function rank(pagefind, query, filters, { results, filters: counts }) {
  const standings = Object.keys(counts.standing ?? {}).filter((value) => counts.standing[value]);
  const standing = new Map();
  for (const value of standings) {
    const some = await pagefind.search(query, { filters: { ...filters, standing: value } });
    for (const { id } of some.results) standing.set(id, value);
  }
  const last = ({ id }) => OUTDATED.includes(standing.get(id));
  const worth = ({ id, score }) => score * (standing.get(id) === OVERDUE ? OVERDUE_WORTH : 1);
  return [...results].sort((one, other) => last(one) - last(other) || worth(other) - worth(one));
}

// The numbers of the notes that a query finds; of none, where there is no query.
async function ids(pagefind, query) {
  return new Set(query ? (await pagefind.search(query)).results.map(({ id }) => id) : []);
}

// What is called as it was typed, and other notes that say its title, where it was typed by another name.
async function named(pagefind, typed, filters) {
  const answer = Object.keys(filters).length ? undefined : findAnswer(typed); // a filter asks for less than a name
  if (!answer) return { own: [], also: [] };
  const title = toQuery(contentWords(spacedWords(answer.names[0])));
  const alike = (await pagefind.search(title, { filters: { kind: answer.kind } })).results.slice(0, LOOKED_AT);
  const looked = await Promise.all(alike.map((result) => result.data()));
  const own = alike.filter((_, place) => looked[place].url.endsWith(`/${answer.uri}`));
  return { own, also: isTitle(answer, typed) ? [] : (await pagefind.search(title)).results };
}

// Each result where it comes first.
function eachOnce(results) {
  const listed = new Map();
  for (const result of results) if (!listed.has(result.id)) listed.set(result.id, result);
  return [...listed.values()];
}

// The notes that have the words, the best first, `{id, data}` each; of some facets, how many of these notes have each of
// their values; and what is to be said of words that did not count. Without words all notes are meant.
export async function find(typed, filters = {}, facets = []) {
  const pagefind = await start();
  const { query, first, said } = typed ? await planFor(pagefind, typed) : { query: EVERYTHING };
  if (!query) return { results: [], counts: {}, said };
  const counted = Object.fromEntries(facets.map((name) => [name, ""]));
  await pagefind.preload(query, { filters: { ...counted, standing: OVERDUE } });
  const found = await pagefind.search(query, { filters });
  const whole = await ids(pagefind, first);
  const ranked = await rank(pagefind, query, filters, found);
  ranked.sort((one, other) => whole.has(other.id) - whole.has(one.id));
  const { own, also } = await named(pagefind, typed, filters);
  return { results: eachOnce([...own, ...ranked, ...also]), counts: found.filters, said };
}

// What was ticked, `{kind: ["meetup"], year: ["2026"]}`, as Pagefind takes it.
function toFilters(chosen) {
  return Object.fromEntries(Object.entries(chosen).map(([name, values]) => [name, { any: values }]));
}

// The notes that have the words and meet what was ticked, with counts for some groups. Months are needed to put notes
// in order that no words do.
export function findWith(typed, chosen, groups) {
  return find(typed, toFilters(chosen), typed ? groups : [...groups, "month"]);
}

// How many notes each value of some groups would leave, whatever else of its own group is ticked: a function of both.
export async function counter(typed, chosen, groups, counts) {
  const byGroup = {};
  for (const name of groups.filter((group) => chosen[group])) {
    const { [name]: _, ...others } = chosen;
    byGroup[name] = (await findWith(typed, others, [name])).counts;
  }
  return (name, value) => (byGroup[name] ?? counts)[name]?.[value] ?? 0;
}

// The notes that meet what was ticked, the newest first and those of no day last, `size` or a few more at a time.
export async function* newestFirst(chosen, results, counts, size) {
  const seen = new Set();
  const filters = toFilters(chosen);
  let batch = [];
  const months = Object.keys(counts.month ?? {}).filter((month) => counts.month[month]).sort().reverse();
  for (const month of months) {
    const found = await find("", { ...filters, month });
    for (const { id } of found.results) seen.add(id);
    batch.push(...found.results);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  yield [...batch, ...results.filter(({ id }) => !seen.has(id))];
}
