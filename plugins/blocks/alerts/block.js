// @ts-check
// An alert whose time is over goes, also from a page that was built or opened before.

/** @param {Element} element */
export function mount(element) {
  const look = () => {
    for (const alert of element.querySelectorAll("[data-until]")) {
      const until = Date.parse(/** @type {HTMLElement} */ (alert).dataset.until ?? "");
      if (until <= Date.now()) alert.remove();
    }
  };
  look();
  setInterval(look, 60_000);
}
