// What is shown of a hit: its words as they are written, those that were looked for marked.
import { each, folded, normal, variant } from "./search-words.js";

/**
 * @typedef {import("./search-query.js").Phrase} Phrase
 * @typedef {import("./search-query.js").Word} Word
 * @typedef {{ at: number, end: number }} Range
 * @typedef {{ text: string, ranges: Range[] }} Marked
 */

const LONG = 230; // letters of an excerpt, about
const BEFORE = 60; // of them before the first hit

/**
 * @param {string} text
 * @param {Phrase[]} phrases
 * @param {boolean} exact only words with the same accents
 * @returns {Range[]} where the phrases stand, in order
 */
function found(text, phrases, exact) {
  /** @type {string[]} */
  const row = [];
  /** @type {number[]} */
  const places = [];
  each(text, (word, at) => {
    row.push(word);
    places.push(at);
  });
  const has = (/** @type {Word} */ word, /** @type {string} */ written) =>
    word.bare === folded(written) && (!exact || word.spelling === variant(written));
  /** @type {Set<number>} */
  const hits = new Set();
  for (const phrase of phrases) {
    const [first, ...others] = phrase.words;
    for (let n = 0; n < row.length - others.length; n++) {
      if (!has(first, row[n]) || !others.every((word, k) => has(word, row[n + k + 1]))) continue;
      for (let k = 0; k <= others.length; k++) hits.add(n + k);
    }
  }
  const inOrder = [...hits].sort((a, b) => a - b);
  return inOrder.map((n) => ({ at: places[n], end: places[n] + row[n].length }));
}

/** @param {string} text @param {Range[]} ranges @returns {Range[]} neighbours as one */
function joined(text, ranges) {
  /** @type {Range[]} */
  const all = [];
  for (const range of ranges) {
    const before = all.at(-1);
    if (before && !text.slice(before.end, range.at).trim()) before.end = range.end;
    else all.push({ ...range });
  }
  return all;
}

/** @param {string} text @param {Phrase[]} phrases @param {boolean} exact @returns {Marked} */
export function marked(text, phrases, exact) {
  const whole = normal(text);
  return { text: whole, ranges: joined(whole, found(whole, phrases, exact)) };
}

/**
 * @param {Marked} whole
 * @returns {[number, number]} how good its best window is, and where it begins
 */
function window({ text, ranges }) {
  let [best, start] = [0, 0];
  for (const [n, range] of ranges.entries()) {
    let worth = 0;
    const seen = new Set();
    for (let k = n; k < ranges.length && ranges[k].end <= range.at + LONG - BEFORE; k++) {
      const words = folded(text.slice(ranges[k].at, ranges[k].end));
      worth += seen.has(words) ? 1 : 10 * words.split(" ").length ** 2;
      seen.add(words);
    }
    if (worth > best) [best, start] = [worth, range.at];
  }
  return [best, start];
}

/** @param {Marked} whole @param {number} start of the first hit to be shown @returns {Marked} */
function cut({ text, ranges }, start) {
  let first = start <= BEFORE ? 0 : text.lastIndexOf(" ", start - BEFORE) + 1;
  if (first) first = Math.max(first, text.lastIndexOf(". ", start) + 2);
  let end = first + LONG;
  end = end >= text.length ? text.length : Math.max(text.lastIndexOf(" ", end), start + 1);
  const head = first ? "… " : "";
  return {
    text: `${head}${text.slice(first, end)}${end < text.length ? " …" : ""}`,
    ranges: ranges
      .filter((range) => range.at >= first && range.end <= end)
      .map(({ at, end: last }) => ({
        at: at - first + head.length,
        end: last - first + head.length,
      })),
  };
}

/**
 * @param {string[]} paragraphs
 * @param {Phrase[]} phrases
 * @param {boolean} exact
 * @returns {Marked} the piece that shows the most of what was looked for, else the beginning
 */
export function excerpt(paragraphs, phrases, exact) {
  const all = paragraphs.filter(Boolean).map((text) => marked(text, phrases, exact));
  let [best, shown, start] = [0, all[0] ?? { text: "", ranges: [] }, 0];
  for (const one of all) {
    const [worth, at] = window(one);
    if (worth > best) [best, shown, start] = [worth, one, at];
  }
  return cut(shown, start);
}

/** @param {Element} place @param {Marked} shown */
export function write(place, { text, ranges }) {
  let end = 0;
  for (const range of ranges) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(range.at, range.end);
    place.append(text.slice(end, range.at), mark);
    end = range.end;
  }
  place.append(text.slice(end));
}
