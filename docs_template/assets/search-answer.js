// Answers from the list of what has a name: topics, terms, people who are listed, and the pages of the site.
import { answers, contentWords } from "./search-common.js";
import { fold, wordsOf } from "./search-words.js";
import { language, pgettext } from "./text.js";

const ROOT = new URL("../../", import.meta.url);

// The words of a name that count, folded, in alphabetical order.
function keyOf(text) {
  return contentWords(wordsOf(text)).sort().join(" ");
}

// What has exactly the name that was typed, in any order of words.
export function findAnswer(typed) {
  const key = keyOf(typed);
  const named = answers().filter(({ kind, names }) => kind && names.some((name) => keyOf(name) === key));
  return key ? named.find(({ names: [title] }) => keyOf(title) === key) ?? named[0] : undefined;
}

// Pages of the site with exactly that name.
export function findPages(typed) {
  return answers().filter(({ kind, names: [name] }) => !kind && keyOf(name) === keyOf(typed));
}

// Whether an answer was asked for by its title, not by another name.
export function isTitle({ names: [title] }, typed) {
  return keyOf(title) === keyOf(typed);
}

// How many letters have to be changed, left out, added or swapped to make one word of another.
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let place = 1; place <= other.length; place += 1) {
      const same = one[row - 1] === other[place - 1] ? 0 : 1;
      line[place] = Math.min(last[place] + 1, line[place - 1] + 1, last[place - 1] + same);
      if (one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1]) line[place] = Math.min(line[place], before[place - 2] + 1);
    }
    [before, last] = [last, line];
  }
  return last[other.length];
}

// The word of a name that is most like a word, if one is like it.
export function correct(word) {
  const typed = fold(word);
  const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  let best = "";
  let least = most + 1;
  for (const name of new Set(answers().flatMap(({ names }) => names.flatMap(wordsOf)))) {
    if (Math.abs(name.length - typed.length) >= least) continue;
    const changes = distance(typed, name);
    if (changes < least) [best, least] = [name, changes];
  }
  return best;
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
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
  if (lang && lang !== language) items.lang = lang; // names and decisions are in the language of the notes
  return make("div", "cop-answer__fact", make("p", "cop-answer__label", label), items);
}

// The card of an answer.
export function renderAnswer({ names: [title], uri, kind, mark, text, lang, facts = [] }) {
  const link = linkTo(title, uri);
  if (lang) link.lang = lang;
  const about = make("span", "cop-find__about", mark ? `${kind}, ${mark}` : kind);
  const card = make("div", "", make("p", "cop-answer__title", link, " ", about));
  if (text) card.append(make("p", "", text));
  card.append(...facts.map(fact));
  if (lang) card.querySelector("p + p")?.setAttribute("lang", lang);
  return [...card.childNodes];
}

// The entry of a page of the site in the list of results.
export function renderPage({ names: [title], uri }) {
  const about = make("span", "cop-find__about", pgettext("kind of result", "Page"));
  return make("li", "cop-find", make("p", "cop-find__title", linkTo(title, uri), " ", about));
}
