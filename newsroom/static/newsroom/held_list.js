// @ts-check
/** On the list: texts of this person that the browser has kept and the server has not received. */
import { HeldTexts } from "./held.js";

const place = /** @type {HTMLElement} */ (document.getElementById("held"));
const works = await new HeldTexts(place.dataset.key ?? "").others();
const titles = new Map(works.map((work) => [work.name, work.values.form.title]));
place.hidden = titles.size === 0;
for (const [name, title] of titles) {
  const link = document.createElement("a");
  link.href = `${place.dataset.start}${encodeURI(name)}/`;
  link.textContent = String(title || name);
  place.append(" ", link);
}
