// What may have been meant where what was typed has no hits, or hardly any.
import { isTogether, match, mayMatch, nothing } from "./search-match.js";
import { corrections } from "./search-slips.js";

/**
 * @typedef {import("./search-engine.js").Engine} Engine
 * @typedef {import("./search-years.js").Search} Search
 * @typedef {import("./search-index.js").Segment} Segment
 * @typedef {import("./search-match.js").Matches} Matches
 * @typedef {import("./search-query.js").Query} Query
 */

const FEW = 3; // hits; with fewer of them, all scattered, something else may be meant
const LOOKED = 4; // years in which a corrected query is tried, beside the first that has anything

/**
 * In place of words that the portal has, others are likelier only where they stand together.
 * @param {Engine} engine @param {Search} search as far as it has gone
 * @returns {Promise<Search | null>} one that finds more; null where there is none
 */
export async function meant(engine, { query, hits, choice }) {
  const isRare = query.row.length > 1 && hits.length < FEW && !hits.some(isTogether);
  if ((hits.length && !isRare) || choice.category || choice.year) return null;
  const text = await corrected(engine, query);
  if (!text) return null;
  const known = new Set(await engine.words());
  const isUnknown = query.row.some(({ bare }) => !/\d/.test(bare) && !known.has(bare));
  const other = engine.search(engine.parse(text), choice);
  await other.more();
  const isSure = isUnknown || other.hits.some(isTogether);
  return isSure && other.hits.length > hits.length ? other : null;
}

/**
 * The most frequent word in place of one alone. Of several words those that stand together
 * somewhere, else those with the most hits in the newest year that has any. Who types accents is
 * given accents.
 * @param {Engine} engine @param {Query} query
 * @returns {Promise<string>} "" where nothing is like it
 */
export async function corrected(engine, query) {
  const options = corrections(query.text, await engine.words());
  const isAlone = query.row.length === 1 && query.parts.length === 1;
  const text = isAlone ? (options[0] ?? "") : await likeliest(engine, options);
  return text && query.accented ? accented(engine, text) : text;
}

/** @param {Engine} engine @param {string[]} options */
async function likeliest(engine, options) {
  let fallback = "";
  for (const [n, segment] of engine.segments.entries()) {
    if (n >= LOOKED && fallback) break;
    let [most, best] = [0, ""];
    for (const option of options) {
      const parsed = engine.parse(option);
      const { hits } = await tried(parsed, segment);
      if (hits.some((hit) => parsed.row.length < 2 || isTogether(hit))) return option;
      if (hits.length > most) [most, best] = [hits.length, option];
    }
    fallback ||= best;
  }
  return fallback;
}

/**
 * @param {Engine} engine @param {string} text in which corrected words have no accents
 * @returns {Promise<string>} with those that they have where it is found first
 */
async function accented(engine, text) {
  const query = engine.parse(text);
  for (const segment of engine.segments.slice(0, LOOKED)) {
    const { hits } = await tried(query, segment);
    const hit = query.row.length > 1 ? hits.find(isTogether) : hits[0];
    if (!hit) continue;
    const spellings = query.row.map((word) => segment.spelling(word, hit.document));
    return (await Promise.all(spellings)).join(" ");
  }
  return text;
}

/** @param {Query} query @param {Segment} segment @returns {Promise<Matches>} */
async function tried(query, segment) {
  return (await mayMatch(query, segment)) ? match(query, segment) : nothing(segment, query);
}
