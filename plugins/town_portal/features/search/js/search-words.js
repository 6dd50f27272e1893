// What a word is for the search, and when two are the same: as features/search/words.py says it.

const IDEOGRAPH = "\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTERS =
  "0-9A-Za-z\\u00aa\\u00b2\\u00b3\\u00b5\\u00b9\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-" +
  "\\u02af\\u0300-\\u037d\\u037f-\\u0386\\u0388-\\u0559\\u0561-\\u0588\\u0591-\\u05f2" +
  "\\u0620-\\u0669\\u066e-\\u06d3\\u0900-\\u0963\\u0966-\\u1fff\\u2c00-\\u2dff\\u3041-\\u30fa\\uac00-\\ud7a3";
const WORD = new RegExp(`[${IDEOGRAPH}]|[${LETTERS}]+`, "gu");
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]/g;
const MARKS = /[\u0300-\u036f]/g;
const TONE_PLACES = /(?:[òóỏõọ][ae]|(?:^|[^q])[ùúủũụ]y)$/;
const OLD = "òóỏõọùúủũụ";
const TONES = "\u0300\u0301\u0309\u0303\u0323\u0300\u0301\u0309\u0303\u0323";

/** For each letter without accents those with, as features/search/spelling.py has them. */
const WITH = {
  a: "aàáảãạăằắẳẵặâầấẩẫậ",
  d: "dđ",
  e: "eèéẻẽẹêềếểễệ",
  i: "iìíỉĩị",
  o: "oòóỏõọôồốổỗộơờớởỡợ",
  u: "uùúủũụưừứửữự",
  y: "yỳýỷỹỵ",
};

/** @param {string} text @returns {string} in form NFC, without what is not seen */
export const normal = (text) => text.replace(INVISIBLE, "").normalize("NFC");

/**
 * Remembers what a function gives for each word: texts have few words, each many times.
 * @param {(word: string) => string} made
 * @returns {(word: string) => string}
 */
function once(made) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = made(word);
      known.set(word, found);
    }
    return found;
  };
}

/** As a word is spelt, in small letters: HÒA and hoà are one. */
export const variant = once((word) => {
  const small = word.toLowerCase().normalize("NFC").replaceAll("ð", "đ");
  if (!TONE_PLACES.test(small)) return small;
  const letters = [...small];
  const [first, last] = letters.splice(-2);
  const place = OLD.indexOf(first);
  return `${letters.join("")}${place < 5 ? "o" : "u"}${last}${TONES[place]}`.normalize("NFC");
});

/** A word without accents, in small letters; đ becomes d. */
export const folded = once((word) =>
  variant(word).replaceAll("đ", "d").normalize("NFKD").replace(MARKS, ""),
);

/**
 * @param {string} text in form NFC
 * @param {(word: string, at: number) => void} deed done with each word and where it begins
 */
export function each(text, deed) {
  text.replace(WORD, (word, at) => {
    deed(word, at);
    return "";
  });
}

/**
 * @param {string} text in form NFC
 * @returns {{ text: string, at: number }[]} its words and where they begin
 */
export function words(text) {
  /** @type {{ text: string, at: number }[]} */
  const found = [];
  each(text, (word, at) => found.push({ text: word, at }));
  return found;
}

/** @param {string} bare a word without accents @param {number} code @returns {string} with them */
export function spelt(bare, code) {
  let rest = code - 1;
  let found = "";
  for (const letter of [...bare].reverse()) {
    const choices = WITH[/** @type {keyof typeof WITH} */ (letter)] ?? letter;
    found = choices[rest % choices.length] + found;
    rest = Math.floor(rest / choices.length);
  }
  return found;
}

/**
 * @param {string} word without accents
 * @param {number} count of files
 * @returns {number} its file
 */
export function place(word, count) {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) {
    found = Math.imul(found ^ byte, 0x01000193) >>> 0;
  }
  return found % count;
}
