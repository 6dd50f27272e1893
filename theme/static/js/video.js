// A film of another host plays in the page, when the reader asks for it and not before.

/** @param {HTMLElement} element a figure with data-film, the address of the player */
export function mount(element) {
  const button = element.querySelector("button");
  button?.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.className = "film__screen";
    frame.src = element.dataset.film ?? "";
    frame.title = element.querySelector(".film__title")?.textContent ?? "Phim";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // the player refuses without
    element.querySelector(".film__screen")?.remove();
    element.prepend(frame);
    button.remove();
    frame.focus();
  });
}
