// Shows what was found: a list of links, a part of each note with what was searched for marked in it, and whether it is
// still current; and what has the name that was typed. Everything stays text.
import { findAnswer, findPages, isUnspaced, wordsIn, wordsOf } from "./search-index.js";
import { around, fold, GAP, gettext, language, linkTo, make, ngettext, partsOf, pgettext, speak } from "./text.js";

const ROOT = new URL("../../", import.meta.url).href;
const LENGTH = 190;
const BEFORE = 50;

// Cut a text at ranges: `{text, marked}` each.
function cut(text, ranges) {
  const parts = [];
  let place = 0;
  for (const [from, to] of ranges) {
    if (from < place) continue;
    if (from > place) parts.push({ text: text.slice(place, from), marked: false });
    parts.push({ text: text.slice(from, to), marked: true });
    place = to;
  }
  if (place < text.length) parts.push({ text: text.slice(place), marked: false });
  return parts;
}

// A text with each character folded that stays as long.
function foldInPlace(text) {
  return text.replace(/./gu, (one) => (fold(one).length === one.length ? fold(one) : one));
}

// Where the words written without spaces stand in a text.
function rangesOfRuns(text, typed) {
  const words = wordsIn(typed).filter(isUnspaced);
  return words.flatMap((word) => Array.from(foldInPlace(text).matchAll(foldInPlace(word)), ({ 0: found, index }) => [index, index + found.length]));
}

// Where the words of a text stand, without the punctuation around them.
function rangesOfWords(text) {
  return Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => {
    const lead = word.match(/^[^\p{L}\p{N}]*/u)[0].length;
    const tail = word.slice(lead).match(/[^\p{L}\p{N}]*$/u)[0].length;
    return [index + lead, index + word.length - tail];
  });
}

// Where to begin, so that as many marks as possible are shown: at a sentence, if one begins close by, else at a word.
function findStart(text, ranges) {
  let best = 0;
  let most = 0;
  for (const [from] of ranges) {
    const start = Math.max(0, from - BEFORE);
    const shown = ranges.filter(([one, other]) => one >= start && other <= start + LENGTH).length;
    if (shown > most) [best, most] = [start, shown];
  }
  if (!best) return 0;
  const first = ranges.find(([from]) => from >= best)[0];
  const lead = text.slice(best, first);
  const skip = lead.match(/[.!?…]\s+(?=\S)|[。！？]/) ?? lead.match(/\s+|$/);
  return best + skip.index + skip[0].length;
}

// The end of what is shown: at a space, where there is one close by.
function findEnd(text, start) {
  if (text.length <= start + LENGTH) return text.length;
  const space = text.lastIndexOf(" ", start + LENGTH);
  return space > start + LENGTH / 2 ? space : start + LENGTH + text.slice(start + LENGTH).search(/[^\p{M}\p{Cs}]/u);
}

// A part of the note's text.
export function excerpt({ content, locations }, typed) {
  const words = rangesOfWords(content);
  const ranges = [...locations.map((place) => words[place]), ...rangesOfRuns(content, typed)]
    .filter((range) => range && range[1] > range[0] && range[1] - range[0] < LENGTH)
    .sort((one, other) => one[0] - other[0]);
  const start = findStart(content, ranges);
  const end = findEnd(content, start);
  const inside = ranges.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start, to - start]);
  const parts = cut(content.slice(start, end), inside);
  if (start) parts.unshift({ text: "… ", marked: false });
  if (end < content.length) parts.push({ text: " …", marked: false });
  return parts;
}

// The title, with the words marked that begin as typed.
export function markedTitle(title, typed) {
  const words = wordsOf(typed).filter((word) => !isUnspaced(word));
  const ranges = rangesOfWords(title).filter(([from, to]) => {
    const text = fold(title.slice(from, to));
    return words.some((word) => text.startsWith(word));
  });
  return cut(title, [...ranges, ...rangesOfRuns(title, typed)].sort((one, other) => one[0] - other[0]));
}

function marked(parts) {
  return parts.map(({ text, marked: isMarked }) => (isMarked ? make("mark", "", text) : text));
}

function day(iso) {
  const parts = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  const time = make("time", "", gettext("%(day)s %(month)s %(year)s", partsOf(new Date(iso), parts)));
  time.dateTime = iso;
  return time;
}

// The mark of a note that is out of date: the word with its drawing, as on every page.
function flag(standing) {
  return document.querySelector(`template[data-flag="${standing}"]`).content.firstElementChild.cloneNode(true);
}

// The language of a note, where readers have to be told: those who listen hear it in its own.
function languageOf({ lang }) {
  const site = document.documentElement.lang;
  return lang || (site === language ? "" : site);
}

// The heading under which most of what was searched for stands.
function section({ sub_results: parts, url, meta }) {
  const best = [...(parts ?? [])].sort((one, other) => other.locations.length - one.locations.length)[0];
  if (!best?.anchor || best.url === url || best.title === meta.title) return [];
  const lang = languageOf(meta);
  const words = around(gettext("In “%(heading)s”", { heading: GAP }), speak(linkTo(best.url, best.title), lang));
  return [speak(make("p", "cop-find__part", ...words), lang && language)];
}

function item(note, typed) {
  const { meta, url, filters } = note;
  const link = linkTo(url, ...marked(markedTitle(meta.title, typed)));
  const lang = languageOf(meta);
  const about = speak(make("span", "cop-find__about", meta.kind), lang && language);
  if (meta.date) about.append(" · ", day(meta.date));
  const title = make("p", "cop-find__title", link, " ", about);
  if (meta.standing) title.append(" ", speak(flag(meta.standing), lang && language));
  const facts = (filters.facts ?? []).map((words) => speak(make("p", "cop-find__part", words), lang && language));
  const text = make("p", "cop-find__text", ...marked(excerpt(note, typed)));
  return speak(make("li", "cop-find", title, ...facts, text, ...section(note)), lang);
}

// Make the entries of a list.
export function renderNotes(notes, typed) {
  return notes.map((note) => item(note, typed));
}

function fact({ label, links }) {
  const items = make("ul", "", ...links.map(([text, uri]) => make("li", "", uri ? linkTo(ROOT + uri, text) : text)));
  const { lang } = document.documentElement;
  speak(items, lang !== language && lang); // names and decisions are in the language of the notes
  return make("div", "cop-answer__fact", make("p", "cop-answer__label", label), items);
}

// What is told of what has the name that was typed: the parts of its card, which are loaded only now.
export async function loadCard(typed) {
  const answer = findAnswer(typed);
  if (!answer) return [];
  const { names: [title], uri } = answer;
  let told = {};
  try {
    told = await (await fetch(new URL(`answers/${uri.slice(0, -1)}.json`, import.meta.url))).json();
  } catch { /* The link is enough. */ }
  const { label = "", text, lang, facts = [] } = told;
  const about = make("span", "cop-find__about", label);
  const parts = [make("p", "cop-answer__title", speak(linkTo(ROOT + uri, title), lang), " ", about)];
  if (text) parts.push(speak(make("p", "", text), lang));
  return [...parts, ...facts.map(fact)];
}

export function showCard(card, parts) {
  card.replaceChildren(...parts);
  card.hidden = !parts.length;
}

// The entries of the site's own pages with exactly the name that was typed.
export function renderPages(typed) {
  return findPages(typed).map(({ names: [title], uri }) => {
    const about = make("span", "cop-find__about", pgettext("kind of result", "Page"));
    return make("li", "cop-find", make("p", "cop-find__title", linkTo(ROOT + uri, title), " ", about));
  });
}

// Say how many were found, in words that make sense when they are read out: for what, with how many filters ticked, and
// how many of them are shown where the rest is not.
export function count(number, typed, { filters = 0, shown = number } = {}) {
  const words = typed.trim();
  if (filters > 1) return countWithFilters(number, words);
  if (filters) return countWithFilter(number, words);
  if (number <= shown) return countAll(number, words);
  return ngettext(
    "%(num)s note for “%(words)s”, the best %(shown)s here",
    "%(num)s notes for “%(words)s”, the best %(shown)s here",
    number,
    { words, shown },
  );
}

function countAll(number, words) {
  if (!number && !words) return gettext("No notes");
  if (!number) return gettext("No notes for “%(words)s”", { words });
  if (!words) return ngettext("%(num)s note", "%(num)s notes", number);
  return ngettext("%(num)s note for “%(words)s”", "%(num)s notes for “%(words)s”", number, { words });
}

function countWithFilter(number, words) {
  if (!number && !words) return gettext("No notes with this filter");
  if (!number) return gettext("No notes for “%(words)s” with this filter", { words });
  if (!words) return ngettext("%(num)s note with this filter", "%(num)s notes with this filter", number);
  return ngettext(
    "%(num)s note for “%(words)s” with this filter",
    "%(num)s notes for “%(words)s” with this filter",
    number,
    { words },
  );
}

function countWithFilters(number, words) {
  if (!number && !words) return gettext("No notes with these filters");
  if (!number) return gettext("No notes for “%(words)s” with these filters", { words });
  if (!words) return ngettext("%(num)s note with these filters", "%(num)s notes with these filters", number);
  return ngettext(
    "%(num)s note for “%(words)s” with these filters",
    "%(num)s notes for “%(words)s” with these filters",
    number,
    { words },
  );
}

// Say how many were found, which words did not count, and which were taken for others.
export function tell(number, typed, { corrected, dropped } = {}, options = {}) {
  const said = [count(number, typed, options)];
  if (number && typed) {
    for (const [word, other] of corrected) said.push(gettext("No note says “%(word)s”; these say “%(other)s”.", { word, other }));
    if (dropped[0]) said.push(gettext("Few notes say all of it: these need not say “%(words)s”.", { words: dropped.join(" ") }));
  }
  return said.join(" · ");
}

// Say that there is no search.
export const lost = () => gettext("The search could not be loaded.");

// Say why nothing was searched for.
export function tooCommon(typed) {
  return gettext("Nearly every note says “%(words)s”. Add a word that tells more.", { words: typed.trim() });
}

// Let the arrow keys go from the field through the titles and back.
export function steer(field, list, around) {
  around.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll(".cop-find__title a")];
    const place = stops.indexOf(event.target.closest(".cop-find")?.querySelector(".cop-find__title a") ?? event.target);
    if (!step || place < 0) return;
    event.preventDefault();
    stops[place + step]?.focus();
  });
}
