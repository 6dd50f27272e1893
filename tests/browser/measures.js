// What tests measure in a page (visit.py). Each function gives a list of what is wrong, in words.

/** @typedef {Pick<DOMRect, "left" | "right" | "top" | "bottom" | "height">} Box */
/** @typedef {{element: Element, box: Box, words: string}} Line */

/** @param {Element} element @returns {Iterable<Element>} it and those around it */
function* around(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) yield at;
}

// biome-ignore lint/correctness/noUnusedVariables: visit.py writes the call after it
const measures = {
  /** @param {Element} element */
  shown(element) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (const at of around(element)) {
      const { clipPath, position } = getComputedStyle(at);
      if (position === "absolute" && clipPath !== "none") return false; // for screen readers alone
      if (at.classList.contains("skip") && !at.matches(":focus")) return false;
    }
    return true;
  },

  /** Every line of visible text: its element, its words, its box on the page.
   * @returns {Iterable<Line>} */
  *lines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      const words = node.nodeValue?.trim();
      if (!words || !element || element.closest("title, desc, script, style")) continue;
      if (!this.shown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 0.5) yield { element, box, words: words.slice(0, 60) };
      }
    }
  },

  /** @param {Element} element */
  named(element) {
    const name = typeof element.className === "string" ? element.className : "";
    return `<${element.localName}${name ? ` class="${name}"` : ""}>`;
  },

  /** How many pixels the page is wider than the window. */
  excess() {
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  },

  /** Text that lies outside the window or is cut off by an element around it. */
  clipped() {
    const found = [];
    for (const { element, box, words } of this.lines()) {
      let [left, right] = [0, document.documentElement.clientWidth];
      for (const at of around(element)) {
        if (at === document.body) break;
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === "auto" || overflowX === "scroll") {
          [left, right] = [-Infinity, Infinity];
          break;
        }
        const frame = at.getBoundingClientRect();
        const cutsY = ["hidden", "clip"].includes(overflowY);
        if (cutsY && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1)) {
          found.push(`${this.named(at)} cuts “${words}” above or below`);
        }
        if (["hidden", "clip"].includes(overflowX)) {
          left = Math.max(left, frame.left);
          right = Math.min(right, frame.right);
        }
      }
      if (box.left < left - 1 || box.right > right + 1) {
        found.push(
          `${this.named(element)} “${words}” ${Math.round(box.left)}–${Math.round(box.right)}`,
        );
      }
    }
    return found;
  },

  /** Lines of text that lie on one another; a line is as high as its line-height, whatever room its
   *  typeface keeps above and below. */
  overlaps() {
    const trimmed = (/** @type {Line} */ { element, box, words }) => {
      const room =
        Math.max(0, box.height - parseFloat(getComputedStyle(element).lineHeight)) / 2 || 0;
      const { left, right } = box;
      return { words, box: { left, right, top: box.top + room, bottom: box.bottom - room } };
    };
    const all = [...this.lines()].map(trimmed).sort((one, two) => one.box.top - two.box.top);
    /** @type {string[]} */
    const found = [];
    all.forEach((one, index) => {
      for (const two of all.slice(index + 1)) {
        if (two.box.top > one.box.bottom - 3) break;
        const across =
          Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
        if (across > 2) found.push(`“${one.words}” and “${two.words}”`);
      }
    });
    return found;
  },

  /** Text smaller than so many pixels as it appears, in drawings too. @param {number} least */
  small(least) {
    const found = new Set();
    for (const { element, words } of this.lines()) {
      const drawing = (element instanceof SVGGraphicsElement && element.getScreenCTM()?.a) || 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * drawing;
      if (size < least - 0.05) found.add(`${this.named(element)} “${words}” ${size.toFixed(1)} px`);
    }
    return [...found];
  },

  /** Things to tap that are lower than so many pixels; links within a text are let be.
   * @param {string} selector @param {number} least */
  low(selector, least) {
    const found = [];
    for (const element of document.querySelectorAll(selector)) {
      if (!this.shown(element)) continue;
      const style = getComputedStyle(element);
      const inline = style.display === "inline";
      const height = inline ? parseFloat(style.lineHeight) : element.getBoundingClientRect().height;
      if (height < least - 0.05) {
        found.push(
          `${this.named(element)} “${element.textContent.trim()}” ${height.toFixed(1)} px`,
        );
      }
    }
    return found;
  },

  /** The element that has the focus: what it is, and whether a reader sees that it has it. */
  focused() {
    const element = document.activeElement ?? document.body;
    const box = element.getBoundingClientRect();
    const within =
      box.width > 0 &&
      box.left >= -1 &&
      box.right <= innerWidth + 1 &&
      box.bottom > 0 &&
      box.top < innerHeight;
    const ring = [element, element.closest("label") ?? element]
      .map((one) => getComputedStyle(one))
      .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const words = (element.textContent.trim() || element.querySelector("img")?.alt || "").slice(
      0,
      60,
    );
    /** @type {NodeListOf<HTMLInputElement>} of which other elements lack disabled, type and name */
    const stops = document.querySelectorAll(
      "a[href], button, input, select, textarea, summary, [tabindex='0']",
    );
    /** @type {Element[]} */
    const all = [...stops]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
      // Of radio buttons that belong together Tab takes one.
      .filter((one, place, found) => one.type !== "radio" || found[place - 1]?.name !== one.name);
    const place = all.indexOf(element);
    return {
      name: this.named(element),
      words,
      id: element.id,
      within,
      ring,
      place,
      all: all.length,
    };
  },

  /** Writes below the page (#letters) a line for each style of letters within some elements.
   * It has all letters that are shown in that style. @param {string} selector */
  sampleLetters(selector) {
    /** @type {Map<string, [CSSStyleDeclaration, Set<string>]>} */
    const styles = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!element?.closest(selector) || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const { fontFamily, fontWeight, fontStyle, fontStretch, textTransform } = style;
      const key = [fontFamily, fontWeight, fontStyle, fontStretch, textTransform].join();
      const [, letters] = styles.get(key) ?? [style, new Set()];
      for (const letter of walker.currentNode.textContent ?? "") letters.add(letter);
      styles.set(key, [style, letters]);
    }
    const box = document.createElement("div");
    box.id = "letters";
    for (const [style, letters] of styles.values()) {
      const line = document.createElement("p");
      line.textContent = [...letters].join("");
      const { fontFamily, fontWeight, fontStyle, fontStretch, textTransform } = style;
      Object.assign(line.style, { fontFamily, fontWeight, fontStyle, fontStretch, textTransform });
      box.append(line);
    }
    document.body.append(box);
  },

  /** Pictures that did not load. */
  missingPictures() {
    return [...document.images]
      .filter((image) => !image.complete || !image.naturalWidth)
      .map((image) => image.src);
  },
};
