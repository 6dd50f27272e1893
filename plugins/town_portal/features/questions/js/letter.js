// The form for a letter: a question, a request for information, what one thinks of a draft.
import { said, sends } from "./form.js";
import { keep, show } from "./receipt.js";
import { at, send } from "./service.js";
import { day } from "./when.js";

/** @type {Record<string, string>} */
const DONE = {
  question: "Đã nhận câu hỏi. Cảm ơn ông/bà. Hạn trả lời: ngày",
  information: "Đã nhận yêu cầu. Cảm ơn ông/bà. Hạn trả lời: ngày",
  draft: "Đã nhận góp ý. Cảm ơn ông/bà. Cơ quan xem xét chậm nhất ngày",
};

/** @param {HTMLFormElement} form @returns {Record<string, string>} what is wrong, by field */
function faults(form) {
  const given = new FormData(form);
  /** @type {Record<string, string>} */
  const found = {};
  if (!String(given.get("name")).trim()) found.name = "Vui lòng nhập họ tên.";
  if (!String(given.get("text")).trim()) found.text = "Vui lòng nhập nội dung.";
  if (!given.get("consent")) found.consent = "Vui lòng đánh dấu vào ô này nếu đồng ý.";
  return found;
}

/** @param {HTMLElement} section with data-service, data-page, data-kind, data-about of a draft */
export function mount(section) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const receipt = /** @type {HTMLElement} */ (section.querySelector(".receipt"));
  const { page, kind = "question", about = null } = section.dataset;
  const forget = keep(form, `thu ${page}`, ["name", "contact", "text"]);
  sends(section, form, "letter", {
    check: () => faults(form),
    send: (captcha) => {
      const given = new FormData(form);
      const words = Object.fromEntries(
        ["name", "contact", "text", "website"].map((name) => [name, given.get(name)]),
      );
      const body = { kind, about, ...words, consent: true, captcha };
      return send(at(section, "letters"), "POST", body);
    },
    done: (body) => {
      form.reset();
      forget();
      said(form).textContent = `${DONE[kind]} ${day(body.deadline)}. Mã tra cứu ở ngay dưới đây.`;
      show(receipt, body.receipt);
    },
  });
}
