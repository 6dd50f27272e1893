// Markdown as this portal's articles have it: hyphens for lists, and four columns before what is
// within a list, because Python-Markdown takes fewer for the end of the list.

/** A plugin for remark, which Decap's rich text is written with. @this {any} */
export function keepHouseStyle() {
  const { Compiler } = this;
  if (!Compiler) return;
  Compiler.prototype.options = { ...Compiler.prototype.options, bullet: "-", ruleSpaces: false };
  Compiler.prototype.visitors = {
    ...Compiler.prototype.visitors,
    listItem,
    text,
    html: text,
    break: () => "  \n",
  };
}

/** A text (Decap calls it HTML) as Decap has escaped it, but for signs that Python-Markdown does not
 * take back. @param {{value: string}} node */
function text(node) {
  return node.value.replace(/\\([~=])/g, "$1");
}

/**
 * @this {{visit: (child: object, parent: object) => string}}
 * @param {{children: object[], spread: boolean}} node
 * @param {unknown} _parent @param {unknown} _position @param {string} bullet
 */
function listItem(node, _parent, _position, bullet) {
  const parts = node.children.map((child) => this.visit(child, node));
  const text = parts.join(node.spread ? "\n\n" : "\n");
  return `${bullet} ${text.replace(/\n(?=[^\n])/g, "\n    ")}`;
}
