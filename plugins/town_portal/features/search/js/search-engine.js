// The index as a whole: opens it, parses queries, gives what is shown of hits.
import { answers } from "./search-answers.js";
import { unpacked } from "./search-bits.js";
import { Segment } from "./search-index.js";
import { parse } from "./search-query.js";
import { Titles } from "./search-titles.js";
import { Search } from "./search-years.js";

/**
 * @typedef {import("./search-index.js").Fetch} Fetch
 * @typedef {import("./search-index.js").Manifest} Manifest
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-years.js").Choice} Choice
 * @typedef {object} Shown what is shown of a hit before its page is there
 * @property {string} url
 * @property {string} title
 * @property {string} lead
 * @property {string} [status] of a document that is not in force
 */

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

/** @param {string} root @returns {Promise<Engine>} */
export async function opened(root) {
  const base = new URL(`${root}static/tim/`, document.baseURI);
  const fetched = async (/** @type {string} */ name, /** @type {RequestInit} */ options = {}) => {
    const answer = await fetch(new URL(name, base), { credentials: "omit", ...options });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return answer;
  };
  const manifest = await (await fetched("index.json", { cache: "no-cache" })).json();
  return new Engine(
    manifest,
    async (name) => new Uint8Array(await (await fetched(name)).arrayBuffer()),
  );
}
