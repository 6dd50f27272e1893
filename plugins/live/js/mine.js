// @ts-check
// "Xem hoặc xóa bình luận của tôi": with the receipt, the reader sees an own comment and has it
// erased.
import { open, said, tell } from "./form.js";
import { at, get } from "./service.js";
import { day } from "./when.js";

const STATES = {
  pending: "đang chờ duyệt",
  approved: "đã được duyệt; trang hiện bình luận sau lần cập nhật kế tiếp",
  rejected: "không được đăng",
  erasing: "đang chờ xóa",
  erased: "đã xóa",
};
const FAILED = "Chưa hỏi được. Mong ông/bà thử lại sau ít phút.";

/**
 * @param {HTMLElement} section with data-service
 * @returns {(receipt: string) => void} puts a receipt into the form
 */
export function mine(section) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector(".mine__form"));
  const code = /** @type {HTMLInputElement} */ (form.elements.namedItem("receipt"));
  const own = /** @type {HTMLElement} */ (form.querySelector(".mine__comment"));
  const words = /** @type {HTMLElement} */ (own.querySelector("blockquote"));
  const erase = /** @type {HTMLButtonElement} */ (own.querySelector("button"));

  const ask = async (/** @type {string} */ method) => {
    said(form).textContent = "Đang hỏi…";
    const headers = { "X-Receipt": code.value.trim() };
    const answer = await get(at(section, "mine"), { method, headers });
    const body = await answer.json().catch(() => ({}));
    said(form).textContent = answer.ok ? "" : (body.message ?? FAILED);
    own.hidden = !answer.ok;
    return answer.ok ? body : null;
  };
  const failed = () => (said(form).textContent = FAILED);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const isEmpty = !code.value.trim();
    tell(form, isEmpty ? { receipt: "Mong ông/bà nhập mã đã nhận khi gửi bình luận." } : {});
    if (isEmpty) return;
    ask("GET").then((body) => {
      if (!body) return;
      const state = STATES[/** @type {keyof STATES} */ (body.status)] ?? body.status;
      const until = body.due ? `, chậm nhất ngày ${day(body.due)}` : "";
      said(form).textContent = `Bình luận này ${state}${until}.`;
      words.textContent = body.text ?? "";
      words.hidden = !body.text;
      erase.hidden = body.status.startsWith("eras");
    }, failed);
  });
  erase.addEventListener("click", () => {
    ask("DELETE").then((body) => {
      if (!body) return;
      said(form).textContent = `Đã nhận yêu cầu xóa; chậm nhất ngày ${day(body.due)} sẽ xóa xong.`;
      erase.hidden = true;
    }, failed);
  });
  open(form);
  return (receipt) => (code.value = receipt);
}
