// Text: what the scripts say, and how what people write is compared.
// The language of the interface, with the hours and the figures that pages have. The build fills it in, and puts
// translations in the place of messages in all scripts.
export const locale = "en-u-hc-h23";
export const language = locale.split("-u")[0];

// What is said of a number is chosen by the language; %(name)s is filled with the value of that name.
export function gettext(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => values[name].toLocaleString(locale));
}

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function linkTo(href, ...children) {
  const link = make("a", "", ...children);
  link.href = href;
  return link;
}

// An element with its language told, if there is one to tell.
export function speak(element, lang) {
  if (lang) element.lang = lang;
  return element;
}

// What a note says, to stand in a message: in an element that tells its language, where that is not the interface's.
export function quote(text, lang = document.documentElement.lang) {
  return !lang || lang === language ? text : speak(make("span", "", text), lang);
}

// The parts of a day or a time, by name, for messages that put them in their language's order.
export function partsOf(moment, options) {
  return Object.fromEntries(new Intl.DateTimeFormat(locale, options).formatToParts(moment).map(({ type, value }) => [type, value]));
}

// Letters that Unicode does not take apart, and what is left out besides accents, as cop_site/pages/folding.py has them:
// the build fills in what the languages of a site need.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };

// A text without accents and capitals; its length may change.
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/(?![\u0e00-\u17ff\u3099\u309a])[\p{M}\p{Cf}]/gu, "").toLowerCase();
  return plain.replace(/\P{ASCII}/gu, (letter) => LETTERS[letter] ?? letter).normalize("NFC");
}

// The parts of a message around a value that may be an element: for that value, the message was given GAP.
export const GAP = "\0";
export function around(text, value) {
  const [before, after] = text.split(GAP);
  return [before, value, after];
}

// A message that means something else in other contexts.
export const pgettext = (_, text, values) => gettext(text, values);

// The form of a message for a number, which is %(num)s in it. A translation has an object of forms in place of `many`.
export function ngettext(one, many, num, values) {
  const forms = many.trim ? { one, other: many } : many;
  return gettext(forms[new Intl.PluralRules(locale).select(num)] ?? forms.other, { num, ...values });
}
