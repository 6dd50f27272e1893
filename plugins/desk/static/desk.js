// The editing desk: Decap with the portal's forms, words, photographs and preview.

import * as YAML from "../_yaml/index.js";
import * as controls from "./controls.js";
import { addAfterParagraph } from "./cursor.js";
import { format } from "./files.js";
import { guard } from "./guard.js";
import * as local from "./local.js";
import * as photo from "./photo.js";
import * as preview from "./preview.js";
import { follow } from "./said.js";
import * as saved from "./saved.js";
import { keepHouseStyle } from "./style.js";

const USER = "decap-cms-user";
const TODAY = "{{hôm nay}}";
const CLOSED = "Chưa mở được bàn soạn tin. Hãy tải lại trang; nếu vẫn vậy, xem cửa sổ dòng lệnh.";

/** @typedef {import("./said.js").Form} Form */
/** @typedef {{
 *   config: {
 *     backend: {name: string, proxy_url?: string},
 *     media_folder: string,
 *     collections: (Form & {files?: Form[]})[],
 *   },
 *   formats: Record<string, import("./files.js").Manner>,
 *   phrases: any,
 *   texts: import("./said.js").Text[],
 *   zone: string,
 *   base: string,
 *   styles: string[],
 * }} Given what given.py writes */

/** A part of the desk's page (page.py). @param {string} selector */
const part = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/** Load Decap, which begins by itself unless it is told not to. */
function load() {
  window.CMS_MANUAL_INIT = true;
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: "_decap/decap-cms.js", onload: done, onerror: failed });
    document.head.append(script);
  });
}

/** Return the day in the town's zone, whatever the machine's own is. @param {string} timeZone */
function today(timeZone) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date());
}

/** @param {Record<string, any>} one @param {Record<string, any>} other
 * @returns {Record<string, any>} one with what the other has, groups within groups too */
function merge(one, other) {
  const pairs = Object.entries(other).map(([name, item]) => [
    name,
    typeof item === "object" ? merge(one?.[name] ?? {}, item) : item,
  ]);
  return { ...one, ...Object.fromEntries(pairs) };
}

/** Decap shows one text under the name of another when the address goes straight from one to it. */
function beginAnewBetweenTexts() {
  const text = (/** @type {string} */ address) =>
    /#(\/collections\/[^/]+\/entries\/.+)$/.exec(address)?.[1];
  window.addEventListener("hashchange", ({ oldURL, newURL }) => {
    if (text(oldURL) && text(newURL) && text(oldURL) !== text(newURL)) location.reload();
  });
}

/** Let the style sheet know a text that is no file yet, which Decap calls saved while it is empty. */
function tellWhatIsNew() {
  const tell = () =>
    document.body.toggleAttribute("data-new", /^#\/collections\/[^/]+\/new/.test(location.hash));
  window.addEventListener("hashchange", tell);
  tell();
}

/** On one's own machine there is nobody else: no button has to be pressed first.
 * @param {Cms} CMS @param {{backend: {name: string}, media_folder: string}} config */
function enter(CMS, { backend, media_folder: common }) {
  if (backend.name !== "proxy") return;
  backend.name = local.register(CMS, common);
  localStorage.setItem(USER, JSON.stringify({ backendName: backend.name }));
}

/** @param {Set<string>} written @param {string} text */
function noted(written, text) {
  written.add(text);
  return text;
}

/** @returns {Promise<Given>} */
async function settings() {
  return (await fetch("_config.json")).json();
}

async function begin() {
  const [given] = await Promise.all([settings(), load()]);
  const { CMS, createClass, h } = window;
  const { config, formats, phrases, texts, zone, base, styles } = given;
  CMS.registerLocale("vi", merge(CMS.getLocale("vi"), phrases));
  /** @type {Set<string>} */
  const written = new Set();
  for (const [name, manner] of Object.entries(formats)) {
    const made = format(YAML, manner);
    /** @type {typeof made.toFile} */
    const toFile = (data, order) => noted(written, made.toFile(data, order));
    CMS.registerCustomFormat(name, manner.front ? "md" : "yaml", { ...made, toFile });
  }
  controls.register(CMS, createClass, h);
  photo.register(CMS, createClass, h);
  addAfterParagraph(phrases.editor.editorWidgets.markdown.addComponent);
  preview.register(CMS, createClass, h, { styles, texts });
  CMS.registerRemarkPlugin(keepHouseStyle);
  guard(CMS, config.backend.proxy_url, written);
  saved.register(CMS, createClass, h);
  const forms = config.collections.flatMap(({ files, ...it }) => files ?? [it]);
  follow(CMS, part("#desk-said"), { base, forms, texts });
  for (const { fields } of forms) {
    for (const field of fields) if (field.default === TODAY) field.default = today(zone);
    fields.push(saved.field());
  }
  beginAnewBetweenTexts();
  tellWhatIsNew();
  enter(CMS, config);
  CMS.init({ config });
}

begin().catch((error) => {
  console.error(error);
  part("#nc-root").innerHTML = `<p class="desk__wait">${CLOSED}</p>`;
});
