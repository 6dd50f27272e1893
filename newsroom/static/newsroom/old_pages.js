// @ts-check
/** The room of saved pages: its forms are not sent into nothing. */
import { holdBack } from "./sent_forms.js";

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (
  document.querySelectorAll("form[data-token]")
))
  holdBack(form);
