// What happens after saving: the line at the foot of the desk tells when the portal is built anew,
// where the article is, or what is wrong. Only where `serve` answers; on a public portal it is silent.

const STATE = "/_serve/state";
const FOLLOWED = 30_000; // milliseconds

const ARTICLE = /(?:articles|bai-viet)\/.*?(\d{4})-(\d{2})-(\d{2})-([^/]+?)(?:\/index)?(?:\.\w+)?$/;
const FAULT = /^(.+?\.\w+):(\d+): (?:([a-z_]\w*(?:\.[\w-]+)*): )?([^]*)$/;

/** Return the day that an article's path names, 2026-11-28; empty where it names none. */
export function dayInAddress(path) {
  const [, year, month, date] = ARTICLE.exec(path) ?? [];
  return year ? `${year}-${month}-${date}` : "";
}

/**
 * Return what is wrong with a text that was just saved as its form calls things; what is wrong
 * elsewhere stays as it is. `saved` has file (the end of the path, without ending), title, fields.
 */
export function inWords(line, { file, title, fields }) {
  const [, path, number, name = "", sentence] = FAULT.exec(line) ?? [];
  if (!file || !path || !`/${path.replace(/\.\w+$/, "")}`.endsWith(`/${file}`)) return line;
  const labels = labelsOf(fields, name.split("."));
  if (labels) return `“${title}”, ${labels}: ${sentence}`;
  return `“${title}”, dòng ${number} của tệp: ${name ? `${name}: ` : ""}${sentence}`;
}

/** Return the labels on the way to a field, "Đính chính, mục 1, Lời đính chính"; null where there are none. */
function labelsOf(fields, [name, ...rest]) {
  if (/^\d+$/.test(name)) return rest.length ? joined(`mục ${name}`, labelsOf(fields, rest)) : `mục ${name}`;
  const found = fields.find((it) => it.name === name);
  if (!found?.label) return null;
  return rest.length ? joined(found.label, labelsOf(found.fields ?? [], rest)) : found.label;
}

const joined = (one, other) => (other === null ? null : `${one}, ${other}`);

/**
 * Return the address of a text below the portal, from the path of its file or of its form; `texts`
 * are the desk's collections of texts, each with name, folder and address.
 */
export function addressOf(path, status, texts) {
  const article = ARTICLE.exec(path);
  const { text, rest } = article ? {} : placeOf(path, texts);
  const slug = article?.[4] ?? /(?:^|\/)(?!index$)([^/]+?)(?:\/index)?$/.exec(rest ?? "")?.[1];
  if (!slug) return "";
  if (status === "draft") return `ban-thao/${slug}/`;
  return article ? `${article[1]}/${article[2]}/${article[3]}/${slug}/` : text.address.replace("{}", slug);
}

/** Return of which collection a text is, and the rest of its path without ending. */
function placeOf(path, texts) {
  const names = texts.flatMap(({ name, folder }) => [name, folder]).join("|");
  const [, found, rest] = new RegExp(`(?:^|/)(${names})/(.+?)(?:\\.\\w+)?$`).exec(path) ?? [];
  return { text: texts.find(({ name, folder }) => found === name || found === folder), rest };
}

/** Follow every saving with a line in `place`, an element; `forms` are Decap's, with their fields. */
export function follow(CMS, place, { base, forms, texts }) {
  const told = { number: null };
  CMS.registerEventListener({
    name: "preSave",
    async handler() {
      told.number = (await state(0))?.number ?? null;
    },
  });
  CMS.registerEventListener({
    name: "postSave",
    handler({ entry }) {
      // What was just begun has no path yet; Decap goes on to the address of its form.
      const path = () => entry.get("path") || decodeURI(location.hash.replace("/entries/", "/"));
      const address = () => base + addressOf(path(), entry.getIn(["data", "status"]), texts);
      const words = (line) => inWords(line, savedOf(entry, path(), { forms, texts }));
      void tell(place, told.number, { address, words });
    },
  });
}

/** Return of a saved text what inWords takes. */
function savedOf(entry, path, { forms, texts }) {
  const { text: of, rest } = placeOf(path, [...texts, { name: "data", folder: "data" }]);
  const [, collection, name] = /^#\/collections\/([^/]+)(?:\/entries\/([^/]+))?/.exec(location.hash) ?? [];
  const form = forms.find((it) => it.name === collection) ?? forms.find((it) => it.name === name);
  const title = form?.file ? form.label : entry.getIn(["data", "title"]);
  return { file: of ? `${of.folder}/${rest}` : "", title, fields: form?.fields ?? [] };
}

async function state(seen) {
  try {
    const answer = await fetch(`${STATE}?seen=${seen}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Tell of every build until the one that has what was saved must be over. */
async function tell(place, seen, { address, words }) {
  if (seen === null) return;
  const end = Date.now() + FOLLOWED;
  let number = seen;
  show(place, [text("Đã lưu vào tệp. Đang dựng lại cổng…")]);
  while (Date.now() < end) {
    const now = await state(number);
    if (!now) return show(place, [text("Đã lưu vào tệp. Lệnh serve không trả lời nên cổng chưa được dựng lại.")]);
    if (now.number !== number) show(place, now.faults.length ? faults(now.faults.map(words)) : done(address()));
    number = now.number;
  }
}

function done(address) {
  return [text("Đã lưu, cổng đã dựng xong. "), Object.assign(element("a", "Xem bài"), { href: address, target: "_blank" })];
}

function faults(lines) {
  const list = element("ul", "");
  list.append(...lines.map((line) => element("li", line)));
  return [text("Đã lưu vào tệp, nhưng cổng chưa dựng lại được; bản cũ vẫn được giữ. Hãy sửa rồi lưu lại:"), list];
}

const element = (name, words) => Object.assign(document.createElement(name), { textContent: words });
const text = (words) => document.createTextNode(words);

function show(place, nodes) {
  place.replaceChildren(...nodes);
  place.hidden = false;
}
