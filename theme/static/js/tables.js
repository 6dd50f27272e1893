// A table wider than its place says so and takes the keyboard; one that fits needs no stop.

/** @param {Element} element that may hold tables */
export function mount(element) {
  const look = () => {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(".table"))) {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      box.toggleAttribute("data-scrolls", scrolls);
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  look();
  if (element.querySelector(".table")) new ResizeObserver(look).observe(element);
}
