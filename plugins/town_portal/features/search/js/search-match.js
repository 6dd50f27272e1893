// Which documents of a year match a query, and how well: plainly all of them, none besides.
import { phrases } from "./search-query.js";

/**
 * @typedef {import("./search-index.js").Documents} Documents
 * @typedef {import("./search-index.js").Segment} Segment
 * @typedef {import("./search-index.js").Term} Term
 * @typedef {import("./search-query.js").Part} Part
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Word} Word
 * @typedef {object} Leaf a phrase of the query, in a year
 * @property {Uint32Array} in the documents that it is in
 * @property {Float32Array} weight by document, before the phrase's rarity
 * @property {Uint8Array} exact by document, whether its words are there spelt as they were typed
 * @typedef {object} Hit
 * @property {Segment} segment
 * @property {number} document
 * @property {number} day of the year
 * @property {number} tier the higher the better, whatever the score
 * @property {number} score
 * @property {number[]} weights one for each leaf
 * @typedef {object} Matches
 * @property {Hit[]} hits
 * @property {number} documents that were looked into
 * @property {number[]} containing how many of them have each leaf
 */

const TITLE = 8;
const LEAD = 3;
const [SATURATION, LENGTH] = [1.2, 0.75]; // BM25's k1 and b, as everybody has them
const NEAR = 2; // how much more than its words a pair of neighbours counts
/** What makes a tier: it is of the year that was typed; its title is what was typed; and so on. */
export const [DATED, TITLED, EXACT, TOGETHER] = [8, 4, 2, 1];

/** @param {Hit} a @param {Hit} b */
export const best = (a, b) => b.tier - a.tier || b.score - a.score || newest(a, b);

/** @param {Hit} a @param {Hit} b an order of all: pages, which have no day, come last */
export const newest = (a, b) =>
  b.segment.year - a.segment.year ||
  b.day - a.day ||
  ordered(a.segment.folder, b.segment.folder) ||
  b.document - a.document;

/** @param {string} one @param {string} other */
const ordered = (one, other) => Number(one > other) - Number(one < other);

/** @param {Hit} hit whether the words that were typed stand in it in one row */
export const isTogether = (hit) => Boolean(hit.tier & TOGETHER);

/** @param {Hit} hit whether it has the accents that were typed */
export const isExact = (hit) => Boolean(hit.tier & EXACT);

/**
 * @param {Query} query @param {Segment} segment
 * @returns {Promise<Matches>} without scores, which need all years
 */
export async function match(query, segment) {
  const documents = await segment.documents();
  const single = phrases(query.parts);
  const pairs = query.row.slice(1).map((word, n) => [query.row[n], word]);
  const rows = [...single.map((phrase) => phrase.words), ...pairs];
  const leaves = await Promise.all(rows.map((row) => leaf(row, segment, documents)));
  const titled = await titles(query.row, segment, documents);
  const isLonger = query.row.length > 1 && query.full.length > query.row.length;
  const full = isLonger ? await leaf(query.full, segment, documents) : null;
  const beside = leaves.slice(single.length);
  const rest = leaves.slice(0, single.length);
  const { is, exact } = query.parts.length
    ? all(query.parts.map((part) => whole(part, rest)))
    : { is: new Uint8Array(documents.count), exact: new Uint8Array(documents.count) };
  /** @type {Hit[]} */
  const hits = [];
  for (let n = 0; n < documents.count; n++) {
    if (!is[n]) continue;
    const isRow = pairs.length > 0 && beside.every((pair) => pair.weight[n]);
    const isFull = Boolean(full?.weight[n]);
    const tier =
      (titled.has(n) ? TITLED : 0) +
      (query.accented && exact[n] ? EXACT : 0) +
      (isRow || isFull ? TOGETHER : 0);
    const weights = leaves.map((one) => one.weight[n]);
    hits.push({ segment, document: n, day: documents.days[n], tier, score: 0, weights });
  }
  return { hits, documents: documents.count, containing: leaves.map((one) => one.in.length) };
}

/**
 * @param {Word[]} row @param {Segment} segment @param {Documents} documents
 * @returns {Promise<Set<number>>} the documents whose titles are just these words
 */
async function titles(row, segment, { starts, leads, count }) {
  const found = new Set();
  if (!row.length) return found;
  const places = await rows(row, segment);
  for (let document = 0, n = 0; n < places.length && document < count; ) {
    if (places[n] < starts[document]) n++;
    else if (places[n] > starts[document]) document++;
    else {
      if (leads[document] - starts[document] === row.length + 1) found.add(document);
      n++;
    }
  }
  return found;
}

/**
 * Tells, by as few files as may be, that a year has nothing: one word that it has not is enough.
 * The likely ones are asked for first: numbers, then long words.
 * @param {Query} query @param {Segment} segment
 * @returns {Promise<boolean>} whether it may have something
 */
export async function mayMatch(query, segment) {
  const needed = query.parts.flatMap((part) => (part.kind === "phrase" ? part.words : []));
  const rare = (/** @type {Word} */ { bare }) => (/\d/.test(bare) ? 100 : 0) + bare.length;
  for (const word of needed.sort((a, b) => rare(b) - rare(a)).slice(0, 2)) {
    if (!(await segment.has(word.bare))) return false;
  }
  return true;
}

/** @param {Segment} segment without hits @param {Query} query @returns {Matches} */
export const nothing = ({ part }, query) => ({
  hits: [],
  documents: part.documents,
  containing: [...phrases(query.parts), ...query.row.slice(1)].map(() => 0),
});

/**
 * Gives hits their scores.
 * @param {Hit[]} hits @param {Matches[]} matches of all years that were looked into
 * @param {Query} query
 */
export function weigh(hits, matches, query) {
  const whole = matches.reduce((sum, one) => sum + one.documents, 0);
  const single = phrases(query.parts).length;
  const rarities = (matches[0]?.containing ?? []).map((_, n) => {
    const containing = matches.reduce((sum, one) => sum + one.containing[n], 0);
    const rarity = Math.log(1 + (whole - containing + 0.5) / (containing + 0.5));
    return n < single ? rarity : NEAR * rarity;
  });
  for (const hit of hits) {
    hit.score = hit.weights.reduce((sum, weight, n) => sum + weight * rarities[n], 0);
  }
}

/** @param {Hit[]} known which stand for the same ones among others @param {Hit[]} others */
export function joined(known, others) {
  const key = (/** @type {Hit} */ { segment, document }) => `${segment.key} ${document}`;
  const hits = new Map();
  for (const hit of [...known, ...others]) {
    const other = hits.get(key(hit));
    if (other) other.tier = Math.max(other.tier, hit.tier);
    else hits.set(key(hit), hit);
  }
  return [...hits.values()];
}

/** @typedef {{ is: Uint8Array, exact: Uint8Array }} Is by document */

/**
 * @param {Part} part
 * @param {Leaf[]} rest the leaves from its first one on; its own are taken
 * @returns {Is}
 */
function whole(part, rest) {
  if (part.kind !== "phrase") {
    const parts = part.parts.map((one) => whole(one, rest));
    return part.kind === "all" ? all(parts) : any(parts);
  }
  const one = /** @type {Leaf} */ (rest.shift());
  return { is: Uint8Array.from(one.weight, (weight) => (weight > 0 ? 1 : 0)), exact: one.exact };
}

/** @param {Is[]} parts @returns {Is} */
const all = (parts) =>
  parts.reduce((a, b) => ({
    is: a.is.map((value, n) => value & b.is[n]),
    exact: a.exact.map((value, n) => value & b.exact[n]),
  }));

/** @param {Is[]} parts @returns {Is} */
const any = (parts) =>
  parts.reduce((a, b) => ({
    is: a.is.map((value, n) => value | b.is[n]),
    exact: a.exact.map((value, n) => value | b.exact[n]),
  }));

/**
 * @param {Word[]} row one behind the other @param {Segment} segment @param {Documents} documents
 * @returns {Promise<Leaf>}
 */
async function leaf(row, segment, documents) {
  const { count } = documents;
  const terms = await Promise.all(row.map((word) => segment.term(word.bare)));
  if (!terms.every((term) => term !== null)) {
    const exact = new Uint8Array(count);
    return { in: new Uint32Array(), weight: new Float32Array(count), exact };
  }
  const [first, ...others] = /** @type {Term[]} */ (terms);
  const places = await rows(row, segment);
  const weight = weights(places, documents);
  const spellings = [first, ...others].map((term, n) => spelt(term, row[n].spelling, count));
  const exact = Uint8Array.from(weight, (one, n) =>
    one && spellings.every((has) => has[n]) ? 1 : 0,
  );
  return { in: Uint32Array.from(weight.keys()).filter((n) => weight[n] > 0), weight, exact };
}

/** @param {Word[]} row @param {Segment} segment @returns {Promise<Uint32Array>} where it begins */
async function rows(row, segment) {
  const terms = await Promise.all(row.map((word) => segment.term(word.bare)));
  const [first, ...others] = terms.map((term) => term?.places ?? new Uint32Array());
  return others.reduce((starts, places, n) => followed(starts, places, n + 1), first);
}

/**
 * @param {Uint32Array} starts @param {Uint32Array} places @param {number} behind
 * @returns {Uint32Array} the starts behind which, so far, there is one of the places
 */
function followed(starts, places, behind) {
  let n = 0;
  return starts.filter((start) => {
    while (n < places.length && places[n] < start + behind) n++;
    return places[n] === start + behind;
  });
}

/**
 * @param {Uint32Array} places @param {Documents} documents
 * @returns {Float32Array} by document, what BM25 says of the number of places, without the rarity
 */
function weights(places, { starts, leads, bodies, count, size }) {
  const found = new Float32Array(count);
  let document = 0;
  for (const place of places) {
    while (place >= starts[document + 1]) document++;
    found[document] += place < leads[document] ? TITLE : place < bodies[document] ? LEAD : 1;
  }
  return found.map((often, n) => {
    const length = ((starts[n + 1] - starts[n]) * count) / size;
    return (often * (SATURATION + 1)) / (often + SATURATION * (1 - LENGTH + LENGTH * length));
  });
}

/** @param {Term} term @param {string} spelling @param {number} count @returns {Uint8Array} */
function spelt(term, spelling, count) {
  const found = new Uint8Array(count);
  const has = term.spellings.get(spelling);
  if (has) for (let rank = 0; rank < has.length; rank++) found[term.documents[rank]] = has[rank];
  return found;
}
