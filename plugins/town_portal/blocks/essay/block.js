// The strip of pictures takes the keyboard only where it can be pushed along.

/** @param {Element} element */
export function mount(element) {
  const strip = /** @type {HTMLElement | null} */ (element.querySelector(".essay"));
  if (!strip) return;
  const look = () => {
    if (strip.scrollWidth > strip.clientWidth + 1) strip.tabIndex = 0;
    else strip.removeAttribute("tabindex");
  };
  look();
  new ResizeObserver(look).observe(strip);
}
