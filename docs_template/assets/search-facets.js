// What notes can be filtered by. One value of a group is enough; each group has to be met.
import { find } from "./search-index.js";

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
