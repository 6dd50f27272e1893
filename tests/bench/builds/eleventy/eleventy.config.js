// The bench's plain portal for Eleventy 3. Articles lie in tin/; lists are made once a build.
const SIZE = 20;
const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
const year = (date) => String(date.getUTCFullYear());
const month = (date) => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}`;
const slugs = new Map();

function slug(words) {
  if (!slugs.has(words)) {
    const plain = words.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    slugs.set(words, plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
  }
  return slugs.get(words);
}

function grouped(articles, keys) {
  const found = new Map();
  for (const article of articles) {
    for (const key of keys(article)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(article);
    }
  }
  return found;
}

const topics = (groups, folder, title = (key) => key) =>
  [...groups]
    .map(([key, items]) => ({ title: title(key), items, url: `${folder}${slug(key)}/` }))
    .sort((one, other) => (one.url < other.url ? -1 : 1));

const paged = (lists) =>
  lists.flatMap(({ title, items, url }) => {
    const total = Math.max(1, Math.ceil(items.length / SIZE));
    const address = (number) => (number === 1 ? url : `${url}trang/${number}/`);
    return Array.from({ length: total }, (_, index) => ({
      title,
      total,
      number: index + 1,
      items: items.slice(index * SIZE, (index + 1) * SIZE),
      url: address(index + 1),
      newer: index ? address(index) : "",
      older: index + 1 < total ? address(index + 2) : "",
    }));
  });

// Five older articles that share the most tags, the newer first; articles come newest first.
function related(article, byTag) {
  const shared = new Map();
  for (const tag of article.data.keywords) {
    for (const other of byTag.get(tag)) {
      if (other !== article && other.date <= article.date) shared.set(other, (shared.get(other) || 0) + 1);
    }
  }
  return [...shared]
    .sort((one, other) => other[1] - one[1] || other[0].date - one[0].date)
    .slice(0, 5)
    .map(([other]) => other);
}

function made(api, titles) {
  const articles = api.getFilteredByGlob("tin/**/*.md").sort((one, other) => other.date - one.date);
  const byTag = grouped(articles, (article) => article.data.keywords);
  const categories = topics(grouped(articles, (article) => [article.data.category]), "/chuyen-muc/", (key) => titles[key]);
  const tags = topics(byTag, "/tu-khoa/");
  const years = topics(grouped(articles, (article) => [year(article.date)]), "/");
  const months = topics(grouped(articles, (article) => [month(article.date)]), "/luu-tru/");
  return {
    articles,
    categories,
    tags,
    months,
    topicPages: paged([...categories, ...tags]),
    periodPages: paged([...years, ...months]),
    latest: articles.slice(0, 20),
    related: new Map(articles.map((article) => [article.inputPath, related(article, byTag)])),
  };
}

export default function (config) {
  let site = null;
  const once = (api) => (site ??= made(api, api.getAll()[0].data.titles));
  config.on("eleventy.before", () => {
    site = null;
  });
  for (const name of ["articles", "categories", "tags", "months", "topicPages", "periodPages", "latest"]) {
    config.addCollection(`bench_${name}`, (api) => once(api)[name]);
  }
  config.addFilter("day", day);
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("slug", slug);
  config.addFilter("related", (path) => site.related.get(path) || []);
  return { dir: { input: "." }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
