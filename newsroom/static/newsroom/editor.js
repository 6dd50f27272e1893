// @ts-check
/** Stand-in until the editor library is there: a field in which HTML is edited as it looks. */

/**
 * @param {HTMLElement} element
 * @param {{html: string, upload: (file: File) => Promise<{url: string}>, onChange: () => void}} options
 */
export async function mountEditor(element, { html, upload, onChange }) {
  element.contentEditable = "true";
  element.innerHTML = html;
  element.addEventListener("input", onChange);
  void upload;
  return {
    getHTML: () => element.innerHTML,
    /** @param {string} text */
    setHTML: (text) => {
      element.innerHTML = text;
    },
    focus: () => element.focus(),
  };
}
