// On narrow screens menu and search open on buttons; Escape or leaving the masthead closes them.
// The footer's lists are closed there.

/** @param {HTMLElement} element the masthead */
export function mount(element) {
  const opened = element.dataset;
  const menu = element.querySelector(".menu__button");
  const find = /** @type {HTMLElement} */ (element.querySelector(".masthead__find"));
  const field = /** @type {HTMLElement} */ (element.querySelector(".search__field"));
  find.setAttribute("role", "button");
  const show = (/** @type {string} */ what) => {
    opened.open = what;
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
    /** @type {HTMLElement | null} */ (opened.open === "menu" ? menu : find)?.focus();
    show("");
  });
  element.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !element.contains(next)) show("");
  });
  show("");
  for (const list of document.querySelectorAll(".footer details"))
    list.toggleAttribute("open", innerWidth > 599);
}
