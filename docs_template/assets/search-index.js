// What was typed: its words, as Pagefind is asked for them; which of them tell notes from each other, and what is called by
// them, which the build knows; and the notes that Pagefind finds for them, also for less of it where all of it finds little,
// with filters, and what is out of date behind what is current.
import { fold, language } from "./text.js";

// Text without spaces between its words, as cop_site/pages/folding.py has it: the two have to stay alike.
const RUN = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u9fff\u{20000}-\u{3ffff}]+/gu;

// A word for each pair of characters; of a single one only the beginning of a word.
function pairs(run) {
  const spelt = Array.from(run, (character) => `${character.codePointAt()}`.padStart(6, 0));
  if (spelt.length === 1) return [`zq${spelt[0]}`];
  return spelt.slice(1).map((second, place) => `zq${spelt[place]}${second}`);
}

// Whether a word is, or has, text without spaces.
export function isUnspaced(word) {
  return word.search(RUN) >= 0;
}

const cutter = Intl.Segmenter && new Intl.Segmenter(language, { granularity: "word" });

// Text without spaces, cut into words where the browser can. The index has each pair of neighbours, so that any cut will do:
// what only holds a sentence together is left out, and characters that stand alone side by side are a word.
function cut(run) {
  const parts = cutter ? [...cutter.segment(run)].map(({ segment }) => segment) : [run];
  const spaced = parts.map((part) => (isFunction(part) ? " " : part[1] ? ` ${part} ` : part)).join("");
  return ` ${spaced.trim() || run} `;
}

// What was typed, as words.
export function wordsIn(typed) {
  return typed.normalize("NFKC").replace(RUN, cut).trim().split(/\s+/).filter(Boolean);
}

const SIGNS = { undefined: "qone", "#": "qsharp", "++": "qplus" };

// A word as the index has it: made-up words for text without spaces, what stands for a letter alone or with a sign, else
// the word, folded.
export function termOf(word) {
  if (isUnspaced(word)) return pairs(fold(word)).join(" ");
  const [, letters, sign] = word.match(/^\W*([A-Za-z]{1,3})(\+\+|#)?\W*$/) ?? [];
  return sign || letters?.length === 1 ? `zqs${letters.toLowerCase()}${SIGNS[sign]}` : fold(word);
}

// The folded words of a text.
export function wordsOf(text) {
  return fold(text).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
}

// The same as one word: what is left of "e-mail" and "1,250" when they are typed without signs.
export function squash(text) {
  return wordsOf(text).join("");
}

// Whether there is enough to search for: one small letter says little in most scripts.
export function isEnough(typed) {
  return isUnspaced(typed) || /..|\p{Lu}/u.test(typed.trim());
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

function isFunction(word) {
  const letters = squash(word);
  return !letters || known.function.includes(letters);
}

// The words without those that only hold a sentence together, unless there are no others.
function contentWords(words) {
  const content = words.filter((word) => !isFunction(word));
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
  for (const word of contentWords(words).filter((one) => share(one) < EVERYWHERE).sort((one, other) => share(one) - share(other))) {
    weight += weigh(word);
    if (kept.size && weight > BUDGET) break;
    kept.add(word);
  }
  return words.filter((word) => kept.has(word));
}

// The words of a name that count, folded, in alphabetical order.
function keyOf(text) {
  return contentWords(wordsOf(text)).sort().join("");
}

// Whether one of the names was typed, with its words in any order.
function isNamed(names, typed) {
  const key = keyOf(typed);
  return names.some((name) => keyOf(name) === key);
}

// What has exactly the name that was typed.
export function findAnswer(typed) {
  const named = known.answers.filter(({ kind, names }) => kind && isNamed(names, typed));
  return named.find(({ names: [title] }) => isNamed([title], typed)) ?? named[0];
}

// The pages of the site with exactly a name that was typed.
export function findPages(typed) {
  return known.answers.filter(({ kind, names }) => !kind && isNamed(names, typed));
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

// The word of a name that is most like a word, if one is like it, and how like it is: 1 for the word itself.
function correct(word) {
  const typed = fold(word);
  let best = "";
  let least = 1 + Math.min(2, typed.length >> 2); // no change below four letters, one below eight, else two
  for (const name of new Set(known.answers.flatMap(({ names }) => names.flatMap(wordsOf)))) {
    if (Math.abs(name.length - typed.length) >= least) continue;
    const changes = distance(typed, name);
    if (changes < least) [best, least] = [name, changes];
  }
  return [best, 1 - least / typed.length];
}

// Fewer notes than this are little.
const ENOUGH = 3;
// How many results are looked at to see whether a word is meant in them.
const SAMPLE = 3;

// What Pagefind is asked for words.
function toQuery(words) {
  return words.map(({ word }) => termOf(word)).join(" ");
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

// The notes that have a word, `{word, results, share}`, and how much of it they have. Made-up words are had or not.
async function look(pagefind, word) {
  const term = termOf(word);
  const { results } = await pagefind.search(term);
  const terms = term.split(" ").map(squash);
  const shareOf = async (result) => Math.min(...await Promise.all(terms.map((one) => shareIn(result, one))));
  const most = Math.max(0, ...await Promise.all(results.slice(0, SAMPLE).map(shareOf)));
  const share = isUnspaced(word) ? most >> 0 : most;
  return { word, results: share ? results : [], share };
}

// The words, with the parts of those that are joined by hyphens where no note has them joined.
async function part(pagefind, words) {
  const parts = await Promise.all(words.map(async (word) => (word.includes("-") && !(await look(pagefind, word)).share ? word.split("-") : word)));
  return parts.flat();
}

// The words that notes have, as `look` tells, with other spellings for those that are more like them, or that more have.
async function match(pagefind, words, said) {
  const found = await Promise.all(words.map(async (word) => {
    const typed = await look(pagefind, word);
    const [spelt, likeness] = typed.share < 1 ? correct(word) : [];
    const other = spelt ? await look(pagefind, spelt) : typed;
    const more = other.results.length - typed.results.length;
    const isBetter = other.share && (likeness > typed.share || more > 0);
    if (isBetter) said.corrected.push([word, spelt]);
    else if (!typed.share) said.dropped.push(word);
    return isBetter ? other : typed;
  }));
  return found.filter(({ share }) => share);
}

// As many of several words as find something, or enough, without the commonest, `kept`; and the `few` notes with all of them.
async function relax(pagefind, found) {
  const search = async (some) => (await pagefind.search(toQuery(some))).results;
  let kept = [...found].sort((one, other) => one.results.length - other.results.length);
  const few = await search(kept);
  let number = few.length;
  while (kept.length > 1 && number < ENOUGH) {
    const fewer = kept.slice(0, -1);
    const more = (await search(fewer)).length;
    if (number && more <= number) break;
    [kept, number] = [fewer, more];
  }
  return { kept, few };
}

// The notes that say at least some of the words, by how many and by their worth for each, as far as they are current.
async function mostOf(found, least) {
  const scores = {};
  const all = found.flatMap(({ results }) => results);
  for (const { id, score } of all) scores[id] = [...(scores[id] ?? []), score];
  const worth = ({ id }) => scores[id].length * scores[id].reduce((sum, score) => sum + score);
  const best = eachOnce(all)
    .filter(({ id }) => scores[id][least - 1])
    .sort((one, other) => worth(other) - worth(one))
    .slice(0, ENOUGH);
  const looked = await Promise.all(best.map((result) => result.data()));
  return best.filter((_, place) => !OUTDATED.includes(looked[place].meta.standing));
}

// Whether it is searched for word by word, as it stands in quotation marks.
const isQuoted = (typed) => /^\s*".+"\s*$/.test(typed);

// The plan of a search: `query` for Pagefind, the `first` of what it finds, `some` notes that come then, and what is to be
// `said` of them.
async function plan(pagefind, typed) {
  const said = { corrected: [], dropped: [] };
  if (isQuoted(typed)) {
    const { results } = await pagefind.search(typed.trim());
    if (results.length) return { query: typed.trim(), said };
  }
  const words = await part(pagefind, wordsIn(typed));
  const found = await match(pagefind, tellingWords(words), said);
  const { kept, few } = await relax(pagefind, found);
  const query = toQuery(kept);
  if (found.length < 2 || few.length >= ENOUGH) return { query, said };
  const some = await mostOf(found, Math.min(kept.length, found.length - 1));
  const isLacking = ({ results }) => some.some(({ id }) => results.every((result) => result.id !== id));
  said.dropped.push(...found.filter((one) => !kept.includes(one) || isLacking(one)).map(({ word }) => word));
  return { query, first: few, some, said };
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
    await pagefind.options({ noWorker: true, ranking: { metaWeights: { named: 5 } } });
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
  return isQuoted(typed) || tellingWords(wordsIn(typed)).length ? typed : "";
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

// What is called as it was typed, and other notes that say its title, where it was typed by another name.
async function named(pagefind, typed, filters) {
  const answer = !Object.keys(filters).length && findAnswer(typed); // a filter asks for less than a name
  if (!answer) return { own: [], also: [] };
  const [title] = answer.names;
  const query = contentWords(wordsIn(title)).map(termOf).join(" ");
  const alike = (await pagefind.search(query, { filters: { kind: answer.kind } })).results.slice(0, LOOKED_AT);
  const looked = await Promise.all(alike.map((result) => result.data()));
  const own = alike.filter((_, place) => looked[place].url.endsWith(`/${answer.uri}`));
  return { own, also: isNamed([title], typed) ? [] : (await pagefind.search(query)).results };
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
  const { query, first = [], some = [], said } = typed ? await planFor(pagefind, typed) : { query: EVERYTHING };
  if (!query) return { results: [], counts: {}, said };
  const counted = Object.fromEntries(facets.map((name) => [name, ""]));
  await pagefind.preload(query, { filters: { ...counted, standing: OVERDUE } });
  const found = await pagefind.search(query, { filters });
  const ranked = await rank(pagefind, query, filters, found);
  const { own, also } = await named(pagefind, typed, filters);
  const best = ranked.filter(({ id }) => first.some((one) => one.id === id));
  const others = Object.keys(filters).length ? [] : some;
  return { results: eachOnce([...own, ...best, ...others, ...ranked, ...also]), counts: found.filters, said };
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
