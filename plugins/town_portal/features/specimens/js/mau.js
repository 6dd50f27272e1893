// The overview of the specimens: a frame shows its example alone, and is as high as the example.

const MOST = 1600;

/** What surrounds an example and is taken out of its frame. */
const AROUND = ".mau__about, .crumbs, .article__head";

/** @param {HTMLIFrameElement} frame */
function fit(frame) {
  const page = frame.contentDocument;
  const main = page?.querySelector("main");
  if (!page || !main) return;
  const shows = frame.dataset.shows;
  if (shows !== "page") {
    for (const child of [...page.body.children]) {
      if (!child.contains(main) && child.localName !== "script") child.remove();
    }
  }
  if (shows === "part") {
    for (const element of page.querySelectorAll(AROUND)) element.remove();
  }
  const shown = shows === "page" ? page.body : main;
  const measure = () => {
    const bottom = shown.getBoundingClientRect().bottom + (frame.contentWindow?.scrollY ?? 0);
    frame.height = String(Math.min(Math.ceil(bottom), MOST));
  };
  measure();
  new ResizeObserver(measure).observe(shown);
}

/** @param {Element} element */
export function mount(element) {
  for (const frame of element.querySelectorAll("iframe")) {
    frame.addEventListener("load", () => fit(frame));
    if (frame.contentDocument?.readyState === "complete") fit(frame);
  }
}
