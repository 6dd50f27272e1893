// @ts-check
/** Forms whose answer is a page: sent by script, so that a lost connection loses nothing typed. */
import { tellWith } from "./page_messages.js";
import { checkSession, NoConnection } from "./request.js";

/** What a room answers to a form: taken, based on an older file, with something to be mended. */
const ANSWERS = [200, 409, 422];
const NO_ANSWER =
  "Chưa nhận được trả lời của máy chủ. Những gì bạn ghi và chọn vẫn còn ở đây; hãy gửi lại khi có mạng.";

/**
 * Send a form of this page by script and show the page that is the answer.
 *
 * Where nothing has arrived, or no answer, what was typed and chosen stays; a click sends again.
 * @param {HTMLFormElement} form
 * @param {() => void} [onSent] what to do when it has arrived
 */
export function holdBack(form, onSent) {
  let isSending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const label = button?.textContent ?? "";
    try {
      await checkSession(form.dataset.token ?? "");
      const body = new FormData(form, button);
      if (button) button.textContent = "Đang gửi…";
      const [main, address] = await send(form, body);
      onSent?.();
      await show(main, address);
    } catch (error) {
      if (button) button.textContent = label;
      tellWith(/** @type {Error} */ (error).message, [
        ["Gửi lại", () => form.requestSubmit(button)],
        ["Thôi", () => {}],
      ]);
    }
    isSending = false;
  });
}

/**
 * Return the main part of the answer and its address.
 * @param {HTMLFormElement} form
 * @param {FormData} body
 * @returns {Promise<[Element, string]>}
 */
async function send(form, body) {
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const html = await answer?.text().catch(() => "");
  const page = new DOMParser().parseFromString(html ?? "", "text/html");
  const main = page.querySelector("html[data-person] main");
  if (!answer || !main) throw new NoConnection(NO_ANSWER);
  if (ANSWERS.includes(answer.status)) return [main, answer.url];
  throw new Error((main.textContent ?? "").replace(/\s+/g, " ").trim());
}

/**
 * Put an answer in the place of this page's main part, and begin its script anew.
 * @param {Element} main
 * @param {string} address
 */
async function show(main, address) {
  history.replaceState(null, "", address);
  document.querySelector("main")?.replaceWith(main);
  scrollTo(0, 0);
  /** @type {HTMLElement} */ (main).focus();
  for (const script of document.querySelectorAll("script"))
    if (script.type === "module") await import(`${script.src}?${Date.now()}`);
}
