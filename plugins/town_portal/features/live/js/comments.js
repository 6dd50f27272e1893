// The form for comments: kept in this tab while it is written, checked, sent to the live service.
import { bring, said, sends } from "./form.js";
import { keep, show } from "./receipt.js";
import { refreshing } from "./refresh.js";
import { at, pageOf, send } from "./service.js";

const PENDING = "Bình luận đang chờ duyệt. Cảm ơn ông/bà. Mã của bình luận ở ngay dưới đây.";

/** Lets the reader answer a comment. @param {HTMLElement} section @param {HTMLFormElement} form */
function answering(section, form) {
  const note = /** @type {HTMLElement} */ (form.querySelector(".comments__to"));
  const parent = /** @type {HTMLInputElement} */ (form.elements.namedItem("parent"));
  const around = /** @type {HTMLDetailsElement} */ (form.parentElement);
  const choose = (/** @type {string} */ number, /** @type {string} */ author) => {
    parent.value = number;
    note.hidden = !number;
    /** @type {Element} */ (note.querySelector("bdi")).textContent = author;
  };
  section.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("[data-answer]");
    if (!button) return;
    choose(button.getAttribute("data-answer") ?? "", button.getAttribute("data-author") ?? "");
    around.open = true;
    /** @type {HTMLElement} */ (form.elements.namedItem("text")).focus();
  });
  note.querySelector("button")?.addEventListener("click", () => {
    choose("", "");
    /** @type {HTMLElement} */ (form.elements.namedItem("text")).focus();
  });
  return () => choose("", "");
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} what is wrong, by field */
function faults(form) {
  const given = new FormData(form);
  /** @type {Record<string, string>} */
  const found = {};
  if (!String(given.get("author")).trim()) found.author = "Vui lòng nhập tên.";
  if (!String(given.get("text")).trim()) found.text = "Vui lòng nhập nội dung bình luận.";
  if (!given.get("consent")) found.consent = "Vui lòng đánh dấu vào ô này nếu đồng ý.";
  return found;
}

/** Brings the form for an own comment to life when it is opened, or has something to be put into.
 * @param {HTMLElement} section @returns {() => Promise<(receipt: string) => void>} */
function looking(section) {
  /** @type {Promise<(receipt: string) => void> | undefined} */
  let ready;
  const look = () => (ready ??= import("./mine.js").then(({ mine }) => mine(section)));
  section.querySelector(".mine")?.addEventListener("toggle", look);
  return look;
}

/** @param {HTMLElement} section */
export async function mount(section) {
  if (!(await bring(section))) return;
  const form = /** @type {HTMLFormElement} */ (section.querySelector(".comments__form"));
  const receipt = /** @type {HTMLElement} */ (section.querySelector(".receipt"));
  const look = looking(section);
  refreshing(section);
  if (!form) return; // comments are closed: the reader may still look at an own one
  const page = pageOf(section);
  const forget = keep(form, `binh-luan ${page}`, ["author", "text"]);
  const written = ["author", "text"].some(
    (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value,
  );
  if (written) /** @type {HTMLDetailsElement} */ (form.parentElement).open = true;
  const answerNobody = answering(section, form);
  sends(section, form, "comment", {
    check: () => faults(form),
    send: (captcha) => {
      const given = new FormData(form);
      const [author, text, website] = ["author", "text", "website"].map((it) => given.get(it));
      const parent = Number(given.get("parent")) || null;
      const body = { page, author, text, parent, consent: true, captcha, website };
      return send(at(section, "comments"), "POST", body);
    },
    done: (body) => {
      form.reset();
      answerNobody();
      forget();
      said(form).textContent = PENDING;
      show(receipt, body.receipt);
      look().then((put) => put(body.receipt));
    },
  });
}
