// The bench's plain portal for Eleventy. Articles lie in tin/.
const SIZE = 20;
const day = (it) => it.date.toISOString().slice(0, 10);
const slugify = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-");
const line = (it) => `<li><a href="${it.url}">${it.data.title}</a> <time>${day(it)}</time></li>`;
const item = (it) => `<div><h3><a href="${it.url}">${it.data.title}</a></h3><time>${day(it)}</time><p>${it.data.summary}</p></div>`;

// All lists, made once a build: { url, title, items, of, number } for each page of a list.
function collect(all) {
  const lists = new Map();
  const tagged = new Map();
  const add = (url, title, article) => {
    if (!lists.has(url)) lists.set(url, { url, title, items: [] });
    lists.get(url).items.push(article);
  };
  for (const it of all) {
    add(`/chuyen-muc/${slugify(it.data.category)}/`, it.data.category, it);
    add(`/${day(it).slice(0, 4)}/`, day(it).slice(0, 4), it);
    add(`/luu-tru/${day(it).slice(0, 7)}/`, day(it).slice(0, 7), it);
    for (const tag of it.data.keywords) {
      add(`/tu-khoa/${slugify(tag)}/`, tag, it);
      if (!tagged.has(tag)) tagged.set(tag, []);
      tagged.get(tag).push(it);
    }
  }
  const pages = [...lists.values()].flatMap(({ url, title, items }) => {
    const of = Math.ceil(items.length / SIZE);
    return Array.from({ length: of }, (_, index) => ({
      url: index ? `${url}page/${index + 1}/` : url,
      ...{ title, of, number: index + 1, items: items.slice(index * SIZE, (index + 1) * SIZE) },
    }));
  });
  const categories = [...lists.values()].filter(({ url }) => url.startsWith("/chuyen-muc/"));
  const nav = categories.map((it) => `<a href="${it.url}">${it.title}</a>`).join("");
  const byUrl = new Map(all.map((it) => [it.url, it]));
  return { all, byUrl, categories, lists: [...lists.values()], nav, pages, tagged };
}

// The five older articles that share most tags.
function related(article, tagged) {
  const scores = new Map();
  for (const tag of article.data.keywords)
    for (const it of tagged.get(tag) ?? []) if (it.date < article.date) scores.set(it, (scores.get(it) ?? 0) + 1);
  return [...scores].sort(([a, m], [b, n]) => n - m || b.date - a.date).slice(0, 5).map(([it]) => it);
}

export default function (config) {
  let made;
  config.on("eleventy.before", () => { made = undefined; });
  const make = (api) => (made ??= collect(api.getFilteredByGlob("tin/*.md").sort((a, b) => b.date - a.date)));
  config.addCollection("made", (api) => [make(api)]);
  config.addCollection("pages", (api) => make(api).pages);
  config.addJavaScriptFunction("nav", () => made.nav);
  config.addJavaScriptFunction("categoryUrl", (title) => `/chuyen-muc/${slugify(title)}/`);
  config.addJavaScriptFunction("related", (url) => related(made.byUrl.get(url), made.tagged).map(line).join("\n"));
  const add = (name, data, render) => config.addTemplate(`${name}.11ty.js`, render, data);
  add("home", { permalink: "/index.html", layout: "base.11ty.js" }, ({ collections: { made: [it] } }) =>
    it.categories.map(({ url, title, items }) => `<section><h2><a href="${url}">${title}</a></h2>${items.slice(0, 6).map(item).join("")}</section>`).join("\n"));
  add("list", {
    ...{ layout: "base.11ty.js", pagination: { data: "collections.pages", size: 1, alias: "list" } },
    permalink: ({ list }) => list.url,
  }, ({ list }) => `<h1>${list.title}</h1>${list.items.map(item).join("\n")}<nav>${list.number}/${list.of}</nav>`);
  add("feed", { permalink: "/index.xml" }, ({ collections: { made: [it] } }) =>
    `<rss version="2.0"><channel>${it.all.slice(0, SIZE).map((one) => `<item><title>${one.data.title}</title><link>${one.url}</link><description>${one.data.summary}</description></item>`).join("\n")}</channel></rss>`);
  add("sitemap", { permalink: "/sitemap.xml" }, ({ collections: { made: [it] } }) =>
    `<urlset>${[...it.all, ...it.lists].map(({ url }) => `<url><loc>https://example.org${url}</loc></url>`).join("\n")}</urlset>`);
  return { markdownTemplateEngine: false };
}
