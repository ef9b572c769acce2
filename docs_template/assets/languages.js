// What only a site in several languages has. It keeps which of them a reader chose, and leads them to it from the site's own
// home page, if they come from elsewhere: any other address says itself in which language it is. A click counts more.
const READER = ""; // the language of the page: the build fills it in
const PAGES = new URL("../../", import.meta.url);
const SITE = new URL("../../", import.meta.url);
const KEY = `cop-language:${SITE.pathname}`;
const links = [...document.querySelectorAll(".cop-languages a")];

try {
  for (const link of links) link.addEventListener("click", () => localStorage.setItem(KEY, link.hreflang));
  const chosen = links.find(({ hreflang }) => hreflang === localStorage.getItem(KEY));
  const isHome = PAGES.href === SITE.href && location.pathname === SITE.pathname;
  if (chosen && isHome && !document.referrer.startsWith(SITE.href)) location.replace(chosen.href);
} catch { /* A browser that keeps nothing shows what was asked for. */ }

// Pagefind for the reader of this page: of a note and its translations it finds one, and leads to pages in this language.
export async function narrow(pagefind) {
  await pagefind.options({ noWorker: true, baseUrl: PAGES.pathname });
  return { ...pagefind, search: (words, how) => pagefind.search(words, { filters: { ...how?.filters, reader: READER } }) };
}
