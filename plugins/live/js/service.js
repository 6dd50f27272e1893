// Asks the live service. Nothing waits for it longer than LIMIT; no cookie goes with it.
const LIMIT = 8000; // milliseconds

/** @param {HTMLElement} element with data-service @param {string} name of what is asked for */
export const at = (element, name) =>
  new URL(`v1/${name}`, new URL(element.dataset.service ?? "", document.baseURI)).href;

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
