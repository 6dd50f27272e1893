// An alert comes at its start and goes at its end, also in a page that was built or opened before.

/** @param {Element} element */
export function mount(element) {
  const look = () => {
    for (const alert of /** @type {NodeListOf<HTMLElement>} */ (
      element.querySelectorAll("[data-until]")
    )) {
      const { from = "", until = "" } = alert.dataset;
      if (Date.parse(until) <= Date.now()) alert.remove();
      else alert.hidden = Date.parse(from) > Date.now();
    }
  };
  look();
  setInterval(look, 60_000);
}
