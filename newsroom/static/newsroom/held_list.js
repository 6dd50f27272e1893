// @ts-check
/** On the list: texts of this person that the browser has kept and the server has not received. */
import { HeldTexts, remove } from "./held.js";
import { tell, tellWith } from "./page_messages.js";

const place = /** @type {HTMLElement} */ (document.getElementById("held"));
/** @typedef {import("./held.js").HeldWork} HeldWork */
/** @type {Map<string, HeldWork>} */
const texts = new Map();
for (const work of await new HeldTexts(place.dataset.key ?? "").others())
  if (!texts.has(work.name)) texts.set(work.name, work);

for (const work of texts.values()) {
  const address = `${place.dataset.start}${encodeURI(work.name)}/`;
  if (await isGone(address)) offerCopy(work);
  else link(work, address);
}

/** @param {string} address */
async function isGone(address) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(`${address}soat-loi`, { headers }).catch(() => null);
  return answer?.status === 404;
}

/**
 * @param {HeldWork} work
 * @param {string} address
 */
function link(work, address) {
  const way = document.createElement("a");
  way.href = address;
  way.textContent = titleOf(work);
  place.append(" ", way);
  place.hidden = false;
}

/**
 * Let a person take the words of a text that was moved or thrown away meanwhile.
 * @param {HeldWork} work
 */
function offerCopy(work) {
  tellWith(`“${titleOf(work)}” đã đổi địa chỉ hoặc đã xóa; chữ bạn viết còn ở trình duyệt này.`, [
    ["Chép chữ", () => void copy(work)],
    ["Bỏ", () => remove(work.place)],
  ]);
}

/** @param {HeldWork} work */
async function copy(work) {
  const type = "text/html";
  const html = new Blob([work.values.html], { type });
  await navigator.clipboard.write([new ClipboardItem({ [type]: html })]);
  tell("Đã chép; hãy mở bài rồi dán vào. Chữ còn ở đây cho đến khi bạn bấm Bỏ.");
  offerCopy(work);
}

/** @param {HeldWork} work */
function titleOf(work) {
  return String(work.values.form.title || work.name);
}
