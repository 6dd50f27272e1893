// @ts-check
/** Requests of the newsroom's scripts: JSON or files, with the page's token, errors as sentences. */

export class SignedOut extends Error {}

const NO_CONNECTION = "Không gửi được vì mất kết nối. Chữ vẫn còn ở đây; hãy thử lại khi có mạng.";

/**
 * Send a POST request and return the JSON of the answer; an error has the server's sentence.
 * @param {string} address
 * @param {object | FormData} body
 * @returns {Promise<any>}
 */
export async function request(address, body) {
  let response;
  try {
    response = await send(address, body);
    const place = response.headers.get("X-Fresh-Token");
    // Somebody has signed in again in another tab.
    if (place && (await renewToken(place))) response = await send(address, body);
  } catch {
    throw new Error(NO_CONNECTION);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const sentence = answer.error ?? `Máy chủ không nhận (mã ${response.status}). Hãy thử lại.`;
  if (answer.signed_out) throw new SignedOut(sentence);
  throw Object.assign(new Error(sentence), { field: answer.field, answer });
}

/**
 * @param {string} address
 * @param {object | FormData} body
 */
function send(address, body) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-CSRFToken": tokens()[0]?.value ?? "" };
  if (!(body instanceof FormData)) headers["Content-Type"] = "application/json";
  return fetch(address, {
    method: "POST",
    headers,
    body: body instanceof FormData ? body : JSON.stringify(body),
  });
}

/** @returns {HTMLInputElement[]} */
function tokens() {
  return [...document.querySelectorAll("input")].filter(
    (input) => input.name === "csrfmiddlewaretoken",
  );
}

/**
 * Give the page the token of the present session; false where nobody is signed in.
 * @param {string} address
 */
async function renewToken(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) return false;
  const { token } = await answer.json();
  for (const input of tokens()) input.value = token;
  return true;
}
