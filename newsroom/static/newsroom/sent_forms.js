// @ts-check
/** Forms that are sent as pages: not before the server has answered, in a session of this person. */
import { tellWith } from "./page_messages.js";
import { checkSession } from "./request.js";

/**
 * Hold a form back while it could not arrive: what was typed and chosen stays, a click sends again.
 * @param {HTMLFormElement} form
 * @param {() => void} [onSend] what to do when it is sent
 */
export function holdBack(form, onSend) {
  let isChecked = false;
  form.addEventListener("submit", async (event) => {
    if (isChecked) {
      onSend?.();
      return;
    }
    event.preventDefault();
    const submit = () => form.requestSubmit(event.submitter);
    try {
      await checkSession(form.dataset.token ?? "");
      isChecked = true;
      submit();
      isChecked = false;
    } catch (error) {
      tellWith(/** @type {Error} */ (error).message, [
        ["Gửi lại", submit],
        ["Thôi", () => {}],
      ]);
    }
  });
}
