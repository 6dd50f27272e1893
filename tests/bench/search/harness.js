// Asks the searches that the portal's own is compared with, in the browser. Each gives two
// functions: `open`, what a page does before its reader asks, and `ask`, which gives the ids of all
// hits and has what is shown of the first ones fetched.
const SHOWN = 10;
const MARKS = /[\u0300-\u036f]/g;
const bare = (text) => text.normalize("NFC").replaceAll("đ", "d").replaceAll("Đ", "D");

const OPTIONS = {
  fields: ["title", "summary"],
  storeFields: ["title", "summary"],
  processTerm: (term) =>
    term.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(MARKS, "") || null,
  searchOptions: { combineWith: "AND", boost: { title: 3 } },
};

/** @param {string[]} bundles addresses; the first one answers before the others are there */
function pagefind(bundles, typed = (text) => text) {
  let found = null;
  return {
    async open({ all }) {
      found = await import(`${bundles[0]}pagefind.js`);
      await found.options({ noWorker: true }); // a worker is no part of the slowed-down page
      await found.init();
      if (all) for (const other of bundles.slice(1)) await found.mergeIndex(other);
    },
    async ask(text, { all }) {
      const { results } = await found.search(typed(text));
      if (!all) await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
      return results.map(({ id }) => id);
    },
  };
}

function minisearch() {
  let found = null;
  return {
    async open() {
      const { default: MiniSearch } = await import("/minisearch.js");
      const answer = await fetch("/minisearch.json");
      found = MiniSearch.loadJSON(await answer.text(), OPTIONS);
    },
    ask: async (text) => found.search(text.replaceAll('"', " ")).map(({ id }) => String(id)),
  };
}

/** The portal's own, without synonyms, as a plain scan knows none. */
function ours() {
  let engine = null;
  let best = null;
  return {
    async open() {
      const { Engine } = await import("/js/search-engine.js");
      ({ best } = await import("/js/search-match.js"));
      const fetched = async (name) => {
        const answer = await fetch(`/tim/${name}`);
        return new Uint8Array(await answer.arrayBuffer());
      };
      const manifest = await (await fetch("/tim/index.json")).json();
      engine = new Engine({ ...manifest, synonyms: [] }, fetched);
    },
    async ask(text, { all }) {
      const search = engine.search(engine.parse(text), { category: "", year: "" });
      do await search.more();
      while (all && search.left.length);
      search.hits.sort(best);
      if (!all) await Promise.all(search.hits.slice(0, SHOWN).map((hit) => engine.fragment(hit)));
      return search.hits.map(({ segment, document }) => `${segment.key}:${document}`);
    },
  };
}

/** Builds MiniSearch's index of documents with id, title and summary, and gives it as JSON. */
export async function indexed(address) {
  const { default: MiniSearch } = await import("/minisearch.js");
  const documents = await (await fetch(address)).json();
  const began = performance.now();
  const search = new MiniSearch(OPTIONS);
  search.addAll(documents);
  const text = JSON.stringify(search);
  const seconds = (performance.now() - began) / 1000;
  return { text, seconds, memory: performance.memory?.usedJSHeapSize ?? 0 }; // Chromium's own
}

export const searches = (years) => ({
  ours: ours(),
  minisearch: minisearch(),
  plain: pagefind(["/pagefind/"]),
  cured: pagefind(
    years.map((year) => `/pagefind-${year}/`),
    bare,
  ),
});
