// A press on a photograph opens the large one over the page, with its words; the program for it
// comes with the first press. Where it cannot come, the link leads to the picture as ever.
import { listen } from "./motion.js";

const LINK = "a.figure__link";
const BAR = 60; // pixels: the buttons above and below

/** @type {Promise<any> | undefined} */
let program;
let busy = false; // a large picture is there, or on its way

/** @returns {Promise<any>} PhotoSwipe, once its style is there */
async function load() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./photoswipe.css", import.meta.url).href;
  const styled = new Promise((done, failed) => {
    Object.assign(link, { onload: done, onerror: failed });
  });
  document.head.prepend(link); // what the portal's own sheet says comes later and counts
  try {
    const [module] = await Promise.all([import("./photoswipe.js"), styled]);
    return module.default;
  } catch (error) {
    link.remove();
    throw error;
  }
}

/** @returns {Promise<any>} PhotoSwipe; fetched once, asked for again where that failed */
function loaded() {
  program ??= load().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

/** @param {HTMLAnchorElement} link @returns what PhotoSwipe shows, and the words under it */
function slide(link) {
  const image = /** @type {HTMLImageElement} */ (link.querySelector("img"));
  const words = link.closest("figure")?.querySelector("figcaption")?.childNodes ?? [];
  return {
    src: link.href,
    msrc: image.currentSrc || undefined,
    width: Number(link.dataset.width ?? image.getAttribute("width")),
    height: Number(link.dataset.height ?? image.getAttribute("height")),
    alt: image.alt,
    words: [...words],
  };
}

/** @param {any} data a slide @returns {HTMLElement} */
function caption({ words }) {
  const element = document.createElement("div");
  element.className = "lightbox__caption";
  element.append(...words.map((/** @type {Node} */ node) => node.cloneNode(true)));
  return element;
}

/** @param {{ x: number }} viewport @param {any} data a slide @returns the room around a picture */
function room({ x }, data) {
  if (data.roomAt !== x) {
    const probe = caption(data);
    Object.assign(probe.style, { inlineSize: `${x}px`, visibility: "hidden" });
    document.body.append(probe);
    Object.assign(data, { roomAt: x, below: probe.offsetHeight });
    probe.remove();
  }
  return { top: BAR, bottom: BAR + data.below, left: 0, right: 0 };
}

/** @param {any} box a PhotoSwipe: the number and the words of the picture */
function furnish(box) {
  box.on("uiRegister", () => {
    box.ui.registerElement({
      name: "number",
      className: "lightbox__number",
      order: 5,
      onInit: (/** @type {HTMLElement} */ element) => {
        box.on("change", () => {
          element.textContent = `Ảnh ${box.currIndex + 1} / ${box.getNumItems()}`;
        });
      },
    });
    box.ui.registerElement({
      name: "words",
      className: "lightbox__words",
      appendTo: "root",
      onInit: (/** @type {HTMLElement} */ element) => {
        element.setAttribute("aria-live", "polite");
        box.on("change", () => element.replaceChildren(caption(box.currSlide.data)));
      },
    });
  });
}

/** @param {any} box a PhotoSwipe: a dialog for keyboards and screen readers; the page waits */
function asDialog(box) {
  /** @type {HTMLElement[]} */
  let waiting = [];
  box.on("afterInit", () => {
    box.element.setAttribute("aria-label", "Ảnh của bài");
    box.element.setAttribute("aria-modal", "true");
    for (const part of box.element.querySelectorAll("[aria-roledescription]")) {
      part.removeAttribute("aria-roledescription"); // in English
    }
    const others = /** @type {HTMLElement[]} */ ([...document.body.children]);
    waiting = others.filter((it) => it !== box.element && !it.inert);
    for (const other of waiting) other.inert = true;
    box.on("change", () => {
      // At the last step the button is disabled: browsers leave the focus there, or take it away
      // at once, or with the next picture they draw.
      const keep = () => {
        if (box.element && !box.element.querySelector(":focus:enabled, a:focus")) {
          box.element.focus();
        }
      };
      keep();
      requestAnimationFrame(() => requestAnimationFrame(keep));
    });
  });
  box.on("destroy", () => {
    for (const other of waiting) other.inert = false;
  });
}

/** @param {HTMLAnchorElement[]} links @param {number} index */
async function show(links, index) {
  const PhotoSwipe = await loaded();
  const box = new PhotoSwipe({
    dataSource: links.map(slide),
    index,
    loop: false,
    bgOpacity: 1,
    counter: false,
    showHideAnimationType: "fade",
    tapAction: false, // the words stay
    paddingFn: room,
    ...{ closeTitle: "Đóng", closeSVG: "Đóng", zoomTitle: "Phóng to", zoomSVG: "Phóng to" },
    ...{ arrowPrevTitle: "Ảnh trước", arrowPrevSVG: "Ảnh trước" },
    ...{ arrowNextTitle: "Ảnh sau", arrowNextSVG: "Ảnh sau" },
    errorMsg: "Không tải được ảnh.",
  });
  furnish(box);
  asDialog(box);
  box.on("destroy", () => {
    busy = false;
    links[index].focus();
  });
  box.init();
}

/** @param {HTMLElement} element the body of an article */
export function mount(element) {
  listen(element);
  const links = /** @type {HTMLAnchorElement[]} */ ([...element.querySelectorAll(LINK)]);
  const early = (/** @type {Event} */ event) => {
    if (/** @type {Element} */ (event.target).closest(LINK)) loaded().catch(() => {});
  };
  // Not for a finger that only scrolls past.
  element.addEventListener("pointerover", (event) => event.pointerType === "mouse" && early(event));
  element.addEventListener("focusin", early);
  element.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest(LINK);
    const index = links.indexOf(/** @type {HTMLAnchorElement} */ (link));
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (index < 0 || elsewhere || event.button !== 0) return;
    event.preventDefault();
    if (busy) return; // pressed again while the program is coming
    busy = true;
    show(links, index).catch(() => {
      busy = false;
      location.assign(links[index].href);
    });
  });
}
