// A photograph with its words, as an article writes it: ![alt](file "caption Ảnh: credit"). Pure.

const ALT = String.raw`!\[((?:[^\]\\\n]|\\.)*)\]`;
const FILE = String.raw`(<[^>\n]*>|[^\s()<>]*)`;
const TITLE = String.raw`(?:[ \t]+"((?:[^"\\\n]|\\.)*)")?`;
const ALONE = String.raw`[ \t]*(?=\n[ \t]*\n|\n*$)`;
const IMAGE = new RegExp(String.raw`^${ALT}\([ \t]*${FILE}${TITLE}[ \t]*\)${ALONE}`);
const CREDIT = /(?:^|(?<=[.!?…"”’)])[ \t]+)((?:Ảnh|Nguồn):[ \t]*\S.*)$/;

/** An image alone in its paragraph; anything else about images is kept as it is (kept.js). */
export const pattern = IMAGE;

/** @typedef {{file: string, alt: string, caption: string, credit: string, text?: string}} Figure */

/** Return the fields of a figure; `text` is how it was written.
 * @param {RegExpMatchArray} match @returns {Figure} */
export function fromBlock(match) {
  const words = plain(match[3] ?? "");
  const credit = CREDIT.exec(words);
  return {
    file: name(match[2]),
    alt: plain(match[1]),
    caption: (credit ? words.slice(0, credit.index) : words).trim(),
    credit: credit ? credit[1].trim() : "",
    text: match[0],
  };
}

/** Return a figure as Markdown; one that nobody has changed is what it was.
 * @param {Figure} figure @returns {string} */
export function toBlock({ text = "", ...figure }) {
  const match = text ? IMAGE.exec(text) : null;
  if (match && sameFields(fromBlock(match), figure)) return text;
  const words = written(figure);
  const title = words ? ` "${words.replace(/(["\\])/g, "\\$1")}"` : "";
  return `![${flat(figure.alt).replace(/([[\]\\])/g, "\\$1")}](${address(figure.file)}${title})`;
}

/** Return caption and credit as one text, from which fromBlock gets the two again.
 * @param {Partial<Figure>} figure */
export function written({ caption = "", credit = "" }) {
  const [words, name] = [flat(caption), flat(credit)];
  if (!name) return words;
  const told = /^(Ảnh|Nguồn):/.test(name) ? name : `Ảnh: ${name}`;
  if (!words) return told;
  return /[.!?…"”’)]$/.test(words) ? `${words} ${told}` : `${words}. ${told}`;
}

/** @type {("file" | "alt" | "caption" | "credit")[]} */
const FIELDS = ["file", "alt", "caption", "credit"];

/** @param {Figure} one @param {Figure} other */
const sameFields = (one, other) => FIELDS.every((it) => (one[it] ?? "") === (other[it] ?? ""));

const flat = (/** @type {string | undefined} */ words) => (words ?? "").replace(/\s+/g, " ").trim();
const plain = (/** @type {string} */ words) => words.replace(/\\([!-/:-@[-`{-~])/g, "$1");
const name = (/** @type {string} */ given) => (given.startsWith("<") ? given.slice(1, -1) : given);
/** Return a file's name as Markdown takes it: spaces and brackets stand in pointed ones. */
const address = (file = "") => (/[\s()<>]/.test(file) ? `<${file.replace(/[<>\n]/g, "")}>` : file);

/** Return a file's name without accents, spaces and signs, as no other file in `taken` has it.
 * @param {string} given @param {string[]} taken */
export function fileName(given, taken = []) {
  const dot = given.lastIndexOf(".");
  const [stem, end] = dot > 0 ? [given.slice(0, dot), given.slice(dot)] : [given, ""];
  const base = bare(stem) || "tep";
  const ending = bare(end) ? `.${bare(end)}` : "";
  for (let number = 1; ; number += 1) {
    const found = `${base}${number > 1 ? `-${number}` : ""}${ending}`;
    if (!taken.includes(found)) return found;
  }
}

const bare = (/** @type {string} */ words) =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
