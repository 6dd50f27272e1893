// Tiptap as the trial mounts it: bundled by esbuild.
import { Editor } from "@tiptap/core";
import Image from "@tiptap/extension-image";
import { TableKit } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";

/** @param {HTMLElement} element */
export function mount(element) {
  const editor = new Editor({ element, injectCSS: false, extensions: [StarterKit, Image, TableKit] });
  return { getHTML: () => editor.getHTML(), focus: () => editor.commands.focus(), setHTML: (html) => editor.commands.setContent(html) };
}
