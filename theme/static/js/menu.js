// On narrow screens the menu and the search field open on buttons; Escape closes them, and so does
// the focus that leaves the masthead. The footer's lists are closed there until they are pressed.

/** @param {HTMLElement} element the masthead */
export function mount(element) {
  const opened = element.dataset;
  const menu = element.querySelector(".menu__button");
  const find = /** @type {HTMLElement} */ (element.querySelector(".masthead__find"));
  const field = /** @type {HTMLElement} */ (element.querySelector(".search__field"));
  find.setAttribute("role", "button");
  const show = (/** @type {string} */ what) => {
    if (what) opened.open = what;
    else delete opened.open;
    find.setAttribute("aria-expanded", String(what === "search"));
    menu?.setAttribute("aria-expanded", String(what === "menu"));
  };
  menu?.addEventListener("click", () => show(opened.open === "menu" ? "" : "menu"));
  find.addEventListener("click", (event) => {
    event.preventDefault();
    show(opened.open === "search" ? "" : "search");
    if (opened.open) field.focus();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened.open) return;
    const opener = opened.open === "menu" ? menu : find;
    show("");
    /** @type {HTMLElement | null} */ (opener)?.focus();
  });
  element.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !element.contains(next)) show("");
  });
  show("");
  if (matchMedia("(width < 37.5rem)").matches)
    for (const list of document.querySelectorAll(".footer details")) list.removeAttribute("open");
}
