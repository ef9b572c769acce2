// Shows what was found: a list of links, a part of each note, and whether it is still current.
import { excerpt, markedTitle } from "./search-excerpt.js";
import { around, GAP, gettext, language, ngettext, pgettext } from "./text.js";

const DATES = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const SITE_LANGUAGE = document.documentElement.lang || language;
// The standings of notes, as the build calls them.
const STANDINGS = {
  overdue: pgettext("status", "overdue"),
  retired: pgettext("status", "retired"),
  superseded: pgettext("status", "superseded"),
};

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function marked(parts) {
  return parts.map(({ text, marked: isMarked }) => (isMarked ? make("mark", "", text) : text));
}

function day(iso) {
  const part = Object.fromEntries(DATES.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  const time = make("time", "", gettext("%(day)s %(month)s %(year)s", part));
  time.dateTime = iso;
  return time;
}

// The mark of a note that is out of date: the word with its drawing, as on every page.
function flag(standing) {
  const drawn = document.querySelector(`template[data-flag="${standing}"]`);
  const mark = make("span", `cop-flag cop-flag--${standing}`);
  mark.append(drawn ? drawn.content.cloneNode(true) : "", STANDINGS[standing]);
  return mark;
}

// The language of a note, where readers have to be told: those who listen hear it in its own.
function languageOf({ lang }) {
  return lang || (SITE_LANGUAGE === language ? "" : SITE_LANGUAGE);
}

function speak(element, lang) {
  if (lang) element.lang = lang;
  return element;
}

// The heading under which most of what was searched for stands.
function section({ sub_results: parts, url, meta }) {
  const best = [...(parts ?? [])].sort((one, other) => other.locations.length - one.locations.length)[0];
  if (!best?.anchor || best.url === url || best.title === meta.title) return [];
  const link = make("a", "", best.title);
  link.href = best.url;
  const lang = languageOf(meta);
  const words = around(gettext("In “%(heading)s”", { heading: GAP }), speak(link, lang));
  return [speak(make("p", "cop-find__part", ...words), lang && language)];
}

function item(note, typed) {
  const { meta, url } = note;
  const link = make("a", "", ...marked(markedTitle(meta.title, typed)));
  link.href = url;
  const lang = languageOf(meta);
  const about = speak(make("span", "cop-find__about", meta.kind), lang && language);
  if (meta.date) about.append(", ", day(meta.date));
  const title = make("p", "cop-find__title", link, " ", about);
  if (meta.standing) title.append(" ", speak(flag(meta.standing), lang && language));
  const text = make("p", "cop-find__text", ...marked(excerpt(note, typed)));
  return speak(make("li", "cop-find", title, text, ...section(note)), lang);
}

// Make the entries of a list.
export function renderNotes(notes, typed) {
  return notes.map((note) => item(note, typed));
}

// Say how many were found, in words that make sense when they are read out: for what, with how many filters ticked, and
// how many of them are shown where the rest is not.
export function count(number, typed, { filters = 0, shown = number } = {}) {
  const words = typed.trim();
  if (filters === 1) return countWithFilter(number, words);
  if (filters) return countWithFilters(number, words);
  if (shown < number) {
    return ngettext(
      "%(num)s note for “%(words)s”, the best %(shown)s here",
      "%(num)s notes for “%(words)s”, the best %(shown)s here",
      number,
      { words, shown },
    );
  }
  if (!number) return words ? gettext("No notes for “%(words)s”", { words }) : gettext("No notes");
  return words
    ? ngettext("%(num)s note for “%(words)s”", "%(num)s notes for “%(words)s”", number, { words })
    : ngettext("%(num)s note", "%(num)s notes", number);
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

// Say which words did not count, and which were taken for others.
export function tellPlan({ corrected, dropped }) {
  const others = corrected.map(([word, other]) => gettext("No note says “%(word)s”; these say “%(other)s”.", { word, other }));
  const left = dropped.length ? [gettext("Few notes say all of it: these need not say “%(words)s”.", { words: dropped.join(" ") })] : [];
  return [...others, ...left].join(" ");
}

// Say why nothing was searched for.
export function tooCommon(typed) {
  return gettext("Nearly every note says “%(words)s”. Add a word that tells more.", { words: typed.trim() });
}

// Let the arrow keys go from the field through the titles and back.
export function steer(field, list, around) {
  around.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...list.querySelectorAll(".cop-find__title a")];
    const here = event.target.closest(".cop-find");
    const place = here ? stops.indexOf(here.querySelector(".cop-find__title a")) : stops.indexOf(event.target);
    if (place < 0) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, place + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  });
}
