// Shows what was found: a list of links, a part of each note, and whether it is still current.
import { excerpt, markedTitle } from "./search-excerpt.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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
  const [year, month, date] = iso.split("-").map(Number);
  const time = make("time", "", `${date} ${MONTHS[month - 1]} ${year}`);
  time.dateTime = iso;
  return time;
}

// The mark of a note that is out of date: the word with its drawing, as on every page.
function flag(standing) {
  const drawn = document.querySelector(`template[data-flag="${standing}"]`);
  const mark = make("span", `cop-flag cop-flag--${standing}`);
  mark.append(drawn ? drawn.content.cloneNode(true) : "", standing);
  return mark;
}

// The heading under which most of what was searched for stands.
function section({ sub_results: parts, url, meta }) {
  const best = [...(parts ?? [])].sort((one, other) => other.locations.length - one.locations.length)[0];
  if (!best?.anchor || best.url === url || best.title === meta.title) return [];
  const link = make("a", "", best.title);
  link.href = best.url;
  return [make("p", "cop-find__part", "In “", link, "”")];
}

function item(note, typed) {
  const { meta, url } = note;
  const link = make("a", "", ...marked(markedTitle(meta.title, typed)));
  link.href = url;
  const about = make("span", "cop-find__about", meta.kind);
  if (meta.date) about.append(", ", day(meta.date));
  const title = make("p", "cop-find__title", link, " ", about);
  if (meta.standing) title.append(" ", flag(meta.standing));
  const found = make("li", "cop-find", title, make("p", "cop-find__text", ...marked(excerpt(note, typed))), ...section(note));
  if (meta.lang) found.lang = meta.lang;
  return found;
}

// Make the entries of a list.
export function renderNotes(notes, typed) {
  return notes.map((note) => item(note, typed));
}

// Say how many were found, in words that make sense when they are read out.
export function count(number, typed) {
  const notes = number === 1 ? "1 note" : `${number || "No"} notes`;
  return typed.trim() ? `${notes} for “${typed.trim()}”` : notes;
}

// Say why nothing was searched for.
export function tooCommon(typed) {
  return `Nearly every note says “${typed.trim()}”. Add a word that tells more.`;
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
