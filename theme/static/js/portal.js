// @ts-check
// Finds every element with data-module (a module's address) and lets the module take it.

/** @param {ParentNode} root */
export function mountAll(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    const address = /** @type {HTMLElement} */ (element).dataset.module ?? "";
    import(new URL(address, document.baseURI).href)
      .then((module) => module.mount(element))
      .catch((error) => console.warn(address, error));
  }
}

mountAll(document);
