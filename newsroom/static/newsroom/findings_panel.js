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
    if (finding.rule) row.append(waiver(finding));
    return row;
  }

  /**
   * Return the button "cố ý", which asks for a reason in its place.
   * @param {Finding} finding
   */
  function waiver(finding) {
    const asking = document.createElement("span");
    const label = document.createElement("label");
    label.textContent = "Vì sao để vậy? ";
    const reason = document.createElement("input");
    label.append(reason);
    const keep = async () => {
      if (reason.value.trim()) show(await deeds.waive(finding.rule, reason.value));
    };
    reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void keep();
    });
    const begin = deed("Cố ý", () => {
      asking.replaceChildren(
        label,
        deed("Ghi lý do", () => void keep()),
      );
      reason.focus();
    });
    asking.append(begin);
    return asking;
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
