// The index as it is fetched: a file of a year's documents, and for each word of a query the file
// that tells where it stands. features/search/README.md has the format.
import { Bits, Reader } from "./search-bits.js";
import { place, spelt } from "./search-words.js";

/**
 * @typedef {(name: string) => Promise<Uint8Array>} Fetch gives a file of the index
 * @typedef {{ key: string, documents: number, version: string }} Part of the index
 * @typedef {[words: string[], parts: string[]]} Synonyms words of one meaning, and their parts
 * @typedef {{ years: number[], shards: string[] }} TitleIndex of the titles of older years
 * @typedef {object} Manifest
 * @property {Part[]} segments
 * @property {TitleIndex} titles
 * @property {string} version of the file of all words
 * @property {string} answers the version of the file of what citizens' words lead to
 * @property {Synonyms[]} synonyms
 * @typedef {object} Entry what a file tells of a word
 * @property {number} documents that it is in
 * @property {{ spelling: string, ranks: number }[]} spellings
 * @property {Uint8Array} data
 * @typedef {object} Term what is known of a word in a year
 * @property {Uint32Array} places where it stands, all documents in one row
 * @property {Uint32Array} documents that it is in
 * @property {Map<string, Uint8Array>} spellings for each, which of the documents have it
 */

const DAYS = 6; // what is shown of the documents of so many days is one file,
const PAGES = 16; // or of so many documents without a day

/** The documents of a year, in order of their days. */
export class Documents {
  /** @param {Uint8Array} data */
  constructor(data) {
    const reader = new Reader(data);
    const texts = (/** @type {number} */ count) =>
      Array.from({ length: count }, () => reader.text());
    const categories = texts(reader.number());
    this.count = reader.number();
    this.days = new Uint16Array(this.count);
    /** @type {string[]} */
    this.categories = [];
    this.starts = new Uint32Array(this.count + 1);
    this.bodies = new Uint32Array(this.count);
    this.leads = new Uint32Array(this.count);
    let [day, at] = [0, 0];
    for (let n = 0; n < this.count; n++) {
      this.days[n] = day += reader.number();
      this.categories.push(categories[reader.number()]);
      this.starts[n] = at;
      this.leads[n] = at += reader.number();
      this.bodies[n] = at += reader.number();
      at += reader.number();
    }
    this.starts[this.count] = this.size = at;
    const shards = reader.number();
    /** The versions of the files of words. */
    this.shards = Array.from({ length: shards }, () => reader.version());
    /** The files of what is shown: their first documents and versions. */
    this.shown = new Map();
    for (let n = 0; n < this.count; n++) {
      const block = this.block(n);
      if (!this.shown.has(block)) this.shown.set(block, { first: n, version: reader.version() });
    }
  }

  /** @param {number} document @returns {number} of the file that tells what is shown of it */
  block(document) {
    const day = this.days[document];
    return Math.floor(day ? day / DAYS : document / PAGES);
  }
}

/**
 * One year of articles or of pages of a kind (its key in front of the year), or the portal's pages;
 * `2024.12`: the newest month, apart from its year.
 */
export class Segment {
  /** @param {Part} part @param {Fetch} fetch */
  constructor(part, fetch) {
    this.key = part.key;
    this.part = part;
    this.fetch = fetch;
    /** @type {Map<number, Promise<Map<string, Entry>>>} */
    this.shards = new Map();
    /** @type {Map<string, Promise<Term | null>>} */
    this.known = new Map();
    /** @type {Promise<Documents> | null} */
    this.read = null;
  }

  get year() {
    return Number(/(\d+)(?:\.\d+)?$/.exec(this.key)?.[1]) || 0;
  }

  /** The kind of its pages; "" where they are articles. */
  get kind() {
    return this.folder.replace(/-?\d+$/, "");
  }

  /** What a reader sees as one: the same for a month and its year. */
  get folder() {
    return this.key.split(".")[0];
  }

  /** @returns {Promise<Documents>} */
  documents() {
    const name = `${this.key}/bai.${this.part.version}.bin`;
    this.read ??= this.fetch(name).then((data) => new Documents(data));
    return this.read;
  }

  /** @param {string} word without accents @returns {Promise<boolean>} whether the year has it */
  async has(word) {
    return Boolean(await this.#entry(word));
  }

  /** @param {string} word without accents @returns {Promise<Term | null>} */
  term(word) {
    const known = this.known.get(word) ?? this.#term(word);
    this.known.set(word, known);
    return known;
  }

  /**
   * @param {{ bare: string, spelling: string }} word @param {number} document that has it
   * @returns {Promise<string>} as it was typed, with accents, else as it is spelt there
   */
  async spelling({ bare, spelling }, document) {
    const term = spelling === bare ? await this.term(bare) : null;
    const rank = term?.documents.indexOf(document) ?? -1;
    const there = [...(term?.spellings ?? [])].find(([, has]) => has[rank]);
    return there?.[0] ?? spelling;
  }

  /**
   * @param {number} document
   * @returns {Promise<[name: string, place: number]>} the file that tells what is shown of it, and
   * where in it
   */
  async shown(document) {
    const documents = await this.documents();
    const block = documents.block(document);
    const { first, version } = documents.shown.get(block);
    return [`${this.key}/hien-${block}.${version}.bin`, document - first];
  }

  /** @param {string} word @returns {Promise<Entry | undefined>} */
  async #entry(word) {
    const { shards } = await this.documents();
    const number = place(word, shards.length);
    const name = `${this.key}/chu-${number}.${shards[number]}.bin`;
    const shard = this.shards.get(number) ?? this.fetch(name).then(entries);
    this.shards.set(number, shard);
    return (await shard).get(word);
  }

  /** @param {string} word @returns {Promise<Term | null>} */
  async #term(word) {
    const [{ starts }, entry] = await Promise.all([this.documents(), this.#entry(word)]);
    if (!entry) return null;
    const bits = new Bits(entry.data);
    const documents = bits.rising(entry.documents);
    const counts = bits.column(entry.documents).map((more) => more + 1);
    const places = bits.column(counts.reduce((sum, count) => sum + count, 0));
    let n = 0;
    for (const [rank, document] of documents.entries()) {
      let at = starts[document];
      for (let left = counts[rank]; left > 0; left--) {
        places[n] += at;
        at = places[n++] + 1;
      }
    }
    const spellings = new Map();
    for (const [order, { spelling, ranks }] of entry.spellings.entries()) {
      const has = new Uint8Array(entry.documents).fill(order ? 0 : 1);
      for (const rank of bits.rising(ranks)) has[rank] = order ? 1 : 0;
      spellings.set(spelling, has);
    }
    return { places, documents, spellings };
  }
}

/** @param {Uint8Array} data @returns {Map<string, Entry>} what is told of each word */
function entries(data) {
  const reader = new Reader(data);
  const found = new Map();
  for (let left = reader.number(); left > 0; left--) {
    const word = reader.text();
    const documents = reader.number();
    const spellings = Array.from({ length: reader.number() }, () => {
      const code = reader.number();
      return { spelling: code ? spelt(word, code) : reader.text(), ranks: reader.number() };
    });
    found.set(word, { documents, spellings, data: reader.bytes() });
  }
  return found;
}
