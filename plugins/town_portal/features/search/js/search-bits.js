// Reads what features/search/bits.py writes.

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

  /** @returns {string} of a file, as it stands in its name */
  version() {
    this.place += 5;
    const bytes = [...this.data.subarray(this.place - 5, this.place)];
    return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  text() {
    return TEXT.decode(this.bytes());
  }
}

/** Columns of numbers in Rice codes, one after the other. */
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

  /** @param {number} count @returns {Uint32Array} so many numbers */
  column(count) {
    const found = new Uint32Array(count);
    const k = count ? this.bits(5) : 0;
    for (let n = 0; n < count; n++) {
      let ones = 0;
      while (this.bits(1)) ones++;
      found[n] = ones * 2 ** k + this.bits(k);
    }
    return found;
  }

  /** @param {number} count @returns {Uint32Array} so many numbers, of which each is larger */
  rising(count) {
    const found = this.column(count);
    for (let n = 1; n < count; n++) found[n] += found[n - 1] + 1;
    return found;
  }
}

/**
 * @param {Uint8Array} data
 * @returns {Promise<string>} its text, without gzip, unless a host took it off
 */
export async function unpacked(data) {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return new TextDecoder().decode(data);
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (data);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
