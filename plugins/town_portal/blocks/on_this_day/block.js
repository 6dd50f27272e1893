// A page that was built on another day says nothing of "this day".

/** @param {HTMLElement} element the block */
export function mount(element) {
  const list = /** @type {HTMLElement | null} */ (element.querySelector("[data-day]"));
  if (!list) return;
  const { day, zone } = list.dataset;
  // The Canadian way to write a day is ISO's.
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  if (today.format(new Date()).slice(5) !== day) element.remove();
}
