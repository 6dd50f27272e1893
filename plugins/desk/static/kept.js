// What the rich text would rewrite stays as it was written: tables, galleries, footnotes, lists
// within lists, attributes, HTML. The rest of an article is plain paragraphs, headings, quotations
// and simple lists, which come through the rich text unchanged in meaning. Pure.

const END = String.raw`(?=\n[ \t]*\n|\s*$)`;
const CHUNK = String.raw`[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*`;
const WITHIN = String.raw`(?:[^\n]|\n(?![ \t]*(?:\n|$)))*?`;

/** Signs by which a block is more than plain text. */
const SIGNS = [
  String.raw`\[\^`, // a footnote
  String.raw`\{(?!filename\})`, // attributes
  "<", // HTML, an address in pointed brackets
  String.raw`\\`,
  String.raw`&#?\w+;`,
  String.raw`!\[`,
  String.raw`\]\[`,
  String.raw`\][ \t]*\n?[ \t]*\[`,
  String.raw`\|`, // a table
  "`",
  "~~",
  String.raw`[ \t]{2,}\n`, // a line break
  String.raw`\n[ \t]*(?:[-*+]|\d+[.)])[ \t]`, // a list without a blank line before it
  String.raw`\n[ \t]*(?:#|>|=+[ \t]*(?:\n|$)|-+[ \t]*(?:\n|$)|\*\*\*|___)`,
  String.raw`\n[ \t]+\S`, // a line further in
  String.raw`(?:^|\s)[*_]+(?:\s|$)`, // a sign that is no emphasis
].join("|");

const FENCE = String.raw`(?:\`{3,}|~{3,})[^\n]*\n[\s\S]*?\n(?:\`{3,}|~{3,})[ \t]*(?=\n|$)`;
const DETAILS = String.raw`<details[\s\S]*?</details>[^\n]*`;
const HTML = `<(?:[A-Za-z/!?])${CHUNK}`;
const FURTHER = String.raw`\n(?![ \t]*\n)[^\n]+|\n[ \t]*(?=\n(?: {4}|\t))|\n(?: {4}|\t)[^\n]*`;
const NOTE = String.raw`(?:\[[^\]\n]+\]|\*\[[^\]\n]+\]):[^\n]*(?:${FURTHER})*`;
const CODE = String.raw`(?: {4}|\t)[^\n]*(?:\n(?:(?: {4}|\t)[^\n]*|[ \t]*(?=(?:\n[ \t]*)*\n(?: {4}|\t)\S)))*`;
const ITEM = String.raw`[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]+`;
/** All lines of a list: also those after a blank one that go on with it. */
const LIST = String.raw`${ITEM}[^\n]*(?:\n(?![ \t]*\n)[^\n]+|\n(?:[ \t]*\n)+(?=[ \t]+\S|${ITEM})[^\n]+)*`;
const PLAIN_ITEM = String.raw`(?:[-*+]|\d+\.)[ ](?![ \t])(?!${ITEM})(?!\[[ xX]\])(?:(?!${SIGNS})[^\n])+`;
const PLAIN_LIST = String.raw`${PLAIN_ITEM}(?:\n${PLAIN_ITEM})*${END}(?!\s*\n(?:[ \t]+\S|${ITEM}))`;
const QUOTE = `>(?:${CHUNK})?`;
const PLAIN_QUOTE = String.raw`>[ ](?![ \t>#-]|[*+][ \t]|\d+[.)])(?:(?!${SIGNS})[^\n])+${END}`;
const OTHER = `(?=${WITHIN}(?:${SIGNS}))${CHUNK}`;
const ODD_START = String.raw`(?:\d+\)[ \t]|#{1,6}(?=[^\s#])|[ ]{1,3}\S|\+{3}|:[ \t])${CHUNK}`;

/** A block that is kept word for word. */
export const pattern = new RegExp(
  "^(?:" +
    [
      FENCE,
      DETAILS,
      HTML,
      NOTE,
      CODE,
      `(?!${PLAIN_LIST}|${PLAIN_QUOTE})(?:${[LIST, QUOTE, ODD_START, OTHER].join("|")})`,
    ].join("|") +
    ")",
);

export const fromBlock = (/** @type {RegExpMatchArray} */ match) => ({ markdown: match[0] });
export const toBlock = (/** @type {{markdown?: string}} */ { markdown = "" }) => markdown;
