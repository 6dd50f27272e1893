// After saving, Decap goes on comparing the form with the file as it was when the form was opened:
// who goes back to that would be told that nothing has changed, and lose it. A mark in the form,
// which no file gets, differs from then on.

import { MARK } from "./files.js";

const WIDGET = "lan-luu";

/** Return the field of the mark, for each form. */
export const field = () => ({ name: MARK, label: "Lần lưu", widget: WIDGET, required: false });

/** Count in the form how often it was saved.
 * @param {Cms} CMS @param {CreateClass} createClass @param {H} h */
export function register(CMS, createClass, h) {
  const shown = new Set();
  const control = createClass({
    componentDidMount() {
      shown.add(this);
    },
    componentWillUnmount() {
      shown.delete(this);
    },
    render() {
      return h("span", { id: this.props.forID, className: "desk-mark" });
    },
  });
  CMS.registerWidget(WIDGET, control);
  CMS.registerEventListener({
    name: "preSave",
    handler() {
      for (const { props } of shown) props.onChange((props.value ?? 0) + 1);
    },
  });
}
