// Asks the live service. Nothing waits for it longer than LIMIT; no cookie goes with it.
const LIMIT = 8000; // milliseconds

/** @param {HTMLElement} element with data-service, unless the page has it
 * @param {string} name of what is asked for */
export const at = (element, name) => {
  const service = element.dataset.service ?? document.body.dataset.service ?? "";
  return new URL(`v1/${name}`, new URL(service, document.baseURI)).href;
};

/** @param {HTMLElement} element with data-page, unless it is about the page that it is on
 * @returns {string} the address of a page at the service */
export const pageOf = (element) => element.dataset.page ?? document.body.dataset.page ?? "";

/**
 * Fails where there is no answer.
 * @param {string} url @param {RequestInit} [options]
 */
export const get = (url, options) =>
  fetch(url, { credentials: "omit", signal: AbortSignal.timeout?.(LIMIT), ...options });

/** @param {string} url @param {string} method @param {unknown} body sent as JSON */
export const send = (url, method, body) =>
  get(url, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
