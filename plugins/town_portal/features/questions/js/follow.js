// "Tra cứu thư đã gửi": with the code, its writer sees where a letter stands and has it erased.
import { open, said, tell } from "./form.js";
import { at, get } from "./service.js";
import { day } from "./when.js";

/** @typedef {{kind: string, about: string | null, state: string, at: string, deadline: string,
 *   closed: string | null, answer: string | null, note: string | null, erasing: string | null}} Told */

/** @type {Record<string, string>} */
const KINDS = {
  question: "Câu hỏi",
  information: "Yêu cầu cung cấp thông tin",
  draft: "Góp ý dự thảo",
};
/** @type {Record<string, string>} */
const STATES = {
  received: "Đã nhận, chờ xem",
  accepted: "Đang xử lý",
  transferred: "Đã chuyển tới nơi có trách nhiệm",
  answered: "Đã trả lời",
  refused: "Không xử lý",
};
const FAILED = "Chưa tra cứu được. Vui lòng thử lại sau ít phút.";

/** @param {string} address of an answer @param {string} site of the portal @returns {Node} */
function link(address, site) {
  const found = document.createElement("a");
  const isOurs = address.startsWith("/");
  found.href = isOurs ? site + address.slice(1) : address;
  found.textContent = isOurs ? "Đọc câu trả lời" : address;
  if (!isOurs) found.rel = "external noopener";
  return found;
}

/** @param {Told} told @param {string} site @returns {[string, string | Node][]} what is shown of it */
function facts(told, site) {
  /** @type {[string, string | Node | null | false][]} */
  const rows = [
    ["Loại", KINDS[told.kind] ?? told.kind],
    ["Tình trạng", STATES[told.state] ?? told.state],
    ["Ngày nhận", day(told.at)],
    [told.kind === "draft" ? "Cơ quan xem xét chậm nhất" : "Hạn trả lời", day(told.deadline)],
    ["Ngày xong", told.closed && day(told.closed)],
    [told.state === "transferred" ? "Chuyển tới" : "Lý do", told.note],
    ["Trả lời", told.answer && link(told.answer, site)],
    ["Yêu cầu xóa", told.erasing && `Đã nhận; xóa chậm nhất ngày ${day(told.erasing)}`],
  ];
  return /** @type {[string, string | Node][]} */ (rows.filter(([, value]) => value));
}

/** @param {HTMLElement} list @param {[string, string | Node][]} rows */
function fill(list, rows) {
  const cells = rows.flatMap(([name, value]) => {
    const [term, told] = ["dt", "dd"].map((tag) => document.createElement(tag));
    term.textContent = name;
    told.append(value);
    return [term, told];
  });
  list.replaceChildren(...cells);
}

/** @param {HTMLElement} section with data-service, data-site */
export function mount(section) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const code = /** @type {HTMLInputElement} */ (form.elements.namedItem("receipt"));
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (form.querySelector(`.inbox__${name}`));
  const [found, list, erase, sure] = ["found", "facts", "erase", "sure"].map(part);
  const site = new URL(section.dataset.site ?? "", document.baseURI).href;
  let shown = ""; // the code of the letter that is shown, whatever stands in the field by now

  const ask = async (/** @type {string} */ method, /** @type {string} */ receipt) => {
    said(form).textContent = "Đang tra cứu…";
    found.hidden = sure.hidden = true;
    const headers = { "X-Receipt": receipt };
    const answer = await get(at(section, "letters/mine"), { method, headers });
    const body = await answer.json().catch(() => ({}));
    said(form).textContent = answer.ok ? "" : (body.message ?? FAILED);
    if (!answer.ok) return;
    shown = receipt;
    fill(list, facts(body, site));
    said(form).textContent = `${STATES[body.state]}.`;
    found.hidden = false;
    erase.hidden = Boolean(body.erasing);
  };
  const failed = () => (said(form).textContent = FAILED);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const receipt = code.value.replace(/[^0-9A-Za-z-]/g, "");
    found.hidden = true;
    tell(form, receipt ? {} : { receipt: "Vui lòng nhập mã đã nhận khi gửi thư." });
    if (receipt) ask("GET", receipt).catch(failed);
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
    ask("DELETE", shown).catch(failed);
  });
  open(form);
}
