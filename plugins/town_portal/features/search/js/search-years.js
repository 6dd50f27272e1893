// One query, answered year by year, the newest first.
import {
  DATED,
  joined,
  match,
  mayMatch,
  nothing,
  TITLED,
  TOGETHER,
  weigh,
} from "./search-match.js";
import { folded, normal, words } from "./search-words.js";

/**
 * @typedef {import('./search-engine.js').Engine} Engine
 * @typedef {import("./search-index.js").Segment} Segment
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {import("./search-match.js").Matches} Matches
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {{ category: string, year: string }} Choice empty: any; a kind of pages is a category
 */

export const PAGES = "trang";
const MANY = 100; // documents that are looked into at first, which in a small portal are all
const ENOUGH = 10; // hits, before older years wait until the reader asks for them
const MUCH = 25_000; // bytes fetched, before they do so as well
const KNOWN = [0, 0, 2, 4]; // old titles that have all of so many words: with more of them
const MOST_KNOWN = 10; // (of more words) it is no title that is meant
const LONG = 5; // words from which on an old title that has them in a row is what is meant

/** One query, answered year by year. */
export class Search {
  /** @param {Engine} engine @param {Query} query @param {Choice} choice */
  constructor(engine, query, choice) {
    this.engine = engine;
    this.query = query;
    this.choice = choice;
    /** @type {Hit[]} */
    this.hits = [];
    /** Those of the years that were looked into. @type {Hit[]} */
    this.found = [];
    /** Those of the year that was typed and of old titles. @type {Promise<Hit[]> | null} */
    this.known = null;
    /** @type {Segment[]} */
    this.done = [];
    /** @type {Matches[]} */
    this.matches = [];
    this.left = engine.segments.filter((segment) => this.#isWanted(segment));
  }

  /** @returns {string} the kind of pages that is looked for alone, or "" */
  get kind() {
    const { category } = this.choice;
    const isKind = category && this.engine.segments.some((segment) => segment.kind === category);
    return isKind || category === PAGES ? category : "";
  }

  /** @param {Segment} segment */
  #isWanted({ kind, year: own }) {
    const { category, year } = this.choice;
    return (!category || kind === this.kind) && (!year || Number(year) === own);
  }

  /** Goes on to older years until there are some hits more, or too much was fetched for them. */
  async more() {
    const [before, fetched] = [this.found.length, this.engine.bytes];
    const isFirst = !this.known;
    this.known ??= Promise.all([this.#ofYear(), this.#titled()]).then((both) => both.flat());
    if (isFirst && this.query.row.length >= LONG && (await this.known).length) {
      const isPages = this.left[0]?.key === PAGES;
      if (isPages) await this.#look(this.left.splice(0, 1));
      this.hits = joined(await this.known, this.found);
      return;
    }
    for (let several = MANY; this.left.length; several *= 2) {
      await this.#look(this.#next(several));
      if (this.#isEnough(before, fetched)) break;
    }
    weigh(this.found, this.matches, this.query);
    this.hits = joined(await this.known, this.found);
  }

  /** @param {Segment[]} segments */
  async #look(segments) {
    const found = await Promise.all(segments.map((segment) => this.#matching(segment)));
    this.matches.push(...found);
    this.found.push(...found.flatMap((one) => one.hits));
    this.done.push(...segments);
  }

  /** @returns {Promise<Hit[]>} what a query such as `lễ hội 2019` finds in that year */
  async #ofYear() {
    const { text } = this.query;
    const years = this.engine.segments.map(({ year }) => year);
    const year = years.find((one) => one && new RegExp(`(^|\\s)${one}(?=\\s|$)`).test(text));
    const rest = text.replace(new RegExp(`(^|\\s)(năm\\s+|nam\\s+)?${year}(?=\\s|$)`, "i"), " ");
    if (!year || this.choice.year || !rest.trim() || /["“”]/.test(text)) return [];
    const choice = { ...this.choice, year: `${year}` };
    const search = new Search(this.engine, this.engine.parse(rest), choice);
    search.known = Promise.resolve([]);
    while (search.left.length) await search.more();
    for (const hit of search.hits) hit.tier += DATED;
    return search.hits;
  }

  /** @returns {Promise<Hit[]>} articles of older years in whose titles all stands as it was typed */
  async #titled() {
    const { category, year } = this.choice;
    const { row, text } = this.query;
    if (category || year || row.length < 2 || /["“”]/.test(text)) return [];
    const known = await this.engine.titles.having(row);
    if (known.length > (KNOWN[row.length] ?? MOST_KNOWN)) return [];
    const typed = row.map(({ bare }) => bare).join(" ");
    const hits = await Promise.all(known.map((one) => this.#hit(one, typed)));
    return hits.filter((hit) => hit !== null);
  }

  /**
   * @param {import("./search-titles.js").Titled} titled @param {string} typed
   * @returns {Promise<Hit | null>} null where the words stand apart
   */
  async #hit({ segment, document }, typed) {
    const { title } = await this.engine.show({ segment, document });
    const bare = words(normal(title))
      .map((word) => folded(word.text))
      .join(" ");
    if (!` ${bare} `.includes(` ${typed} `)) return null;
    const { days } = await segment.documents();
    const tier = TOGETHER + (bare === typed ? TITLED : 0);
    return { segment, document, day: days[document], tier, score: 0, weights: [] };
  }

  /** @param {number} several documents @returns {Segment[]} the newest years that have as many */
  #next(several) {
    let [count, length] = [0, 0];
    // A year is one to the reader, also where its newest month is apart.
    const isSame = () => length && this.left[length].folder === this.left[length - 1].folder;
    while (length < this.left.length && (count < several || isSame()))
      count += this.left[length++].part.documents;
    return this.left.splice(0, length);
  }

  /** @param {number} before hits @param {number} fetched bytes */
  #isEnough(before, fetched) {
    const fresh = this.found.length - before;
    return fresh >= ENOUGH || (fresh > 0 && this.engine.bytes - fetched > MUCH);
  }

  /** @param {Segment} segment @returns {Promise<Matches>} those of the wanted category */
  async #matching(segment) {
    const category = this.kind ? "" : this.choice.category;
    // The newest year, which most often has something, is asked for all at once.
    const isWorthIt = !this.done.length || (await mayMatch(this.query, segment));
    if (!isWorthIt) return nothing(segment, this.query);
    const found = await match(this.query, segment);
    if (!category) return found;
    const { categories } = await segment.documents();
    return { ...found, hits: found.hits.filter((hit) => categories[hit.document] === category) };
  }
}
