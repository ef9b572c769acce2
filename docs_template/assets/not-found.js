// Leads on from an address that has no page: to menu and search, and to the pages whose addresses or titles are near.
import { fold, linkTo, make } from "./text.js";

const NEAREST = 5;
const ENOUGH = 0.3; // of the letters in threes that an address and a title may have in common

// The words of an address, without dates, numbers and endings.
export function wordsOf(address) {
  let path = address;
  try {
    path = decodeURIComponent(address);
  } catch { /* It is shown as it is. */ }
  const words = path.replace(/(index)?\.html?$/i, "").match(/\p{L}[\p{L}\p{M}\p{N}]*/gu) ?? [];
  return words.join(" ");
}

function threesOf(text) {
  const padded = ` ${fold(text)} `;
  return new Set(Array.from(padded, (_, at) => padded.slice(at, at + 3)).slice(0, -2));
}

// How much two texts have in common, from 0 to 1.
function compare(one, other) {
  let common = 0;
  for (const three of one) if (other.has(three)) common += 1;
  return (2 * common) / (one.size + other.size || 1);
}

// The words of the last part of an address.
const lastOf = (address) => wordsOf(address.split("/").filter(Boolean).pop() ?? "");

// The pages whose address or title is nearest to an address below the site's root, as [address, title].
export function findNear(asked, titles) {
  const words = threesOf(lastOf(asked));
  const folder = asked.split("/")[0];
  const rate = ([address, title]) => {
    const near = Math.max(compare(words, threesOf(lastOf(address))), compare(words, threesOf(title)));
    return near + (near && address.startsWith(`${folder}/`) ? 0.05 : 0);
  };
  const rated = Object.entries(titles).map((page) => ({ page, near: rate(page) }));
  const found = rated.filter(({ near }) => near > ENOUGH).sort((one, other) => other.near - one.near);
  return found.slice(0, NEAREST).map(({ page }) => page);
}

// Fill in the addresses of a page that was found not to be there; `root` is the folder that the site lies in.
export async function arrive(root) {
  for (const element of document.querySelectorAll("[data-cop-to]")) {
    element[element.matches("form") ? "action" : "href"] = root + element.dataset.copTo;
  }
  for (const element of document.querySelectorAll("[data-cop-found]")) element.hidden = false;
  document.querySelector("[data-cop-lost]")?.remove();
  const asked = location.pathname.slice(root.length);
  document.querySelector("#q").value = lastOf(asked);
  const titles = await (await fetch(`${root}assets/cop/titles.json`)).json();
  const near = document.querySelector("[data-cop-near]");
  for (const [address, title] of findNear(asked, titles)) {
    near.querySelector("ul").append(make("li", "", linkTo(root + address.split("/").map(encodeURIComponent).join("/"), title)));
    near.hidden = false;
  }
}
