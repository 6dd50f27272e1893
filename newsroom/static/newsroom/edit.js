// @ts-check
/** The editor's page: saving, keeping unsaved work, recovery, who else has the text open. */
import { mountEditor } from "./editor.js";
import { showFindings } from "./findings_panel.js";
import { HeldTexts } from "./held.js";
import { mountItems } from "./items.js";
import { Lock } from "./lock.js";
import { insertFiles, upload } from "./page_files.js";
import { readForm, restoreForm, setDisabled } from "./page_form.js";
import { tell } from "./page_messages.js";
import { isSame, offerKept, offerMerge } from "./recovery.js";
import { NoConnection, request, SignedOut } from "./request.js";

const KEEP_EVERY = 3000;
const CUT = "Mất kết nối; chữ được giữ trong trình duyệt này và sẽ gửi khi có mạng lại.";
const NOT_HELD = "Chưa gửi được, trình duyệt cũng không giữ được; xin đừng đóng trang này.";
const BACK = "Đã gửi bản đang viết lên máy chủ; bấm Lưu để ghi vào bài.";

/** @typedef {import("./held.js").Values} Values */

/** @type {{name: string, digest: string, html: string, unsaved: Values | null, unsaved_at: number,
 *   unsaved_digest: string, key: string, other: import("./lock.js").Holder | null, addresses: Record<"save"|"keep_unsaved"|"discard_unsaved"|"upload" | "insert" | "old_fonts" | "findings" | "waive" | "take_over" | "merge", string>}} */
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
let isPaused = false; // until a person has chosen

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
  restore,
  save,
  standOn: (digest, html) => {
    data.digest = digest;
    base = html;
  },
  adopt: (place) => held.adopt(place),
  discard: () => void request(data.addresses.discard_unsaved, {}),
  pause: (isWanted) => {
    isPaused = isWanted;
  },
};
const lock = new Lock(data.addresses, {
  setReadOnly: (isReadOnly) => {
    editor.setReadOnly(isReadOnly);
    setDisabled(form, isReadOnly);
  },
  stand: (digest) => {
    if (digest !== data.digest && written() === saved) location.reload();
    else void check();
  },
});
lock.show(data.other, true);
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
  isHeld = await held.put({ digest: data.digest, base, values: values(), isSave: isSaveWanted });
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
  if (!lock.isClosed) saving = saving.then(saveNow);
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
  const form = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
  const saved = `Đã lưu lúc ${new Date().toLocaleTimeString("vi-VN", form)}`;
  say(notices.length > 0 ? [`${saved}.`, ...notices].join(" ") : saved, notices.length > 0);
}

/**
 * @typedef {Error & {field?: string, answer?: {is_stale?: boolean}}} Problem
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
  if (problem.answer?.is_stale) offerMerge(() => void merge());
}

/** Send what stands here, and open the page that merges it with what was saved meanwhile. */
async function merge() {
  isPaused = true;
  try {
    const sent = { values: { ...values(), baseline: base }, digest: data.digest };
    await request(data.addresses.keep_unsaved, sent);
    held.drop();
    saved = kept = written();
    location.assign(data.addresses.merge);
  } catch (error) {
    showCut(/** @type {Error} */ (error));
    isPaused = false;
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
  if (lock.isClosed) return;
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
  if (now === kept && !isSaveWanted) return;
  await hold();
  if (isPaused || isSending || isSaving) return;
  isSending = true;
  try {
    const sent = { values: values(), digest: data.digest };
    const { other } = await request(data.addresses.keep_unsaved, sent);
    kept = now;
    lock.show(other);
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
