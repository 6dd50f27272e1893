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
  const token = /** @type {HTMLInputElement | null} */ (
    document.querySelector("[name=csrfmiddlewaretoken]")
  );
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-CSRFToken": token?.value ?? "" };
  if (!(body instanceof FormData)) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers,
      body: body instanceof FormData ? body : JSON.stringify(body),
    });
  } catch {
    throw new Error(NO_CONNECTION);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const sentence = answer.error ?? `Máy chủ không nhận (mã ${response.status}). Hãy thử lại.`;
  if (answer.signed_out) throw new SignedOut(sentence);
  throw Object.assign(new Error(sentence), { field: answer.field, answer });
}
