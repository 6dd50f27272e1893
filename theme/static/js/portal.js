// Finds every element with data-module (a module's name) and lets the module take it. What only
// a press needs is named in data-press and comes with the first press. What was pressed before its
// module came is pressed again then. Nothing is loaded but the portal's own modules.

/** Each module's file beside this one, by its name; the build writes the list.
 * @type {Record<string, string>} */
const MODULES = {};

/** Loads a module; of a name that is not on the list nothing is loaded.
 * @param {string} name */
export async function load(name) {
  if (!Object.hasOwn(MODULES, name)) throw new Error(name);
  return import(MODULES[name]);
}

/** Lets a module take its element; gives the button that waits for it.
 * @param {string} name @param {Element} element */
async function take(name, element) {
  const module = await load(name);
  const waiting = waitingIn(element);
  await module.mount(element, mountAll);
  return waiting;
}

/** The button that was pressed last, where it is this element's.
 * @param {Element} element @returns {HTMLElement | null} */
function waitingIn(element) {
  const { pressed } = /** @type {any} */ (globalThis); // early.js
  const button = pressed?.closest?.("button");
  return button?.closest("[data-module], [data-press]") === element ? button : null;
}

/** @param {ParentNode} root */
export function mountAll(root) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll("[data-module], [data-press]")
  );
  for (const element of all) {
    const { module, press } = element.dataset;
    const failed = (/** @type {unknown} */ error) => console.warn(module ?? press, error);
    if (module) take(module, element).then((waiting) => waiting?.click(), failed);
    else {
      const first = () => take(press ?? "", element).then(() => element.click(), failed);
      if (waitingIn(element)) first();
      else element.addEventListener("click", first, { once: true });
    }
  }
}

mountAll(document);
