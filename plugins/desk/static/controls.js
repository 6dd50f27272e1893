// The form fields that Decap lacks: a day with or without a time, a choice, a file beside the text,
// and a group whose fields are asked for only when something stands in it.

import { fileName } from "./figure.js";
import { dayInAddress } from "./said.js";

/** @param {string} day */
const OTHER_DAY = (day) =>
  `Ngày đăng phải trùng ngày trong địa chỉ của bài (${day}). ` +
  "Muốn đổi ngày: đổi ngày ở đầu tên thư mục của bài trước, rồi mở bài ở tên mới và sửa ô này.";

/** @param {any} props of a field */
const focus = (props) => ({ onFocus: props.setActiveStyle, onBlur: props.setInactiveStyle });

/** Register the controls.
 * @param {Cms} CMS @param {CreateClass} createClass @param {H} h */
export function register(CMS, createClass, h) {
  CMS.registerWidget("ngay", day(createClass, h));
  CMS.registerWidget("chon", choice(createClass, h));
  CMS.registerWidget("tep", file(createClass, h));
  CMS.registerWidget("nhom", group(CMS.getWidget("object").control, h));
}

/** A day and, where the field has one, a time: both as they are written, without a zone.
 * @param {CreateClass} createClass @param {H} h */
function day(createClass, h) {
  return createClass({
    /** The day of an article that has an address stands in it: another one stops the build. */
    isValid() {
      const { field, value, getEntry } = this.props;
      const day = field.get("in_address") ? dayInAddress(getEntry()?.get("path") ?? "") : "";
      const isOther = day && String(value ?? "").slice(0, 10) !== day;
      return isOther
        ? { error: { type: "CUSTOM", message: OTHER_DAY(day.split("-").reverse().join("/")) } }
        : true;
    },
    /** @param {string} day @param {string} time */
    change(day, time) {
      this.props.onChange(day && time ? `${day}T${time}` : day);
    },
    render() {
      const { forID, field, value, classNameWrapper } = this.props;
      const [, date = "", rest = ""] =
        /^(\d{4}-\d{2}-\d{2})?(?:[T ](.*))?$/.exec(String(value ?? "")) ?? [];
      const input = (/** @type {Properties} */ props) =>
        h("input", { className: "desk-input", ...props, ...focus(this.props) });
      return h(
        "div",
        { className: `${classNameWrapper} desk-day` },
        input({
          id: forID,
          type: "date",
          value: date,
          onChange: (it) => this.change(it.target.value, rest),
        }),
        field.get("time") &&
          input({
            type: "time",
            "aria-label": `${field.get("label")}: giờ (không bắt buộc)`,
            value: rest.slice(0, 5),
            disabled: !date,
            onChange: (it) => this.change(date, it.target.value),
          }),
      );
    },
  });
}

/** One of a few values, in a list that every browser and every keyboard knows.
 * @param {CreateClass} createClass @param {H} h */
function choice(createClass, h) {
  return createClass({
    render() {
      const { forID, field, value, classNameWrapper, onChange } = this.props;
      /** @type {{value: string, label: string}[]} */
      const options = field.get("options").toJS();
      const shown = value === null || value === undefined ? "" : String(value);
      const isKnown = shown === "" || options.some((it) => it.value === shown);
      const kept = field.get("not_offered")?.toJS() ?? [];
      const offered = options.filter((it) => it.value === shown || !kept.includes(it.value));
      const named = isKnown ? offered : [...offered, { value: shown, label: shown }];
      const isOpen = !field.get("required", true) || shown === "";
      return h(
        "select",
        {
          id: forID,
          className: `${classNameWrapper} desk-choice`,
          value: shown,
          onChange: (event) => onChange(event.target.value),
          ...focus(this.props),
        },
        isOpen &&
          h(
            "option",
            { value: "" },
            field.get("required", true) ? "(hãy chọn)" : field.get("none", "(để trống)"),
          ),
        named.map((it) => h("option", { key: it.value, value: it.value }, it.label)),
      );
    },
  });
}

/** Return the names of the files that the text already has.
 * @param {any} props of a field @returns {string[]} */
export function namesBeside(props) {
  /** @type {{name: string}[]} */
  const files = props.getEntry?.()?.get("mediaFiles")?.toJS() ?? [];
  return files.map((it) => it.name);
}

/** Put a chosen file beside the text and return its name; nothing is written before saving.
 * @param {any} props of a field @param {File} chosen @returns {Promise<string | null>} */
export async function put(props, chosen) {
  const name = fileName(chosen.name, namesBeside(props));
  const done = await props.onPersistMedia(new File([chosen], name, { type: chosen.type }), {});
  const path = done?.payload?.path ?? done?.payload?.file?.path;
  return path ? path.split("/").pop() : null;
}

/** The name of a file beside the text: chosen from this machine, or one that is there already.
 * @param {CreateClass} createClass @param {H} h */
function file(createClass, h) {
  return createClass({
    /** @param {{target: any}} event */
    async choose(event) {
      const [chosen] = event.target.files;
      event.target.value = "";
      const name = chosen && (await put(this.props, chosen));
      if (name) this.props.onChange(name);
    },
    render() {
      const { forID, field, value, classNameWrapper, onChange } = this.props;
      const list = `${forID}-tep`;
      return h(
        "div",
        { className: `${classNameWrapper} desk-file` },
        h("input", {
          id: forID,
          className: "desk-input",
          value: value ?? "",
          list,
          placeholder: "chưa chọn tệp",
          onChange: (event) => onChange(event.target.value),
          ...focus(this.props),
        }),
        h(
          "datalist",
          { id: list },
          namesBeside(this.props).map((name) => h("option", { key: name, value: name })),
        ),
        h(
          "label",
          { className: "desk-button" },
          "Chọn tệp…",
          h("input", {
            type: "file",
            className: "desk-hidden",
            "aria-label": `${field.get("label")}: chọn tệp trên máy`,
            onChange: (event) => this.choose(event),
          }),
        ),
      );
    },
  });
}

/** Decap's group, but fields that must be filled are asked for only when one of them is.
 * @param {any} Base @param {H} h */
function group(Base, h) {
  return class Group extends Base {
    /** @param {any} props */
    constructor(props) {
      super(props);
      const { validate } = this;
      const ask = () => {
        if (isFilled(this.props.value)) validate();
      };
      Object.assign(this, { validate: ask });
    }
    render() {
      return h("div", { className: "desk-group" }, super.render());
    }
  };
}

/** @param {any} value @returns {boolean} */
function isFilled(value) {
  if (value === null || value === undefined || value === "" || value === false) return false;
  return value.some && typeof value !== "string" ? value.some(isFilled) : true;
}
