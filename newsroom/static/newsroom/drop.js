// @ts-check
/** The place on the list where files are dropped: they are sent as soon as they are let go. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("drop"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("files"));

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
