// What a reader has typed: words, phrases, and what is known to mean the same.
import { folded, normal, variant, words } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").Synonyms} Synonyms
 * @typedef {{ bare: string, spelling: string }} Word
 * @typedef {{ kind: "phrase", words: Word[] }} Phrase its words one behind the other; one is a word
 * @typedef {{ kind: "all", parts: Part[] }} All
 * @typedef {{ kind: "any", parts: Part[] }} Any
 * @typedef {Phrase | All | Any} Part
 * @typedef {object} Query
 * @property {string} text as it was typed
 * @property {Part[]} parts a text must match all of them
 * @property {Word[]} row the words outside of quotation marks; near each other is better
 * @property {Word[]} full the row with the longest of what means the same in place of what was typed
 * @property {boolean} accented whether it has accents: then results spelt so come first
 * @property {string[]} also what is looked for besides, because it means the same
 */

const QUOTED = /["“”«»„]([^"“”«»„]*)(?:["“”«»„]|$)/g;

/** @param {string} text @returns {Word[]} */
const taken = (text) =>
  words(normal(text)).map((word) => ({ bare: folded(word.text), spelling: variant(word.text) }));

/**
 * @param {string} text
 * @returns {Phrase[]} one for each piece between spaces: 1234/QĐ-UBND is one
 */
const pieces = (text) =>
  text
    .split(/\s+/)
    .map((piece) => phrase(taken(piece)))
    .filter((one) => one.words.length);

/** @param {Word[]} found @returns {Phrase} */
const phrase = (found) => ({ kind: "phrase", words: found });

/** @param {Word[]} row */
const bare = (row) => row.map((word) => word.bare).join(" ");

/**
 * @param {string} text
 * @param {Synonyms[]} synonyms
 * @returns {Query}
 */
export function parse(text, synonyms = []) {
  /** @type {Part[]} */
  const parts = [];
  /** @type {Word[]} */
  const row = [];
  /** @type {Word[]} */
  const full = [];
  /** @type {Word[]} */
  const quotes = [];
  /** @type {string[]} */
  const also = [];
  let end = 0;
  const open = (/** @type {string} */ part) => {
    const found = pieces(part);
    row.push(...found.flatMap((one) => one.words));
    parts.push(...widened(found, meanings(synonyms), also, full));
  };
  for (const match of text.matchAll(QUOTED)) {
    open(text.slice(end, match.index));
    const quoted = taken(match[1]);
    quotes.push(...quoted);
    if (quoted.length) parts.push(phrase(quoted));
    end = match.index + match[0].length;
  }
  open(text.slice(end));
  const accented = [...row, ...quotes].some((word) => word.bare !== word.spelling);
  return { text, parts, row, full, also, accented };
}

/** @typedef {{ text: string, words: Word[] }} Member of a group */
/** @typedef {{ member: Member, others: Member[] }} Meaning what is looked for besides */

/** @param {Synonyms[]} synonyms @returns {Meaning[]} */
const meanings = (synonyms) =>
  synonyms.flatMap((group) => {
    const [whole, parts] = group.map((members) =>
      members.map((text) => ({ text, words: taken(text) })),
    );
    const all = [...whole, ...parts];
    return [
      ...whole.map((member) => ({ member, others: all.filter((other) => other !== member) })),
      ...parts.map((member) => ({ member, others: whole })),
    ];
  });

/**
 * Puts what means the same beside each run of words that is known: the longest first.
 * @param {Phrase[]} found @param {Meaning[]} known @param {string[]} also @param {Word[]} full
 * @returns {Part[]}
 */
function widened(found, known, also, full) {
  /** @type {Part[]} */
  const parts = [];
  for (let at = 0; at < found.length; ) {
    const [length, others] = longest(found.slice(at), known);
    const run = found.slice(at, at + length);
    at += length;
    const members = [run.flatMap((one) => one.words), ...others.map((member) => member.words)];
    full.push(...members.reduce((a, b) => (b.length > a.length ? b : a)));
    if (!others.length) parts.push(...run);
    else {
      also.push(...others.map((member) => member.text));
      const typed = /** @type {Part} */ (run.length > 1 ? { kind: "all", parts: run } : run[0]);
      parts.push({ kind: "any", parts: [typed, ...others.map((member) => phrase(member.words))] });
    }
  }
  return parts;
}

/** @param {Phrase[]} rest @param {Meaning[]} known @returns {[number, Member[]]} */
function longest(rest, known) {
  /** @type {[number, Member[]]} */
  let best = [1, []];
  for (const { member, others } of known) {
    const { length } = member.words;
    const run = rest.slice(0, length);
    if (run.length < length || run.some((one) => one.words.length > 1)) continue;
    if (length < best[0] || (length === best[0] && best[1].length)) continue;
    if (bare(run.flatMap((one) => one.words)) === bare(member.words)) best = [length, others];
  }
  return best;
}

/** @param {Part[]} parts @returns {Phrase[]} every phrase in them */
export const phrases = (parts) =>
  parts.flatMap((part) => (part.kind === "phrase" ? [part] : phrases(part.parts)));
