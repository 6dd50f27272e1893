// What the forms of an article's page share: they send once at a time, tell each fault at its
// field, and never lose what was written.
import { captcha } from "./captcha.js";
import { fetched } from "./fragment.js";
import { at, pageOf } from "./service.js";

const FAILED = "Chưa gửi được. Vui lòng thử lại sau ít phút.";

/** Brings what a section's forms are made of, which is the same for all pages.
 * @param {HTMLElement} section @returns {Promise<boolean>} whether it is there */
export async function bring(section) {
  const place = /** @type {HTMLElement | null} */ (section.querySelector(".awaited"));
  if (!place) return true; // it stands in the page
  const made = await fetched(place);
  if (made) place.replaceWith(...made.body.children);
  else {
    place.className = "meta"; // which takes no room
    place.textContent = "Chưa tải được phần này. Vui lòng tải lại trang.";
  }
  return !!made;
}

/** Where a form tells what became of it. @param {HTMLFormElement} form */
export function said(form) {
  return /** @type {HTMLElement} */ (form.querySelector(".said"));
}

/** Tells what is wrong with the fields, and takes the reader to the first.
 * @param {HTMLFormElement} form @param {Record<string, string>} faults by the fields' names */
export function tell(form, faults) {
  for (const place of form.querySelectorAll("[data-fault]")) {
    const name = place.getAttribute("data-fault") ?? "";
    const field = form.querySelector(`[name="${name}"]`);
    place.textContent = faults[name] ?? "";
    if (faults[name]) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid="true"]'))?.focus();
}

/** Lets a form be sent; before, a browser would send it by itself. @param {HTMLFormElement} form */
export function open(form) {
  /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = false;
}

/**
 * Has a form send with a captcha.
 * @param {HTMLElement} section
 * @param {HTMLFormElement} form
 * @param {string} act what the captcha is for
 * @param {{
 *   check?: () => Record<string, string>,
 *   send: (captcha: string) => Promise<Response>,
 *   done: (body: any) => void,
 * }} deed `check` gives what is wrong before anything is sent
 */
export function sends(section, form, act, deed) {
  const page = encodeURIComponent(pageOf(section));
  const place = /** @type {Element} */ (form.querySelector(".captcha"));
  const guard = captcha(place, at(section, `captcha?act=${act}&page=${page}`));
  form.addEventListener("input", guard.wake); // not by the focus alone, which passes by
  let isBusy = false;

  const sent = async () => {
    const answer = await deed.send(await guard.payload());
    guard.used();
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) return deed.done(body);
    said(form).textContent = body.message ?? FAILED;
    tell(form, body.fields ?? {});
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    const faults = deed.check?.() ?? {};
    tell(form, faults);
    said(form).textContent = "";
    if (Object.keys(faults).length) return;
    isBusy = true;
    said(form).textContent = "Đang gửi…";
    await sent().catch(() => (said(form).textContent = FAILED));
    isBusy = false;
  });
  open(form);
}
