// Runs what the desk's pages do with texts, for tests: a line of questions in, a line of answers out.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [root] = process.argv.slice(2);
const load = (/** @type {string} */ path) => import(pathToFileURL(`${root}/${path}`).href);
const YAML = await load("tools/desk/node_modules/yaml/browser/index.js");
const files = await load("plugins/desk/static/files.js");
const figure = await load("plugins/desk/static/figure.js");
const kept = await load("plugins/desk/static/kept.js");
const said = await load("plugins/desk/static/said.js");

/** Change the value at a path; a list grows by one where the path ends with a plus sign.
 * @param {any} data @param {string} path @param {unknown} value */
function change(data, path, value) {
  const names = path.split(".");
  const last = names.pop() ?? "";
  const place = names.reduce((found, name) => found[name], data);
  if (last === "+") place.push(value);
  else place[last] = value;
}

/** @type {Record<string, (asked: any) => any>} */
const DO = {
  save({ manner, text, changes = {}, order = [] }) {
    const format = files.format(YAML, manner);
    const data = text === null ? {} : format.fromFile(text);
    for (const [path, value] of Object.entries(changes)) change(data, path, value);
    return format.toFile(data, order);
  },
  read: ({ manner, text }) => files.format(YAML, manner).fromFile(text),
  figure({ text, changes = {} }) {
    const match = figure.pattern.exec(text);
    return match && figure.toBlock({ ...figure.fromBlock(match), ...changes });
  },
  fields({ text }) {
    const match = figure.pattern.exec(text);
    return match && figure.fromBlock(match);
  },
  blocks({ text }) {
    const found = [];
    const next = (/** @type {string} */ it) => it.replace(/^(?:[ \t]*\n)+/, "");
    for (let rest = next(text); rest; rest = next(rest)) {
      const kinds = [
        ["figure", figure.pattern],
        ["kept", kept.pattern],
        ["plain", /^[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*/],
      ];
      const matches = kinds.map(([name, it]) => [name, it.exec(rest)?.[0]]);
      const [kind = "", block = rest] = matches.find(([, it]) => it) ?? [];
      found.push([kind, block]);
      rest = rest.slice(block.length);
    }
    return found;
  },
  name: ({ given, taken = [] }) => figure.fileName(given, taken),
  fault: ({ line, saved }) => said.inWords(line, saved),
  day: ({ path }) => said.dayInAddress(path),
  address: ({ path, status, texts }) => said.addressOf(path, status, texts),
};

for await (const line of createInterface({ input: process.stdin })) {
  /** @type {any[]} */
  const questions = JSON.parse(line);
  console.log(JSON.stringify(questions.map(({ what, ...asked }) => DO[what](asked) ?? null)));
}
