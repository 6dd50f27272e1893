// "Nghe": the machine reads the article or page aloud, only with a Vietnamese voice of its own: another
// voice would send the text to a foreign host.

const PARTS = [
  "h1",
  ".article__lead",
  ...["p", "h2", "h3", "h4", "li", "figcaption", "dt", "dd", "th", "td"].map(
    (name) => `.article__body ${name}`,
  ),
].join(", ");
const UNSPOKEN = ".hidden-words, .external, .figure__motion, sup, button, [aria-hidden=true]";
const LENGTH = 200; // characters: Chromium falls silent in the middle of what takes long to say
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {SpeechSynthesisVoice | undefined} */
function voice() {
  return speechSynthesis
    .getVoices()
    .find(({ localService, lang }) => localService === true && /^vi\b|^vi_/i.test(lang));
}

/** @param {Element} part @returns {string} its own words, without those of parts inside it */
function words(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (around?.closest(PARTS) === part && !around.closest(UNSPOKEN)) {
      text += walker.currentNode.nodeValue;
    }
  }
  return text.replace(/\s+/g, " ").trim();
}

/** @param {string} text @returns {string[]} groups of sentences, none as long as LENGTH */
export function pieces(text) {
  /** @type {string[]} */
  const found = [];
  let group = "";
  const put = (/** @type {string} */ piece) => {
    if (group && group.length + piece.length >= LENGTH) {
      found.push(group.trim());
      group = "";
    }
    group += piece;
  };
  for (const sentence of text.match(/.*?(?:[.!?…:;]+(?=\s|$)\s*|$)/g) ?? []) {
    if (sentence.length < LENGTH) put(sentence);
    else for (const word of sentence.match(/.{1,150}(?:\s|$)|.{1,150}/g) ?? []) put(word);
  }
  if (group.trim()) found.push(group.trim());
  return found;
}

/** @returns {[Element, string][]} what is to be said, in order, and where it stands */
function script() {
  const parts = document.querySelectorAll(`:is(.article, .page) :is(${PARTS})`);
  return [...parts].flatMap((part) =>
    pieces(words(part)).map((piece) => /** @type {[Element, string]} */ ([part, piece])),
  );
}

/** @param {Element} [part] is being read; without it nothing is */
function mark(part) {
  for (const old of document.querySelectorAll(".reading")) {
    if (old !== part) old.classList.remove("reading");
  }
  if (!part || part.classList.contains("reading")) return;
  part.classList.add("reading");
  if (!still.matches) part.scrollIntoView({ behavior: "smooth", block: "nearest" });
}

/** @type {symbol | null} the reading that goes on; a cancelled one still reports its end */
let current = null;

/** @param {() => void} ended */
function read(ended) {
  const [reading, rest] = [Symbol("reading"), script()];
  current = reading;
  const next = () => {
    if (current !== reading) return;
    const said = rest.shift();
    if (!said) return ended();
    const utterance = new SpeechSynthesisUtterance(said[1]);
    Object.assign(utterance, { lang: "vi-VN", voice: voice() ?? null, onend: next });
    utterance.onerror = () => current === reading && ended();
    mark(said[0]);
    speechSynthesis.speak(utterance);
  };
  next();
}

/** @param {HTMLElement} button keeps its place, unseen, until there is a voice */
export function mount(button) {
  if (!("speechSynthesis" in window)) return;
  const offer = () => button.classList.toggle("tools__listen--ready", Boolean(voice()));
  const stop = () => {
    current = null;
    speechSynthesis.cancel();
    mark();
    button.textContent = "Nghe";
  };
  button.addEventListener("click", () => {
    if (current) return stop();
    speechSynthesis.cancel(); // what another page left behind
    button.textContent = "Dừng đọc";
    read(stop);
  });
  addEventListener("pagehide", stop);
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer); // no EventTarget before Safari 16
}
