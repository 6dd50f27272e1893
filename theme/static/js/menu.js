// The menu of narrow screens opens on a button, closes on Escape and when the focus leaves it.

/** @param {HTMLElement} element that holds the button and the list */
export function mount(element) {
  const button = element.querySelector("button");
  if (!button) return;
  const open = (/** @type {boolean} */ is) => button.setAttribute("aria-expanded", String(is));
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  button.addEventListener("click", () => open(!isOpen()));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    open(false);
    button.focus();
  });
  element.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !element.contains(next)) open(false);
  });
}
