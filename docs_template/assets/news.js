// Lets readers follow what has a star, and lists on the home page what is new since they last said that they had read it.
import { isClosed, read, readAll, star, watch } from "./progress.js";
import { gettext, make, ngettext, partsOf, speak } from "./text.js";

const MOST = 20;
const ROOT = new URL("../../", import.meta.url).href;

const button = document.querySelector("[data-cop-star]");
const news = document.querySelector("[data-cop-news]");
let loading;

// The latest notes and decisions, each with the stars that it belongs to.
function load() {
  loading ??= fetch(new URL("news.json", import.meta.url)).then((answer) => answer.json());
  return loading;
}

const starsOf = ({ stars }) => [...stars].filter(([, { is }]) => is === "on");

function linkTo(uri, text, lang) {
  const link = speak(make("a", "", text), lang);
  link.href = ROOT + uri.split("/").map(encodeURIComponent).join("/"); // which a file that was loaded may name, too
  return link;
}

function row({ kind, title, uri, lang, day, date }) {
  const time = make("time", "cop-quiet", day);
  time.dateTime = date;
  return make("li", "", make("span", "cop-kind", kind), " ", linkTo(uri, title, lang), " ", time);
}

// Since when something is new, or nothing.
function tell(at, isAny) {
  const { day, month, year } = partsOf(at, { day: "numeric", month: "long", year: "numeric" });
  if (new Date(at).getFullYear() === new Date().getFullYear()) {
    return isAny ? gettext("New since %(day)s %(month)s", { day, month }) : gettext("Nothing new since %(day)s %(month)s", { day, month });
  }
  return isAny
    ? gettext("New since %(day)s %(month)s %(year)s", { day, month, year })
    : gettext("Nothing new since %(day)s %(month)s %(year)s", { day, month, year });
}

function showNews(stars, { at, ids }, entries) {
  const followed = new Set(stars.map(([key]) => key));
  const found = entries.filter(({ id, on }) => !ids.includes(id) && on.some((key) => followed.has(key)));
  const rest = found.length - MOST;
  const more = rest > 0 ? [make("li", "cop-quiet", ngettext("%(num)s more", "%(num)s more", rest))] : [];
  news.querySelector("h2").textContent = tell(at, found.length > 0);
  news.querySelector("ul").replaceChildren(...found.slice(0, MOST).map(row), ...more);
  news.querySelector("[data-cop-read]").hidden = !found.length;
  const chips = stars.map(([key, { title }]) => linkTo(key, title));
  for (const chip of chips) chip.className = "cop-chip";
  news.querySelector(".cop-chips").replaceChildren(...chips);
}

async function show() {
  const progress = read();
  const stars = isClosed(progress) ? [] : starsOf(progress);
  if (button) {
    button.hidden = isClosed(progress);
    button.setAttribute("aria-pressed", stars.some(([key]) => key === button.dataset.copStar));
  }
  if (stars.length && (news || !progress.read)) {
    const entries = await load();
    // What is there when somebody begins to follow is not new to them.
    if (!progress.read) readAll(entries.map(({ id }) => id));
    else if (news) showNews(stars, progress.read, entries);
  }
  if (news) news.hidden = !stars.length || !progress.read;
}

const update = () => show().catch(() => { loading = undefined; }); // what cannot be loaded is not shown

button?.addEventListener("click", () => {
  const is = button.getAttribute("aria-pressed") === "true" ? "off" : "on";
  const { trouble } = star(button.dataset.copStar, is, document.querySelector("h1").textContent);
  button.nextElementSibling.textContent = trouble ? gettext("This browser lets the site keep nothing.") : "";
});
news?.querySelector("[data-cop-read]").addEventListener("click", async () => {
  readAll((await load()).map(({ id }) => id));
  news.querySelector("h2").focus();
});
watch(update);
update();
