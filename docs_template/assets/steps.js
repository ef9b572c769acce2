// Shows a reader how far they are on the site's paths, and lets them mark steps. Every page can be read without it.
import { follow, forget, isClosed, mark, merge, read, save, watch } from "./progress.js";
import { around, GAP, gettext, linkTo, ngettext, quote } from "./text.js";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const trails = JSON.parse(document.getElementById("cop-trails")?.textContent ?? "[]");
const trailOf = (key) => trails.find((trail) => trail.key === key);

const TROUBLE = {
  denied: gettext("This browser lets the site keep nothing."),
  newer: gettext("Your progress was kept by a newer version of this site. It is left as it is."),
  unreadable: gettext("What this browser had kept cannot be read. What you mark now begins anew."),
};
const REFUSED = {
  newer: gettext("This file was saved by a newer version of the site. Nothing was changed."),
  unreadable: gettext("This is not a file with progress, or it is damaged. Nothing was changed."),
};
const MARKED = {
  done: gettext("Done."),
  later: gettext("Kept for later."),
  skip: gettext("Skipped."),
  open: gettext("Not marked."),
};
const LARGEST_FILE = 1_000_000;

function duration(all) {
  const minutes = all % 60;
  const hours = (all - minutes) / 60;
  if (!hours) return gettext("%(minutes)s min", { minutes });
  return minutes ? gettext("%(hours)s h %(minutes)s min", { hours, minutes }) : gettext("%(hours)s h", { hours });
}
const stateOf = (progress, key) => progress.notes.get(key)?.is ?? "open";

// How far one is on a trail: in words, as a share, and the step to go on with.
function measure({ steps }, progress) {
  const of = (state) => steps.filter(({ key }) => stateOf(progress, key) === state);
  const [done, skipped, open, later] = ["done", "skip", "open", "later"].map(of);
  const left = [...open, ...later];
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0);
  const words = [gettext("%(done)s of %(all)s done", { done: done.length, all: steps.length })];
  if (skipped.length) words.push(ngettext("%(num)s step skipped", "%(num)s steps skipped", skipped.length));
  if (minutes) words.push(gettext("%(duration)s left", { duration: duration(minutes) }));
  else if (left.length) words.push(gettext("the rest is optional"));
  const begun = open.length < steps.length;
  return { words: words.join(" · "), share: done.length / steps.length, begun, next: left[0] };
}

function show(progress) {
  const closed = isClosed(progress);
  for (const step of all("[data-cop-step]")) {
    const state = stateOf(progress, step.dataset.copStep);
    step.dataset.copState = state;
    for (const group of all(".cop-marks", step)) group.hidden = closed;
    for (const button of all("[data-cop-mark]", step)) button.setAttribute("aria-pressed", button.dataset.copMark === state);
  }
  for (const line of all("[data-cop-count]")) {
    const { words, begun } = measure(trailOf(line.dataset.copCount), progress);
    line.hidden = !begun;
    line.textContent = words;
  }
  for (const box of all("[data-cop-progress]")) showProgress(box, progress, closed);
  for (const section of all("[data-cop-arrived]")) {
    const trail = trailOf(section.dataset.copArrived);
    section.hidden = closed || !trail || Boolean(measure(trail, progress).next);
  }
  for (const details of all("[data-cop-kept]")) details.hidden = closed;
  // Where a note is on several paths, the one that is followed comes first.
  const followed = all(".cop-along [data-cop-trail]").find((row) => row.dataset.copTrail === progress.path);
  followed?.parentElement.prepend(followed);
}

function showProgress(box, progress, closed) {
  const own = box.dataset.copProgress;
  const trail = trailOf(own || progress.path);
  box.hidden = closed || !trail;
  if (box.hidden) return;
  const { words, share, begun, next } = measure(trail, progress);
  const meter = box.querySelector(".cop-meter__words");
  if (own) meter.textContent = words;
  else meter.replaceChildren(...around(gettext("%(path)s: %(words)s", { path: GAP, words }), quote(trail.title)));
  box.querySelector(".cop-meter__done").setAttribute("width", 100 * share);
  const link = box.querySelector("a");
  const lead = begun ? gettext("Continue: %(step)s", { step: GAP }) : gettext("Begin: %(step)s", { step: GAP });
  link.replaceChildren(...(next ? around(lead, quote(next.title)) : [gettext("What comes after")]));
  link.href = next ? next.href : `${trail.href}#cop-after`;
}

// Says what is wrong with the progress, else a text. Where nothing nearer is meant, in the first place for words.
function say({ trouble }, text, near = document) {
  near.querySelector("[data-cop-said]").textContent = TROUBLE[trouble] ?? text;
}

function press(button) {
  const step = button.closest("[data-cop-step]");
  const rows = [...all("[data-cop-trail]", step), step.closest("[data-cop-trail]")].filter(Boolean);
  const paths = rows.map((row) => row.dataset.copTrail);
  const { path } = read();
  const state = button.getAttribute("aria-pressed") === "true" ? "open" : button.dataset.copMark;
  const progress = mark(step.dataset.copStep, state, paths.includes(path) ? path : paths[0]);
  say(progress, document.querySelector("[data-cop-progress]") ? "" : MARKED[state]);
}

const ACTS = {
  save(details) {
    const link = linkTo(URL.createObjectURL(new Blob([save()], { type: "application/json" })));
    link.download = "progress.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say({}, gettext("Your progress is in the file progress.json."), details);
  },
  load(details) {
    details.querySelector("input").click();
  },
  forget(details) {
    if (!confirm(gettext("Forget all that you have marked and follow on this site?"))) return;
    say(forget(), gettext("Everything is forgotten."), details);
  },
};

async function load(input) {
  const [file] = input.files;
  const progress = !file || file.size > LARGEST_FILE ? { refused: "unreadable" } : merge(await file.text());
  input.value = "";
  const said = REFUSED[progress.refused] ?? gettext("The file's progress has been added to yours.");
  say(progress, said, input.closest("details"));
}

for (const step of all("[data-cop-step]")) {
  const marks = document.getElementById("cop-marks").content.firstElementChild.cloneNode(true);
  const title = step.querySelector("[id]");
  if (title) marks.setAttribute("aria-labelledby", title.id);
  // Below a note one says what one has made of it, and then goes on.
  if (step.matches(".cop-along")) step.prepend(marks);
  else step.append(marks);
}
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-cop-mark], [data-cop-act]");
  if (button?.dataset.copMark) press(button);
  else if (button) ACTS[button.dataset.copAct](button.closest("details"));
  // Who sets out from a path's page is on that path.
  const trail = target.closest("a") && target.closest("[data-cop-progress], ol[data-cop-trail]");
  const path = trail && (trail.dataset.copTrail || trail.dataset.copProgress);
  if (path) follow(path);
});
for (const input of all("[data-cop-kept] input")) input.addEventListener("change", () => load(input));
watch(() => show(read()));
const progress = read();
show(progress);
if (document.querySelector("[data-cop-step]")) say(progress, "");
