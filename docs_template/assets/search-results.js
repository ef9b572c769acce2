// Shows what was found: a list of links, a part of each note, and whether it is still current; and what has the name that
// was typed.
import { excerpt, markedTitle } from "./search-excerpt.js";
import { findAnswer, findPages } from "./search-known.js";
import { around, GAP, gettext, language, make, ngettext, partsOf, pgettext, speak } from "./text.js";

const ROOT = new URL("../../", import.meta.url);
const SITE_LANGUAGE = document.documentElement.lang || language;

function marked(parts) {
  return parts.map(({ text, marked: isMarked }) => (isMarked ? make("mark", "", text) : text));
}

function day(iso) {
  const part = partsOf(new Date(iso), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const time = make("time", "", gettext("%(day)s %(month)s %(year)s", part));
  time.dateTime = iso;
  return time;
}

// The mark of a note that is out of date: the word with its drawing, as on every page.
function flag(standing) {
  return document.querySelector(`template[data-flag="${standing}"]`).content.firstElementChild.cloneNode(true);
}

// The language of a note, where readers have to be told: those who listen hear it in its own.
function languageOf({ lang }) {
  return lang || (SITE_LANGUAGE === language ? "" : SITE_LANGUAGE);
}

// The heading under which most of what was searched for stands.
function section({ sub_results: parts, url, meta }) {
  const best = [...(parts ?? [])].sort((one, other) => other.locations.length - one.locations.length)[0];
  if (!best?.anchor || best.url === url || best.title === meta.title) return [];
  const lang = languageOf(meta);
  const words = around(gettext("In “%(heading)s”", { heading: GAP }), speak(linkTo(best.title, best.url), lang));
  return [speak(make("p", "cop-find__part", ...words), lang && language)];
}

function item(note, typed) {
  const { meta, url, filters } = note;
  const link = make("a", "", ...marked(markedTitle(meta.title, typed)));
  link.href = url;
  const lang = languageOf(meta);
  const about = speak(make("span", "cop-find__about", meta.kind), lang && language);
  if (meta.date) about.append(", ", day(meta.date));
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

function linkTo(text, uri) {
  if (!uri) return text;
  const link = make("a", "", text);
  link.href = new URL(uri, ROOT);
  return link;
}

function fact({ label, links }) {
  const items = make("ul", "", ...links.map(([text, uri]) => make("li", "", linkTo(text, uri))));
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
  const parts = [make("p", "cop-answer__title", speak(linkTo(title, uri), lang), " ", about)];
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
    return make("li", "cop-find", make("p", "cop-find__title", linkTo(title, uri), " ", about));
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
  return said.join(" ");
}

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
