// Tells the live service that the page is looked at, after everything else, and writes the numbers
// that it answers into the elements with data-live, after their data-label. Numbers that do not
// come are not missed.
import { at, pageOf, send } from "./service.js";

const BEAT = 120_000; // milliseconds

/** @type {any} */
let known = {};

/** @param {number} [value] */
const number = (value) => value?.toLocaleString("vi");

/** @param {{n: number, avg: number | null}} rating */
export const rated = ({ n, avg }) => {
  if (!n) return "Mời ông/bà đánh giá bài này";
  const votes = `${number(n)} lượt đánh giá`;
  return avg === null
    ? `Mới có ${votes}, chưa tính điểm`
    : `${avg.toLocaleString("vi", { maximumFractionDigits: 1 })}/5 – ${votes}`;
};

function show() {
  for (const element of document.querySelectorAll("[data-live]")) {
    const name = element.getAttribute("data-live") ?? "";
    const value = name === "when" ? known.total && "đến lúc này" : known[name];
    const text = value?.n >= 0 ? rated(value) : value?.toLocaleString("vi");
    if (!text) continue;
    element.textContent = (element.getAttribute("data-label") ?? "") + text;
  }
}

/** @param {HTMLElement} element */
export function mount(element) {
  let beat = false;
  const tell = async () => {
    if (document.hidden) return;
    const answer = await send(at(element, "hit"), "POST", { page: pageOf(element), beat }).catch(
      () => null,
    );
    if (!answer?.ok) return;
    beat = true;
    known = await answer.json().catch(() => known);
    show();
  };
  const begin = () => {
    tell();
    setInterval(tell, BEAT);
    document.addEventListener("visibilitychange", () => beat || tell());
    document.addEventListener("filled", show); // a block that came by script (fragment.js)
  };
  const idle = () => (window.requestIdleCallback ?? setTimeout)(begin);
  document.readyState === "complete" ? idle() : addEventListener("load", idle);
}
