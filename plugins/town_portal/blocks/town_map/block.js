// The large map: Leaflet and the layers come when the reader asks, and take the drawing's place.

/**
 * @typedef {{id: string, name: string, label: [number, number], number?: number, kind?: string,
 *   is_centre?: boolean, address?: string, where?: string, note?: string, source?: string,
 *   area?: string, merged_from?: string, since?: string}} Facts
 * @typedef {{layer: any, element: HTMLElement | SVGElement, facts: Facts}} Thing
 */

const BROKEN = "Không tải được bản đồ lớn. Bản vẽ vẫn xem được; hãy tải lại trang để thử lần nữa.";
const NO_TILES = "Không tải được hình đường phố.";
const CLOSEST = 16;
const AROUND = 9000; // metres shown around a place that the list leads to

/** @param {Element} element */
export function mount(element) {
  const block = /** @type {HTMLElement | null} */ (element.querySelector(".town-map"));
  if (block) new Desk(block).listen(); // the small form is the drawing alone
}

/** What stands around the large map: buttons, the card, the list. */
class Desk {
  /** @type {LargeMap | null} */ map = null;
  /** @type {HTMLElement | SVGElement | null} */ opener = null;

  /** @param {HTMLElement} block */
  constructor(block) {
    this.block = block;
    /** @param {string} selector @returns {any} */
    this.find = (selector) => block.querySelector(selector);
    this.card = this.find(".town-map__card");
    this.streets = this.find(".town-map__streets input");
    /** @param {string} words */
    this.say = (words) => this.find(".town-map__status").replaceChildren(words);
  }

  listen() {
    /** @type {Record<string, () => void>} */
    const acts = {
      open: () => this.open().then(() => this.map?.place.focus()),
      close: () => this.close(),
      closer: () => this.map?.leaflet.zoomIn(),
      farther: () => this.map?.leaflet.zoomOut(),
      fold: () => this.fold(),
    };
    this.block.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const button = target.closest("button");
      const { show = "", act } = button?.dataset ?? {};
      if (button && show) this.open().then(() => this.choose(show, button, true));
      else if (act) acts[act]();
      else if (target.closest(".town-map__drawing")) acts.open();
    });
    this.block.addEventListener("keydown", (event) => event.key === "Escape" && this.fold());
    this.streets?.addEventListener("change", () => this.pave());
  }

  /** Opens the large map unless it is open; where that fails, a sentence says so. */
  async open() {
    if (this.map) return;
    this.say("Đang tải bản đồ…");
    try {
      const [leaflet, layers] = await arrival(this.block.dataset.layers ?? "");
      if (this.map) return; // pressed twice
      this.turn(true);
      this.map = new LargeMap(leaflet, this);
      this.map.fill(layers);
    } catch (error) {
      console.warn(error);
      this.close();
      this.say(BROKEN);
    }
  }

  close() {
    const had = this.map;
    this.fold();
    this.map?.remove();
    this.map = null;
    this.turn(false);
    if (had) this.find("[data-act=open]").focus();
  }

  /** @param {boolean} large */
  turn(large) {
    this.block.classList.toggle("town-map--large", large);
    for (const part of this.block.querySelectorAll("[data-when]")) {
      const { dataset } = /** @type {HTMLElement} */ (part);
      part.toggleAttribute("hidden", (dataset.when === "large") !== large);
    }
    if (this.streets) this.streets.checked = false; // the choice is not remembered
    this.pave();
  }

  pave() {
    const wanted = this.streets?.checked ? this.streets.dataset : null;
    this.block.classList.toggle("town-map--streets", Boolean(wanted));
    this.say("");
    this.map?.pave(wanted, () => this.say(NO_TILES));
  }

  /** @param {string} id @param {HTMLElement | SVGElement} opener @param {boolean} [bring] */
  choose(id, opener, bring) {
    const thing = this.map?.things.get(id);
    if (!thing) return;
    this.opener = opener;
    this.find(".town-map__card-name").textContent = thing.facts.name;
    this.find(".town-map__facts").replaceChildren(...sentences(thing.facts));
    this.card.hidden = false;
    this.card.scrollTop = 0;
    this.card.focus({ preventScroll: true });
    (bring ? this.find(".town-map__desk") : this.card).scrollIntoView({ block: "nearest" });
    this.map?.mark(thing, this.card, bring);
  }

  /** Closes the card; the focus goes back to where it was opened. */
  fold() {
    if (this.card.hidden) return;
    this.card.hidden = true;
    this.map?.mark(null);
    this.opener?.focus();
  }
}

/** Leaflet's map, and what stands on it. */
class LargeMap {
  /** @type {Map<string, Thing>} */ things = new Map();
  /** @type {Element[]} */ signs = []; // what names must not cover
  /** @type {HTMLElement[]} */ labels = []; // the weightiest first
  /** @type {any} */ tiles = null;

  /** @param {any} L @param {Desk} desk */
  constructor(L, desk) {
    this.L = L;
    this.desk = desk;
    this.place = desk.find(".town-map__live");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.room = { paddingTopLeft: [60, 32], paddingBottomRight: [32, 32], animate: !calm };
    this.leaflet = L.map(this.place, {
      attributionControl: false,
      zoomControl: false,
      scrollWheelZoom: false,
      inertia: !calm,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      markerZoomAnimation: !calm,
      maxZoom: CLOSEST,
      maxBoundsViscosity: 1,
      zoomSnap: 0.25,
      renderer: L.svg({ padding: 0.5 }),
    });
    // The wheel alone goes on scrolling the page.
    const wheel = (/** @type {WheelEvent} */ event) =>
      this.leaflet.scrollWheelZoom[event.ctrlKey || event.metaKey ? "enable" : "disable"]();
    this.place.addEventListener("wheel", wheel, { capture: true, passive: false });
    this.watch = new ResizeObserver(() => this.leaflet.invalidateSize({ animate: false }));
  }

  /** @param {{areas: any, neighbours: any, places: any}} layers */
  fill({ areas, neighbours, places }) {
    const { L, leaflet } = this;
    const towns = L.geoJSON(areas, { className: "town-map__area" });
    const whole = L.geoJSON(places).getBounds().extend(towns.getBounds());
    const padding = [0.14, 0.08].map((share) => share * this.place.clientWidth); // as in the drawing
    leaflet.fitBounds(towns.getBounds(), { padding, animate: false });
    const ground = { className: "town-map__neighbour", interactive: false };
    L.geoJSON(neighbours, ground).addTo(leaflet);
    for (const layer of towns.addTo(leaflet).getLayers())
      this.keep(layer, layer.feature.properties);
    for (const { properties: it } of areas.features) this.label(it.name, it.label, "area");
    for (const { properties: it, geometry } of places.features) this.sign(it, geometry.coordinates);
    for (const { properties: it } of neighbours.features)
      this.label(it.name, it.label, "neighbour");
    const scale = L.control.scale({ imperial: false, maxWidth: 120 }).addTo(leaflet);
    this.signs.push(this.desk.find(".town-map__zoom"), scale.getContainer());
    const limit = () => leaflet.setMinZoom(Math.floor(leaflet.getBoundsZoom(whole)));
    limit();
    leaflet.setMaxBounds(whole.pad(0.25));
    leaflet.on("resize", limit).on("moveend zoomend resize", () => this.tidy());
    this.tidy();
    this.watch.observe(this.place);
  }

  /** @param {Facts} facts @param {[number, number]} at its longitude, latitude */
  sign(facts, at) {
    const star = facts.is_centre && this.desk.find(".town-map__stage > .town-map__swatch");
    const html = star ? star.cloneNode(true) : made("span", "town-map__number", `${facts.number}`);
    const icon = this.L.divIcon({ html, className: "town-map__sign", iconSize: [44, 44] });
    this.signs.push(star ? html.firstElementChild : html);
    const options = { icon, zIndexOffset: 1000, autoPanOnFocus: false };
    const layer = this.L.marker([at[1], at[0]], options).addTo(this.leaflet);
    this.keep(layer, facts, star ? "Ngôi sao: " : `Số ${facts.number}: `);
    if (!star) this.label(facts.name, at, "place"); // the legend tells what the star is
  }

  /** @param {any} layer on the map @param {Facts} facts @param {string} [sign] */
  keep(layer, facts, sign = "") {
    /** @type {SVGElement} */
    const element = layer.getElement();
    this.things.set(facts.id, { layer, element, facts });
    const told = { role: "button", tabindex: "0", "aria-label": sign + facts.name };
    for (const [name, value] of Object.entries(told)) element.setAttribute(name, value);
    const choose = () => this.desk.choose(facts.id, element);
    layer.on("click", choose);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    const reveal = () => this.leaflet.panInside(around(layer).getCenter(), this.room);
    element.addEventListener("focus", reveal);
  }

  /** @param {string} words @param {[number, number]} at @param {string} kind */
  label(words, at, kind) {
    const html = made("span", `town-map__label town-map__label--${kind}`, words);
    if (kind !== "neighbour") html.setAttribute("aria-hidden", "true"); // a button tells it
    const icon = this.L.divIcon({ html, className: "", iconSize: [0, 0] });
    const still = { icon, interactive: false, keyboard: false };
    this.L.marker([at[1], at[0]], still).addTo(this.leaflet);
    this.labels.push(html);
  }

  /** Shows the names that have room: none is cut at the edge or, but for areas, lies on a sign. */
  tidy() {
    const frame = this.place.getBoundingClientRect();
    const taken = this.signs.map((sign) => sign.getBoundingClientRect());
    for (const label of this.labels) {
      const box = label.getBoundingClientRect();
      const first = label.classList.contains("town-map__label--area");
      const free = holds(frame, box) && (first || !taken.some((other) => meet(box, other)));
      label.style.visibility = free ? "" : "hidden";
      if (free) taken.push(box);
    }
  }

  /** @param {Thing | null} thing @param {HTMLElement} [card] @param {boolean} [bring] */
  mark(thing, card, bring) {
    const chosen = "town-map__chosen";
    for (const it of this.things.values()) it.element.classList.toggle(chosen, it === thing);
    if (!thing || !card) return;
    const [lid, frame] = [card, this.place].map((it) => it.getBoundingClientRect());
    const covered = meet(lid, frame) ? lid.width : 0;
    const room = { ...this.room, paddingBottomRight: [covered + 32, 32] };
    if (bring) this.leaflet.fitBounds(around(thing.layer), room);
    else this.leaflet.panInside(around(thing.layer).getCenter(), room);
  }

  /** @param {DOMStringMap | null} streets or none @param {() => void} failed */
  pave(streets, failed) {
    const { leaflet } = this;
    this.tiles?.remove();
    const maxZoom = Number(streets?.closest ?? CLOSEST);
    leaflet.options.zoomSnap = streets ? 1 : 0.25; // tiles are sharp at whole steps only
    leaflet.setMaxZoom(maxZoom);
    if (!streets) return;
    const options = { maxZoom, referrerPolicy: "strict-origin-when-cross-origin" };
    this.tiles = this.L.tileLayer(streets.tiles, options).once("tileerror", failed);
    leaflet.setZoom(Math.round(leaflet.getZoom()));
    this.tiles.addTo(leaflet);
  }

  remove() {
    this.watch.disconnect();
    this.leaflet.remove();
    this.place.replaceWith(this.place.cloneNode()); // without Leaflet's listeners
  }
}

/** @param {DOMRect} one @param {DOMRect} it */
const meet = (one, it) =>
  it.left < one.right && one.left < it.right && it.top < one.bottom && one.top < it.bottom;
/** @param {DOMRect} one @param {DOMRect} it */
const holds = (one, it) =>
  one.left < it.left && it.right < one.right && one.top < it.top && it.bottom < one.bottom;
/** @param {any} layer */
const around = (layer) => layer.getBounds?.() ?? layer.getLatLng().toBounds(AROUND);
/** @param {string} name @param {string} className @param {string} textContent */
const made = (name, className, textContent) =>
  Object.assign(document.createElement(name), { className, textContent });

/** @param {Facts} it */
function sentences(it) {
  const found = [
    it.kind && `${it.kind}.`,
    it.area && `Diện tích ${it.area}.`,
    it.merged_from && `Hình thành từ ${it.merged_from}.`,
    it.since && `Hoạt động từ ngày ${it.since}.`,
    it.address,
    it.where,
    it.note,
    it.source && `Nguồn: ${it.source}`,
  ];
  return found.flatMap((words) => (words ? [made("p", "", words)] : []));
}

/** @param {string} address of the layers @returns {Promise<[any, any]>} */
async function arrival(address) {
  const [answer] = await Promise.all([fetch(address), import("./leaflet.js"), dressed()]);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  // Leaflet's file is no module: it leaves its name to everyone.
  return [/** @type {any} */ (globalThis).L, await answer.json()];
}

/** @type {Promise<void> | undefined} */
let dress;

/** @returns {Promise<void>} the style is there; fetched once, asked for again where that failed */
function dressed() {
  dress ??= putOn().catch((error) => {
    dress = undefined;
    throw error;
  });
  return dress;
}

/** Fetches Leaflet's style sheet and puts it into a layer under the block's own rules. */
async function putOn() {
  const href = new URL("./leaflet.css", import.meta.url).href;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const come = new Promise((onload, onerror) => Object.assign(link, { onload, onerror }));
  document.head.append(link);
  await come.catch((error) => {
    link.remove();
    throw error;
  });
  const sheet = /** @type {CSSStyleSheet} */ (link.sheet);
  const rules = [...sheet.cssRules].map((rule) => rule.cssText);
  for (const _ of rules) sheet.deleteRule(0);
  sheet.insertRule(`@layer blocks.leaflet { ${rules.join(" ")} }`);
}
