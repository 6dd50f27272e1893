// Searches year after year, the newest first.
import { Segment } from "./search-index.js";
import { isTogether, match, mayMatch, nothing, weigh } from "./search-match.js";
import { parse } from "./search-query.js";
import { corrections } from "./search-slips.js";

/**
 * @typedef {import("./search-index.js").Fetch} Fetch
 * @typedef {import("./search-index.js").Manifest} Manifest
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {import("./search-match.js").Matches} Matches
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {{ category: string, year: string }} Choice empty: any; a kind of pages is a category
 * @typedef {object} Fragment
 * @property {string} url
 * @property {string} title
 * @property {string} lead
 * @property {string[]} paragraphs
 * @property {string} tags
 */

export const PAGES = "trang";
const MANY = 100; // documents that are looked into at first, which in a small portal are all
const ENOUGH = 10; // hits, before older years wait until the reader asks for them
const MUCH = 25_000; // bytes fetched, before they do so as well
const LOOKED = 4; // years in which a corrected query is tried, beside the first that has anything

/**
 * @param {Uint8Array<ArrayBuffer>} data
 * @returns {Promise<Uint8Array>} without gzip, unless a host took it off
 */
async function unpacked(data) {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

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
    /** @type {Promise<string[]> | null} */
    this.vocabulary = null;
  }

  /** @param {string} text @returns {Query} */
  parse(text) {
    return parse(text, this.manifest.synonyms);
  }

  /** Fetches what every first query needs, while its reader is typing. */
  async warm() {
    const newest = this.segments[1]?.folder;
    const first = this.segments.filter(({ folder }, place) => !place || folder === newest);
    await Promise.all(first.map((segment) => segment.documents()));
  }

  /** @param {Query} query @param {Choice} choice */
  search(query, choice) {
    return new Search(this, query, choice);
  }

  /** @param {Hit} hit @returns {Promise<Fragment>} what is shown of it */
  async fragment(hit) {
    const { days, ordinals } = await hit.segment.documents();
    const { folder, part } = hit.segment;
    const name = `${folder}/${days[hit.document]}-${ordinals[hit.document]}.bin?${part.version}`;
    const data = await unpacked(/** @type {Uint8Array<ArrayBuffer>} */ (await this.fetch(name)));
    return JSON.parse(new TextDecoder().decode(data));
  }

  /** @returns {Promise<string[]>} every word of the portal without accents, the frequent first */
  async words() {
    this.vocabulary ??= this.fetch(`tu.bin?${this.manifest.version}`)
      .then((data) => unpacked(/** @type {Uint8Array<ArrayBuffer>} */ (data)))
      .then((data) => new TextDecoder().decode(data).split(" "));
    return this.vocabulary;
  }

  /**
   * The most frequent word in place of one alone. Of several words those that stand together
   * somewhere, else those with the most hits in the newest year that has any.
   * @param {Query} query that finds nothing
   * @returns {Promise<string>} what may have been meant
   */
  async meant(query) {
    const options = corrections(query.text, await this.words());
    if (query.row.length === 1 && query.parts.length === 1) return options[0] ?? "";
    let fallback = "";
    for (const [n, segment] of this.segments.entries()) {
      if (n >= LOOKED && fallback) break;
      let [most, best] = [0, ""];
      for (const option of options) {
        const parsed = this.parse(option);
        const { hits } = await this.#tried(parsed, segment);
        if (hits.some((hit) => parsed.row.length < 2 || isTogether(hit))) return option;
        if (hits.length > most) [most, best] = [hits.length, option];
      }
      fallback ||= best;
    }
    return fallback;
  }

  /** @param {Query} query @param {Segment} segment @returns {Promise<Matches>} */
  async #tried(query, segment) {
    return (await mayMatch(query, segment)) ? match(query, segment) : nothing(segment, query);
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
    const [before, fetched] = [this.hits.length, this.engine.bytes];
    for (let several = MANY; this.left.length; several *= 2) {
      const next = this.#next(several);
      const found = await Promise.all(next.map((segment) => this.#matching(segment)));
      this.matches.push(...found);
      this.hits.push(...found.flatMap((one) => one.hits));
      this.done.push(...next);
      if (this.#isEnough(before, fetched)) break;
    }
    weigh(this.hits, this.matches, this.query);
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
    const fresh = this.hits.length - before;
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
