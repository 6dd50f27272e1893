// The captcha of a form: ALTCHA's own widget, which works out a sum and asks the reader nothing.
// All of it is fetched when the form is touched.
import { get } from "./service.js";

/** @type {Promise<void> | null} */
let ready = null;

async function fetched() {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("./altcha.css", import.meta.url).href;
  document.head.append(sheet);
  await Promise.all([import("./altcha.js"), import("./altcha-vi.js")]);
  const { $altcha } = /** @type {any} */ (globalThis);
  const work = () => new Worker(new URL("./altcha-pbkdf2.js", import.meta.url));
  $altcha.algorithms.set("PBKDF2/SHA-256", work);
}

const SETTINGS = {
  ...{ hideFooter: true, hideLogo: true, disableAutoFocus: true, language: "vi" },
  humanInteractionSignature: false, // nobody is watched
};

/** @param {Element} place @returns {Promise<any>} the widget, ready to work */
async function placed(place) {
  ready ??= fetched();
  await ready;
  const widget = /** @type {any} */ (document.createElement("altcha-widget"));
  widget.setAttribute("configuration", JSON.stringify(SETTINGS));
  const loaded = new Promise((resolve) => widget.addEventListener("load", resolve));
  place.replaceChildren(widget);
  await loaded;
  return widget;
}

/**
 * @param {Element} place where the widget stands
 * @param {string} challenge the address that gives the sums
 */
export function captcha(place, challenge) {
  /** @type {Promise<any> | null} */ let widget = null;
  /** @type {Promise<any> | null} */ let work = null;

  const made = async () => {
    const found = await placed(place);
    found.configure({ challenge, fetch: get });
    found.addEventListener("statechange", (/** @type {CustomEvent} */ { detail }) => {
      if (!found.isConnected) return; // it was used
      if (detail.state === "verified") work = Promise.resolve(detail);
      else if (detail.state !== "verifying") work = null;
    });
    return found;
  };
  /** Fetches the widget and sets it to work; without a connection that fails later, in words. */
  const wake = () => {
    widget ??= made();
    return widget.then(
      (found) => (work ??= found.verify()),
      (error) => {
        ready = widget = null;
        throw error;
      },
    );
  };
  return {
    wake: () => void wake().catch(() => {}),
    /** @returns {Promise<string>} what the service is to be sent; fails where there is none */
    payload: async () => {
      const done = await wake();
      if (!done?.payload) throw new Error("captcha");
      return done.payload;
    },
    /** What was sent counts once: the widget goes until the form is touched again. */
    used: () => {
      place.replaceChildren();
      widget = work = null;
    },
  };
}
