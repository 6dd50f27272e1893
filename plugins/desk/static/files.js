// How files become what the desk shows, and back: what nobody has changed stays as it was written,
// comments, quotation marks and all. Pure; `YAML` is the library of that name.

/** Where the text of the file travels with its values. */
export const SOURCE = "\u2063tệp";
/** Why a file could not be read; it must not be saved then. */
export const BROKEN = "\u2063hỏng";
/** How often a form was saved since it was opened; no file gets it. */
export const MARK = "\u2063lần lưu";

const FENCE = /^\uFEFF?---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const HEADER = /^([A-Za-z][\w-]*):[ \t]*(.*)$/g;
const QUOTED = /^(~|null|true|false|yes|no|on|off|[-+]?[\d.,_]+)$/i;

/** @typedef {Record<string, any>} Data the values of a file or of a group in it, by name */
/** @typedef {{front?: boolean, words?: string[], texts?: string[], defaults?: Data, short?: string}}
 *    Manner as config.py tells it */
/** @typedef {{YAML: any, manner: Manner}} Reader */
/** @typedef {{document: any, body: string, data: Data}} Read */

/** Return the format that Decap takes. @param {any} YAML @param {Manner} manner */
export function format(YAML, manner) {
  const reader = { YAML, manner };
  return {
    /** @param {string} text @returns {Data} */
    fromFile(text) {
      try {
        const { data, body } = read(reader, text);
        return { ...data, ...(manner.front ? { body } : {}), [SOURCE]: text };
      } catch (error) {
        return { [SOURCE]: text, [BROKEN]: error instanceof Error ? error.message : String(error) };
      }
    },
    /** @param {Data} data @param {string[]} [order] of the form's fields */
    toFile: (data, order = []) => write(reader, data, order),
  };
}

/** @param {Reader} reader @param {string} text @returns {Read} */
function read(reader, text) {
  const plain = text.replace(/\r\n/g, "\n");
  const { head, body } = reader.manner.front ? split(plain) : { head: plain, body: "" };
  const document = parsed(reader, head);
  return { document, body, data: shown(reader.manner, value(reader, document.contents)) };
}

/** @param {Reader} reader @param {string} head */
function parsed({ YAML }, head) {
  const document = YAML.parseDocument(head, { schema: "failsafe", uniqueKeys: false });
  if (document.errors.length) throw new Error(document.errors[0].message);
  return document;
}

/** Split an article into its head, as YAML, and its body. @param {string} text */
export function split(text) {
  const fenced = FENCE.exec(text);
  if (fenced) return { head: fenced[1], body: text.slice(fenced[0].length) };
  const lines = text.split("\n");
  const count = lines.findIndex((line) => !line.trim());
  const head = lines.slice(0, count < 0 ? lines.length : count);
  const written = head.flatMap((line) => [...line.matchAll(HEADER)]);
  if (!head.length || written.length < head.length) return { head: "", body: text };
  const quoted = written.map(
    ([, name, words]) => `${name.toLowerCase()}: ${JSON.stringify(words)}`,
  );
  return { head: quoted.join("\n"), body: lines.slice(head.length).join("\n") };
}

/** Return the plain value of a node: texts, truth, lists and groups.
 * @param {Reader} reader @param {any} node @returns {any} */
function value({ YAML, manner }, node, name = "") {
  /** @param {any} it @param {string} key */
  const of = (it, key) => value({ YAML, manner }, it, key);
  /** @type {any[]} */
  const items = node?.items ?? [];
  if (YAML.isMap(node)) {
    return Object.fromEntries(items.map((it) => [String(it.key), of(it.value, String(it.key))]));
  }
  if (YAML.isSeq(node)) return items.map((it) => of(it, name));
  const text = node?.value ?? "";
  if (node && node.type !== "PLAIN") return text;
  if (["", "~", "null"].includes(text)) return null;
  const isTruth = ["true", "false"].includes(text) && !(manner.texts ?? []).includes(name);
  return isTruth ? text === "true" : text;
}

/** Return values as the forms take them. @param {Manner} manner @param {Data | null} data */
function shown(manner, data) {
  const found = { ...(data ?? {}) };
  for (const name of manner.words ?? []) {
    if (typeof found[name] === "string")
      found[name] = found[name].split(",").map((it) => it.trim());
  }
  return manner.short ? lengthened(found, manner.short) : found;
}

/** Return a group for each text in a list that stands for one.
 * @param {any} data @param {string} name @returns {any} */
function lengthened(data, name) {
  if (Array.isArray(data)) {
    return data.map((item) =>
      typeof item === "string" ? { [name]: item } : lengthened(item, name),
    );
  }
  if (!isGroup(data)) return data;
  const pairs = Object.entries(data);
  return Object.fromEntries(
    pairs.map(([key, item]) => [key, key === "options" ? item : lengthened(item, name)]),
  );
}

/** Return the text alone for each group that holds nothing else.
 * @param {any} data @param {string} name @returns {any} */
function shortened(data, name) {
  if (Array.isArray(data)) return data.map((item) => shortened(item, name));
  if (!isGroup(data)) return data;
  if (Object.keys(data).length === 1 && typeof data[name] === "string") return data[name];
  const pairs = Object.entries(data);
  return Object.fromEntries(
    pairs.map(([key, item]) => [key, key === "options" ? item : shortened(item, name)]),
  );
}

/** @param {any} data */
const isGroup = (data) => data !== null && typeof data === "object" && !Array.isArray(data);

/** @param {Reader} reader @param {Data} given @param {string[]} order @returns {string} */
function write(reader, given, order) {
  const { [SOURCE]: source, [BROKEN]: broken, [MARK]: _mark, body = "", ...data } = given;
  if (broken !== undefined) return source;
  const before = source === undefined ? null : read(reader, source);
  const old = before?.data ?? {};
  const wanted = needed(reader.manner, data, old);
  const head = equal(old, wanted) ? null : changed(reader, before, wanted, order);
  if (!reader.manner.front) return head ?? source ?? "";
  const text = before && body === before.body ? before.body : `\n${body.trim()}\n`;
  if (head === null && before && text === before.body) return source;
  return `---\n${head ?? split(source.replace(/\r\n/g, "\n")).head.replace(/\n?$/, "\n")}---\n${text}`;
}

/** Return what is to be written: nothing empty, no default, but what stood there already.
 * @param {Manner} manner @param {Data} data @param {Data} old */
function needed(manner, data, old) {
  /** @type {Data} */
  const found = {};
  for (const [name, item] of Object.entries(data)) {
    // In the layout an empty list says "nothing here", where none at all says "as usual".
    const kept =
      manner.short && Array.isArray(item) && name in old ? item : filled(item, old[name]);
    const isDefault =
      equal(kept, manner.defaults?.[name]) || kept === String(manner.defaults?.[name]);
    if (name in old ? equal(item, old[name]) : false) found[name] = old[name];
    else if (kept !== undefined && !(isDefault && !(name in old))) found[name] = kept;
  }
  return found;
}

/** Return a value without what is empty; undefined where nothing is left.
 * @param {any} item @param {any} old @returns {any} */
function filled(item, old) {
  if (equal(item, old)) return old;
  if (item === null || item === undefined || item === "") return undefined;
  if (Array.isArray(item)) {
    const kept = item.map((it, index) => filled(it, old?.[index])).filter((it) => it !== undefined);
    return kept.length ? kept : undefined;
  }
  if (!isGroup(item)) return item;
  const pairs = Object.entries(item).map(([name, it]) => [name, filled(it, old?.[name])]);
  const kept = pairs.filter(([, it]) => it !== undefined);
  return kept.length ? Object.fromEntries(kept) : undefined;
}

/** Return the YAML of changed values.
 * @param {Reader} reader @param {Read | null} before @param {Data} wanted @param {string[]} order */
function changed(reader, before, wanted, order) {
  const { YAML, manner } = reader;
  const kept = before && YAML.isMap(before.document.contents) ? before : null;
  const document = kept?.document ?? new YAML.Document({}, { schema: "failsafe" });
  const old = kept?.data ?? {};
  const short = (/** @type {Data} */ data) => (manner.short ? shortened(data, manner.short) : data);
  document.contents = merged(
    { ...reader, document },
    document.contents,
    short(old),
    short(wanted),
    "",
  );
  document.contents.items = placed(document.contents.items, order, Object.keys(old));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Put what is new where the form has it; what was there keeps its order.
 * @param {any[]} pairs @param {string[]} order @param {string[]} known */
function placed(pairs, order, known) {
  const rank = (/** @type {any} */ pair) => order.indexOf(String(pair.key));
  const found = pairs.filter((pair) => known.includes(String(pair.key)));
  const fresh = pairs.filter((pair) => !found.includes(pair));
  fresh.sort((one, other) => rank(one) - rank(other));
  for (const pair of fresh) {
    const before =
      rank(pair) < 0 ? found.length - 1 : found.findLastIndex((it) => rank(it) < rank(pair));
    found.splice(before + 1, 0, pair);
  }
  return found;
}

/** @typedef {Reader & {document: any}} Writer */

/** Return the node of a new value, made of the old node wherever that still fits.
 * @param {Writer} reader @param {any} node @param {any} old @param {any} wanted @param {string} name */
function merged(reader, node, old, wanted, name) {
  if (node != null && equal(old, wanted)) return node;
  if (isGroup(wanted) && isGroup(old) && node?.items) return mergedGroup(reader, node, old, wanted);
  if (Array.isArray(wanted) && Array.isArray(old) && node?.items) {
    return mergedList(reader, node, old, wanted, name);
  }
  return made(reader, wanted, name);
}

/** @param {Writer} reader @param {any} node @param {Data} old @param {Data} wanted */
function mergedGroup(reader, node, old, wanted) {
  /** @type {any[]} */
  const pairs = node.items;
  for (const name of Object.keys(old)) if (!(name in wanted)) node.delete(name);
  for (const [name, item] of Object.entries(wanted)) {
    const pair = pairs.find((it) => String(it.key) === name);
    if (pair) pair.value = merged(reader, pair.value, old[name], item, name);
    else pairs.push(reader.document.createPair(name, made(reader, item, name)));
  }
  return node;
}

/** @param {Writer} reader @param {any} node @param {any[]} old @param {any[]} wanted
 * @param {string} name */
function mergedList(reader, node, old, wanted, name) {
  const free = new Set(old.keys());
  const nodes = wanted.map((item) => {
    const index = [...free].find((it) => equal(old[it], item));
    if (index === undefined) return null;
    free.delete(index);
    return node.items[index];
  });
  node.items = nodes.map((found, index) => {
    if (found) return found;
    const near = free.has(index) ? node.items[index] : null;
    return merged(reader, near, near ? old[index] : undefined, wanted[index], name);
  });
  return node;
}

/** Return a new node; a text that looks like something else gets quotation marks.
 * @param {Writer} reader @param {any} wanted @param {string} name @returns {any} */
function made(reader, wanted, name) {
  const { YAML, manner, document } = reader;
  if (Array.isArray(wanted)) {
    const list = document.createNode([]);
    list.items = wanted.map((item) => made(reader, item, name));
    return list;
  }
  if (isGroup(wanted)) {
    const group = document.createNode({});
    group.items = Object.entries(wanted).map(([key, it]) =>
      document.createPair(key, made(reader, it, key)),
    );
    return group;
  }
  const scalar = new YAML.Scalar(String(wanted));
  const isTruth = (manner.texts ?? []).includes(name) && ["true", "false"].includes(wanted);
  if (typeof wanted === "string" && QUOTED.test(wanted) && !isTruth) scalar.type = "QUOTE_DOUBLE";
  return scalar;
}

/** @param {any} one @param {any} other @returns {boolean} */
export function equal(one, other) {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((it, index) => equal(it, other[index]));
  }
  if (!isGroup(one) || !isGroup(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((it) => it in other && equal(one[it], other[it]))
  );
}
