// @ts-check
// Finds every element with data-module (a module's address) and lets the module take it. What only
// a press needs is named in data-press and comes with the first press.

/** @param {string} address @param {Element} element */
async function take(address, element) {
  const module = await import(new URL(address, document.baseURI).href);
  return module.mount(element);
}

/** @param {ParentNode} root */
export function mountAll(root) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll("[data-module], [data-press]")
  );
  for (const element of all) {
    const { module, press } = element.dataset;
    const failed = (/** @type {unknown} */ error) => console.warn(module ?? press, error);
    if (module) take(module, element).catch(failed);
    else {
      const first = () => take(press ?? "", element).then(() => element.click(), failed);
      element.addEventListener("click", first, { once: true });
    }
  }
}

mountAll(document);
