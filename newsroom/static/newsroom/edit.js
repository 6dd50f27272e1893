// @ts-check
/** The editor's page: saving, keeping unsaved work, recovery, who else has the text open. */
import { mountEditor } from "./editor.js";
import { showFindings } from "./findings_panel.js";
import { mountItems } from "./items.js";
import { attach, fillEmpty, readForm, restoreForm } from "./page_form.js";
import { ask, tell } from "./page_messages.js";
import { request, SignedOut } from "./request.js";

const KEEP_EVERY = 3000;
const RENEW_EVERY = 30_000;

/** @typedef {{ form: import("./page_form.js").Fields, html: string }} Values */

/** @type {{name: string, digest: string, html: string, unsaved: Values | null, unsaved_at: string,
 *   is_based_on_this: boolean, addresses: Record<"save"|"keep_unsaved"|"discard_unsaved"|"upload" | "insert" | "old_fonts" | "findings" | "waive", string>}} */
const data = JSON.parse(document.getElementById("text-data")?.textContent ?? "null");
const form = /** @type {HTMLFormElement} */ (document.getElementById("text-form"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("save"));

let kept = "";
let saved = "";

const editor = await mountEditor(/** @type {HTMLElement} */ (document.getElementById("body")), {
  html: data.html,
  upload,
  insertFiles: (files) => void insertFiles(files),
  notify: tell,
  decodeOldFonts: (html) => request(data.addresses.old_fonts, { html }),
  onChange: showState,
});
let base = editor.getHTML();
if (!base) editor.focus(); // a new text: what is typed next is its first words
const findings = showFindings(editor.findings, { save, waive });
saved = kept = written();
offerUnsaved();
void check();

mountItems(form, showState);
form.addEventListener("input", showState);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void save();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    void save();
  }
});
const chooser = /** @type {HTMLInputElement} */ (document.getElementById("document"));
document.getElementById("insert")?.addEventListener("click", () => chooser.click());
chooser.addEventListener("change", () => {
  void insertFiles([...(chooser.files ?? [])]);
  chooser.value = "";
});
document.getElementById("send")?.addEventListener("click", () => {
  /** @type {HTMLDialogElement} */ (document.getElementById("send-dialog")).showModal();
});
for (const other of /** @type {NodeListOf<HTMLFormElement>} */ (
  document.querySelectorAll("#publish-form, #send-form")
))
  other.addEventListener("submit", async (event) => {
    const isDialog = event.submitter?.getAttribute("formmethod") === "dialog";
    if (isDialog || written() === saved) return;
    // What is sent on is what stands here.
    event.preventDefault();
    await save();
    if (written() === saved) other.submit();
  });
window.addEventListener("beforeunload", (event) => {
  if (written() !== saved) {
    void keep();
    event.preventDefault();
  }
});
document.addEventListener("visibilitychange", () => document.hidden && void keep());
setInterval(() => void keep(), KEEP_EVERY);
setInterval(() => void renew(), RENEW_EVERY);

/** @returns {Values} */
function values() {
  return { form: readForm(form), html: editor.getHTML() };
}

/** @param {Values} work */
function restore(work) {
  restoreForm(form, work.form);
  editor.setHTML(work.html);
  showState();
}

function written() {
  return JSON.stringify(values());
}

function showState() {
  if (written() !== saved) say("Chưa lưu");
}

/** @param {string} text @param {boolean} [isError] */
function say(text, isError = false) {
  said.textContent = text;
  said.classList.toggle("savebar__said--error", isError);
}

async function save() {
  const now = values();
  button.disabled = true;
  say("Đang lưu…");
  try {
    const body = { ...now, baseline: base, digest: data.digest };
    const answer = await request(data.addresses.save, body);
    data.digest = answer.digest;
    saved = kept = JSON.stringify(now);
    base = now.html;
    const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    void check();
    say(
      answer.notices.length > 0 ? answer.notices.join(" ") : `Đã lưu lúc ${time}`,
      answer.notices.length > 0,
    );
  } catch (error) {
    const problem =
      /** @type {Error & {field?: string, answer?: {current?: Values & {form: object}, digest?: string}}} */ (
        error
      );
    say(problem.message, true);
    if (problem.field)
      /** @type {HTMLElement | null} */ (form.querySelector(`[name="${problem.field}"]`))?.focus();
    if (problem.answer?.current && problem.answer.digest)
      offerBoth(problem.answer.current, problem.answer.digest);
  } finally {
    button.disabled = false;
  }
}

/**
 * Let the text break a rule on purpose.
 * @param {string} rule
 * @param {string} reason
 */
async function waive(rule, reason) {
  if (written() !== saved) await save();
  const answer = await request(data.addresses.waive, { rule, reason, digest: data.digest });
  data.digest = answer.digest;
  return answer.findings;
}

/** Look for mistakes in the text as it was saved. */
async function check() {
  const response = await fetch(data.addresses.findings, {
    headers: { Accept: "application/json" },
  });
  if (response.ok) findings.show((await response.json()).findings);
}

/** Keep what was written since it was kept last. */
async function keep() {
  const now = written();
  if (now === kept) return;
  try {
    await request(data.addresses.keep_unsaved, { values: values(), digest: data.digest });
    kept = now;
  } catch (error) {
    if (error instanceof SignedOut) say(error.message, true);
    else say("Mất kết nối; chữ vẫn còn ở đây và sẽ được giữ khi có mạng lại.", true);
  }
}

async function renew() {
  try {
    showOther((await request(data.addresses.keep_unsaved, {})).other);
  } catch {
    // The next time will tell.
  }
}

/** @param {string} other */
function showOther(other) {
  const place = document.getElementById("other");
  if (!place) return;
  place.hidden = !other;
  const name = place.querySelector("strong");
  if (name) name.textContent = other;
}

/** Offer what was written and not saved before the page was closed or the machine stopped. */
function offerUnsaved() {
  const work = data.unsaved;
  if (!work || JSON.stringify(work) === saved) return;
  const since = data.is_based_on_this ? "" : " Từ đó đến nay bài đã được sửa ở nơi khác.";
  ask(`Còn bản bạn viết lúc ${data.unsaved_at} mà chưa lưu.${since}`, [
    ["Lấy lại bản ấy", () => restore(work)],
    ["Bỏ, dùng bản đã lưu", () => void request(data.addresses.discard_unsaved, {})],
  ]);
}

/** @param {Values & {form: object}} current @param {string} digest */
function offerBoth(current, digest) {
  const mine = values();
  ask("Bài đã được sửa ở nơi khác trong lúc bạn viết. Cả hai bản đều còn.", [
    [
      "Xem bản mới của người kia",
      () => {
        restore(/** @type {Values} */ (current));
        ask("Đang xem bản của người kia.", [
          ["Trở lại bản của tôi", () => restore(mine)],
          [
            "Dùng bản này",
            () => {
              data.digest = digest;
              base = editor.getHTML();
              saved = kept = written();
            },
          ],
        ]);
      },
    ],
    [
      "Giữ bản của tôi và lưu đè",
      () => {
        data.digest = digest;
        base = "";
        void save();
      },
    ],
  ]);
}

/**
 * Put what a Word document says at the cursor; other files are offered for download.
 * @param {File[]} files
 */
async function insertFiles(files) {
  const body = new FormData();
  for (const file of files) body.append("file", file);
  say("Đang đọc tệp…");
  try {
    const answer = await request(data.addresses.insert, body);
    if (answer.html) editor.insertHTML(answer.html);
    fillEmpty(form, answer.form ?? {});
    for (const attached of answer.attached ?? []) attach(form, attached);
    if (answer.digest) data.digest = answer.digest;
    for (const sentence of answer.notices) tell(sentence);
    showState();
  } catch (error) {
    say(/** @type {Error} */ (error).message, true);
  }
}

/** @param {File} file @returns {Promise<{url: string}>} */
async function upload(file) {
  const body = new FormData();
  body.append("file", file);
  const answer = await request(data.addresses.upload, body);
  const taken = answer.files[0];
  if (taken.error) throw new Error(taken.error);
  return { url: taken.url };
}
