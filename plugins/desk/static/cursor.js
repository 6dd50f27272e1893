// Where a photograph goes: after the paragraph that the cursor is in, which Decap would cut in two.

const AFTER = 200; // milliseconds until the editor has noticed that the cursor has moved
const NO_TEXT = "[data-slate-void]";

/** Move the cursor to the end of its paragraph before the menu of the button `label` opens.
 * @param {string} label */
export function addAfterParagraph(label) {
  /** @returns {HTMLElement | null} */
  const button = () => document.querySelector(`[title="${label}"]`);
  const late = (/** @type {Event} */ event) => {
    const asked = button();
    if (!event.isTrusted || !asked || !isFor(event, asked) || !toEnd()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => button()?.click(), AFTER);
  };
  document.addEventListener("click", late, true);
  document.addEventListener(
    "keydown",
    (event) => ["Enter", " "].includes(event.key) && late(event),
    true,
  );
}

/** @param {Event} event @param {Element} asked */
function isFor({ target }, asked) {
  if (!(target instanceof Element)) return false;
  return asked.contains(target) || (target.contains(asked) && target.matches("[role=button]"));
}

/** Put the cursor at the end of its block; false where it is there, or in no block of text. */
function toEnd() {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return false;
  const { anchorNode, focusNode, focusOffset } = selection;
  const around = anchorNode.parentElement;
  const editor = around?.closest("[data-slate-editor]");
  const block = editor && [...editor.children].find((it) => it.contains(anchorNode));
  if (!block || block.matches(NO_TEXT) || around?.closest(NO_TEXT)) return false;
  const rest = document.createRange();
  rest.selectNodeContents(block);
  rest.setStart(focusNode, focusOffset);
  if (!rest.toString().replace(/[\s\uFEFF]/g, "")) return false;
  selection.selectAllChildren(block);
  selection.collapseToEnd();
  return true;
}
