// @ts-check
/** What is pasted, before the editor takes it: nothing that runs, lists as Word numbers them, and a
 * sentence for whatever cannot come along. */
import { ViewUpcastWriter } from "../ckeditor5/browser/ckeditor5.js";

const UNSEEN = /<(style|script|noscript|template|title)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const TAG = /<[a-z][^>]*>/gi;
const HANDLER = /([\s/"'])on[a-z]+\s*=/gi;
const OF_WORD =
  /<meta\s*name="?generator"?\s*content="?microsoft|xmlns:o="urn:schemas-microsoft-com/i;
const WORD = '<meta name=Generator content="Microsoft Word 15">';
const OLD_FONT = /(?:font-family\s*:|face\s*=)\s*["']?\s*(?:\.\s*vn|vni[-\s])/i;
const LIST = /l(\d+)\s+level(\d+)/i;
const NUMBER = /^(\d+)[.)]?$/;
const BULLET = /^[^\p{L}\p{N}]+$|^o$/u;
const LOCAL = /^data:image\//i;
const PLACE = "[Chỗ này có một ảnh chưa dán được: hãy thả ảnh vào đây rồi xóa câu này.]";
const LOST =
  "Ảnh trong phần vừa dán không đi theo được. Ở chỗ ấy có một câu nhắc; hãy lưu ảnh về máy rồi thả vào bài.";
const MERGED =
  "Bảng vừa dán có ô gộp. Khi lưu, nội dung của ô gộp được ghi lại ở từng ô; hãy xem lại bảng.";
const NESTED =
  "Có bảng nằm trong ô của bảng khác. Khi lưu, bảng bên trong được ghi thành các dòng.";
const TYPES = { heic: "image/heic", heif: "image/heif", avif: "image/avif", webp: "image/webp" };

/**
 * @typedef {{
 *   notify: (sentence: string) => void,
 *   decodeOldFonts: (html: string) => Promise<{html: string, notices: string[]}>,
 * }} Options
 */

/** @typedef {{name: string, next: number}} Run a Word list and the number that continues it */

/**
 * Let an editor take what is pasted or dropped without loss.
 * @param {any} editor
 * @param {Options} options
 */
export function preparePastes(editor, options) {
  const { notify } = options;
  const view = editor.editing.view.document;
  view.on(
    "clipboardInput",
    (/** @type {any} */ event, /** @type {any} */ data) => {
      if (data.isUnicode || !OLD_FONT.test(data.dataTransfer.getData("text/html"))) return;
      event.stop();
      void pasteInUnicode(view, data, options);
    },
    { priority: "highest" },
  );
  view.on(
    "clipboardInput",
    (/** @type {any} */ _event, /** @type {any} */ data) => {
      const files = [...(data.dataTransfer.files ?? [])].map(withType);
      const given = data.dataTransfer.getData("text/html");
      const html = isOnlyPicture(given, files) ? "" : clean(given);
      if (given) data.content = html;
      data.dataTransfer = replaced(data.dataTransfer, html, files);
    },
    { priority: "high" },
  );
  const pipeline = editor.plugins.get("ClipboardPipeline");
  pipeline.on(
    "inputTransformation",
    (/** @type {any} */ _event, /** @type {any} */ data) => keepListMarks(editor, data),
    { priority: "highest" },
  );
  // After the editor's own "high": it takes Word's pictures out of the clipboard's RTF.
  pipeline.on(
    "inputTransformation",
    (/** @type {any} */ _event, /** @type {any} */ data) => {
      if (replaceLostPictures(editor, data)) notify(LOST);
      for (const sentence of tableNotices(elements(editor, data))) notify(sentence);
    },
    { priority: "high" },
  );
}

/**
 * Paste again what was typed with an old font, once the server has turned it into Unicode.
 * @param {any} view
 * @param {any} data
 * @param {Options} options
 */
async function pasteInUnicode(view, data, { notify, decodeOldFonts }) {
  // The browser shows the clipboard only until the event has ended.
  const given = Object.fromEntries(
    ["text/html", "text/plain", "text/rtf"].map((type) => [type, data.dataTransfer.getData(type)]),
  );
  const files = data.dataTransfer.files;
  try {
    const answer = await decodeOldFonts(given["text/html"] ?? "");
    given["text/html"] = answer.html;
    for (const sentence of answer.notices) notify(sentence);
  } catch (error) {
    notify(/** @type {Error} */ (error).message);
  }
  const dataTransfer = {
    types: Object.keys(given),
    files,
    getData: (/** @type {string} */ type) => given[type] ?? "",
  };
  const content = given["text/html"];
  view.fire("clipboardInput", { ...data, content, dataTransfer, isUnicode: true });
}

/**
 * Return HTML without what runs or only looks: the content policy refuses these already while the
 * editor reads them, and reports each.
 * @param {string} html
 */
function clean(html) {
  const seen = html.replace(UNSEEN, "").replace(TAG, (tag) => tag.replace(HANDLER, "$1data-off="));
  return /mso-list/i.test(seen) && !OF_WORD.test(seen) ? WORD + seen : seen;
}

/**
 * Tell whether a clipboard is one picture, which a browser gives as a file and as HTML.
 * @param {string} html
 * @param {File[]} files
 */
function isOnlyPicture(html, files) {
  if (!html || !files.some((file) => file.type.startsWith("image/"))) return false;
  const page = new DOMParser().parseFromString(clean(html), "text/html");
  return page.images.length === 1 && !page.body.textContent?.trim();
}

/**
 * Give a picture its type where the system does not know the ending.
 * @param {File} file
 */
function withType(file) {
  const ending = file.name.toLowerCase().split(".").at(-1) ?? "";
  const type = TYPES[/** @type {keyof typeof TYPES} */ (ending)];
  return file.type || !type ? file : new File([file], file.name, { type });
}

/**
 * @param {any} transfer
 * @param {string} html
 * @param {File[]} files
 */
function replaced(transfer, html, files) {
  return Object.create(transfer, {
    files: { value: files },
    getData: {
      value: (/** @type {string} */ type) => (type === "text/html" ? html : transfer.getData(type)),
    },
  });
}

/**
 * Tell the editor's Word filter which lists are numbered and from where, by the marks that Word
 * wrote out: each run of numbers becomes a list of its own. What has letters ("a)", "II.") stays a
 * paragraph with its letter, which Markdown's lists do not know.
 * @param {any} editor
 * @param {any} data
 */
function keepListMarks(editor, data) {
  if (!data.extraContent?.isTransformedWithPasteFromOffice) return;
  const writer = new ViewUpcastWriter(editor.editing.view.document);
  /** @type {string[]} */
  const styles = [];
  /** @type {Map<number, Run>} */
  const open = new Map();
  for (const item of elements(editor, data)) {
    const list = LIST.exec(item.getStyle("mso-list") ?? "");
    const mark = list && elements(editor, { content: item }).find(isMark);
    if (!list || !mark) continue;
    const text = words(mark).trim();
    const number = Number(NUMBER.exec(text)?.[1] ?? 0);
    if (number || BULLET.test(text)) {
      const level = Number(list[2]);
      const least = followsItem(item) ? level + 1 : 0;
      for (const deeper of [...open.keys()]) if (deeper >= least) open.delete(deeper);
      writer.setStyle("mso-list", `${count(open, level, number, styles)} lfo1`, item);
    } else {
      writer.removeStyle("mso-list", item);
      writer.replace(mark, [writer.createText(`${text} `)]);
    }
  }
  data.extraContent.stylesString = styles.join("\n");
}

/**
 * Return the name of the list to which an item belongs; a new one unless its number is the next.
 * @param {Map<number, Run>} open
 * @param {number} level
 * @param {number} number 0 for an item without one
 * @param {string[]} styles
 */
function count(open, level, number, styles) {
  const next = number && number + 1;
  const run = open.get(level);
  if (run?.next === number) {
    run.next = next;
    return run.name;
  }
  const name = `l${1000 + styles.length} level${level}`;
  const format = number ? `start-at:${number};` : "number-format:bullet;";
  styles.push(`@list ${name.replace(" ", ":")} {mso-level-${format}}`);
  open.set(level, { name, next });
  return name;
}

/**
 * Tell whether an item of a Word list comes right after another.
 * @param {any} item
 */
function followsItem(item) {
  let before = item.previousSibling;
  while (before?.is("$text") && !before.data.trim()) before = before.previousSibling;
  return before?.is("element") && before.hasStyle("mso-list");
}

/** @param {any} element */
function isMark(element) {
  return /^ignore$/i.test((element.getStyle("mso-list") ?? "").trim());
}

/** @param {any} node @returns {string} */
function words(node) {
  return node.is("$text") ? node.data : [...node.getChildren()].map(words).join("");
}

/**
 * Replace pictures that do not lie beside this text (a web address, a file of another machine, a
 * picture of another text) by a sentence.
 * @param {any} editor
 * @param {any} data
 * @returns {boolean} whether there were some
 */
function replaceLostPictures(editor, data) {
  const writer = new ViewUpcastWriter(editor.editing.view.document);
  const lost = elements(editor, data).filter(
    (element) => element.is("element", "img") && !isKept(element.getAttribute("src") ?? ""),
  );
  for (const image of lost) {
    const alt = image.getAttribute("alt");
    writer.replace(image, [writer.createText(` ${PLACE} ${alt ? `${alt} ` : ""}`)]);
  }
  return lost.length > 0;
}

/** @param {string} source */
function isKept(source) {
  if (LOCAL.test(source) || source.startsWith("{")) return true;
  const own = new URL("tep/", location.href).href;
  return URL.canParse(source, location.href) && new URL(source, location.href).href.startsWith(own);
}

/** @param {any[]} pasted */
function tableNotices(pasted) {
  const cells = pasted.filter((element) => ["td", "th"].includes(element.name));
  const isMerged = cells.some((cell) =>
    ["colspan", "rowspan"].some((name) => Number(cell.getAttribute(name)) > 1),
  );
  const isNested = pasted.some(
    (element) => element.name === "table" && element.findAncestor("table") !== null,
  );
  return [...(isMerged ? [MERGED] : []), ...(isNested ? [NESTED] : [])];
}

/** @param {any} editor @param {any} data @returns {any[]} */
function elements(editor, data) {
  const range = editor.editing.view.createRangeIn(data.content);
  return [...range.getItems()].filter((item) => item.is("element"));
}
