// Asks Pagefind, and puts what is out of date behind what is current.
import { loadShares, tellingWords } from "./search-common.js";
import { fold, madeWords, spacedWords, wordsOf } from "./search-words.js";

const OUTDATED = ["superseded", "retired"];
const OVERDUE = "overdue";
const OVERDUE_WORTH = 0.5;
// A word that every note has, made up by cop_site/engines/search.py. Asked for no word, Pagefind would load all words.
const EVERYTHING = "zqall";

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

// What Pagefind is asked. In quotation marks every word counts, in its place.
function toQuery(typed) {
  if (/^\s*".+"\s*$/.test(typed)) return typed.trim();
  return [...tellingWords(spacedWords(typed)), ...madeWords(typed)].join(" ");
}

// What was typed, or nothing where nearly every note says it.
export async function meant(typed) {
  await start();
  return toQuery(typed) ? typed : "";
}

// Whether a note has anything to do with what was typed. Where no word begins as typed, Pagefind falls back on words
// that the typed one begins with, down to a single letter; such notes would only be puzzled over.
function isMeant({ content, meta, locations }, typed) {
  const words = wordsOf(typed);
  if (!words.length) return true;
  const texts = content.split(/\s+/);
  const matched = [...locations.map((place) => texts[place] ?? ""), ...Object.values(meta)].map(fold);
  return words.some((word) => matched.some((text) => text.includes(word.slice(0, 3))));
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

// The notes that have the words, the best first, `{id, data}` each, and of some facets how many of these notes have each
// of their values. Without words all notes are meant.
export async function find(typed, filters = {}, facets = []) {
  const pagefind = await start();
  const query = toQuery(typed) || EVERYTHING;
  // A word that no note has is as good as not typed to Pagefind, which would leave half of what was looked for.
  for (const word of madeWords(typed)) {
    if (!(await pagefind.search(word)).results.length) return { results: [], counts: {} };
  }
  const counted = Object.fromEntries(facets.map((name) => [name, ""]));
  await pagefind.preload(query, { filters: { ...counted, standing: OVERDUE } });
  const found = await pagefind.search(query, { filters });
  if (!found.results.length) return { results: [], counts: found.filters };
  if (!isMeant(await found.results[0].data(), typed)) return { results: [], counts: {} };
  return { results: await rank(pagefind, query, filters, found), counts: found.filters };
}
