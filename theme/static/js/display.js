// The reader's choices of size and colour: attributes of <html>, kept for the next page, where
// early.js puts them before anything is drawn. What works with scripts only is written by this one.
import { closable } from "./disclosure.js";

const KEY = "portal";
const NAMES = ["size", "contrast", "theme", "easy"];
const SWITCHES = ["contrast", "easy"];
const EASY = { size: "130", contrast: "high", theme: "light", easy: "on" };
const SIZES = [
  ["", "A", "cỡ chữ thường"],
  ["115", "A+", "cỡ chữ lớn"],
  ["130", "A++", "cỡ chữ rất lớn"],
];
const THEMES = [
  ["", "Theo máy"],
  ["light", "Sáng"],
  ["dark", "Tối"],
];
const chosen = document.documentElement.dataset;
const moreContrast = matchMedia("(prefers-contrast: more)");
let stores = true; // what was chosen here last could be kept

/** @returns {Record<string, string>} what is kept, also for other modules */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" ? { ...found } : {};
  } catch {
    return {}; // no storage, or not ours
  }
}

function keep() {
  const all = kept();
  for (const name of NAMES) {
    const value = chosen[name];
    if (value) all[name] = value;
    else delete all[name];
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    stores = true;
  } catch {
    stores = false; // the choice holds for this page
  }
}

/** @param {string} name @param {string} value empty for none */
function set(name, value) {
  if (value) chosen[name] = value;
  else delete chosen[name];
}

/** @param {string} name @returns {string} what the page shows now */
function shown(name) {
  if (chosen.easy === EASY.easy) return EASY[/** @type {keyof typeof EASY} */ (name)];
  if (name === "contrast" && !chosen.contrast) return moreContrast.matches ? "high" : "";
  return chosen[name] ?? "";
}

/** @param {string} name @param {string} value of the button that was pressed */
function choose(name, value) {
  const off = SWITCHES.includes(name) && shown(name) === value;
  // A single choice ends easy reading, which is all of them at once.
  if (name !== "easy") set("easy", "");
  const none = name === "contrast" && moreContrast.matches ? "normal" : "";
  set(name, off ? none : value);
  keep();
}

/** @param {NodeListOf<HTMLElement>} buttons each with data-choice and data-value */
function show(buttons) {
  for (const button of buttons) {
    const { choice = "", value = "" } = button.dataset;
    button.setAttribute("aria-pressed", String(shown(choice) === value));
  }
}

/** @param {string} name @param {string} value @param {string} words @param {string} [meaning] */
function choice(name, value, words, meaning) {
  const more = meaning ? `<span class="hidden-words"> ${meaning}</span>` : "";
  return `<button type="button" data-choice="${name}" data-value="${value}" aria-pressed="false">${words}${more}</button>`;
}

const PANEL = `<div class="display__sizes" role="group" aria-label="Cỡ chữ">
${SIZES.map(([value, words, meaning]) => choice("size", value, words, meaning)).join("")}</div>
<button class="display__button" type="button" aria-expanded="false" aria-controls="hien-thi">Nền, tương phản</button>
<div class="display__panel" id="hien-thi">
<p class="display__label" id="nen-trang">Nền trang</p>
<div class="display__themes" role="group" aria-labelledby="nen-trang">
${THEMES.map(([value, words]) => choice("theme", value, words)).join("")}</div>
${choice("contrast", "high", "Tương phản cao")}
${choice("easy", "on", "Chế độ dễ đọc")}
<p class="display__label">Dễ đọc: chữ rất lớn, một cột, đen trên trắng.</p></div>`;

/** @param {HTMLElement} element that is given the choices */
export function mount(element) {
  element.innerHTML = PANEL;
  const opener = /** @type {HTMLElement} */ (element.querySelector(".display__button"));
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = element.querySelectorAll("[data-choice]");
  const open = (/** @type {boolean} */ is) => opener.setAttribute("aria-expanded", String(is));
  const isOpen = () => opener.getAttribute("aria-expanded") === "true";
  const follow = () => {
    if (!stores) return;
    const all = kept();
    for (const name of NAMES) set(name, all[name] ?? "");
    show(buttons);
  };
  opener.addEventListener("click", () => open(!isOpen()));
  closable(element, opener, isOpen, () => open(false));
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.dataset.choice ?? "", button.dataset.value ?? "");
      show(buttons);
    });
  }
  // Another page of the portal may have changed the choices: in another window, or before "Back".
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && follow());
  addEventListener("pageshow", ({ persisted }) => persisted && follow());
  moreContrast.addEventListener("change", () => show(buttons));
  show(buttons);
}
