// @ts-check
// Fetches the HTML of a block that changes with the whole site into a page that does not.
import { mountAll } from "./portal.js";

/** @param {HTMLElement} element with data-source, the address of the HTML */
export async function mount(element) {
  const answer = await fetch(element.dataset.source ?? "").catch(() => null);
  if (!answer?.ok) return; // the plain link stays
  const place = element.querySelector(".fragment") ?? element;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...made.body.children);
  mountAll(place);
}
