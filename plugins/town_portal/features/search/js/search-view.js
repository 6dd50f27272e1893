// Draws what was found: how many, in which years, and each hit with its excerpt.
import { excerpt, marked, write } from "./search-excerpt.js";
import { isExact, isTogether } from "./search-match.js";
import { phrases } from "./search-query.js";

/**
 * @typedef {import("./search-engine.js").Shown} Shown
 * @typedef {import("./search-engine.js").Search} Search
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {import("./search-query.js").Phrase} Phrase
 * @typedef {import("./search-query.js").Query} Query
 */

const NUMBER = new Intl.NumberFormat("vi-VN");

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
  if (!search.done.length) return "trong tiêu đề các bài";
  if (!years.length) return "trong các trang thông tin";
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (!search.left.length && !search.choice.year && first !== last)
    return `trong mọi năm (${first}–${last})`;
  return first === last ? `trong năm ${first}` : `trong các năm ${first}–${last}`;
}

/**
 * @param {Search} search
 * @param {string} category the title of the one that was chosen, or ""
 * @returns {string} how many hits there are, and where it has looked
 */
export function count(search, category) {
  const { hits, query } = search;
  const typed = query.text.trim();
  const asked = /["“”]/.test(typed) ? typed : `“${typed}”`;
  const isPages = !search.done.some((segment) => segment.year);
  const among = search.kind ? "trong mục" : "ở chuyên mục";
  const where = category && !isPages ? `${among} ${category}, ` : "";
  const many = hits.length ? NUMBER.format(hits.length) : "Không có";
  return `${many} kết quả ${hits.length ? "" : "nào "}cho ${asked} ${where}${span(search)}.`;
}

/**
 * @param {Hit} hit @param {Shown} shown @param {Query} query
 * @param {{ root: string, category: string, read: Read }} about the portal: where it is, the title
 * of the hit's category, what gives the paragraphs of its page
 * @returns {HTMLLIElement}
 */
export function item(hit, shown, query, { root, category, read }) {
  const exact = isExact(hit);
  const wanted = isTogether(hit) ? rows(query) : phrases(query.parts);
  const made = document.createElement("li");
  made.className = "hit";
  const link = document.createElement("a");
  link.href = root + shown.url;
  const heading = marked(shown.title, wanted, exact);
  write(link, heading);
  const title = element("h3", "hit__title");
  title.append(link);
  const text = element("p", "hit__text");
  made.append(title, about(hit, category), text);
  const said = excerpt([shown.lead], wanted, exact);
  write(text, said);
  if (shown.lead && (said.ranges.length || heading.ranges.length)) return made;
  whenSeen(made, async () => {
    const found = excerpt([shown.lead, ...(await read(link.href))], wanted, exact);
    if (!found.ranges.length && text.textContent) return;
    text.textContent = "";
    write(text, found);
  });
  return made;
}

/** @typedef {(address: string) => Promise<string[]>} Read */

/** @param {Element} element @param {() => Promise<void>} deed what does not come is left out */
function whenSeen(element, deed) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    deed().catch(() => {});
  });
  // Who saves data is shown the lead.
  const { connection } = /** @type {any} */ (navigator);
  if (!connection?.saveData) observer.observe(element);
}

/** @param {Query} query @returns {Phrase[]} its phrases, its words in pairs: alone they say little */
function rows({ parts, row }) {
  const several = phrases(parts).filter((phrase) => phrase.words.length > 1);
  const pairs = row
    .slice(1)
    .map((word, n) => /** @type {Phrase} */ ({ kind: "phrase", words: [row[n], word] }));
  return [...several, ...pairs];
}

/** @param {Hit} hit @param {string} category */
function about(hit, category) {
  const line = element("p", "hit__about meta");
  line.append(element("span", "card__category", category));
  const { year } = hit.segment;
  if (year) {
    const [iso, words] = dated(year, hit.day);
    const time = /** @type {HTMLTimeElement} */ (element("time", "", words));
    time.dateTime = iso;
    line.append(" ", time);
  }
  return line;
}
