// What notes can be filtered by. One value of a group is enough; each group has to be met.
import { facetValues, idsOf } from "./search-index.js";

const OWN = document.documentElement.lang.toLowerCase();

let asked;

// For every value of every group the ids of its notes; loaded once.
export function loadFacets() {
  asked ??= read();
  asked.catch(() => { asked = undefined; });
  return asked;
}

async function read() {
  const facets = { language: new Map() };
  for (const [name, values] of Object.entries(await facetValues())) {
    const sets = await Promise.all(values.map((value) => idsOf(name, value)));
    facets[name] = new Map(values.map((value, place) => [value, sets[place]]));
  }
  facets.year = new Map();
  for (const [month, ids] of facets.month ?? []) {
    const year = month.slice(0, 4);
    facets.year.set(year, new Set([...(facets.year.get(year) ?? []), ...ids]));
  }
  return facets;
}

// Whether a note has a value. Notes in the site's own language are not told of one by one.
function has(facets, name, value, id) {
  const values = facets[name];
  if (name === "language" && value.toLowerCase() === OWN) return ![...values.values()].some((ids) => ids.has(id));
  return Boolean(values?.get(value)?.has(id));
}

function meets(facets, chosen, id, except) {
  return Object.entries(chosen).every(
    ([name, values]) => name === except || values.some((value) => has(facets, name, value, id)),
  );
}

// What is left of some results when values have been chosen: `{kind: ["meetup"]}`.
export function narrow(facets, chosen, results) {
  return results.filter(({ id }) => meets(facets, chosen, id));
}

// How many of some results have a value, whatever else of its own group is chosen.
export function counter(facets, chosen, results) {
  const within = {};
  return (name, value) => {
    within[name] ??= results.filter(({ id }) => meets(facets, chosen, id, name));
    return within[name].filter(({ id }) => has(facets, name, value, id)).length;
  };
}

// Results by their month, the newest first; those of no day come last.
export function newestFirst(facets, results) {
  const months = new Map();
  for (const [month, ids] of facets.month ?? []) for (const id of ids) months.set(id, month);
  return [...results].sort((one, other) => (months.get(other.id) ?? "").localeCompare(months.get(one.id) ?? ""));
}
