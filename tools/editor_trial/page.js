// Runs in the trial's page: mounts one editor, pastes one clipboard, records policy violations.
import { interceptPaste, mountEditor } from "/newsroom/editor.js";

const violations = [];
const notices = [];
const errors = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
);
addEventListener("error", (event) => errors.push(event.message));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
let uploads = 0;
const options = {
  html: "",
  upload: async () => ({ url: `${location.origin}/picture-${++uploads}.png` }),
  onNotice: (message) => notices.push(message),
};
const element = document.querySelector("#editor");
const isTiptap = location.search === "?tiptap";
let editor;
if (isTiptap) {
  const { mount } = await import("/tiptap.js");
  interceptPaste(element, options.upload, options.onNotice);
  editor = mount(element);
} else editor = await mountEditor(element, options);

window.trial = async (html, text) => {
  for (const list of [violations, notices, errors]) list.length = 0;
  editor.setHTML("");
  editor.focus();
  const transfer = new DataTransfer();
  if (html) transfer.setData("text/html", html);
  transfer.setData("text/plain", text);
  const target = document.querySelector(".ck-editor__editable, .ProseMirror");
  const init = { clipboardData: transfer, bubbles: true, cancelable: true };
  target.dispatchEvent(new ClipboardEvent("paste", init));
  await new Promise((resolve) => setTimeout(resolve, 250));
  return { html: editor.getHTML(), violations, notices, errors, ran: Boolean(window.pwned) };
};
document.body.dataset.ready = "1";
