// @ts-check
/** Files on their way to the server: what did not arrive is named and sent again by one click. */
import { tellWith } from "./page_messages.js";
import { NoConnection, request, SignedOut } from "./request.js";

/**
 * Send files and return the JSON of the answer, after as many tries as the person wants.
 *
 * Rejects with nothing where they give up, else with the server's sentence.
 * @param {string} address
 * @param {File[]} files
 * @param {FormData} [form] in which the files stand already
 * @returns {Promise<any>}
 */
export async function sendFiles(address, files, form) {
  const body = form ?? new FormData();
  if (!form) for (const file of files) body.append("file", file);
  const number = crypto.getRandomValues(new Uint8Array(16));
  // The same each time: the server may have them already, and only its answer was lost.
  const attempt = Array.from(number, (byte) => byte.toString(16).padStart(2, "0")).join("");
  for (;;) {
    try {
      return await request(address, body, { "X-Once": attempt });
    } catch (error) {
      if (!(error instanceof NoConnection || error instanceof SignedOut)) throw error;
      await askToResend(files.map((file) => `“${file.name}”`).join(", "));
    }
  }
}

/** @param {string} names */
function askToResend(names) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const sentence = `Chưa gửi được ${names}; hãy xem có mạng và còn đăng nhập không.`;
      tellWith(sentence, [
        ["Gửi lại", resolve],
        ["Thôi", () => reject()],
      ]);
    })
  );
}
