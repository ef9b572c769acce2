// Shows what is the reader's own: on topic maps and the lines of paths, what they have done; what they follow, by a star;
// and on the home page what is new of that since they last said that they had read it.
import { isClosed, read, readAll, star, watch } from "./progress.js";
import { gettext, linkTo, make, ngettext, partsOf, speak } from "./text.js";

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

// A file that was loaded may name an address, too.
const pageLink = (uri, text, lang) => speak(linkTo(ROOT + uri.split("/").map(encodeURIComponent).join("/"), text), lang);

function row({ kind, title, uri, lang, day, date }) {
  const time = make("time", "cop-quiet", day);
  time.dateTime = date;
  return make("li", "", make("span", "cop-kind", kind), " ", pageLink(uri, title, lang), " ", time);
}

function showStations({ notes }) {
  let any = false;
  for (const station of document.querySelectorAll("[data-cop-station]")) {
    const state = notes.get(station.dataset.copStation)?.is ?? "open";
    any ||= state === "done";
    station.dataset.copState = state;
    station.dataset.copLabel ??= station.getAttribute("aria-label") ?? "";
    const label = station.dataset.copLabel;
    if (label) station.setAttribute("aria-label", state === "done" ? gettext("%(topic)s, done by you", { topic: label }) : label);
  }
  for (const key of document.querySelectorAll("[data-cop-own]")) key.hidden = !any;
}

function showNews(stars, { at, ids }, entries) {
  const followed = new Set(stars.map(([key]) => key));
  const found = entries.filter(({ id, on }) => !ids.includes(id) && on.some((key) => followed.has(key)));
  const rest = found.length - MOST;
  const more = found.length ? ngettext("%(num)s more", "%(num)s more", rest) : gettext("Nothing yet.");
  const parts = { day: "numeric", month: "long", year: "numeric" };
  news.querySelector("h2").textContent = gettext("New since %(day)s %(month)s %(year)s", partsOf(at, parts));
  news.querySelector("ul").replaceChildren(...found.slice(0, MOST).map(row), ...(rest > 0 || !found.length ? [make("li", "cop-quiet", more)] : []));
  news.querySelector("[data-cop-read]").hidden = !found.length;
  const chips = stars.map(([key, { title }]) => pageLink(key, title));
  for (const chip of chips) chip.className = "cop-chip";
  news.querySelector(".cop-chips").replaceChildren(...chips);
}

async function show() {
  const progress = read();
  showStations(progress);
  const stars = isClosed(progress) ? [] : [...progress.stars].filter(([, { is }]) => is === "on");
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
