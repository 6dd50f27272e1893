// @ts-check
// Finds every element with data-module (a module's address) and lets the module take it. What only
// a press needs is named in data-press and comes with the first press. What was pressed before its
// module came is pressed again then.

/** Lets a module take its element; gives the button that waits for it.
 * @param {string} address @param {Element} element */
async function take(address, element) {
  const module = await import(new URL(address, document.baseURI).href);
  const waiting = waitingIn(element);
  await module.mount(element);
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
