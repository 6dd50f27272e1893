// @ts-check
/** Items of lists in a form: added, moved, removed, called by what their first field says. */

let added = 0;

/**
 * Let the buttons of lists in a form work.
 * @param {HTMLFormElement} form
 * @param {() => void} changed what to do after a change
 */
export function mountItems(form, changed) {
  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-deed]");
    if (!(button instanceof HTMLElement)) return;
    const item = /** @type {HTMLElement | null} */ (button.closest("[data-item]"));
    const list = /** @type {HTMLElement | null} */ (button.closest("[data-list]"));
    if (button.dataset.deed === "add" && list) add(list);
    else if (item) move(item, button);
    changed();
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) rename(field);
  });
}

/**
 * Bring back the items that lists had: new ones are added, the order is that of the ids.
 * @param {HTMLFormElement} form
 * @param {Record<string, unknown>} values
 */
export function restoreItems(form, values) {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-list]")))
    order(list, values[`${list.dataset.list}.#`] ?? []);
}

/**
 * @param {HTMLElement} list
 * @param {unknown} ids
 */
function order(list, ids) {
  if (!Array.isArray(ids)) return;
  const items = /** @type {HTMLElement} */ (list.querySelector(":scope > .list__items"));
  const name = `${list.dataset.list}.#`;
  /** @param {Element} item */
  const idOf = (item) =>
    /** @type {HTMLInputElement | null} */ (item.querySelector(`[name="${CSS.escape(name)}"]`))
      ?.value ?? "";
  const known = new Map([...items.children].map((item) => [idOf(item), item]));
  for (const [id, item] of known) if (!ids.includes(id)) item.remove();
  for (const id of ids) {
    const item = known.get(id);
    if (item) items.append(item);
    else {
      added = Math.max(added, Number(String(id).slice(1)) || 0);
      add(list, String(id));
    }
  }
}

/**
 * Put a new item at the end of a list, and return it.
 * @param {HTMLElement} list
 * @param {string} [id]
 */
export function add(list, id) {
  const items = /** @type {HTMLElement} */ (list.querySelector(":scope > .list__items"));
  const name = list.dataset.list ?? "";
  if (!id) added += 1;
  const number = id ?? `n${added}`;
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
  return item;
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
    return;
  }
  button.focus();
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
