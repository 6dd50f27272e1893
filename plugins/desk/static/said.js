// What happens after saving: the line at the foot of the desk tells when the portal is built anew,
// where the article is, or what is wrong. Only where `serve` answers; on a public portal it is silent.

const STATE = "/_serve/state";
const FOLLOWED = 30_000; // milliseconds
const SILENT = "Đã lưu vào tệp. Lệnh serve không trả lời nên cổng chưa được dựng lại.";
const REFUSED =
  "Đã lưu vào tệp, nhưng cổng chưa dựng lại được; bản cũ vẫn được giữ. Hãy sửa rồi lưu lại:";

const ARTICLE = /(?:articles|bai-viet)\/.*?(\d{4})-(\d{2})-(\d{2})-([^/]+?)(?:\/index)?(?:\.\w+)?$/;
const FAULT = /^(.+?\.\w+):(\d+): (?:([a-z_]\w*(?:\.[\w-]+)*): )?([\s\S]*)$/;

/** @typedef {{name: string, label?: string, default?: string, fields?: Field[]}} Field of a form */
/** @typedef {{name: string, file?: string, label?: string, fields: Field[]}} Form */
/** @typedef {{name: string, folder: string, address: string}} Text a collection of texts */
/** @typedef {{file: string, title: string, fields: Field[]}} Saved a text: the end of its path, without
 *    ending, its title, the fields of its form */

/** Return the day that an article's path names, 2026-11-28; empty where it names none.
 * @param {string} path */
export function dayInAddress(path) {
  const [, year, month, date] = ARTICLE.exec(path) ?? [];
  return year ? `${year}-${month}-${date}` : "";
}

/**
 * Return what is wrong with a text that was just saved as its form calls things; what is wrong
 * elsewhere stays as it is.
 * @param {string} line @param {Saved} saved
 */
export function inWords(line, { file, title, fields }) {
  const [, path, number, name = "", sentence] = FAULT.exec(line) ?? [];
  if (!file || !path || !`/${path.replace(/\.\w+$/, "")}`.endsWith(`/${file}`)) return line;
  const labels = labelsOf(fields, name.split("."));
  if (labels) return `“${title}”, ${labels}: ${sentence}`;
  return `“${title}”, dòng ${number} của tệp: ${name ? `${name}: ` : ""}${sentence}`;
}

/** Return the labels on the way to a field, "Đính chính, mục 1, Lời đính chính"; null where there are
 * none. @param {Field[]} fields @param {string[]} names @returns {string | null} */
function labelsOf(fields, [name, ...rest]) {
  const isPlace = /^\d+$/.test(name);
  const field = fields.find((it) => it.name === name);
  const label = isPlace ? `mục ${name}` : field?.label;
  if (!label || !rest.length) return label ?? null;
  const others = labelsOf(isPlace ? fields : (field?.fields ?? []), rest);
  return others === null ? null : `${label}, ${others}`;
}

/**
 * Return the address of a text below the portal, from the path of its file or of its form.
 * @param {string} path @param {string | undefined} status @param {Text[]} texts
 */
export function addressOf(path, status, texts) {
  const [, year, month, date, name] = ARTICLE.exec(path) ?? [];
  const { text, rest } = placeOf(path, texts);
  const slug = name ?? /(?:^|\/)(?!index$)([^/]+?)(?:\/index)?$/.exec(rest)?.[1];
  if (!slug) return "";
  if (status === "draft") return `ban-thao/${slug}/`;
  return year ? `${year}/${month}/${date}/${slug}/` : (text?.address.replace("{}", slug) ?? "");
}

/** Return of which collection a text is, and the rest of its path without ending.
 * @param {string} path @param {Text[]} texts */
function placeOf(path, texts) {
  const names = texts.flatMap(({ name, folder }) => [name, folder]).join("|");
  const [, found, rest = ""] = new RegExp(`(?:^|/)(${names})/(.+?)(?:\\.\\w+)?$`).exec(path) ?? [];
  return { text: texts.find(({ name, folder }) => found === name || found === folder), rest };
}

/** Follow every saving with a line in `place`.
 * @param {Cms} CMS @param {HTMLElement} place
 * @param {{base: string, forms: Form[], texts: Text[]}} given */
export function follow(CMS, place, { base, forms, texts }) {
  /** @type {number | null} */
  let seen = null;
  CMS.registerEventListener({
    name: "preSave",
    async handler() {
      seen = (await state(0))?.number ?? null;
    },
  });
  CMS.registerEventListener({
    name: "postSave",
    handler(/** @type {{entry: any}} */ { entry }) {
      // What was just begun has no path yet; Decap goes on to the address of its form.
      const path = () => entry.get("path") || decodeURI(location.hash.replace("/entries/", "/"));
      const address = () => base + addressOf(path(), entry.getIn(["data", "status"]), texts);
      const words = (/** @type {string} */ line) =>
        inWords(line, savedOf(entry, path(), { forms, texts }));
      void tell(place, seen, { address, words });
    },
  });
}

/** Return of a saved text what inWords takes.
 * @param {any} entry @param {string} path @param {{forms: Form[], texts: Text[]}} given @returns {Saved} */
function savedOf(entry, path, { forms, texts }) {
  const { text: of, rest } = placeOf(path, [
    ...texts,
    { name: "data", folder: "data", address: "" },
  ]);
  const [, collection, name] =
    /^#\/collections\/([^/]+)(?:\/entries\/([^/]+))?/.exec(location.hash) ?? [];
  const form = forms.find((it) => it.name === collection) ?? forms.find((it) => it.name === name);
  const title = form?.file ? form.label : entry.getIn(["data", "title"]);
  return { file: of ? `${of.folder}/${rest}` : "", title, fields: form?.fields ?? [] };
}

/** @param {number} seen of a build
 * @returns {Promise<{number: number, faults: string[]} | null>} the first build after it */
async function state(seen) {
  try {
    const answer = await fetch(`${STATE}?seen=${seen}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Tell of every build until the one that has what was saved must be over.
 * @param {HTMLElement} place @param {number | null} seen
 * @param {{address: () => string, words: (line: string) => string}} of */
async function tell(place, seen, { address, words }) {
  if (seen === null) return;
  const end = Date.now() + FOLLOWED;
  let number = seen;
  show(place, [text("Đã lưu vào tệp. Đang dựng lại cổng…")]);
  while (Date.now() < end) {
    const now = await state(number);
    if (!now) return show(place, [text(SILENT)]);
    if (now.number !== number) {
      show(place, now.faults.length ? faults(now.faults.map(words)) : done(address()));
    }
    number = now.number;
  }
}

/** @param {string} address */
function done(address) {
  return [
    text("Đã lưu, cổng đã dựng xong. "),
    Object.assign(element("a", "Xem bài"), { href: address, target: "_blank" }),
  ];
}

/** @param {string[]} lines */
function faults(lines) {
  const list = element("ul", "");
  list.append(...lines.map((line) => element("li", line)));
  return [text(REFUSED), list];
}

const element = (/** @type {string} */ name, /** @type {string} */ words) =>
  Object.assign(document.createElement(name), { textContent: words });
const text = (/** @type {string} */ words) => document.createTextNode(words);

/** @param {HTMLElement} place @param {Node[]} nodes */
function show(place, nodes) {
  place.replaceChildren(...nodes);
  place.hidden = false;
}
