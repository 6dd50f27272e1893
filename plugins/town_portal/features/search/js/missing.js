// The page for addresses that are not there looks for what the address seems to mean: the former
// portal's were made of titles without accents, cut short, with numbers behind them.

import { opened } from "./search-engine.js";
import { best } from "./search-match.js";

const MOST = 5; // articles that are offered
const ASKED = 8; // queries, before nothing is meant

/** @typedef {import("./search-match.js").Hit} Hit */

/** @param {string} path @returns {string[]} the words of its last part that tells anything */
export function words(path) {
  const parts = path.split("/").reverse();
  for (const part of parts) {
    const plain = decoded(part).replace(/\.\w{2,5}$/, "");
    const found = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !/^\d{4,}$/.test(word));
    if (found.some((word) => /\p{L}{2}/u.test(word))) return found;
  }
  return [];
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // no letters, but signs
  }
}

/** All words first; then without those at the ends, which may be cut, or a number that was added.
 * @param {string[]} all @returns {string[][]} */
export function guesses(all) {
  const found = [];
  for (let less = 0; less < all.length && found.length < ASKED; less++) {
    for (let first = 0; first <= Math.min(less, 1); first++) {
      const guess = all.slice(first, all.length - (less - first));
      if (guess.length > 1 || all.length === 1) found.push(guess);
    }
  }
  return found.slice(0, ASKED);
}

/** @param {HTMLElement} element with data-root, the address of the home page */
export async function mount(element) {
  const root = new URL(element.dataset.root ?? "", document.baseURI);
  const all = words(location.pathname.replace(root.pathname, "/"));
  if (!all.length) return;
  const engine = await opened(root.href);
  for (const guess of guesses(all)) {
    const search = engine.search(engine.parse(guess.join(" ")), { category: "", year: "" });
    await search.more();
    while (!search.hits.length && search.left.length) await search.more();
    if (!search.hits.length) continue;
    const hits = /** @type {Hit[]} */ (search.hits).sort(best).slice(0, MOST);
    const items = await Promise.all(hits.map((hit) => engine.show(hit)));
    const list = /** @type {Element} */ (element.querySelector("ul"));
    for (const { url, title } of items) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = new URL(url, root).href;
      link.textContent = title;
      item.append(link);
      list.append(item);
    }
    element.hidden = false;
    return;
  }
}
