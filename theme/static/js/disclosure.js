// What a button opens is closed by Escape, which takes the focus back to the button, and by a
// press outside.

/**
 * @param {HTMLElement} element that holds the button and what it opens
 * @param {HTMLElement} button
 * @param {() => boolean} isOpen
 * @param {() => void} close
 */
export function closable(element, button, isOpen, close) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    close();
    button.focus();
  });
  document.addEventListener("click", (event) => {
    if (isOpen() && !element.contains(/** @type {Node} */ (event.target))) close();
  });
}
