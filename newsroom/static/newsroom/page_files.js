// @ts-check
/** Files that go into the open text: pictures beside it, Word documents at the cursor. */
import { attach, fillEmpty } from "./page_form.js";
import { tell } from "./page_messages.js";
import { sendFiles } from "./send_files.js";

/**
 * Put what a Word document says at the cursor; other files are offered for download.
 * @param {string} address
 * @param {File[]} files
 * @param {{form: HTMLFormElement, editor: {insertHTML: (html: string) => void}}} page
 */
export async function insertFiles(address, files, { form, editor }) {
  const answer = await sendFiles(address, files);
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
  const answer = await sendFiles(address, [file]);
  const taken = answer.files[0];
  if (taken.error) throw new Error(taken.error);
  return { url: taken.url };
}
