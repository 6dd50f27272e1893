// @ts-check
/**
 * Text that the server has not received yet, kept in the browser.
 *
 * It is encrypted with a key that the server gives to pages of the person who wrote it: another
 * account of the same browser can neither find nor read it.
 */

/**
 * @typedef {{form: import("./page_form.js").Fields, html: string}} Values
 * @typedef {{values: Values, digest: string, base: string, at: number, isSave: boolean}} Work
 *   what was written, the file on which it is based, when, and whether it was to be saved
 * @typedef {Work & {name: string, place: string}} HeldWork
 */

const DAYS = 30;
const START = `soan-tin:${document.documentElement.dataset.person ?? ""}:`;

/** One page's place in the browser's store, and what other pages of this person have left there. */
export class HeldTexts {
  /**
   * @param {string} key the person's key, in Base64
   * @param {string} [name] the text's path; without it nothing can be put
   */
  constructor(key, name = "") {
    this._key = key;
    this._place = `${START}${name}:${Math.random().toString(36).slice(2)}`;
    this._turn = 0;
  }

  /**
   * Keep work in this page's place; false where the browser cannot.
   * @param {Omit<Work, "at">} work
   */
  async put(work) {
    this._turn += 1;
    const turn = this._turn;
    try {
      const text = await this._encrypt({ ...work, at: Date.now() });
      // What was put or dropped meanwhile is newer.
      if (turn === this._turn) localStorage.setItem(this._place, text);
      return true;
    } catch {
      return false;
    }
  }

  /** Forget what this page has put. */
  drop() {
    this._turn += 1;
    remove(this._place);
  }

  /**
   * Use another page's place from now on, with what is kept there.
   * @param {string} place
   */
  adopt(place) {
    this.drop();
    this._place = place;
  }

  /**
   * Return what other pages have kept, the newest first; what is too old or unreadable is removed.
   * @param {string} [name] of this text alone
   * @returns {Promise<HeldWork[]>}
   */
  async others(name) {
    const found = [];
    for (const place of places(name === undefined ? START : `${START}${name}:`)) {
      if (place === this._place) continue;
      const work = await this._decrypt(place).catch(() => null);
      if (work && work.at > Date.now() - DAYS * 86_400_000)
        found.push({ ...work, place, name: place.slice(START.length, place.lastIndexOf(":")) });
      else remove(place);
    }
    return found.sort((one, other) => other.at - one.at);
  }

  /** @param {"encrypt" | "decrypt"} use */
  _imported(use) {
    return crypto.subtle.importKey("raw", toBytes(this._key), "AES-GCM", false, [use]);
  }

  /** @param {Work} work */
  async _encrypt(work) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const way = { name: "AES-GCM", iv };
    const data = new TextEncoder().encode(JSON.stringify(work));
    const hidden = await crypto.subtle.encrypt(way, await this._imported("encrypt"), data);
    return `${toText(iv)}.${toText(new Uint8Array(hidden))}`;
  }

  /** @param {string} place @returns {Promise<Work>} */
  async _decrypt(place) {
    const [iv, hidden] = (localStorage.getItem(place) ?? "").split(".").map(toBytes);
    const way = { name: "AES-GCM", iv };
    const data = await crypto.subtle.decrypt(way, await this._imported("decrypt"), hidden);
    return JSON.parse(new TextDecoder().decode(data));
  }
}

/**
 * Forget what is kept in a place.
 * @param {string} place
 */
export function remove(place) {
  try {
    localStorage.removeItem(place);
  } catch {
    // Where nothing can be stored nothing is.
  }
}

/** @param {string} start */
function places(start) {
  try {
    return Object.keys(localStorage).filter((place) => place.startsWith(start));
  } catch {
    return [];
  }
}

/** @param {string} text */
function toBytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
function toText(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
