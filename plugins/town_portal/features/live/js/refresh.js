// Brings the comments up to date that were baked into the page: new ones come, erased ones go.
import { at, get, pageOf } from "./service.js";
import { clock, day } from "./when.js";

const MOST = 20; // requests

/** @typedef {{id: number, author: string, text: string, at: string, parent: number | null}} Said */

/**
 * @param {HTMLElement} section
 * @param {RequestCache} cache
 * @returns {Promise<Said[]>} all that is approved, the oldest first
 */
async function approved(section, cache) {
  /** @type {Said[]} */
  const found = [];
  const page = encodeURIComponent(pageOf(section));
  for (let after = "0", asked = 0; after && asked < MOST; asked++) {
    const answer = await get(at(section, `comments?page=${page}&after=${after}`), { cache });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { comments, next } = await answer.json();
    found.push(...comments);
    after = next;
  }
  return found;
}

/** @param {HTMLTemplateElement} blank @param {Said} said */
function shown(blank, said) {
  const made = /** @type {DocumentFragment} */ (blank.content.cloneNode(true));
  const item = document.createElement("li");
  item.append(made);
  const find = (/** @type {string} */ what) =>
    /** @type {HTMLElement} */ (item.querySelector(what));
  find(".comment").id = `binh-luan-${said.id}`;
  for (const name of item.querySelectorAll("bdi")) name.textContent = said.author;
  find("time").setAttribute("datetime", said.at);
  find("time").textContent = `${day(said.at)}, ${clock(said.at)}`;
  find(".comment__text").textContent = said.text;
  const answer = item.querySelector("button");
  answer?.setAttribute("data-answer", String(said.id));
  answer?.setAttribute("data-author", said.author);
  return item;
}

/** @param {HTMLTemplateElement} blank @param {Said[]} all @returns {HTMLElement} the list */
function listed(blank, all) {
  const list = document.createElement("ol");
  list.className = "comments__list";
  const known = new Set(all.map(({ id }) => id));
  /** @type {Map<number, HTMLElement>} */
  const items = new Map();
  for (const said of all) {
    const item = shown(blank, said);
    items.set(said.id, item);
    const above = said.parent && known.has(said.parent) ? items.get(said.parent) : null;
    let place = /** @type {Element} */ (list);
    if (above) {
      place = above.querySelector(":scope > ol") ?? document.createElement("ol");
      place.className = "comments__answers";
      above.append(place);
      item.querySelector("button")?.remove(); // one level of answers
    }
    place.append(item);
  }
  return list;
}

/**
 * @param {HTMLElement} section
 * @param {RequestCache} [cache] "reload" where what was told a moment ago holds no longer
 */
export async function refresh(section, cache = "default") {
  const all = await approved(section, cache);
  const baked = [...section.querySelectorAll(".comment")].map(({ id }) => id);
  const now = all.map(({ id }) => `binh-luan-${id}`);
  if (baked.length === now.length && now.every((id) => baked.includes(id))) return;
  const place = section.querySelector(".comments__list, .comments__none");
  const blank = /** @type {HTMLTemplateElement | null} */ (section.querySelector("template"));
  if (!place || !blank || place.contains(document.activeElement)) return;
  const none = document.createElement("p");
  none.className = "comments__none meta";
  none.textContent = "Mời ông/bà gửi bình luận đầu tiên.";
  place.replaceWith(all.length ? listed(blank, all) : none);
  const heading = /** @type {Element} */ (section.querySelector("h2"));
  heading.textContent = all.length ? `Bình luận (${all.length.toLocaleString("vi")})` : "Bình luận";
}

/** Asks when the comments come near the window, and keeps what is baked where no answer comes.
 * @param {HTMLElement} section */
export function refreshing(section) {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      refresh(section).catch(() => {});
    },
    { rootMargin: "600px" },
  );
  watch.observe(section);
}
