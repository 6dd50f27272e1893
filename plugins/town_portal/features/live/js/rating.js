// The stars of an article: sent to the live service, whose new sum is shown at once.
import { rated } from "./counter.js";
import { bring, said, sends } from "./form.js";
import { at, pageOf, send } from "./service.js";

/** @param {HTMLElement} section */
export async function mount(section) {
  if (!(await bring(section))) return;
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const page = pageOf(section);
  const stars = () => Number(new FormData(form).get("stars"));
  /** @returns {Record<string, string>} */
  const check = () => (stars() ? {} : { stars: "Vui lòng chọn số sao." });
  sends(section, form, "rating", {
    check,
    send: (captcha) => send(at(section, "ratings"), "PUT", { page, stars: stars(), captcha }),
    done: (body) => {
      const sum = /** @type {Element} */ (section.querySelector("[data-live=rating]"));
      sum.textContent = rated(body);
      said(form).textContent = `Đã ghi nhận ${body.mine} sao. Cảm ơn ông/bà.`;
    },
  });
}
