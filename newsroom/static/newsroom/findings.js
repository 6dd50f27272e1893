// @ts-check
/** Findings of the check, marked in the editor's text. */

/**
 * @typedef {{id: string, level: "must" | "should", excerpt: string, message: string,
 *   replacement: string | null, rule: string}} Finding
 */

const GROUP = "finding";

export class Findings {
  /** @param {any} editor */
  constructor(editor) {
    this._editor = editor;
    editor.conversion.for("editingDowncast").markerToHighlight({
      model: GROUP,
      view: (/** @type {{markerName: string}} */ data) => ({
        classes: ["finding", `finding--${data.markerName.split(":")[1]}`],
        attributes: {},
      }),
    });
  }

  /**
   * Mark findings where their words stand; those whose words are not in the text are left out.
   * @param {Finding[]} findings
   */
  mark(findings) {
    const { model } = this._editor;
    model.change((/** @type {any} */ writer) => {
      for (const marker of [...model.markers.getMarkersGroup(GROUP)]) writer.removeMarker(marker);
      for (const finding of findings) {
        const range = this._find(writer, finding.excerpt);
        if (range)
          writer.addMarker(`${GROUP}:${finding.level}:${finding.id}`, {
            range,
            usingOperation: false,
            affectsData: false,
          });
      }
    });
  }

  /**
   * Put the cursor where a finding stands.
   * @param {Finding} finding
   */
  show(finding) {
    const marker = this._marker(finding);
    if (!marker) return;
    this._editor.model.change((/** @type {any} */ writer) =>
      writer.setSelection(marker.getRange()),
    );
    this._editor.editing.view.scrollToTheSelection({ alignToTop: true, forceScroll: true });
    this._editor.editing.view.focus();
  }

  /**
   * Write a finding's correction in its place; false where its words are no longer there.
   * @param {Finding} finding
   */
  correct(finding) {
    const marker = this._marker(finding);
    const replacement = finding.replacement;
    if (!marker || replacement === null) return false;
    this._editor.model.change((/** @type {any} */ writer) => {
      const range = marker.getRange();
      const attributes = range.start.nodeAfter?.is("$text")
        ? range.start.nodeAfter.getAttributes()
        : [];
      writer.removeMarker(marker);
      this._editor.model.insertContent(writer.createText(replacement, attributes), range);
    });
    return true;
  }

  /** @param {Finding} finding */
  _marker(finding) {
    return this._editor.model.markers.get(`${GROUP}:${finding.level}:${finding.id}`);
  }

  /**
   * Return the first range of the text with these words that no finding has yet.
   * @param {any} writer
   * @param {string} words
   */
  _find(writer, words) {
    const { model } = this._editor;
    const root = model.document.getRoot();
    if (!root || !words) return null;
    for (const block of model.createRangeIn(root).getItems()) {
      if (!block.is("element") || !model.schema.checkChild(block, "$text")) continue;
      const text = [...block.getChildren()]
        .map((node) => (node.is("$text") ? node.data : "\uFFFC"))
        .join("");
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
        const range = writer.createRange(
          writer.createPositionAt(block, at),
          writer.createPositionAt(block, at + words.length),
        );
        const taken = [...model.markers.getMarkersGroup(GROUP)].some((marker) =>
          marker.getRange().isIntersecting(range),
        );
        if (!taken) return range;
      }
    }
    return null;
  }
}
