// @ts-check
/** Two versions of one text: what was not saved is offered, what others saved meanwhile is shown. */
import { remove } from "./held.js";
import { ask } from "./page_messages.js";

/**
 * @typedef {import("./held.js").Values} Values
 * @typedef {import("./held.js").Work & {place?: string}} Offer
 *   work that the server (without a place) or the browser has kept
 * @typedef {{
 *   restore: (work: Values) => void,
 *   standOn: (digest: string, base: string) => void,
 *   save: () => Promise<void>,
 *   adopt: (place: string) => void,
 *   discard: () => void,
 *   pause: (isWanted: boolean) => void,
 * }} Page what a choice does with the editor's page
 */

/**
 * Tell whether two versions have the same words and fields; a database may have sorted the fields.
 * @param {Values} one
 * @param {Values} other
 */
export function isSame(one, other) {
  const [first, second] = [one, other].map(({ form, html }) =>
    JSON.stringify([html, Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1))]),
  );
  return first === second;
}

/**
 * Offer what was written and not saved before the page was closed or the machine stopped.
 *
 * What the server has kept of it stays there until the person has chosen.
 * @param {Page} page
 * @param {Offer[]} works
 * @param {{digest: string, values: Values}} opened the text as it was opened
 */
export function offerKept(page, works, opened) {
  const offers = works.filter((work) => !isSame(work.values, opened.values));
  for (const work of works) if (work.place && !offers.includes(work)) remove(work.place);
  if (offers.length === 0) return;
  offers.sort((one, other) => other.at - one.at);
  page.pause(true);
  /** @type {[string, () => void][]} */
  const choices = offers.map((offer) => [
    offers.length === 1 ? "Lấy lại bản ấy" : `Lấy lại bản lúc ${moment(offer.at)}`,
    () => take(page, offer),
  ]);
  choices.push([
    "Bỏ, dùng bản đã lưu",
    () => {
      for (const offer of offers) if (offer.place) remove(offer.place);
      page.pause(false);
      page.discard();
    },
  ]);
  ask(sentence(offers, opened.digest), choices);
}

/**
 * @param {Offer[]} offers
 * @param {string} digest
 */
function sentence(offers, digest) {
  const since = offers.some((offer) => offer.digest !== digest)
    ? " Từ đó đến nay bài đã được sửa ở nơi khác."
    : "";
  if (offers.length > 1) return `Còn ${offers.length} bản bạn viết mà chưa lưu.${since}`;
  const why = offers[0].place ? "máy chủ chưa nhận" : "chưa lưu";
  return `Còn bản bạn viết lúc ${moment(offers[0].at)} mà ${why}.${since}`;
}

/** @param {number} at */
function moment(at) {
  return new Date(at).toLocaleString("vi-VN", {
    ...{ hour: "2-digit", minute: "2-digit" },
    ...{ day: "2-digit", month: "2-digit", year: "numeric" },
  });
}

/**
 * Go on with work that was kept, on the file on which it is based: a newer one is a conflict.
 * @param {Page} page
 * @param {Offer} offer
 */
function take(page, offer) {
  page.restore(offer.values);
  page.standOn(offer.digest, offer.base);
  if (offer.place) page.adopt(offer.place);
  page.pause(false);
  if (offer.isSave) void page.save();
}

/**
 * Offer to merge what was written here with what somebody else has saved meanwhile.
 * @param {() => void} merge
 */
export function offerMerge(merge) {
  ask("Bài đã được sửa ở nơi khác trong lúc bạn viết. Cả hai bản đều còn.", [
    ["Hợp nhất hai bản", merge],
    ["Để sau, viết tiếp", () => {}],
  ]);
}
