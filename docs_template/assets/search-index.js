// Asks Pagefind, and puts what is out of date behind what is current.
import { fold, madeWords, toQuery, wordsOf } from "./search-words.js";

const OUTDATED = ["superseded", "retired"];
const OVERDUE = "overdue";
const OVERDUE_WORTH = 0.5;

let starting;

// Pagefind itself. Its worker would be a second copy of it to load; what it spares the page is a tenth of a second.
function start() {
  starting ??= (async () => {
    const pagefind = await import("../../pagefind/pagefind.js");
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

// The ids of all notes with a value of a facet; asked once.
const known = new Map();
export function idsOf(name, value) {
  const key = `${name}\n${value}`;
  if (!known.has(key)) {
    const asked = start()
      .then((pagefind) => pagefind.search(null, { filters: { [name]: value } }))
      .then(({ results }) => new Set(results.map(({ id }) => id)));
    asked.catch(() => known.delete(key));
    known.set(key, asked);
  }
  return known.get(key);
}

// Every facet with its values.
export async function facetValues() {
  const facets = await (await start()).filters();
  return Object.fromEntries(Object.entries(facets).map(([name, counts]) => [name, Object.keys(counts)]));
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

// All notes that have the words, the best first: `{id, data}` each. Without words, all notes, in no order.
export async function find(typed) {
  const pagefind = await start();
  const query = toQuery(typed);
  const { results } = await pagefind.search(query || null);
  if (!query || !results.length) return results;
  // A word that no note has is as good as not typed to Pagefind, which would leave half of what was looked for.
  const each = await Promise.all(madeWords(typed).map((word) => pagefind.search(word)));
  if (each.some((one) => !one.results.length)) return [];
  const [overdue, ...outdated] = await Promise.all([OVERDUE, ...OUTDATED].map((value) => idsOf("standing", value)));
  if (!isMeant(await results[0].data(), typed)) return [];
  const isOutdated = (id) => outdated.some((ids) => ids.has(id));
  return results
    .map((result) => ({
      ...result,
      last: isOutdated(result.id),
      worth: result.score * (overdue.has(result.id) ? OVERDUE_WORTH : 1),
    }))
    .sort((one, other) => one.last - other.last || other.worth - one.worth);
}
