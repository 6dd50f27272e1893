// @ts-check
/** What the editor's page says: questions with choices, notices that stay until they are put away. */

/**
 * Ask a question above the text; each choice closes it.
 * @param {string} sentence
 * @param {[string, () => void][]} choices
 */
export function ask(sentence, choices) {
  const place = /** @type {HTMLElement} */ (document.getElementById("recover"));
  const line = document.createElement("p");
  line.textContent = sentence;
  const buttons = choices.map(([label, deed]) => {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.className = "button";
    choice.textContent = label;
    choice.addEventListener("click", () => {
      place.hidden = true;
      deed();
    });
    return choice;
  });
  place.replaceChildren(line, ...buttons);
  place.hidden = false;
  buttons[0]?.focus();
}

/**
 * Put a sentence below the title that stays until it is put away.
 * @param {string} sentence
 */
export function tell(sentence) {
  const item = document.createElement("li");
  const away = document.createElement("button");
  away.type = "button";
  away.className = "told__away";
  away.textContent = "Đã xem";
  away.addEventListener("click", () => item.remove());
  item.append(sentence, " ", away);
  document.getElementById("told")?.append(item);
}
