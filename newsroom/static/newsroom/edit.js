// @ts-check
/** The editor's page: saving, keeping unsaved work, recovery, who else has the text open. */
import { mountEditor } from "./editor.js";
import { showFindings } from "./findings_panel.js";
import { HeldTexts } from "./held.js";
import { mountItems } from "./items.js";
import { insertFiles, upload } from "./page_files.js";
import { readForm, restoreForm } from "./page_form.js";
import { showOther, tell } from "./page_messages.js";
import { isSame, offerBoth, offerKept } from "./recovery.js";
import { NoConnection, request, SignedOut } from "./request.js";

const KEEP_EVERY = 3000;
const RENEW_EVERY = 30_000;
const CUT = "Mất kết nối; chữ được giữ trong trình duyệt này và sẽ gửi khi có mạng lại.";
const NOT_HELD = "Chưa gửi được, trình duyệt cũng không giữ được; xin đừng đóng trang này.";
const BACK = "Đã gửi bản đang viết lên máy chủ; bấm Lưu để ghi vào bài.";

/** @typedef {import("./held.js").Values} Values */

/** @type {{name: string, digest: string, html: string, unsaved: Values | null, unsaved_at: number,
 *   unsaved_digest: string, key: string, addresses: Record<"save"|"keep_unsaved"|"discard_unsaved"|"upload" | "insert" | "old_fonts" | "findings" | "waive", string>}} */
const data = JSON.parse(document.getElementById("text-data")?.textContent ?? "null");
const form = /** @type {HTMLFormElement} */ (document.getElementById("text-form"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("save"));

const held = new HeldTexts(data.key, data.name);
let kept = "";
let saved = "";
let saving = Promise.resolve();
let isSaving = false;
let isSaveWanted = false; // it was asked for and has not been answered
let isHeld = true;
let isCut = false;
let isSending = false;
/** @type {"" | "sending" | "keeping"} */
let pause = "";

const editor = await mountEditor(/** @type {HTMLElement} */ (document.getElementById("body")), {
  html: data.html,
  upload: (file) => upload(data.addresses.upload, file),
  insertFiles: (files) => void insert(files),
  notify: tell,
  decodeOldFonts: (html) => request(data.addresses.old_fonts, { html }),
  onChange: showState,
});
let base = editor.getHTML();
if (!base) editor.focus(); // a new text: what is typed next is its first words
const findings = showFindings(editor.findings, { save, waive });
saved = kept = written();
/** @type {import("./recovery.js").Page} */
const page = {
  values,
  restore,
  save,
  standOn: (digest, html) => {
    data.digest = digest;
    base = html;
  },
  isSaved: () => {
    saved = kept = written();
  },
  adopt: (place) => held.adopt(place),
  discard: () => void request(data.addresses.discard_unsaved, {}),
  pause: (what) => {
    pause = what;
  },
};
void offerUnsaved();
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
  void insert([...(chooser.files ?? [])]);
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
window.addEventListener("online", () => void keep());
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

/** Keep what stands here in the browser until the server has it. */
async function hold() {
  const { digest } = data;
  isHeld = await held.put({ digest, base, values: values(), isSave: isSaveWanted });
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

/** Save what stands here, after a save that is under way. */
function save() {
  saving = saving.then(saveNow);
  return saving;
}

async function saveNow() {
  const now = values();
  isSaving = isSaveWanted = true;
  button.disabled = true;
  say("Đang lưu…");
  await hold();
  try {
    const body = { ...now, baseline: base, digest: data.digest };
    const answer = await request(data.addresses.save, body);
    data.digest = answer.digest;
    saved = kept = JSON.stringify(now);
    base = now.html;
    isCut = isSaveWanted = false;
    held.drop();
    void check();
    showSaved(answer.notices);
  } catch (error) {
    await showNotSaved(/** @type {Problem} */ (error));
  } finally {
    button.disabled = isSaving = false;
  }
}

/** @param {string[]} notices */
function showSaved(notices) {
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  say(notices.length > 0 ? notices.join(" ") : `Đã lưu lúc ${time}`, notices.length > 0);
}

/**
 * @typedef {Error & {field?: string, answer?: {current?: Values, digest?: string}}} Problem
 * @param {Problem} problem
 */
async function showNotSaved(problem) {
  if (problem instanceof NoConnection || problem instanceof SignedOut) {
    showCut(problem);
    return;
  }
  isSaveWanted = false;
  if (written() === kept) held.drop();
  else await hold();
  say(problem.message, true);
  if (problem.field)
    /** @type {HTMLElement | null} */ (form.querySelector(`[name="${problem.field}"]`))?.focus();
  const { current, digest } = problem.answer ?? {};
  if (current && digest) offerBoth(page, current, digest);
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

/**
 * Keep what was written since it was kept last: in the browser, until the server has it.
 *
 * A save that did not arrive is made up for as soon as something arrives again.
 */
async function keep() {
  const now = written();
  if (pause === "keeping" || (now === kept && !isSaveWanted)) return;
  await hold();
  if (pause || isSending || isSaving) return;
  isSending = true;
  try {
    await request(data.addresses.keep_unsaved, { values: values(), digest: data.digest });
    kept = now;
    if (isSaving) return;
    held.drop();
    if (isCut) say(BACK);
    isCut = false;
    if (isSaveWanted) await save();
  } catch (error) {
    showCut(/** @type {Error} */ (error));
  } finally {
    isSending = false;
  }
}

/** @param {Error} error */
function showCut(error) {
  isCut = true;
  const isAway = error instanceof NoConnection || error instanceof SignedOut;
  if (isAway && !isHeld) say(NOT_HELD, true);
  else say(error instanceof NoConnection ? CUT : error.message, true);
}

async function renew() {
  try {
    showOther((await request(data.addresses.keep_unsaved, {})).other);
  } catch {
    // The next time will tell.
  }
}

/** Offer what the server and the browser have of this text that was not saved. */
async function offerUnsaved() {
  const { unsaved, unsaved_at: at, unsaved_digest: digest } = data;
  /** @type {import("./recovery.js").Offer[]} */
  const offers = await held.others(data.name);
  // What the browser has kept knows more of the same words: on what they are based, what was wanted.
  if (unsaved && !offers.some((offer) => isSame(offer.values, unsaved)))
    offers.push({ values: unsaved, digest, base, at, isSave: false });
  offerKept(page, offers, { digest: data.digest, values: JSON.parse(saved) });
}

/** @param {File[]} files */
async function insert(files) {
  say("Đang đọc tệp…");
  try {
    const answer = await insertFiles(data.addresses.insert, files, { form, editor });
    if (answer.digest) data.digest = answer.digest;
    say("");
    showState();
  } catch (error) {
    say(error ? /** @type {Error} */ (error).message : "", true);
  }
}
