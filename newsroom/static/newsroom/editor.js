// @ts-check
// The editor of articles: CKEditor 5 with pictures uploaded before they are inserted.
// The page loads ckeditor5.umd.js and translations/vi.umd.js before this module.

/** @typedef {{ url: string }} Uploaded */
/** @typedef {(file: File) => Promise<Uploaded>} Upload */
/** @typedef {{ text: string }} Finding */
/**
 * @typedef {object} Options
 * @property {string} html
 * @property {Upload} upload
 * @property {(html: string) => void} [onChange]
 * @property {(message: string) => void} [onNotice]
 */
/**
 * @typedef {object} Editor
 * @property {() => string} getHTML
 * @property {(html: string) => void} setHTML
 * @property {() => void} focus
 * @property {(findings: Finding[]) => void} mark
 */

const REMOVED = "script,style,iframe,object,embed,form,input,svg,math,link,meta,base,template";
const DEEPEST = 60;
const PLUGINS =
  "Essentials Paragraph Heading Bold Italic Subscript Superscript Link List ListProperties BlockQuote Table TableToolbar " +
  "TableCaption ImageBlock ImageCaption ImageTextAlternative ImageToolbar ImageUpload PasteFromOffice";
const TOOLBAR =
  "undo redo | heading | bold italic link | bulletedList numberedList blockQuote | insertTable uploadImage";

/** @param {string} data @param {string} name @returns {File | null} */
function decode(data, name) {
  const match = /^data:(image\/(?:png|jpeg|gif|webp));base64,(.+)$/i.exec(data);
  if (!match) return null;
  try {
    const bytes = Uint8Array.from(atob(match[2] ?? ""), (letter) => letter.charCodeAt(0));
    const type = match[1] ?? "image/png";
    return new File([bytes], `${name}.${type.slice(6)}`, { type });
  } catch {
    return null;
  }
}

/** Replace a picture that cannot be fetched by a sentence. @param {HTMLImageElement} image */
function report(image) {
  const source = image.getAttribute("src") ?? "";
  const name = image.alt || (/^(?:data|blob):/.test(source) ? "" : (source.split("/").pop() ?? ""));
  const message = name ? `(Chỗ này còn thiếu ảnh “${name}”.)` : "(Chỗ này còn thiếu một ảnh.)";
  image.replaceWith(message);
  return message;
}

/** @param {Document} page */
function removeUnsafe(page) {
  for (const node of page.querySelectorAll(REMOVED)) node.remove();
  for (const node of page.querySelectorAll("*"))
    for (const { name, value } of [...node.attributes])
      if (/^on|^srcset$/i.test(name) || /^\s*(?:javascript|vbscript):/i.test(value))
        node.removeAttribute(name);
  for (const node of page.querySelectorAll("div div")) {
    let depth = 0;
    for (let at = node.parentElement; at; at = at.parentElement) depth += 1;
    if (depth > DEEPEST) node.replaceWith(...node.childNodes);
  }
}

/**
 * Return pasted HTML without what runs, its pictures uploaded or reported.
 * @param {string} html @param {Upload} upload @param {(message: string) => void} notice
 */
export async function cleanClipboard(html, upload, notice) {
  const unstyled = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
  const page = new DOMParser().parseFromString(unstyled, "text/html");
  removeUnsafe(page);
  const pictures = [...page.querySelectorAll("img")].map(async (image, at) => {
    const source = image.getAttribute("src") ?? "";
    if (source.startsWith(`${location.origin}/`)) return;
    const file = decode(source, `anh-${at + 1}`);
    try {
      if (!file) throw new Error("not at hand");
      image.setAttribute("src", (await upload(file)).url);
    } catch {
      notice(report(image));
    }
  });
  await Promise.all(pictures);
  return `<html><head>${page.head.innerHTML}</head><body>${page.body.innerHTML}</body></html>`;
}

/**
 * Clean each paste into `element` before the editor sees it.
 * @param {HTMLElement} element @param {Upload} upload @param {(message: string) => void} notice
 */
export function interceptPaste(element, upload, notice) {
  /** @type {WeakSet<Event>} */
  const cleaned = new WeakSet();
  /** @param {ClipboardEvent} event */
  async function paste(event) {
    const data = event.clipboardData;
    const html = data?.getData("text/html") ?? "";
    if (cleaned.has(event) || !data || !html) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const target = event.target;
    const transfer = new DataTransfer();
    transfer.setData("text/plain", data.getData("text/plain"));
    transfer.setData("text/rtf", data.getData("text/rtf"));
    transfer.setData("text/html", await cleanClipboard(html, upload, notice));
    const again = new ClipboardEvent("paste", {
      clipboardData: transfer,
      bubbles: true,
      cancelable: true,
    });
    cleaned.add(again);
    target?.dispatchEvent(again);
  }
  element.addEventListener("paste", paste, { capture: true });
}

/** @param {any} ck @param {Options} options */
function configuration(ck, options) {
  const headings = [2, 3, 4].map((level) => ({
    model: `heading${level}`,
    view: `h${level}`,
    title: `Đề mục ${level}`,
    class: "",
  }));
  return {
    licenseKey: "GPL",
    language: "vi",
    translations: [/** @type {any} */ (globalThis).CKEDITOR_TRANSLATIONS],
    plugins: PLUGINS.split(" ").map((name) => ck[name]),
    toolbar: TOOLBAR.split(" "),
    heading: { options: [{ model: "paragraph", title: "Đoạn văn", class: "" }, ...headings] },
    list: { properties: { startIndex: true, styles: false, reversed: false } },
    table: { contentToolbar: ["tableColumn", "tableRow", "mergeTableCells", "toggleTableCaption"] },
    image: { toolbar: ["toggleImageCaption", "imageTextAlternative"] },
    initialData: options.html,
  };
}

/** @param {any} editor @param {Upload} upload @param {(message: string) => void} notice */
function connectUpload(editor, upload, notice) {
  editor.plugins.get("FileRepository").createUploadAdapter = (/** @type {any} */ loader) => ({
    upload: async () => {
      try {
        return { default: (await upload(await loader.file)).url };
      } catch (error) {
        notice("Chưa tải được ảnh lên. Hãy thử lại.");
        throw error;
      }
    },
    abort: () => undefined,
  });
}

/** @param {any} editor @param {Finding[]} findings */
function mark(editor, findings) {
  editor.model.change((/** @type {any} */ writer) => {
    for (const old of [...editor.model.markers.getMarkersGroup("finding")])
      writer.removeMarker(old);
    const root = editor.model.document.getRoot();
    for (const { item } of writer.createRangeIn(root)) {
      if (!item.is("$textProxy")) continue;
      findings.forEach(({ text }, at) => {
        const found = text ? item.data.indexOf(text) : -1;
        const name = `finding:${at}`;
        if (found < 0 || editor.model.markers.has(name)) return;
        const begin = writer.createPositionAt(item.parent, item.startOffset + found);
        const range = writer.createRange(begin, begin.getShiftedBy(text.length));
        writer.addMarker(name, { range, usingOperation: false });
      });
    }
  });
}

/**
 * Mount the editor on an element.
 * @param {HTMLElement} element @param {Options} options @returns {Promise<Editor>}
 */
export async function mountEditor(element, options) {
  const ck = /** @type {any} */ (globalThis).CKEDITOR;
  const notice = options.onNotice ?? (() => undefined);
  const editor = await ck.ClassicEditor.create(element, configuration(ck, options));
  connectUpload(editor, options.upload, notice);
  editor.conversion.for("editingDowncast").markerToHighlight({
    model: "finding",
    view: { classes: ["finding"] },
  });
  interceptPaste(editor.ui.element, options.upload, notice);
  editor.model.document.on("change:data", () => options.onChange?.(editor.getData()));
  return {
    getHTML: () => editor.getData(),
    setHTML: (html) => editor.setData(html),
    focus: () => editor.editing.view.focus(),
    mark: (findings) => mark(editor, findings),
  };
}
