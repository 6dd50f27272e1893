// Searches year after year, the newest first.
import { answers } from "./search-answers.js";
import { unpacked } from "./search-bits.js";
import { Segment } from "./search-index.js";
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
import { parse } from "./search-query.js";
import { Titles } from "./search-titles.js";
import { folded, normal, words } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").Fetch} Fetch
 * @typedef {import("./search-index.js").Manifest} Manifest
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {import("./search-match.js").Matches} Matches
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {{ category: string, year: string }} Choice empty: any; a kind of pages is a category
 * @typedef {object} Shown what is shown of a hit before its page is there
 * @property {string} url
 * @property {string} title
 * @property {string} lead
 * @property {string} [status] of a document that is not in force
 */

export const PAGES = "trang";
const MANY = 100; // documents that are looked into at first, which in a small portal are all
const ENOUGH = 10; // hits, before older years wait until the reader asks for them
const MUCH = 25_000; // bytes fetched, before they do so as well
const KNOWN = [0, 0, 2, 4]; // old titles that have all of so many words: with more of them
const MOST_KNOWN = 10; // (of more words) it is no title that is meant
const LONG = 5; // words from which on an old title that has them in a row is what is meant

export class Engine {
  /** @param {Manifest} manifest @param {Fetch} fetch */
  constructor(manifest, fetch) {
    this.manifest = manifest;
    this.bytes = 0;
    /** @type {Fetch} */
    this.fetch = async (name) => {
      const data = await fetch(name);
      this.bytes += data.length;
      return data;
    };
    this.segments = manifest.segments.map((part) => new Segment(part, this.fetch));
    this.titles = new Titles(manifest.titles, this.segments, this.fetch);
    /** @type {Map<string, Promise<Shown[]>>} */
    this.shown = new Map();
    /** @type {Promise<string[]> | null} */
    this.vocabulary = null;
    /** @type {Promise<import("./search-answers.js").Table> | null} */
    this.table = null;
  }

  /** @param {string} text @returns {Query} */
  parse(text) {
    return parse(text, this.manifest.synonyms);
  }

  /** Fetches what every first query needs, while its reader is typing. */
  async warm() {
    const newest = this.segments[1]?.folder;
    const first = this.segments.filter(({ folder }, place) => !place || folder === newest);
    await Promise.all([this.#answers(), ...first.map((segment) => segment.documents())]);
  }

  #answers() {
    this.table ??= this.fetch(`tra-loi.${this.manifest.answers}.bin`)
      .then(unpacked)
      .then(JSON.parse);
    return this.table;
  }

  /** @param {Query} query @returns {Promise<import("./search-answers.js").Answer[]>} */
  async answers(query) {
    return answers(await this.#answers(), query);
  }

  /** @param {Query} query @param {Choice} choice */
  search(query, choice) {
    return new Search(this, query, choice);
  }

  /** @param {{ segment: Segment, document: number }} hit @returns {Promise<Shown>} */
  async show({ segment, document }) {
    const [name, place] = await segment.shown(document);
    const file = this.shown.get(name) ?? this.#read(name);
    this.shown.set(name, file);
    return (await file)[place];
  }

  /** @param {string} name @returns {Promise<Shown[]>} */
  async #read(name) {
    /** @type {[string, string, string, string?][]} */
    const rows = JSON.parse(await unpacked(await this.fetch(name)));
    return rows.map(([url, title, lead, status]) => ({ url, title, lead, status }));
  }

  /** @returns {Promise<string[]>} every word of the portal without accents, the frequent first */
  async words() {
    this.vocabulary ??= this.fetch(`tu.bin?${this.manifest.version}`)
      .then(unpacked)
      .then((text) => text.split(" "));
    return this.vocabulary;
  }
}

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
