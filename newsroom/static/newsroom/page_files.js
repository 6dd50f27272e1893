// @ts-check
/** Files that go into the open text: pictures beside it, Word documents at the cursor. */
import { attach, fillEmpty } from "./page_form.js";
import { tell } from "./page_messages.js";
import { request } from "./request.js";

/**
 * Put what a Word document says at the cursor; other files are offered for download.
 * @param {string} address
 * @param {File[]} files
 * @param {{form: HTMLFormElement, editor: {insertHTML: (html: string) => void}}} page
 */
export async function insertFiles(address, files, { form, editor }) {
  const body = new FormData();
  for (const file of files) body.append("file", file);
  const answer = await request(address, body);
  if (answer.html) editor.insertHTML(answer.html);
  fillEmpty(form, answer.form ?? {});
  for (const attached of answer.attached ?? []) attach(form, attached);
  for (const sentence of answer.notices) tell(sentence);
  return answer;
}

/**
 * Put a picture beside the text.
 * @param {string} address
 * @param {File} file
 * @returns {Promise<{url: string}>}
 */
export async function upload(address, file) {
  const body = new FormData();
  body.append("file", file);
  const answer = await request(address, body);
  const taken = answer.files[0];
  if (taken.error) throw new Error(taken.error);
  return { url: taken.url };
}
