// @ts-check
/** What the editor's page says: questions with choices, notices that stay until they are put away. */

/**
 * Ask a question above the text; each choice closes it.
 * @param {string} sentence
 * @param {[string, () => void][]} choices
 * @param {"recover" | "other"} [where] the place of the question
 */
export function ask(sentence, choices, where = "recover") {
  const place = /** @type {HTMLElement} */ (document.getElementById(where));
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
  if (where === "recover") buttons[0]?.focus();
}

/**
 * Put a sentence below the title that stays until it is put away.
 * @param {string} sentence
 */
export function tell(sentence) {
  tellWith(sentence, [["Đã xem", () => {}]]);
}

/**
 * Put a sentence below the title that stays until one of its choices is taken.
 * @param {string} sentence
 * @param {[string, () => void][]} choices
 */
export function tellWith(sentence, choices) {
  const item = document.createElement("li");
  item.append(sentence);
  for (const [label, deed] of choices) {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.className = "told__away";
    choice.textContent = label;
    choice.addEventListener("click", () => {
      item.remove();
      deed();
    });
    item.append(" ", choice);
  }
  document.getElementById("told")?.append(item);
}
