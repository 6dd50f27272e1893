// "Xem hoặc xóa bình luận của tôi": with the receipt, the reader sees an own comment and has it
// erased, after a question.
import { open, said, tell } from "./form.js";
import { refresh } from "./refresh.js";
import { at, get } from "./service.js";
import { day } from "./when.js";

/** @type {Record<string, string>} */
const STATES = {
  pending: "Bình luận này đang chờ duyệt.",
  approved: "Bình luận này đã được duyệt và đang hiện trên trang.",
  rejected: "Bình luận này không được đăng.",
  erased: "Bình luận này đã được xóa.",
};
const FAILED = "Chưa xem được. Vui lòng thử lại sau ít phút.";

/** @param {{status: string, due: string}} told @returns {string} what is said of a comment */
function state({ status, due }) {
  if (status !== "erasing") return STATES[status] ?? FAILED;
  const gone = "Bình luận không còn hiện trên trang và sẽ được xóa hẳn chậm nhất ngày";
  return `Đã nhận yêu cầu xóa. ${gone} ${day(due)}.`;
}

/**
 * @param {HTMLElement} section
 * @returns {(receipt: string) => void} puts a receipt into the form
 */
export function mine(section) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector(".mine__form"));
  const code = /** @type {HTMLInputElement} */ (form.elements.namedItem("receipt"));
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (form.querySelector(`.mine__${name}`));
  const [own, words, erase, sure] = ["comment", "words", "erase", "sure"].map(part);
  let shown = ""; // the receipt of the comment that is shown, whatever stands in the field by now

  const ask = async (/** @type {string} */ method, /** @type {string} */ receipt) => {
    said(form).textContent = "Đang hỏi…";
    own.hidden = sure.hidden = true;
    const answer = await get(at(section, "mine"), { method, headers: { "X-Receipt": receipt } });
    const body = await answer.json().catch(() => ({}));
    said(form).textContent = answer.ok ? state(body) : (body.message ?? FAILED);
    if (!answer.ok) return null;
    own.hidden = false;
    erase.hidden = body.status.startsWith("eras");
    return body;
  };
  const failed = () => (said(form).textContent = FAILED);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const receipt = code.value.trim();
    own.hidden = true;
    said(form).textContent = "";
    tell(form, receipt ? {} : { receipt: "Vui lòng nhập mã đã nhận khi gửi bình luận." });
    if (!receipt) return;
    ask("GET", receipt).then((body) => {
      if (!body) return;
      shown = receipt;
      words.textContent = body.text ?? "";
      words.hidden = !body.text;
    }, failed);
  });
  const question = (/** @type {boolean} */ isAsked) => {
    erase.hidden = isAsked;
    sure.hidden = !isAsked;
    (isAsked ? sure : erase).focus();
  };
  erase.addEventListener("click", () => question(true));
  part("no").addEventListener("click", () => question(false));
  part("yes").addEventListener("click", () => {
    said(form).focus();
    ask("DELETE", shown).then((body) => body && refresh(section, "reload").catch(() => {}), failed);
  });
  open(form);
  return (receipt) => (code.value = receipt);
}
