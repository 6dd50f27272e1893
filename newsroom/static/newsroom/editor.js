// @ts-check
/** The editor: CKEditor 5 with what the portal's texts can hold, in Vietnamese. */
import {
  Autoformat,
  BlockQuote,
  Bold,
  ClassicEditor,
  CodeBlock,
  Essentials,
  FindAndReplace,
  GeneralHtmlSupport,
  Heading,
  HorizontalLine,
  ImageBlock,
  ImageCaption,
  ImageInline,
  ImageInsert,
  ImageTextAlternative,
  ImageToolbar,
  ImageUpload,
  Italic,
  Link,
  List,
  ListProperties,
  Paragraph,
  PasteFromOffice,
  RemoveFormat,
  SpecialCharacters,
  SpecialCharactersEssentials,
  Subscript,
  Superscript,
  Table,
  TableCaption,
  TableToolbar,
  TextTransformation,
} from "../ckeditor5/browser/ckeditor5.js";
import translations from "../ckeditor5/translations/vi.js";
import { Findings } from "./findings.js";
import { preparePastes } from "./paste.js";
import { sharpen } from "./sharpen.js";

const PICTURE_TYPES = ["jpeg", "png", "gif", "webp", "avif", "heic", "heif"];
const DOCUMENTS = /\.(docx?|docm|rtf|odt)$/i;
const PICTURES = /\.(jpe?g|png|gif|webp|avif|hei[cf])$/i;

/** Words of the portal's own forms and rules, where the library says "chữ alt" and the like. */
const OWN_WORDS = {
  "Change image text alternative": "Tả ảnh cho người không nhìn thấy",
  "Text alternative": "Tả ảnh cho người không nhìn thấy",
  "Enter image caption": "Chú thích. Ảnh: tên người chụp",
  "Toggle caption on": "Thêm chú thích",
  "Toggle caption off": "Bỏ chú thích",
};

const TOOLBAR = [
  ...[
    "heading",
    "|",
    "bold",
    "italic",
    "link",
    "|",
    "bulletedList",
    "numberedList",
    "blockQuote",
    "|",
  ],
  ...["insertImage", "insertTable", "horizontalLine", "specialCharacters", "|"],
  ...["superscript", "subscript", "removeFormat", "findAndReplace", "|", "undo", "redo"],
];

/**
 * Show the editor in an element.
 *
 * `upload` puts a picture beside the text, `insertFiles` gets files that are no pictures, `notify`
 * a sentence about what could not be taken over as it was pasted, `decodeOldFonts` HTML that was
 * typed with fonts from before Unicode.
 * @param {HTMLElement} element
 * @param {{
 *   html: string,
 *   upload: (file: File) => Promise<{url: string}>,
 *   insertFiles: (files: File[]) => void,
 *   notify: (sentence: string) => void,
 *   decodeOldFonts: (html: string) => Promise<{html: string, notices: string[]}>,
 *   onChange: () => void,
 * }} options
 */
export async function mountEditor(element, options) {
  sharpen(element.parentElement ?? element, options.notify);
  const editor = await ClassicEditor.create(element, {
    ...configuration(),
    initialData: options.html,
  });
  editor.plugins.get("FileRepository").createUploadAdapter = (/** @type {any} */ loader) => ({
    upload: async () => {
      const file = await loader.file;
      return file ? { default: (await options.upload(file)).url } : {};
    },
    abort: () => {},
  });
  editor.plugins
    .get("ImageUploadEditing")
    .on(
      "uploadComplete",
      (/** @type {any} */ _event, /** @type {{imageElement: any}} */ { imageElement }) =>
        openCaption(editor.model, imageElement),
    );
  editor.model.document.on("change:data", options.onChange);
  const view = editor.editing.view.document;
  view.on(
    "clipboardInput",
    (/** @type {any} */ event, /** @type {any} */ data) => {
      const files = [...(data.dataTransfer.files ?? [])];
      const others = files.filter((file) => !isPicture(file));
      if (others.length === 0) return;
      options.insertFiles(others);
      if (others.length === files.length) event.stop();
    },
    { priority: "highest" },
  );
  preparePastes(editor, options);
  return {
    getHTML: () => editor.getData(),
    /** @param {string} html */
    setHTML: (html) => editor.setData(html),
    /** @param {string} html */
    insertHTML: (html) => {
      const content = editor.data.toModel(editor.data.processor.toView(html));
      const { model } = editor;
      // After the paragraph, list or table of the cursor, not within it.
      const block = [...model.document.selection.getSelectedBlocks()].at(-1);
      const outermost = block?.getAncestors({ includeSelf: true })[1];
      const place = outermost ? model.createPositionAfter(outermost) : null;
      model.insertContent(content, place ?? model.document.selection);
    },
    /** @param {boolean} isReadOnly */
    setReadOnly: (isReadOnly) => {
      if (isReadOnly) editor.enableReadOnlyMode("lock");
      else editor.disableReadOnlyMode("lock");
    },
    focus: () => editor.editing.view.focus(),
    findings: new Findings(editor),
  };
}

/**
 * Show where the caption of a new picture is written.
 * @param {any} model
 * @param {any} picture
 */
function openCaption(model, picture) {
  const hasCaption = [...picture.getChildren()].some((child) => child.name === "caption");
  if (hasCaption || !model.schema.checkChild(picture, "caption")) return;
  model.change((/** @type {any} */ writer) => writer.appendElement("caption", picture));
}

/** @param {File} file */
function isPicture(file) {
  return PICTURES.test(file.name) || (file.type.startsWith("image/") && !DOCUMENTS.test(file.name));
}

/** @returns {object} */
function configuration() {
  return {
    licenseKey: "GPL",
    language: "vi",
    // The logo says it; the words beside it are too small and pale to be read.
    ui: { poweredBy: { label: null } },
    translations: [translations, { vi: { dictionary: OWN_WORDS } }],
    plugins: [
      ...[Autoformat, BlockQuote, Bold, CodeBlock, Essentials, FindAndReplace],
      ...[GeneralHtmlSupport, Heading, HorizontalLine, ImageBlock, ImageCaption, ImageInline],
      ...[
        ImageInsert,
        ImageTextAlternative,
        ImageToolbar,
        ImageUpload,
        Italic,
        Link,
        List,
        ListProperties,
      ],
      ...[Paragraph, PasteFromOffice, RemoveFormat, SpecialCharacters],
      ...[SpecialCharactersEssentials, Subscript, Superscript, Table, TableCaption],
      ...[TableToolbar, TextTransformation],
    ],
    toolbar: { items: TOOLBAR, shouldNotGroupWhenFull: false },
    heading: {
      options: [
        { model: "paragraph", title: "Đoạn văn", class: "" },
        { model: "heading2", view: "h2", title: "Đề mục lớn", class: "" },
        { model: "heading3", view: "h3", title: "Đề mục vừa", class: "" },
        { model: "heading4", view: "h4", title: "Đề mục nhỏ", class: "" },
      ],
    },
    image: {
      insert: { type: "block", integrations: ["upload"] },
      upload: { types: PICTURE_TYPES },
      toolbar: ["toggleImageCaption", "imageTextAlternative"],
    },
    table: {
      contentToolbar: ["tableColumn", "tableRow", "toggleTableCaption"],
      defaultHeadings: { rows: 1 },
    },
    codeBlock: { languages: [{ language: "markdown", label: "Mã của cổng" }] },
    // A gallery's pictures are told by an attribute, the alignment of a column by a style.
    htmlSupport: {
      allow: [
        { name: "figure", attributes: { "data-gallery": true } },
        { name: /^(td|th)$/, styles: { "text-align": true } },
      ],
    },
    typing: {
      transformations: { remove: ["symbols", "mathematical", "typography"] },
    },
    list: { properties: { styles: false, startIndex: true, reversed: false } },
    link: { defaultProtocol: "https://" },
  };
}
