// Draws what was found: how many, in which years, and each hit with its excerpt.
import { excerpt, marked, write } from "./search-excerpt.js";
import { isExact, isTogether } from "./search-match.js";
import { phrases } from "./search-query.js";

/**
 * @typedef {import("./search-answers.js").Answer} Answer
 * @typedef {import("./search-engine.js").Shown} Shown
 * @typedef {import("./search-years.js").Search} Search
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {import("./search-query.js").Phrase} Phrase
 * @typedef {import("./search-query.js").Query} Query
 */

const PARTS = ["p", "li", "td", "th", "dd", "dt", "figcaption", "h2", "h3", "h4"]
  .map((name) => `main ${name}:not(nav *, form *)`)
  .join();
const NUMBER = new Intl.NumberFormat("vi-VN");

/** @param {string} address of a page @returns {Promise<string[]>} the texts of its main part */
async function paragraphs(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) return [];
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const mark of page.querySelectorAll(".footnote-ref, .footnote-backref")) mark.remove();
  const parts = page.querySelectorAll(PARTS);
  return [...parts].map((part) => part.textContent?.replace(/\s+/g, " ").trim() ?? "");
}

/** @param {string} name @param {string} of its class @param {string} [text] */
export function element(name, of, text = "") {
  const made = document.createElement(name);
  made.className = of;
  made.textContent = text;
  return made;
}

/**
 * @param {number} year
 * @param {number} day of the year, from 1 on
 * @returns {[string, string]} ISO and as it is read
 */
function dated(year, day) {
  const iso = new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10);
  const [, month, date] = iso.split("-");
  return [iso, `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`];
}

/** @param {Search} search @returns {string} the years in which it has looked, in words */
function span(search) {
  const years = search.done.map((segment) => segment.year).filter(Boolean);
  if (!years.length && search.left.length) return "trong tiêu đề các bài";
  if (!years.length) return "trong các trang thông tin";
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (!search.left.length && !search.choice.year && first !== last)
    return `trong mọi năm (${first}–${last})`;
  return first === last ? `trong năm ${first}` : `trong các năm ${first}–${last}`;
}

/**
 * @param {Search} search
 * @param {string} category the title of the one that was chosen, or ""
 * @param {boolean} isOther whether answers stand above
 * @returns {string} how many hits there are, and where it has looked
 */
export function count(search, category, isOther) {
  const { hits, query } = search;
  const typed = query.text.trim();
  const asked = /["“”]/.test(typed) ? typed : `“${typed}”`;
  const isPages = !search.done.some((segment) => segment.year);
  const among = search.kind ? "trong mục" : "ở chuyên mục";
  const where = category && !isPages ? `${among} ${category}, ` : "";
  const many = hits.length ? NUMBER.format(hits.length) : "Không có";
  const what = `kết quả ${hits.length ? "" : "nào "}${isOther && !hits.length ? "khác " : ""}`;
  return `${many} ${what}cho ${asked} ${where}${span(search)}.`;
}

/**
 * @param {Hit} hit @param {Shown} shown @param {Query} query
 * @param {string} root where the portal is
 * @param {string} category the title of the hit's category, or its kind
 * @returns {HTMLLIElement}
 */
export function item(hit, shown, query, root, category) {
  const exact = isExact(hit);
  const wanted = isTogether(hit) ? rows(query) : phrases(query.parts);
  const made = document.createElement("li");
  made.className = "hit";
  const link = document.createElement("a");
  const heading = marked(shown.title, wanted, exact);
  write(link, heading);
  lead(link, shown.url, root);
  const title = element("h3", "hit__title");
  title.append(link);
  const text = element("p", "hit__text");
  made.append(title, about(hit, category, shown.status), text);
  const said = excerpt([shown.lead], wanted, exact);
  write(text, said);
  const { connection } = /** @type {any} */ (navigator); // who saves data is shown the lead
  const isEnough = shown.lead && (said.ranges.length || heading.ranges.length);
  if (isEnough || connection?.saveData) return made;
  whenSeen(made, async () => {
    const found = excerpt([shown.lead, ...(await paragraphs(link.href))], wanted, exact);
    if (!found.ranges.length && text.textContent) return;
    text.textContent = "";
    write(text, found);
  });
  return made;
}

/** @param {HTMLAnchorElement} link @param {string} url from the root, or absolute @param {string} root */
function lead(link, url, root) {
  link.href = new URL(url, root).href;
  if (link.href.startsWith(root)) return;
  link.rel = "external noopener";
  link.append(element("span", "external", " (trang khác)"));
}

/** @param {Answer} shown @param {string} root @returns {HTMLLIElement} */
export function answer({ title, kind, url, note }, root) {
  const made = document.createElement("li");
  const link = element("a", "answer__link", title);
  lead(/** @type {HTMLAnchorElement} */ (link), url, root);
  const line = element("p", "meta");
  line.append(element("span", "card__category", kind), note && ` ${note}`);
  made.append(link, line);
  return made;
}

/**
 * @param {string} text that may have been meant @param {string} address of this search
 * @param {boolean} isEmpty whether what was typed has no hits, and some of these follow
 * @returns {(Node | string)[]} the question, with the way to it
 */
export function offer(text, address, isEmpty) {
  const url = new URL(address);
  url.searchParams.set("q", text);
  const link = document.createElement("a");
  link.href = url.href;
  link.textContent = `“${text}”`;
  return ["Có phải ông/bà tìm ", link, isEmpty ? "? Một số kết quả gần đúng:" : "?"];
}

/**
 * @param {Element} element @param {() => Promise<void>} deed what does not come is left out
 */
export function whenSeen(element, deed) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    deed().catch(() => {});
  });
  observer.observe(element);
}

/** @param {Query} query @returns {Phrase[]} its phrases, its words in pairs: alone they say little */
function rows({ parts, row }) {
  const several = phrases(parts).filter((phrase) => phrase.words.length > 1);
  const pairs = row
    .slice(1)
    .map((word, n) => /** @type {Phrase} */ ({ kind: "phrase", words: [row[n], word] }));
  return [...several, ...pairs];
}

/** @param {Hit} hit @param {string} category @param {string} [status] of a document */
function about(hit, category, status) {
  const line = element("p", "hit__about meta");
  line.append(element("span", "card__category", category));
  const { year } = hit.segment;
  if (year) {
    const [iso, words] = dated(year, hit.day);
    const time = /** @type {HTMLTimeElement} */ (element("time", "", words));
    time.dateTime = iso;
    line.append(" ", time);
  }
  if (status) line.append(" ", element("span", "force force--ended", status));
  return line;
}
