// @ts-check
/** Forms of data files: items of lists are added, moved and removed; unsaved work is not lost. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("data-form"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
let added = 0;
let isSaved = true;

form.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-deed]");
  if (!(button instanceof HTMLElement)) return;
  const item = /** @type {HTMLElement | null} */ (button.closest("[data-item]"));
  const list = /** @type {HTMLElement | null} */ (button.closest("[data-list]"));
  if (button.dataset.deed === "add" && list) add(list);
  else if (item) move(item, button);
});
form.addEventListener("input", (event) => {
  changed();
  const field = event.target;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) rename(field);
});
form.addEventListener("submit", () => {
  isSaved = true;
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit();
  }
});
window.addEventListener("beforeunload", (event) => {
  if (!isSaved) event.preventDefault();
});
if (document.querySelector(".notice--error")) isSaved = false;
/** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"))?.focus();

function changed() {
  isSaved = false;
  said.textContent = "Chưa lưu";
}

/**
 * Put a new item at the end of a list.
 * @param {HTMLElement} list
 */
function add(list) {
  const items = /** @type {HTMLElement} */ (list.querySelector(":scope > .list__items"));
  const name = list.dataset.list ?? "";
  added += 1;
  const number = `n${added}`;
  const chosen = /** @type {HTMLSelectElement | null} */ (
    list.querySelector(":scope > .list__add > [data-blocks]")
  );
  const template = /** @type {HTMLTemplateElement} */ (
    chosen
      ? document.querySelector(`template[data-block="${chosen.value}"]`)
      : list.querySelector(":scope > template")
  );
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  if (chosen) {
    replaceIn(copy, "__block__", `${name}.${number}`);
    replaceIn(copy, "__list__", name);
    const own = copy.querySelector(`input[name="${CSS.escape(name)}.\\#"]`);
    own?.setAttribute("value", number);
  } else replaceIn(copy, list.dataset.token ?? "", number);
  items.append(copy);
  const item = /** @type {HTMLElement} */ (items.lastElementChild);
  item.querySelector("details")?.setAttribute("open", "");
  /** @type {HTMLElement | null} */ (
    item.querySelector("input:not([type=hidden]), textarea, select, button")
  )?.focus();
  changed();
}

/**
 * Put the item's own name into the names and ids of what was copied, templates inside included.
 * @param {DocumentFragment} copy
 * @param {string} token
 * @param {string} text
 */
function replaceIn(copy, token, text) {
  for (const element of copy.querySelectorAll("*")) {
    for (const attribute of [...element.attributes])
      if (attribute.value.includes(token))
        element.setAttribute(attribute.name, attribute.value.replaceAll(token, text));
    if (element instanceof HTMLTemplateElement) replaceIn(element.content, token, text);
  }
}

/**
 * Move an item up or down, or take it away.
 * @param {HTMLElement} item
 * @param {HTMLElement} button
 */
function move(item, button) {
  const deed = button.dataset.deed;
  const before = item.previousElementSibling;
  const after = item.nextElementSibling;
  if (deed === "up") before?.before(item);
  else if (deed === "down") after?.after(item);
  else {
    const next = after ?? before ?? item.closest("[data-list]");
    item.remove();
    /** @type {HTMLElement | null | undefined} */ (next?.querySelector("summary, button"))?.focus();
    changed();
    return;
  }
  button.focus();
  changed();
}

/**
 * Let an item be called by what its first field says.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 */
function rename(field) {
  const item = field.closest("[data-item]");
  const title = item?.querySelector(":scope > details > summary > [data-title]");
  const first = item?.querySelector("input:not([type=hidden], [type=checkbox]), textarea");
  const block = item?.querySelector(':scope > input[name$=".@"]');
  if (title && first === field && !block) title.textContent = field.value || "(chưa ghi)";
}
