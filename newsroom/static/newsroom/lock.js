// @ts-check
/** Who is writing the text: while another person is, this page shows it and changes nothing. */
import { ask } from "./page_messages.js";
import { request } from "./request.js";

const RENEW_EVERY = 30_000;

/** @typedef {{name: string, since: string}} Holder */

export class Lock {
  /**
   * @param {Record<"keep_unsaved" | "take_over", string>} addresses
   * @param {{setReadOnly: (isReadOnly: boolean) => void, stand: (digest: string) => void}} page
   */
  constructor(addresses, page) {
    this._addresses = addresses;
    this._page = page;
    /** @type {Holder | null} */
    this._holder = null;
    this._isFree = false;
    this._isActive = false;
    for (const event of ["input", "keydown", "pointerdown"])
      document.addEventListener(event, () => {
        this._isActive = true;
      });
    setInterval(() => void this._renew(), RENEW_EVERY);
  }

  /** Whether another person is writing the text. */
  get isClosed() {
    return this._holder !== null;
  }

  /**
   * Show who is writing the text, as the server has said.
   * @param {Holder | null} holder another person; null where nobody else is
   * @param {boolean} [isFirst] the page was just opened
   */
  show(holder, isFirst = false) {
    const before = this._holder;
    if (holder?.name === before?.name && holder?.since === before?.since) return;
    if (!holder) {
      if (!this._isFree) this._offer(`${before?.name} đã thôi sửa bài này.`, "Sửa bài này");
      this._isFree = true;
      return;
    }
    this._isFree = false;
    this._holder = holder;
    this._page.setReadOnly(true);
    const { name, since } = holder;
    const isTaken = !isFirst && !before;
    this._offer(
      isTaken
        ? `${name} đã tiếp quản bài này lúc ${since}. Chữ bạn viết mà chưa lưu vẫn được giữ.`
        : `${name} đang sửa bài này từ ${since}. Bạn đang xem, chưa sửa được.`,
      isTaken ? "Tiếp quản lại" : "Tiếp quản",
    );
  }

  /**
   * @param {string} sentence
   * @param {string} label
   */
  _offer(sentence, label) {
    ask(sentence, [[label, () => void this._takeOver(sentence, label)]], "other");
  }

  /**
   * @param {string} sentence
   * @param {string} label
   */
  async _takeOver(sentence, label) {
    try {
      const { digest } = await request(this._addresses.take_over, {});
      this._holder = null;
      this._page.setReadOnly(false);
      this._page.stand(digest);
    } catch (error) {
      this._offer(`${sentence} ${/** @type {Error} */ (error).message}`, label);
    }
  }

  async _renew() {
    const isActive = this._isActive && !this.isClosed;
    this._isActive = false;
    try {
      this.show((await request(this._addresses.keep_unsaved, { is_active: isActive })).other);
    } catch {
      // The next time will tell.
    }
  }
}
