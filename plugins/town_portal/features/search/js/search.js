// The search page: reads the address, searches, draws, and writes the address.
import { opened } from "./search-engine.js";
import { best, newest } from "./search-match.js";
import { answer, count, item, offer, whenSeen } from "./search-view.js";
import { PAGES } from "./search-years.js";

/**
 * @typedef {import("./search-engine.js").Engine} Engine
 * @typedef {import("./search-years.js").Search} Search
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {{ q: string, category: string, year: string, order: string }} Asked
 */

const STEP = 10; // hits that are shown at once
const SEEN = 3; // of them those that a telephone has room for
const TASTE = 3; // hits of a correction, where what was typed has none
const LONGEST = 200; // letters of a query
const FAILED = "Chưa tìm được vì mạng bị ngắt. Vui lòng thử lại sau ít phút.";
const NAMES = { q: "q", category: "chuyen-muc", year: "nam", order: "xep" };
const FIELDS = /** @type {(keyof Asked)[]} */ (Object.keys(NAMES));

class Page {
  /** @param {HTMLElement} element with data-root, the address of the home page */
  constructor(element) {
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (element.querySelector(name));
    this.root = new URL(element.dataset.root ?? "", document.baseURI).href;
    this.form = /** @type {HTMLFormElement} */ (part("form"));
    this.found = part(".found");
    this.said = part(".found__said");
    this.also = part(".found__also");
    this.answers = part(".found__answers");
    this.offered = part(".found__offer");
    this.help = part(".found__help");
    this.list = part(".found__hits");
    this.next = /** @type {HTMLButtonElement} */ (part(".found__next"));
    this.older = /** @type {HTMLButtonElement} */ (part(".found__older"));
    this.clear = /** @type {HTMLButtonElement} */ (part(".found__clear"));
    this.turn = 0;
    this.address = "";
    /** @type {Search | null} */
    this.search = null;
    this.engine = this.open();
    this.engine.then((engine) => engine.warm()).catch(() => {}); // told later
  }

  /** @returns {Promise<Engine>} the index, anew: another edition has other names of files */
  open() {
    const engine = opened(this.root);
    engine.catch(() => {}); // told when something is searched for
    return engine;
  }

  /** @param {keyof Asked} name */
  field(name) {
    return /** @type {HTMLInputElement | HTMLSelectElement} */ (
      this.form.elements.namedItem(NAMES[name])
    );
  }

  /** @returns {Asked} what the form holds */
  get asked() {
    const value = (/** @type {keyof Asked} */ name) => this.field(name).value;
    return {
      q: value("q").slice(0, LONGEST),
      category: value("category"),
      year: value("year"),
      order: value("order"),
    };
  }

  /** Puts the form's words into the address, as the next step of the reader's way. */
  write() {
    const url = new URL(location.href);
    const { asked } = this;
    for (const name of FIELDS) {
      if (asked[name]) url.searchParams.set(NAMES[name], asked[name]);
      else url.searchParams.delete(NAMES[name]);
    }
    if (url.href !== location.href) history.pushState(null, "", url);
    this.address = location.search;
  }

  /** Takes the words of the address into the form. */
  read() {
    this.address = location.search;
    const given = new URLSearchParams(this.address);
    for (const name of FIELDS) {
      const field = this.field(name);
      field.value = given.get(NAMES[name]) ?? "";
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
    }
    return this.run();
  }

  /**
   * Searches for what the form holds; a later search makes an earlier one forget its answer.
   * @param {boolean} again whether, when something does not come, the index is asked for anew
   * @returns {Promise<void>}
   */
  async run(again = true) {
    const turn = ++this.turn;
    const { q, category, year } = this.asked;
    this.found.hidden = !q.trim();
    document.documentElement.classList.toggle("asked", !this.found.hidden);
    if (!q.trim()) return;
    this.found.setAttribute("aria-busy", "true");
    const patience = setTimeout(() => (this.said.textContent = "Đang tìm…"), 300);
    try {
      const engine = await this.engine;
      const search = engine.search(engine.parse(q), { category, year });
      const [answers] = await Promise.all([engine.answers(search.query), search.more()]);
      const other = answers.length ? null : await this.meant(engine, search);
      clearTimeout(patience);
      if (turn !== this.turn) return;
      this.answers.replaceChildren(...answers.map((one) => answer(one, this.root)));
      this.help.hidden = search.hits.length > 0 || answers.length > 0;
      await this.show(search);
      if (turn === this.turn) await this.suggest(search, other);
    } catch (error) {
      if (turn !== this.turn) return;
      this.engine = this.open();
      if (again) return this.run(false);
      this.fail(error);
    } finally {
      clearTimeout(patience);
      if (turn === this.turn) this.found.removeAttribute("aria-busy");
    }
  }

  /** @param {Engine} engine @param {Search} search @returns {Promise<Search | null>} */
  async meant(engine, search) {
    if (search.hits.length >= SEEN) return null;
    return (await import("./search-meant.js")).meant(engine, search);
  }

  /** @param {unknown} error */
  fail(error) {
    console.warn(error);
    this.said.textContent = FAILED;
    this.list.removeAttribute("data-more");
    for (const part of [this.list, this.answers, this.offered, this.also]) part.replaceChildren();
    this.help.hidden = false;
    this.next.hidden = this.older.hidden = this.clear.hidden = true;
  }

  /**
   * Draws the first hits as soon as they are there; those behind them when the last is seen.
   * @param {Search} search
   */
  async show(search) {
    this.search = search;
    search.hits.sort(this.asked.order ? newest : best);
    this.next.hidden = this.older.hidden = true;
    const first = await this.items(0, SEEN);
    if (this.search !== search) return;
    this.list.replaceChildren(...first);
    const also = search.query.also.map((words) => `“${words}”`).join(", ");
    this.also.textContent = also && `Tìm cả ${also}.`;
    const { category, year } = search.choice;
    const isOther = this.answers.children.length > 0;
    this.said.textContent = count(search, category && this.title(category), isOther);
    this.clear.hidden = search.hits.length > 0 || !(category || year);
    const isMore = search.hits.length > first.length;
    this.list.toggleAttribute("data-more", isMore);
    if (isMore) whenSeen(first[first.length - 1], () => this.fill(search));
    else this.offer();
  }

  /** Draws the hits behind the first ones, which a telephone shows only when it is scrolled. */
  async fill(/** @type {Search} */ search) {
    const others = await this.items(SEEN, STEP, search);
    if (this.search !== search || !this.list.hasAttribute("data-more")) return;
    this.list.removeAttribute("data-more");
    this.list.append(...others);
    this.offer();
  }

  /**
   * Offers what may have been meant; where what was typed has no hits, shows a few of its own.
   * @param {Search} search @param {Search | null} other
   */
  async suggest(search, other) {
    const isEmpty = !search.hits.length;
    this.offered.replaceChildren(...(other ? offer(other.query.text, location.href, isEmpty) : []));
    if (!other || !isEmpty) return;
    other.hits.sort(best);
    const items = await this.items(0, TASTE, other);
    if (this.search === search) this.list.replaceChildren(...items);
  }

  /** Offers what else there is: more hits, older years. */
  offer() {
    const search = /** @type {Search} */ (this.search);
    const left = search.hits.length - this.list.children.length;
    this.next.hidden = left <= 0;
    this.next.textContent = `Xem thêm ${Math.min(left, STEP)} kết quả`;
    const years = search.left.map((segment) => segment.year);
    this.older.hidden = !years.length;
    if (!years.length) return;
    const [last, first] = [years[years.length - 1], years[0]];
    const isNew = !search.done.some((segment) => segment.year);
    this.older.textContent = isNew
      ? `Tìm trong mọi năm (${last}–${first})`
      : last === first
        ? `Tìm tiếp năm ${last}`
        : `Tìm tiếp các năm trước (${last}–${first})`;
  }

  /**
   * @param {number} first @param {number} end @param {Search} search
   * @returns {Promise<HTMLLIElement[]>} hits, drawn
   */
  async items(first, end, search = /** @type {Search} */ (this.search)) {
    const engine = await this.engine;
    return Promise.all(search.hits.slice(first, end).map((hit) => this.item(engine, search, hit)));
  }

  /** @param {Engine} engine @param {Search} search @param {Hit} hit */
  async item(engine, search, hit) {
    const shown = await engine.show(hit);
    const { categories } = await hit.segment.documents();
    const own = categories[hit.document];
    const { kind } = hit.segment;
    const category = kind === PAGES && own ? own : this.title(kind || own);
    return item(hit, shown, search.query, this.root, category);
  }

  /** @param {string} key @returns {string} the title of a category */
  title(key) {
    const options = /** @type {HTMLSelectElement} */ (this.field("category")).options;
    return [...options].find((option) => option.value === key)?.text ?? "";
  }

  /** Shows some hits more, and goes on to the first of them. */
  async further() {
    const { search } = this;
    const shown = this.list.children.length;
    const items = await this.items(shown, shown + STEP);
    if (this.search !== search || shown !== this.list.children.length) return;
    this.list.append(...items);
    this.offer();
    items[0].querySelector("a")?.focus();
  }

  /** Searches in all categories and years, and takes the reader to what is said of it. */
  async widen() {
    this.field("category").value = this.field("year").value = "";
    this.said.focus();
    this.write();
    await this.run();
  }

  /** Searches older years too; what is found there comes among the others. */
  async back() {
    const { search } = this;
    if (!search) return;
    this.older.disabled = true;
    await search.more();
    this.older.disabled = false;
    if (this.search !== search) return;
    await this.show(search);
    this.list.querySelector("a")?.focus();
  }
}

/** @param {HTMLElement} element */
export function mount(element) {
  const page = new Page(element);
  const guarded = (/** @type {() => Promise<void>} */ deed) => () =>
    deed().catch((error) => {
      page.engine = page.open();
      page.fail(error);
    });
  const asked = () => {
    page.write();
    return page.run();
  };
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked();
  });
  page.form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) asked();
  });
  page.offered.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    page.read();
    page.said.focus();
  });
  page.next.onclick = guarded(() => page.further());
  page.older.onclick = guarded(() => page.back());
  page.clear.addEventListener("click", () => page.widen());
  addEventListener("popstate", () => {
    if (location.search !== page.address) page.read(); // else it was a link within the page
  });
  return page.read();
}
