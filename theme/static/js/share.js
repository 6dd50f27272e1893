// "Chia sẻ": copying the address, the machine's own way, Facebook and Zalo by plain links.
import { closable } from "./disclosure.js";

/** @returns {string} the article's lasting address, else where it is read */
function address() {
  /** @type {HTMLLinkElement | null} */
  const canonical = document.querySelector("link[rel=canonical]");
  return canonical?.href ?? location.href.split("#")[0];
}

const facebook = (/** @type {string} */ url) =>
  `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}`;

/** The address that Zalo's own share button opens: base64 of JSON. @param {string} url */
function zalo(url) {
  const data = btoa(JSON.stringify({ url }));
  return `https://button-share.zalo.me/share_external?d=${encodeURIComponent(data)}`;
}

/** @param {Element} place @param {string} url shown in a field, selected, to be copied by hand */
function offer(place, url) {
  let field = place.querySelector("input");
  if (!field) {
    field = document.createElement("input");
    field.className = "share__field";
    field.readOnly = true;
    field.setAttribute("aria-label", "Liên kết của bài");
    place.append(field);
  }
  field.value = url;
  field.focus();
  field.select();
}

/** @param {Element} button @param {Element} said @param {string} url */
async function copy(button, said, url) {
  try {
    await navigator.clipboard.writeText(url);
    said.textContent = "Đã sao chép liên kết.";
  } catch {
    offer(/** @type {Element} */ (button.parentElement), url);
    said.textContent = "Máy không cho sao chép; hãy chép liên kết trong ô.";
  }
}

/** @param {HTMLDetailsElement} element */
export function mount(element) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`.share__${name}`));
  for (const [name, href] of Object.entries({ facebook, zalo })) {
    const link = /** @type {HTMLAnchorElement | null} */ (part(name));
    if (!link || link.href) continue; // made at build, where the portal's full address is known
    link.href = href(address());
    link.rel = "external noopener";
  }
  if ("share" in navigator) {
    /** @type {HTMLElement} */ (part("machine").parentElement).hidden = false;
    part("machine").addEventListener("click", () => {
      const title = document.querySelector("h1")?.textContent ?? "";
      navigator.share({ title, url: address() }).catch(() => {}); // the reader changed their mind
    });
  }
  part("copy").addEventListener("click", () => copy(part("copy"), part("said"), address()));
  const summary = /** @type {HTMLElement} */ (element.querySelector("summary"));
  closable(
    element,
    summary,
    () => element.open,
    () => (element.open = false),
  );
}
