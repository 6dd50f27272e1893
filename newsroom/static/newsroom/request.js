// @ts-check
/** Requests of the newsroom's scripts: JSON or files, with the page's token, errors as sentences. */

export class SignedOut extends Error {}
export class NoConnection extends Error {}

/** Milliseconds after which an answer is given up. */
const LONGEST = 60_000;
const OTHER_PERSON =
  "Trình duyệt này đang đăng nhập bằng tài khoản khác. Chữ bạn viết chưa gửi đi; hãy đăng nhập lại bằng tài khoản của bạn.";
const NO_CONNECTION = "Không gửi được vì mất kết nối. Chữ vẫn còn ở đây; hãy thử lại khi có mạng.";

/**
 * Send a POST request and return the JSON of the answer; an error has the server's sentence.
 * @param {string} address
 * @param {object | FormData} body
 * @param {Record<string, string>} [more] headers
 * @returns {Promise<any>}
 */
export async function request(address, body, more) {
  let response;
  try {
    response = await send(address, body, more);
    const place = response.headers.get("X-Fresh-Token");
    // Somebody has signed in again in another tab, or nobody has.
    if (place) response = (await renewToken(place)) ?? (await send(address, body, more));
  } catch (error) {
    throw error instanceof SignedOut ? error : new NoConnection(NO_CONNECTION);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  // Another program has answered: the page by which a public network asks for a sign-in.
  if (response.ok) throw new NoConnection(NO_CONNECTION);
  const sentence = answer?.error ?? `Máy chủ không nhận (mã ${response.status}). Hãy thử lại.`;
  if (answer?.signed_out) throw new SignedOut(sentence);
  throw Object.assign(new Error(sentence), { field: answer?.field, answer });
}

/**
 * Make sure that the server answers and that the session is this person's, before a form is sent.
 *
 * Throws NoConnection, SignedOut.
 * @param {string} address of the token
 */
export async function checkSession(address) {
  let refusal;
  try {
    refusal = await renewToken(address);
  } catch (error) {
    throw error instanceof SignedOut ? error : new NoConnection(NO_CONNECTION);
  }
  const answer = await refusal?.json().catch(() => null);
  if (refusal) throw new SignedOut(answer?.error ?? NO_CONNECTION);
}

/**
 * @param {string} address
 * @param {object | FormData} body
 * @param {Record<string, string>} [more]
 */
function send(address, body, more) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-CSRFToken": tokens()[0]?.value ?? "", ...more };
  if (!(body instanceof FormData)) headers["Content-Type"] = "application/json";
  return fetch(address, {
    method: "POST",
    headers,
    body: body instanceof FormData ? body : JSON.stringify(body),
    // Files may take as long as they need.
    signal: body instanceof FormData ? null : AbortSignal.timeout(LONGEST),
  });
}

/** @returns {HTMLInputElement[]} */
function tokens() {
  return [...document.querySelectorAll("input")].filter(
    (input) => input.name === "csrfmiddlewaretoken",
  );
}

/**
 * Give the page the token of the present session; return the refusal where nobody is signed in.
 *
 * Throws SignedOut where another person is: what this page holds is not theirs.
 * @param {string} address
 */
async function renewToken(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) return answer;
  const { token, person } = await answer.json();
  if (person !== document.documentElement.dataset.person) throw new SignedOut(OTHER_PERSON);
  for (const input of tokens()) input.value = token;
  return null;
}
