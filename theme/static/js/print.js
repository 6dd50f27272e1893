// "In": the browser's own window for printing.

/** @param {HTMLElement} element the button */
export function mount(element) {
  element.addEventListener("click", () => print());
}
