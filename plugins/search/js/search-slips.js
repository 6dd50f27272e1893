// What may have been meant by words that the portal does not have: one slip of a finger each.
import { folded, normal, words } from "./search-words.js";

const MANY = 8; // corrected queries at most
const FEW = 3; // corrections of one word where several may be wrong
const SHORT = 4; // letters; in place of a word with fewer anything may be meant
const SURE = 5; // letters of a syllable; with fewer another first letter makes another word

/**
 * @param {string} a @param {string} b another word
 * @returns {boolean} whether one letter more, less, other or exchanged with the next makes them one
 */
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let first = 0;
  while (first < a.length && a[first] === b[first]) first++;
  let last = 0;
  const common = Math.min(a.length, b.length) - first;
  while (last < common && a[a.length - 1 - last] === b[b.length - 1 - last]) last++;
  const [restA, restB] = [a.slice(first, a.length - last), b.slice(first, b.length - last)];
  if (restA.length < 2 && restB.length < 2) return true;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** @param {string} word @param {string[]} vocabulary the frequent first @param {number} most */
function near(word, vocabulary, most) {
  if (word.length < SHORT) return [];
  const known = new Set(vocabulary);
  const parted = [];
  for (let at = 1; at < word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (known.has(head) && known.has(tail)) parted.push(`${head} ${tail}`);
  }
  const begins = word.length < SURE ? word[0] : "";
  const found = vocabulary.filter((other) => other.startsWith(begins) && isNear(word, other));
  return [...parted.slice(0, 2), ...found].slice(0, most);
}

/** @param {string} text @param {number} at @returns {string} what stands there between spaces */
const piece = (text, at) =>
  (/\S*$/.exec(text.slice(0, at))?.[0] ?? "") + (/^\S*/.exec(text.slice(at))?.[0] ?? "");

/**
 * A number, and what stands beside it as in 1234/QĐ-UBND, is left as it is: none is likelier.
 * @param {string} text of a query that finds nothing
 * @param {string[]} vocabulary words without accents, the frequent first
 * @returns {string[]} the text with one word or several replaced
 */
export function corrections(text, vocabulary) {
  const plain = normal(text);
  const known = new Set(vocabulary);
  const found = words(plain).filter((word) => !/\d/.test(piece(plain, word.at)));
  const unknown = found.filter((word) => !known.has(folded(word.text)));
  const replaced = (
    /** @type {string} */ whole,
    /** @type {{ text: string, at: number }} */ word,
    /** @type {string} */ by,
  ) => whole.slice(0, word.at) + by + whole.slice(word.at + word.text.length);
  if (!unknown.length) {
    return found.flatMap((word) =>
      near(folded(word.text), vocabulary, FEW).map((by) => replaced(plain, word, by)),
    );
  }
  const few = unknown.length > 1 ? FEW : MANY;
  let options = [plain];
  for (const word of unknown.reverse()) {
    // From the last one on, so that the places of those before it stay.
    const choices = near(folded(word.text), vocabulary, few);
    options = options.flatMap((option) => choices.map((by) => replaced(option, word, by)));
  }
  return options.slice(0, MANY);
}
