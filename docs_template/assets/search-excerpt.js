// Chooses the part of a note to show, and marks in it what was searched for. Everything stays text.
import { runsOf, wordsOf } from "./search-words.js";
import { fold } from "./text.js";

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

// Where the parts written without spaces stand in a text.
function rangesOfRuns(text, typed) {
  const ranges = [];
  for (const run of runsOf(typed)) {
    for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + run.length)) ranges.push([at, at + run.length]);
  }
  return ranges;
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
  const sentence = lead.match(/[.!?…]\s+(?=\S)|[。！？]/);
  if (sentence) return best + sentence.index + sentence[0].length;
  const word = lead.match(/\s+/);
  return best + (word ? word.index + word[0].length : 0);
}

// The end of what is shown: at a space, where there is one close by.
function findEnd(text, start) {
  if (text.length <= start + LENGTH) return text.length;
  const space = text.lastIndexOf(" ", start + LENGTH);
  return space > start + LENGTH / 2 ? space : start + LENGTH;
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
  const words = wordsOf(typed);
  const ranges = rangesOfWords(title).filter(([from, to]) => {
    const text = fold(title.slice(from, to));
    return words.some((word) => text.startsWith(word));
  });
  return cut(title, [...ranges, ...rangesOfRuns(title, typed)].sort((one, other) => one[0] - other[0]));
}
