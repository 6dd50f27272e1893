// "Ảnh có chú thích": a photograph with caption, alternative text and credit, in the middle of the
// text; and the blocks that the rich text keeps word for word.

import { namesBeside, put } from "./controls.js";
import * as figure from "./figure.js";
import * as kept from "./kept.js";

const FIELDS = [
  ["caption", "Chú thích", "Hiện dưới ảnh."],
  ["alt", "Tả ảnh cho người không nhìn thấy", "Trong ảnh có gì; không lặp lại chú thích."],
  ["credit", "Người chụp", "Tên người chụp; ảnh lấy lại thì ghi “Nguồn: …”."],
];

/** @typedef {(name: string) => unknown} GetAsset gives what turns into an address of a file */

/** Register the two components of the text.
 * @param {Cms} CMS @param {CreateClass} createClass @param {H} h */
export function register(CMS, createClass, h) {
  CMS.registerWidget("anh-co-chu-thich", photo(createClass, h));
  CMS.registerWidget("khoi-giu-nguyen", block(createClass, h));
  CMS.registerEditorComponent({
    id: "image", // it takes the place of the picture that Decap has
    label: "Ảnh có chú thích",
    widget: "anh-co-chu-thich",
    fields: ["file", ...FIELDS.map(([name]) => name), "text"].map((name) => ({ name })),
    pattern: figure.pattern,
    fromBlock: figure.fromBlock,
    toBlock: figure.toBlock,
    /** @param {Partial<figure.Figure>} data @param {GetAsset} getAsset */
    toPreview: (data, getAsset) => preview(h, data, getAsset),
  });
  CMS.registerEditorComponent({
    id: "khoi",
    label: "Bảng, nhóm ảnh (gõ bằng ký hiệu)",
    widget: "khoi-giu-nguyen",
    fields: [{ name: "markdown" }],
    pattern: kept.pattern,
    fromBlock: kept.fromBlock,
    toBlock: kept.toBlock,
    /** @param {{markdown?: string}} data @param {GetAsset} getAsset */
    toPreview: (data, getAsset) => raw(h, data, getAsset),
  });
}

/** A photograph as the portal shows it.
 * @param {H} h @param {Partial<figure.Figure>} data @param {GetAsset} getAsset */
function preview(h, { file = "", alt = "", caption = "", credit = "" }, getAsset) {
  const words = figure.written({ caption, credit });
  return h(
    "figure",
    { className: "figure" },
    file ? h("img", { src: String(getAsset(file)), alt }) : h("p", null, "(chưa chọn ảnh)"),
    words && h("figcaption", { className: "figure__caption" }, words),
  );
}

/** A kept block: its pictures as pictures, the rest as it is written.
 * @param {H} h @param {{markdown?: string}} data @param {GetAsset} getAsset */
function raw(h, { markdown = "" }, getAsset) {
  const pictures = [
    ...markdown.matchAll(/!\[([^\]]*)\]\(<?([^)\s>"]+)>?(?:\s+"((?:[^"\\]|\\.)*)")?\)/g),
  ];
  if (!pictures.length) return h("pre", { className: "desk-kept" }, markdown);
  const figures = pictures.map(([, alt, file, words = ""], index) =>
    h(
      "figure",
      { className: "figure", key: index },
      h("img", { src: String(getAsset(file)), alt }),
      h("figcaption", { className: "figure__caption" }, words.replace(/\\"/g, '"')),
    ),
  );
  return h("div", { className: "gallery gallery--2" }, figures);
}

/** @param {CreateClass} createClass @param {H} h */
function photo(createClass, h) {
  return createClass({
    componentDidMount() {
      // The click that put the photograph in is followed by the choice of its file.
      if (!this.get("file") && this.props.isNewEditorComponent) this.input?.click();
    },
    /** Decap draws a field anew when its value changes; here its picture may have come meanwhile. */
    shouldComponentUpdate() {
      return true;
    },
    /** @param {string} name @returns {string} */
    get(name) {
      return this.props.value?.get(name) ?? "";
    },
    /** @param {string} name @param {string} words */
    set(name, words) {
      this.props.onChange(this.props.value.set(name, words));
    },
    /** @param {{target: any}} event */
    async choose(event) {
      const [chosen] = event.target.files;
      event.target.value = "";
      const name = chosen && (await put(this.props, chosen));
      if (!name) return;
      this.set("file", name);
      this.first?.focus();
    },
    /** @param {string[]} field @param {number} index */
    field([name, label, hint], index) {
      const id = `${this.props.forID}-${name}`;
      return h(
        "p",
        { className: "desk-photo__field", key: name },
        h("label", { htmlFor: id }, label),
        h("textarea", {
          id,
          rows: name === "credit" ? 1 : 2,
          title: hint,
          value: this.get(name),
          ref: (element) => {
            if (index === 0) this.first = element;
          },
          onChange: (event) => this.set(name, event.target.value.replace(/\n/g, " ")),
        }),
      );
    },
    render() {
      const name = this.get("file");
      const asset = name ? String(this.props.getAsset(name)) : "";
      return h(
        "div",
        { className: "desk-photo", onKeyDown: (event) => event.stopPropagation() },
        h(
          "div",
          { className: "desk-photo__picture" },
          name ? h("img", { src: asset, alt: "", title: name }) : h("p", null, "Chưa chọn ảnh"),
          h(
            "label",
            { className: "desk-button" },
            name ? "Đổi ảnh…" : "Chọn ảnh…",
            h("input", {
              type: "file",
              accept: "image/*,.heic,.heif",
              className: "desk-hidden",
              "aria-label": "Chọn ảnh trên máy",
              ref: (element) => {
                this.input = element;
              },
              onChange: (event) => this.choose(event),
            }),
          ),
          this.others(name),
        ),
        h(
          "div",
          { className: "desk-photo__words" },
          FIELDS.map((it, index) => this.field(it, index)),
        ),
      );
    },
    /** The pictures that lie beside the text already. @param {string} name of the chosen one */
    others(name) {
      const files = namesBeside(this.props).filter((it) =>
        /\.(jpe?g|png|webp|avif|gif|hei[cf])$/i.test(it),
      );
      if (name || !files.length) return null;
      return h(
        "select",
        {
          "aria-label": "Ảnh đã có của bài",
          value: "",
          onChange: (event) => this.set("file", event.target.value),
        },
        h("option", { value: "" }, "hoặc ảnh đã có…"),
        files.map((it) => h("option", { key: it, value: it }, it)),
      );
    },
  });
}

/** @param {CreateClass} createClass @param {H} h */
function block(createClass, h) {
  return createClass({
    render() {
      const { forID, value, onChange } = this.props;
      const text = value?.get("markdown") ?? "";
      return h(
        "div",
        { className: "desk-block", onKeyDown: (event) => event.stopPropagation() },
        h(
          "label",
          { htmlFor: forID },
          "Phần này được giữ nguyên từng chữ, gõ bằng ký hiệu Markdown",
        ),
        h("textarea", {
          id: forID,
          rows: Math.min(12, text.split("\n").length + 1),
          spellCheck: false,
          value: text,
          onChange: (event) => onChange(value.set("markdown", event.target.value)),
        }),
      );
    },
  });
}
