// Reads what plugins/search/bits.py writes.

const TEXT = new TextDecoder();

/** Numbers and words of a file, one after the other. */
export class Reader {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.place = 0;
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.data[this.place++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  bytes() {
    const length = this.number();
    this.place += length;
    return this.data.subarray(this.place - length, this.place);
  }

  text() {
    return TEXT.decode(this.bytes());
  }
}

/** Rising lists one after the other, bit by bit. */
export class Bits {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.place = 0;
  }

  /** @param {number} count @returns {number} of so many bits */
  bits(count) {
    let value = 0;
    for (let left = count; left > 0; ) {
      const inside = 8 - (this.place & 7);
      const taken = Math.min(inside, left);
      const byte = this.data[this.place >> 3] & ((1 << inside) - 1);
      value = value * 2 ** taken + (byte >> (inside - taken));
      this.place += taken;
      left -= taken;
    }
    return value;
  }

  /** @param {number} choices @returns {number} from 0 to choices - 1 */
  #choice(choices) {
    if (choices < 2) return 0;
    const bits = 31 - Math.clz32(choices);
    const short = 2 ** (bits + 1) - choices;
    let place = this.bits(bits);
    if (place >= short) place = place * 2 + this.bits(1) - short;
    return (place + ((choices - short) >> 1)) % choices;
  }

  /**
   * @param {number} count
   * @param {number} size the numbers are below it
   * @returns {Uint32Array} rising
   */
  list(count, size) {
    const found = new Uint32Array(count);
    this.#fill(found, 0, count, 0, size - 1);
    return found;
  }

  /**
   * @param {Uint32Array} found @param {number} first @param {number} end
   * @param {number} low @param {number} high
   */
  #fill(found, first, end, low, high) {
    if (first >= end) return;
    if (high - low + 1 === end - first) {
      for (let place = first; place < end; place++) found[place] = low++;
      return;
    }
    const middle = (first + end) >> 1;
    const value = this.#choice(high - low + 2 - (end - first)) + low + middle - first;
    found[middle] = value;
    this.#fill(found, first, middle, low, value - 1);
    this.#fill(found, middle + 1, end, value + 1, high);
  }
}
