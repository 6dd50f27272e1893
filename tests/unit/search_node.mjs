// Runs the portal's own search modules, on files instead of a network: a line of JSON in, one out.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const modules = pathToFileURL(`${process.argv[2]}/`);
const load = (/** @type {string} */ name) => import(new URL(name, modules).href);
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-engine.js")} */
const { Engine } = await load("search-engine.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-years.js")} */
const { PAGES } = await load("search-years.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-match.js")} */
const { best, newest } = await load("search-match.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-meant.js")} */
const { corrected, meant } = await load("search-meant.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-excerpt.js")} */
const { excerpt } = await load("search-excerpt.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-query.js")} */
const { phrases } = await load("search-query.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-words.js")} */
const { folded, variant, words } = await load("search-words.js");
/** @type {typeof import("../../plugins/town_portal/features/search/js/search-slips.js")} */
const { isNear } = await load("search-slips.js");

/** @type {Map<string, InstanceType<typeof Engine>>} */
const engines = new Map();
/** The names of the files that were asked for by the last deed. @type {string[]} */
const asked = [];

/** @param {string} folder */
async function opened(folder) {
  let engine = engines.get(folder);
  if (!engine) {
    const manifest = JSON.parse(await readFile(`${folder}/index.json`, "utf8"));
    const fetch = async (/** @type {string} */ name) => {
      asked.push(name.split("?")[0]);
      return new Uint8Array(await readFile(`${folder}/${asked.at(-1)}`));
    };
    engine = new Engine(manifest, fetch);
    engines.set(folder, engine);
  }
  return engine;
}

/** @type {Record<string, (given: any) => Promise<any>>} */
const DEEDS = {
  async search({ folder, text, category = "", year = "", order = "", all = true }) {
    const engine = await opened(folder);
    const search = engine.search(engine.parse(text), { category, year });
    do await search.more();
    while (all && search.left.length);
    const hits = search.hits.sort(order ? newest : best);
    return {
      hits: hits.map(({ segment, document, tier }) => [segment.key, document, tier]),
      done: search.done.map(({ key }) => key),
      also: search.query.also,
      files: [...asked],
    };
  },
  async meant({ folder, text }) {
    const engine = await opened(folder);
    return corrected(engine, engine.parse(text));
  },
  async answers({ folder, text }) {
    const engine = await opened(folder);
    return engine.answers(engine.parse(text));
  },
  async table({ folder }) {
    const engine = await opened(folder);
    await engine.answers(engine.parse(""));
    return engine.table;
  },
  /** What the page shows, from the top: answers, hits, or those of a correction. */
  async page({ folder, text }) {
    const engine = await opened(folder);
    const search = engine.search(engine.parse(text), { category: "", year: "" });
    const answers = await engine.answers(search.query);
    await search.more();
    const other = answers.length ? null : await meant(engine, search);
    const hits = (search.hits.length ? search : (other ?? search)).hits.sort(best).slice(0, 10);
    const shown = await Promise.all(hits.map((hit) => engine.show(hit)));
    const own = hits.map(async ({ segment, document }) => {
      const { categories } = await segment.documents();
      return segment.kind === PAGES ? categories[document] : segment.kind || categories[document];
    });
    return {
      kinds: [...answers.map(({ kind }) => kind), ...(await Promise.all(own))],
      titles: [...answers, ...shown].map(({ title }) => title),
      hits: search.hits.length,
      meant: other?.query.text ?? "",
    };
  },
  async show({ folder, text }) {
    const engine = await opened(folder);
    const search = engine.search(engine.parse(text), { category: "", year: "" });
    await search.more();
    return engine.show(search.hits.sort(best)[0]);
  },
  async excerpt({ folder, text, paragraphs, exact = false }) {
    const engine = await opened(folder);
    const shown = excerpt(paragraphs, phrases(engine.parse(text).parts), exact);
    return {
      text: shown.text,
      marks: shown.ranges.map(({ at, end }) => shown.text.slice(at, end)),
    };
  },
  words: async ({ text }) =>
    words(text).map((word) => [word.text, folded(word.text), variant(word.text)]),
  near: async ({ text, other }) => isNear(text, other),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { deed, ...given } = JSON.parse(line);
  asked.length = 0;
  const told = await DEEDS[deed](given).catch((error) => ({ error: String(error.stack) }));
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
