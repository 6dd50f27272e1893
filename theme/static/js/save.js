// "Lưu": the article or page as one HTML file that opens anywhere, without a network.

const PARTS = [
  ...[".article__head", ".article__body", ".article__video"],
  ...[".article__attachments", ".article__corrections", ".article__source"],
].join(", ");
const LEFT_OUT = "script, .tools, button, video, iframe, .needs-script";
const STYLE = "style";
const FAMILY = /font-family: *"Public Sans"/;

/** @param {string} url of this host @returns {Promise<Response>} */
async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
}

/** @param {string} url @returns {Promise<string>} the file in a data URI */
async function inline(url) {
  const reader = new FileReader();
  const ready = new Promise((done, failed) => {
    Object.assign(reader, { onload: done, onerror: failed });
  });
  reader.readAsDataURL(await (await fetched(url)).blob());
  await ready;
  return String(reader.result);
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 * @param {(match: RegExpMatchArray) => Promise<string>} made
 */
async function replaced(text, pattern, made) {
  const parts = await Promise.all([...text.matchAll(pattern)].map(made));
  return text.replace(pattern, () => parts.shift() ?? "");
}

/** @returns {Promise<string>} the portal's style with our typeface in it, and no other file */
async function style() {
  const link = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]"));
  const css = await (await fetched(link.href)).text();
  const faces = await replaced(css, /@font-face\s*\{[^}]*\}/g, async ([face]) => {
    if (!face.includes("url(")) return face;
    if (!FAMILY.test(face)) return "";
    return replaced(face, /url\("([^"]+)"\)/g, async ([, file]) => {
      return `url("${await inline(new URL(file, link.href).href)}")`;
    });
  });
  const alone = faces.replace(/url\("(?!data:)[^"]*"\)/g, "none");
  return `${alone}:root{--headline:var(--sans)}`; // the file holds one typeface
}

/**
 * Puts a picture's bytes into the copy; where they do not come, its words stand there alone.
 * @param {HTMLImageElement} copy
 * @param {HTMLImageElement} image as it is on the page
 * @returns {Promise<boolean>} whether the picture is there
 */
async function fill(copy, image) {
  try {
    copy.src = await inline(image.currentSrc || image.src);
  } catch (error) {
    console.warn(error);
    const link = copy.closest("a");
    (copy.closest("picture") ?? copy).replaceWith(copy.alt);
    if (!link?.textContent?.trim() && !link?.querySelector("img")) link?.remove();
    return false;
  }
  for (const name of ["srcset", "sizes", "loading", "decoding", "fetchpriority"]) {
    copy.removeAttribute(name);
  }
  return true;
}

/**
 * @param {Element} part of the page
 * @param {string} address
 * @returns {Promise<[Element, number]>} a copy, and how many of its pictures are missing
 */
async function copied(part, address) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  const images = [...copy.querySelectorAll("img")];
  const shown = part.querySelectorAll("img");
  const came = await Promise.all(images.map((image, n) => fill(image, shown[n])));
  for (const element of copy.querySelectorAll(`${LEFT_OUT}, source`)) element.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    element.classList.remove("reading");
    for (const { name } of [...element.attributes]) {
      if (name.startsWith("data-")) element.removeAttribute(name);
    }
    const href = element.getAttribute("href");
    if (href && !href.startsWith("#")) element.setAttribute("href", new URL(href, address).href);
  }
  return [copy, came.filter((is) => !is).length];
}

/** @param {Document} made @param {string} name @param {Record<string, string>} attributes */
function element(made, name, attributes) {
  const one = made.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}

/** @param {Document} made @param {string} address */
function fillHead(made, address) {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
  made.head.prepend(
    element(made, "meta", { charset: "utf-8" }),
    element(made, "meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element(made, "meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element(made, "link", { rel: "canonical", href: address }),
  );
  // A <style> here would be refused by the page's own policy: it is written into the text.
  made.head.append(made.createComment(STYLE));
}

/** @param {Document} made @param {string} portal @param {string} address */
function origin(made, portal, address) {
  const paragraph = element(made, "p", { class: "article__source" });
  const link = element(made, "a", { href: address });
  link.textContent = address;
  paragraph.append(`Lưu từ ${portal}: `, link);
  return paragraph;
}

/** Has moving pictures stand still, as they came: a file has nothing to stop them with. */
function calm() {
  /** @type {NodeListOf<HTMLElement>} */
  const links = document.querySelectorAll(".figure__motion [data-moves]");
  for (const link of links) link.click();
}

/**
 * @param {string} portal its title
 * @returns {Promise<[string, number]>} the file, and how many pictures are missing in it
 */
async function page(portal) {
  /** @type {HTMLLinkElement | null} */
  const canonical = document.querySelector("link[rel=canonical]");
  calm();
  const address = canonical?.href ?? location.href.split("#")[0];
  const parts = [...document.querySelectorAll(`:is(.article, .page) :is(${PARTS})`)].filter(
    (part) => !part.parentElement?.closest(PARTS),
  );
  const made = document.implementation.createHTMLDocument(document.title);
  made.documentElement.lang = document.documentElement.lang;
  made.body.className = document.body.className;
  fillHead(made, address);
  const main = element(made, "main", { class: "wrapper" });
  const article = element(made, "article", { class: "article" });
  const copies = await Promise.all(parts.map((part) => copied(part, address)));
  article.append(...copies.map(([copy]) => copy));
  article.append(origin(made, portal, address));
  main.append(article);
  made.body.append(main);
  const css = await style();
  const html = made.documentElement.outerHTML;
  const styled = html.replace(`<!--${STYLE}-->`, () => `<style>${css}</style>`);
  const missing = copies.reduce((sum, [, count]) => sum + count, 0);
  return [`<!doctype html>\n${styled}\n`, missing];
}

/** @param {string} html @param {string} name of the file */
function download(html, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {HTMLElement} button with data-portal, the portal's title */
export function mount(button) {
  const said = /** @type {Element} */ (button.parentElement?.querySelector(".tools__said"));
  const name = `${location.pathname.split("/").filter(Boolean).pop() ?? "bai"}.html`;
  let busy = false;
  button.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    said.textContent = "Đang gom chữ và ảnh của bài…";
    try {
      const [html, missing] = await page(button.dataset.portal ?? "");
      download(html, name);
      said.textContent = missing
        ? `Đã lưu, thiếu ${missing} ảnh.`
        : `Đã lưu thành tệp ${name}, xem được cả khi không có mạng.`;
    } catch (error) {
      console.warn(error);
      said.textContent = "Chưa lưu được vì mạng bị ngắt. Hãy thử lại.";
    }
    busy = false;
  });
}
