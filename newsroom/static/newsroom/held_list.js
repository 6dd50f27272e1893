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

const gone = texts.size ? await findGone([...texts.keys()]) : [];
for (const work of texts.values()) {
  if (gone.includes(work.name)) offerCopy(work);
  else link(work, `${place.dataset.start}${encodeURI(work.name)}/`);
}

/**
 * Return which texts are no longer where they were; none where the server cannot be asked.
 * @param {string[]} names
 * @returns {Promise<string[]>}
 */
async function findGone(names) {
  const asked = new URLSearchParams(names.map((name) => ["name", name]));
  const answer = await fetch(`${place.dataset.gone}?${asked}`).catch(() => null);
  return answer?.ok ? (await answer.json()).gone : [];
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
