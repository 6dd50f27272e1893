// What citizens' words lead to: a page, a task, an office. features/search/answers.py writes them.
import { isNear, telex } from "./search-slips.js";
import { folded, normal, variant, words } from "./search-words.js";

/**
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Word} Word
 * @typedef {[title: string, kind: string, url: string, note: string, words: string[]]} Row
 * @typedef {{ fillers: string[], answers: Row[] }} Table
 * @typedef {{ title: string, kind: string, url: string, note: string }} Answer
 */

const MOST = 2; // answers to one query
const LONG = 3; // words of a phrase that may stand in any order
const SHORT = 4; // letters; a word with fewer must be typed as it is

/** @param {string} text @returns {Word[]} */
const taken = (text) =>
  words(normal(text)).map((word) => ({ bare: folded(word.text), spelling: variant(word.text) }));

/**
 * @param {Word} typed @param {Word} wanted
 * @returns {number} 2: the same word; 1: with other accents; 0.5: a slip of a finger; 0: another
 */
function likeness(typed, wanted) {
  const isPlain = typed.bare === typed.spelling;
  if (typed.spelling === wanted.spelling) return 2;
  if (typed.bare === wanted.bare) return isPlain ? 2 : 1;
  if (isPlain && telex(typed.bare) === wanted.spelling) return 2;
  const isLong = wanted.bare.length >= SHORT && typed.bare.length >= SHORT - 1;
  return isLong && typed.bare[0] === wanted.bare[0] && isNear(typed.bare, wanted.bare) ? 0.5 : 0;
}

/**
 * @param {Word[]} row what was typed @param {Word[]} phrase
 * @returns {{ score: number, used: Set<number> } | null} how well, and by which words of the row
 */
function matched(row, phrase) {
  if (phrase.length >= LONG) return anywhere(row, phrase);
  for (let at = 0; at <= row.length - phrase.length; at++) {
    const found = anywhere(row.slice(at, at + phrase.length), phrase);
    if (found) return { ...found, used: new Set([...found.used].map((place) => place + at)) };
  }
  return null;
}

/** @param {Word[]} row @param {Word[]} phrase */
function anywhere(row, phrase) {
  const used = new Set();
  let [score, slips, right] = [0, 0, 0];
  for (const wanted of phrase) {
    let [best, place] = [0, -1];
    for (const [n, typed] of row.entries()) {
      const is = used.has(n) ? 0 : likeness(typed, wanted);
      if (is > best) [best, place] = [is, n];
    }
    if (place < 0) return null;
    used.add(place);
    score += best;
    slips += Number(best < 1);
    right += Number(best === 2);
  }
  // One word may be wrong; where none has the right accents, another phrase is meant.
  return slips > 1 || !right ? null : { score, used };
}

/**
 * An answer counts where its phrases are more of what was typed than what is left, fillers aside.
 * @param {Table} table @param {Query} query
 * @returns {Answer[]} the likeliest first
 */
export function answers({ fillers, answers: rows }, { row, text }) {
  if (/["“”]/.test(text)) return [];
  const filling = new Set(fillers);
  const found = rows.flatMap(([title, kind, url, note, phrases]) => {
    const matches = [title, ...phrases].flatMap((phrase) => matched(row, taken(phrase)) ?? []);
    const used = new Set(matches.flatMap((match) => [...match.used]));
    const rest = row.filter((word, n) => !used.has(n) && !filling.has(word.bare));
    const score = Math.max(...matches.map((match) => match.score)) - rest.length;
    return rest.length < used.size ? [{ score, answer: { title, kind, url, note } }] : [];
  });
  found.sort((a, b) => b.score - a.score);
  return found.slice(0, MOST).map(({ answer }) => answer);
}
