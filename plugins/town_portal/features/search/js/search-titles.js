// The titles of older years: which of them have all words of a query. features/search/titles.py.
import { Bits, Reader } from "./search-bits.js";
import { place } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").Fetch} Fetch
 * @typedef {import("./search-index.js").Segment} Segment
 * @typedef {import("./search-index.js").TitleIndex} TitleIndex
 * @typedef {import("./search-query.js").Word} Word
 * @typedef {{ segment: Segment, document: number }} Titled a document
 */

export class Titles {
  /** @param {TitleIndex} index @param {Segment[]} segments @param {Fetch} fetch */
  constructor(index, segments, fetch) {
    this.versions = index.shards;
    this.fetch = fetch;
    const years = new Map(segments.map((segment) => [segment.key, segment]));
    /** The years, the oldest first. */
    this.segments = index.years.flatMap((year) => years.get(`${year}`) ?? []);
    /** @type {Map<number, Promise<Map<string, Uint32Array>>>} */
    this.files = new Map();
  }

  /** @param {Word[]} row @returns {Promise<Titled[]>} the documents whose titles have all of it */
  async having(row) {
    if (!this.versions.length || !row.length) return [];
    const words = [...new Set(row.map(({ bare }) => bare))];
    const lists = await Promise.all(words.map((word) => this.#numbers(word)));
    const [first, ...others] = lists.sort((a, b) => a.length - b.length);
    const sets = others.map((numbers) => new Set(numbers));
    return [...first].filter((n) => sets.every((set) => set.has(n))).map((n) => this.#document(n));
  }

  /** @param {string} word @returns {Promise<Uint32Array>} the numbers of the titles that have it */
  async #numbers(word) {
    const number = place(word, this.versions.length);
    const name = `tua/chu-${number}.${this.versions[number]}.bin`;
    const file = this.files.get(number) ?? this.fetch(name).then(entries);
    this.files.set(number, file);
    return (await file).get(word) ?? new Uint32Array();
  }

  /** @param {number} number through all these years @returns {Titled} */
  #document(number) {
    let document = number;
    for (const segment of this.segments) {
      if (document < segment.part.documents) return { segment, document };
      document -= segment.part.documents;
    }
    throw new Error(`tua: ${number}`);
  }
}

/** @param {Uint8Array} data @returns {Map<string, Uint32Array>} */
function entries(data) {
  const reader = new Reader(data);
  const found = new Map();
  for (let left = reader.number(); left > 0; left--) {
    const word = reader.text();
    const count = reader.number();
    found.set(word, new Bits(reader.bytes()).rising(count));
  }
  return found;
}
