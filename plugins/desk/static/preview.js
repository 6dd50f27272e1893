// An article or a page beside its form, in the portal's own type and colours.

const DAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

// Decap wraps the body once or twice; its paragraphs keep the distance that articles give them.
const BODY =
  ".article__body > div > * + *, .article__body > div > div > * + * { margin-block-start: 1em; }";

/** Register the previews of all `texts`; `styles` are the portal's style sheets.
 * @param {Cms} CMS @param {CreateClass} createClass @param {H} h
 * @param {{styles: string[], texts: {name: string, folder: string}[]}} given */
export function register(CMS, createClass, h, { styles, texts }) {
  for (const style of styles) CMS.registerPreviewStyle(style);
  CMS.registerPreviewStyle(BODY, { raw: true });
  for (const { name, folder } of texts) {
    CMS.registerPreviewTemplate(name, text(createClass, h, folder === "articles"));
  }
}

/** Return a date as articles show it: "Thứ Hai, 14/12/2020", and the time where there is one.
 * @param {unknown} written */
export function spoken(written) {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(String(written ?? ""));
  if (!found) return "";
  const [, year, month, date, time] = found;
  const weekday = DAYS[new Date(Date.UTC(+year, +month - 1, +date)).getUTCDay()];
  const shown = +month < 3 ? month : String(+month);
  return `${weekday}, ${date}/${shown}/${year}${time ? `, ${time}` : ""}`;
}

/** Return where the pictures of a text are; while they come, the text is to be drawn anew.
 * @param {{getAsset: (name: string) => unknown}} properties @param {string} body */
function pictures({ getAsset }, body) {
  const names = [...body.matchAll(/!\[[^\]]*\]\(<?([^)\s>"]+)/g)].map((it) => it[1]);
  return names.map((name) => String(getAsset(name))).join(" ");
}

/** @param {CreateClass} createClass @param {H} h @param {boolean} isArticle */
function text(createClass, h, isArticle) {
  return createClass({
    render() {
      const data = this.props.entry.get("data");
      const get = (/** @type {string} */ name) => data.get(name) || "";
      const authors = [
        get("author") && `Tin: ${get("author")}`,
        get("photographer") && `Ảnh: ${get("photographer")}`,
      ];
      const meta = [spoken(get("date")), ...authors].filter(Boolean).join(" · ");
      return h(
        "div",
        { className: "portal wrapper" },
        h(
          "article",
          { className: "article" },
          h(
            "header",
            { className: "article__head" },
            h("h1", null, get("title")),
            get("summary") && h("p", { className: "article__lead" }, get("summary")),
            isArticle && h("p", { className: "article__meta meta" }, meta),
          ),
          h(
            "div",
            { className: "article__body", key: pictures(this.props, get("body")) },
            this.props.widgetFor("body"),
          ),
        ),
      );
    },
  });
}
