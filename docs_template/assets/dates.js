// Keeps true what a page says of days to come: it was built on one day and is read on another.
// Without this script the page says for which day it is true.
{
  const isOver = (element) => Date.parse(element.dataset.copUntil) <= Date.now();
  const dated = [...document.querySelectorAll("[data-cop-until]")];

  // Whatever is dated has parts for before and for after.
  const turn = () => {
    for (const element of dated) {
      const over = isOver(element);
      for (const part of element.querySelectorAll("[data-cop-ahead]")) part.hidden = over;
      for (const part of element.querySelectorAll("[data-cop-over]")) part.hidden = !over;
    }
    for (const box of document.querySelectorAll("[data-cop-next]")) {
      const meetups = [...box.querySelectorAll("[data-cop-until]")];
      const next = meetups.find((meetup) => !isOver(meetup));
      for (const meetup of meetups) meetup.hidden = meetup !== next;
      box.querySelector("[data-cop-none]").hidden = Boolean(next);
    }
    for (const list of document.querySelectorAll("[data-cop-coming]")) {
      const gone = list.nextElementSibling;
      for (const card of list.querySelectorAll("[data-cop-until]")) {
        if (!isOver(card)) continue;
        gone.querySelector("ul").prepend(card); // the newest first, as what is past is listed
        gone.hidden = false;
      }
      list.querySelector("[data-cop-none]").hidden = Boolean(list.querySelector("[data-cop-until]"));
    }
  };

  // A time that a clock where the reader is does not show is told in theirs, too.
  const tellLocally = async (time) => {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(+moment)) return;
    const local = new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString();
    if (time.dateTime.startsWith(local.slice(0, 16))) return;
    const { gettext, locale, partsOf } = await import("./text.js");
    const clock = moment.toLocaleTimeString(locale, { timeStyle: "short" });
    const text = time.dateTime.startsWith(local.slice(0, 10))
      ? gettext("%(clock)s for you", { clock })
      : gettext("%(weekday)s %(day)s %(month)s, %(clock)s for you", {
        ...partsOf(moment, { weekday: "short", day: "numeric", month: "short" }),
        clock,
      });
    time.insertAdjacentText("afterend", ` · ${text}`);
  };

  for (const element of dated) element.querySelectorAll("time[datetime*=T]").forEach(tellLocally);
  for (const element of document.querySelectorAll("[data-cop-as-of]")) element.hidden = true;
  turn();
  document.addEventListener("visibilitychange", turn);
  setInterval(turn, 60_000);
}
