// Fetches the HTML of a block that changes with the whole site into a page that does not.

const ADDRESSES = ["href", "src", "data-source"];

/** @param {HTMLElement} element with data-source, the address of the HTML
 * @returns {Promise<Document | null>} the HTML, its addresses right for any page */
export async function fetched(element) {
  const source = new URL(element.dataset.source ?? "", document.baseURI);
  const answer = await fetch(source, { cache: "no-cache" }).catch(() => null);
  if (!answer?.ok) return null;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ADDRESSES) {
    for (const one of made.querySelectorAll(`[${name}]`)) {
      one.setAttribute(name, new URL(one.getAttribute(name) ?? "", source).href);
    }
  }
  for (const one of made.querySelectorAll("[srcset]")) {
    const choices = (one.getAttribute("srcset") ?? "").split(", ").map((choice) => {
      const [address, width] = choice.split(" ");
      return `${new URL(address, source).href} ${width}`;
    });
    one.setAttribute("srcset", choices.join(", "));
  }
  return made;
}

/** @param {HTMLElement} element with data-source @param {(root: ParentNode) => void} mountAll */
export async function mount(element, mountAll) {
  const made = await fetched(element);
  if (!made) return; // the plain link stays
  if (!made.body.children.length) return element.remove(); // the block has nothing to say now
  const here = location.href.split("#")[0];
  const own = [...made.querySelectorAll("li > a")].filter((it) => it.getAttribute("href") === here);
  for (const link of own) link.closest("li")?.remove();
  if (own.length && !made.querySelector("li, section")) return element.remove();
  const place = element.querySelector(".fragment") ?? element;
  place.replaceChildren(...made.body.children);
  mountAll(place);
  place.dispatchEvent(new Event("filled", { bubbles: true }));
}
