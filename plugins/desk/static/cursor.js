// Where a photograph goes: after the paragraph that the cursor is in, which Decap would cut in two.

const AFTER = 200; // milliseconds until the editor has noticed that the cursor has moved

/** Move the cursor to the end of its paragraph before the menu of the button `label` opens. */
export function addAfterParagraph(label) {
  const button = () => document.querySelector(`[title="${label}"]`);
  const late = (event) => {
    const asked = button();
    if (!event.isTrusted || !asked || !isFor(event, asked) || !toEnd()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => button()?.click(), AFTER);
  };
  document.addEventListener("click", late, true);
  document.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && late(event), true);
}

const isFor = (event, asked) => asked.contains(event.target) || event.target.contains?.(asked) && event.target.matches("[role=button]");

/** Put the cursor at the end of its block; false where it is there, or in no block of text. */
function toEnd() {
  const selection = document.getSelection();
  const node = selection?.anchorNode;
  const editor = node?.parentElement?.closest("[data-slate-editor]");
  const block = editor && [...editor.children].find((it) => it.contains(node));
  if (!block || block.matches("[data-slate-void]") || node.parentElement.closest("[data-slate-void]")) return false;
  const rest = document.createRange();
  rest.selectNodeContents(block);
  rest.setStart(selection.focusNode, selection.focusOffset);
  if (!rest.toString().replace(/[\s\uFEFF]/g, "")) return false;
  selection.selectAllChildren(block);
  selection.collapseToEnd();
  return true;
}
