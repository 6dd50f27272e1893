// @ts-check
/** Forms of data files: Ctrl+S saves, unsaved work is not left without a question. */
import { mountItems } from "./items.js";
import { holdBack } from "./sent_forms.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("data-form"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
let isSaved = !document.querySelector(".notice--error");

mountItems(form, changed);
form.addEventListener("input", changed);
holdBack(form, () => {
  isSaved = true;
});
// An answer puts another form here, whose script comes a moment later: until then this one serves it.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
  if (event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  /** @type {HTMLFormElement} */ (document.getElementById("data-form")).requestSubmit();
});
window.addEventListener("beforeunload", (event) => {
  if (!isSaved) event.preventDefault();
});
/** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"))?.focus();

function changed() {
  isSaved = false;
  said.textContent = "Chưa lưu";
}
