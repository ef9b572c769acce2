// Loads a served page again when the notes have changed since it was made, and shows what the check finds in its note.
// A built site has none of this.

const state = new URL(import.meta.url).search.slice(1);
let changes;

function follow() {
	changes?.close();
	if (document.hidden) {
		return; // a browser keeps only a few connections to one host
	}
	changes = new EventSource("/_cop/changes");
	changes.addEventListener("message", ({ data }) => data === state || location.reload());
}

function make(name, text, ...children) {
	const element = document.createElement(name);
	element.append(text, ...children);
	return element;
}

async function showFindings() {
	const answer = await fetch(`/_cop/findings${location.pathname}`);
	const findings = await answer.json();
	if (findings.length === 0) {
		return;
	}
	const style = document.createElement("link");
	style.rel = "stylesheet";
	style.href = "/_cop/findings.css";
	const rows = findings.map(({ place, message, hint }) =>
		make("li", make("code", place), make("p", message), ...(hint ? [make("p", `To correct it: ${hint}`)] : [])),
	);
	const box = make("details", make("summary", `Findings in this note: ${findings.length}`), make("ul", "", ...rows));
	box.className = "cop-findings";
	box.lang = "en";
	document.head.append(style);
	document.body.append(box);
}

document.addEventListener("visibilitychange", follow);
follow();
if (document.querySelector("[data-md-component]")) {
	showFindings();
}
