// The interface text of the scripts, in the language of the site's: the build fills in these two, from the catalogue.
export const language = "en";
const MESSAGES = {};

const rules = new Intl.PluralRules(language);

// What is said of a number is chosen by the language; %(name)s is filled with the value of that name.
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

export function gettext(text, values = {}) {
  return fill(MESSAGES[text] ?? text, values);
}

// What a note says, to stand in a message: in an element that tells its language, where that is not the interface's.
export function quote(text, lang = document.documentElement.lang) {
  if (!lang || lang === language) return text;
  const element = document.createElement("span");
  element.lang = lang;
  element.textContent = text;
  return element;
}

// The parts of a message around a value that may be an element: for that value, the message was given GAP.
export const GAP = "\0";
export function around(text, value) {
  const [before, after] = text.split(GAP);
  return [before, value, after];
}

// A message that means something else in other contexts.
export function pgettext(context, text, values = {}) {
  return fill(MESSAGES[`${context}\u0004${text}`] ?? text, values);
}

// The form of a message for a number, which is %(num)s in it.
export function ngettext(one, many, num, values = {}) {
  const forms = MESSAGES[one] ?? { one, other: many };
  return fill(forms[rules.select(num)] ?? forms.other, { num, ...values });
}
