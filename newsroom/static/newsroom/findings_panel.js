// @ts-check
/** The list of findings: how many in the save bar, each with its place, correction and "cố ý". */

/** @typedef {import("./findings.js").Finding & {title: string}} Finding */

/**
 * Prepare the list; `save` saves the text, `waive` lets it break a rule and returns what is left.
 * @param {import("./findings.js").Findings} marks
 * @param {{save: () => Promise<void>, waive: (rule: string, reason: string) => Promise<Finding[]>}} deeds
 */
export function showFindings(marks, deeds) {
  const panel = /** @type {HTMLElement} */ (document.getElementById("findings"));
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("findings-count"));
  button.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
  });

  /** @param {Finding[]} findings */
  function show(findings) {
    marks.mark(findings.filter((finding) => finding.excerpt));
    const must = findings.filter((finding) => finding.level === "must").length;
    const rest = findings.length - must;
    const counts = [must && `${must} chỗ bắt buộc`, rest && `${rest} chỗ nên sửa`];
    button.hidden = findings.length === 0;
    button.textContent = counts.filter(Boolean).join(", ");
    button.classList.toggle("button--danger", must > 0);
    if (findings.length === 0) panel.hidden = true;
    const list = document.createElement("ul");
    list.append(...findings.map(item));
    panel.replaceChildren(list);
  }

  /** @param {Finding} finding */
  function item(finding) {
    const row = document.createElement("li");
    row.className = `findings__item findings__item--${finding.level}`;
    const words = document.createElement("p");
    words.textContent = finding.message;
    row.append(words);
    if (finding.excerpt) row.append(deed("Xem chỗ ấy", () => marks.show(finding)));
    if (finding.replacement !== null)
      row.append(
        deed(`Sửa thành “${finding.replacement}”`, () => {
          if (marks.correct(finding)) void deeds.save();
        }),
      );
    if (finding.rule)
      row.append(
        deed("Cố ý", async () => {
          const reason = prompt(`${finding.title}. Vì sao để vậy?`);
          if (reason) show(await deeds.waive(finding.rule, reason));
        }),
      );
    return row;
  }

  return { show };
}

/**
 * @param {string} label
 * @param {() => void} action
 */
function deed(label, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small";
  button.textContent = label;
  button.addEventListener("click", action);
  return button;
}
