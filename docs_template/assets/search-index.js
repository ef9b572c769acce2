// Asks Pagefind, and puts what is out of date behind what is current.
import { contentWords, findAnswer, isTitle, loadShares, tellingWords } from "./search-known.js";
import { plan, toQuery } from "./search-plan.js";
import { madeWords, spacedWords } from "./search-words.js";

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
  const answer = findAnswer(typed);
  if (!answer) return { own: [], also: [] };
  const title = toQuery(contentWords(spacedWords(answer.names[0])));
  const alike = (await pagefind.search(title, { filters: { ...filters, kind: answer.kind } })).results.slice(0, LOOKED_AT);
  const looked = await Promise.all(alike.map((result) => result.data()));
  const own = alike.filter((_, place) => looked[place].url.endsWith(`/${answer.uri}`));
  return { own, also: isTitle(answer, typed) ? [] : (await pagefind.search(title, { filters })).results };
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
  const { own, also } = typed && !Object.keys(filters).length ? await named(pagefind, typed, filters) : { own: [], also: [] };
  return { results: eachOnce([...own, ...ranked, ...also]), counts: found.filters, said };
}
