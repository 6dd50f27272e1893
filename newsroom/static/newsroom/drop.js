// @ts-check
/** The place on the list where files are dropped: they are sent as soon as they are let go. */
import { tell } from "./page_messages.js";
import { sendFiles } from "./send_files.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("drop"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("files"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
const label = button.textContent;

for (const name of ["dragover", "dragleave", "drop"])
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle("drop--over", name === "dragover");
  });
form.addEventListener("drop", (event) => {
  const files = event.dataTransfer?.files;
  if (!files?.length) return;
  input.files = files;
  form.requestSubmit();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  button.textContent = "Đang gửi…";
  try {
    const body = new FormData(form);
    body.delete("csrfmiddlewaretoken"); // of this moment; `request` knows the one that counts later
    const answer = await sendFiles(form.action, [...(input.files ?? [])], body);
    location.assign(answer.address);
  } catch (error) {
    if (error) tell(/** @type {Error} */ (error).message);
    button.disabled = false;
    button.textContent = label;
  }
});
