// @ts-check
/** The fields of the editor's page: read, put back, filled from a document. */
import { add, restoreItems } from "./items.js";

/** @typedef {Record<string, string | boolean | string[]>} Fields */

/**
 * Return the fields of the editor's page.
 * @param {HTMLFormElement} form
 * @returns {Fields}
 */
export function readForm(form) {
  /** @type {Fields} */
  const fields = { end: "1" };
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && element.name.endsWith(".#")) {
      // The items of a list, in their order.
      const items = fields[element.name];
      fields[element.name] = [...(Array.isArray(items) ? items : []), element.value];
    } else if (element instanceof HTMLInputElement && element.type === "checkbox")
      fields[element.name] = element.checked;
    else if (
      (element instanceof HTMLInputElement && element.type !== "hidden" && element.name) ||
      element instanceof HTMLSelectElement ||
      (element instanceof HTMLTextAreaElement && element.name)
    )
      fields[element.name] = element.value;
  }
  return fields;
}

/**
 * Put fields back as they were read.
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function restoreForm(form, fields) {
  restoreItems(form, fields);
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) continue;
    const element = form.elements.namedItem(name);
    if (element instanceof HTMLInputElement && element.type === "checkbox")
      element.checked = Boolean(value);
    else if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
    )
      element.value = String(value);
  }
}

/**
 * Close all fields and buttons of the page but those of its questions, or open them again.
 * @param {HTMLFormElement} form
 * @param {boolean} isDisabled
 */
export function setDisabled(form, isDisabled) {
  for (const element of form.elements)
    if (!element.closest(".notice") && "disabled" in element) element.disabled = isDisabled;
}

/**
 * Fill fields in which nothing stands yet.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} fields
 */
export function fillEmpty(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const element = form.elements.namedItem(name);
    const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    if (isText && element.value === "") element.value = String(value);
  }
}

/**
 * Offer a file for download that the server has put beside the text.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} attached
 */
export function attach(form, attached) {
  const list = /** @type {HTMLElement | null} */ (form.querySelector('[data-list="attachments"]'));
  const item = list && add(list);
  for (const [name, value] of Object.entries(attached)) {
    const field = /** @type {HTMLInputElement | null | undefined} */ (
      item?.querySelector(`[name$=".${name}"]`)
    );
    if (field) field.value = value;
  }
}
