// What may have been meant by words that the portal does not have: one slip of a finger each.
import { folded, normal, variant, words } from "./search-words.js";

const MANY = 8; // corrected queries at most
const FEW = 3; // corrections of one word where several may be wrong
const SHORT = 4; // letters; in place of a word with fewer anything may be meant
const SURE = 5; // letters of a syllable; with fewer another first letter makes another word
const TONES = { f: "\u0300", s: "\u0301", r: "\u0309", x: "\u0303", j: "\u0323" };
const MARKS = { aa: "â", ee: "ê", oo: "ô", dd: "đ", aw: "ă", ow: "ơ", uw: "ư" };
const SYLLABLE = /^(qu|gi(?=[aeiouyăâêôơư])|[^aeiouyăâêôơư]*)([aeiouyăâêôơư]{1,3})([a-z]*)$/;

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

/** @param {string} vowels @param {boolean} isClosed @returns {number} which of them has the tone */
function toned(vowels, isClosed) {
  const marked = Math.max(...[..."ăâêôơư"].map((letter) => vowels.lastIndexOf(letter)));
  if (marked >= 0) return marked;
  return isClosed ? vowels.length - 1 : Math.max(0, vowels.length - 2);
}

/**
 * @param {string} typed in Telex while the keyboard did not make letters of it: hoongf
 * @returns {string} the syllable it stands for, or "" where there is none
 */
export function telex(typed) {
  const small = typed.toLowerCase();
  if (!/^[a-z]+$/.test(small)) return "";
  const [, body, key] = /** @type {string[]} */ (/^(.+?)([fsrxj]?)$/.exec(small) ?? ["", "", ""]);
  const letters = body
    .replace(/uow/g, "ươ")
    .replace(/aa|ee|oo|dd|aw|ow|uw/g, (two) => MARKS[/** @type {keyof typeof MARKS} */ (two)]);
  const parts = SYLLABLE.exec(letters);
  if (!parts || (letters === body && !key)) return "";
  const [, begin, vowels, end] = parts;
  const at = toned(vowels, end !== "") + 1;
  const tone = TONES[/** @type {keyof typeof TONES} */ (key)] ?? "";
  return variant(begin + vowels.slice(0, at) + tone + vowels.slice(at) + end);
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
    const typed = telex(word.text);
    const isTelex = typed && known.has(folded(typed));
    const choices = isTelex ? [typed] : near(folded(word.text), vocabulary, few);
    options = options.flatMap((option) => choices.map((by) => replaced(option, word, by)));
  }
  return options.slice(0, MANY);
}
