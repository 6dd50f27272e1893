// The index as it is fetched: a file of a year's documents, and for each word of a query the file
// that tells where it stands. plugins/search/README.md has the format.
import { Bits, Reader } from "./search-bits.js";
import { place, spelt } from "./search-words.js";

/**
 * @typedef {(name: string) => Promise<Uint8Array>} Fetch gives a file of the index
 * @typedef {{ key: string, documents: number, shards: number, version: string }} Part of the index
 * @typedef {[words: string[], parts: string[]]} Synonyms words of one meaning, and their parts
 * @typedef {{ segments: Part[], version: string, synonyms: Synonyms[] }} Manifest
 * @typedef {object} Entry what a file tells of a word
 * @property {number} count of its places
 * @property {string} leader the word that it mostly follows; "" where there is none
 * @property {number} after so many of its places are behind that one
 * @property {number} documents that it is in
 * @property {{ spelling: string, ranks: number }[]} spellings
 * @property {Uint8Array} data
 * @typedef {object} Term what is known of a word in a year
 * @property {Uint32Array} places where it stands, all documents in one row
 * @property {Uint32Array} documents that it is in
 * @property {Map<string, Uint8Array>} spellings for each, which of the documents have it
 */

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
    this.ordinals = new Uint16Array(this.count);
    /** @type {string[]} */
    this.categories = [];
    this.starts = new Uint32Array(this.count + 1);
    this.bodies = new Uint32Array(this.count);
    this.leads = new Uint32Array(this.count);
    let [day, at] = [0, 0];
    for (let n = 0; n < this.count; n++) {
      const later = reader.number();
      this.days[n] = day += later;
      this.ordinals[n] = n && !later ? this.ordinals[n - 1] + 1 : 0;
      this.categories.push(categories[reader.number()]);
      this.starts[n] = at;
      this.leads[n] = at += reader.number();
      this.bodies[n] = at += reader.number();
      at += reader.number();
    }
    this.starts[this.count] = this.size = at;
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

  /** Where the files lie that are shown; the same for a month and its year. */
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

  /** @param {string} word @returns {Promise<Entry | undefined>} */
  async #entry(word) {
    const number = place(word, this.part.shards);
    const name = `${this.key}/chu-${number}.${this.part.version}.bin`;
    const shard = this.shards.get(number) ?? this.fetch(name).then(entries);
    this.shards.set(number, shard);
    return (await shard).get(word);
  }

  /** @param {string} word @returns {Promise<Term | null>} */
  async #term(word) {
    const [documents, entry] = await Promise.all([this.documents(), this.#entry(word)]);
    if (!entry) return null;
    const bits = new Bits(entry.data);
    const places = entry.leader
      ? await this.#following(entry, bits, documents.size)
      : bits.list(entry.count, documents.size);
    const spellings = new Map();
    for (const [n, { spelling, ranks }] of entry.spellings.entries()) {
      const has = new Uint8Array(entry.documents).fill(n ? 0 : 1);
      for (const rank of bits.list(ranks, entry.documents)) has[rank] = n ? 1 : 0;
      spellings.set(spelling, has);
    }
    return { places, documents: holding(places, documents, entry.documents), spellings };
  }

  /** @param {Entry} entry @param {Bits} bits @param {number} size of the year, in places */
  async #following(entry, bits, size) {
    const led = await this.term(entry.leader);
    if (!led) throw new Error(`${this.key}: ${entry.leader}`);
    const after = bits.list(entry.after, led.places.length);
    const places = new Uint32Array(entry.count);
    places.set(after.map((number) => led.places[number] + 1));
    places.set(bits.list(entry.count - entry.after, size), entry.after);
    return places.sort();
  }
}

/** @param {Uint8Array} data @returns {Map<string, Entry>} what is told of each word */
function entries(data) {
  const reader = new Reader(data);
  const found = new Map();
  for (let left = reader.number(); left > 0; left--) {
    const word = reader.text();
    const count = reader.number();
    const leader = reader.text();
    const after = leader ? reader.number() : 0;
    const documents = reader.number();
    const spellings = Array.from({ length: reader.number() }, () => {
      const code = reader.number();
      return { spelling: code ? spelt(word, code) : reader.text(), ranks: reader.number() };
    });
    found.set(word, { count, leader, after, documents, spellings, data: reader.bytes() });
  }
  return found;
}

/** @param {Uint32Array} places @param {Documents} documents @param {number} count */
function holding(places, documents, count) {
  const found = new Uint32Array(count);
  let [document, taken] = [0, 0];
  for (const at of places) {
    if (taken && at < documents.starts[document + 1]) continue;
    while (at >= documents.starts[document + 1]) document++;
    found[taken++] = document;
  }
  return found;
}
