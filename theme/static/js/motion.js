// A picture that moves stands still until the reader asks for it, and again on the next press.

/** @param {ParentNode} root */
export function listen(root) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll(".figure__motion a");
  for (const link of links) {
    const picture = link.closest("figure")?.querySelector("picture");
    if (picture) offer(picture, link);
  }
}

/** @param {HTMLPictureElement} picture @param {HTMLAnchorElement} link to the moving picture */
function offer(picture, link) {
  const image = /** @type {HTMLImageElement} */ (picture.querySelector("img"));
  const [still, words] = [[...picture.childNodes], link.textContent];
  const moves = () => "moves" in link.dataset;
  const stop = (/** @type {string | null} */ said) => {
    delete link.dataset.moves;
    picture.replaceChildren(...still);
    link.textContent = said;
  };
  link.addEventListener("click", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (elsewhere || event.button !== 0) return;
    event.preventDefault();
    if (moves()) return stop(words);
    link.dataset.moves = "";
    link.textContent = "Dừng ảnh động";
    const moving = /** @type {HTMLImageElement} */ (image.cloneNode());
    moving.onload = () => moves() && picture.replaceChildren(moving); // until then, the still one
    moving.onerror = () => moves() && stop("Chưa tải được ảnh động, thử lại");
    Object.assign(moving, { loading: "eager", src: link.href });
  });
}
