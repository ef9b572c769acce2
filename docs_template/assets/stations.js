// Marks what the reader has done on the topic map and on the lines of paths.
import { read, watch } from "./progress.js";
import { gettext } from "./text.js";

function show() {
  const { notes } = read();
  let any = false;
  for (const station of document.querySelectorAll("[data-cop-station]")) {
    const state = notes.get(station.dataset.copStation)?.is ?? "open";
    any ||= state === "done";
    station.dataset.copState = state;
    const label = station.dataset.copLabel ?? station.getAttribute("aria-label");
    if (!label) continue;
    station.dataset.copLabel = label;
    station.setAttribute("aria-label", state === "done" ? gettext("%(topic)s, done by you", { topic: label }) : label);
  }
  for (const key of document.querySelectorAll("[data-cop-own]")) key.hidden = !any;
}

watch(show);
show();
