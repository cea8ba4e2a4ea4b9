// The module as it was before it was packed. LZMA makes it a quarter smaller than gzip does, which browsers would unpack by
// themselves, and so keeps a page with its engine below a megabyte. The format is Igor Pavlov's (LZMA specification, 2015): bits
// are coded in the context of what came before them, each with a probability that learns.

/** Bytes of a stream in the format that is called `.lzma` or LZMA alone, unpacked. */
function unpack(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const properties = packed[0];
  const literalContext = properties % 9;
  const literalPosition = Math.floor(properties / 9) % 5;
  const positionBits = Math.floor(properties / 45);
  const size = Number(view.getBigUint64(5, true));
  const isKnown = view.getBigInt64(5, true) >= 0n;
  let out = new Uint8Array(isKnown ? size : 1 << 22);
  let length = 0;

  // The range coder: five bytes begin it, the first of which is nought.
  let at = 18;
  let range = 0xffffffff;
  let code = view.getUint32(14);

  function normalise() {
    if (range >>> 24 !== 0) return;
    range = (range << 8) >>> 0;
    code = ((code << 8) | packed[at++]) >>> 0;
  }

  function bit(probabilities, index) {
    const probability = probabilities[index];
    const bound = (range >>> 11) * probability;
    let found = 0;
    if (code < bound) {
      range = bound;
      probabilities[index] += (2048 - probability) >> 5;
    } else {
      range = range - bound;
      code = code - bound;
      probabilities[index] -= probability >> 5;
      found = 1;
    }
    normalise();
    return found;
  }

  /** Bits that are as likely as not. */
  function direct(count) {
    let found = 0;
    for (let i = 0; i < count; i++) {
      range = range >>> 1;
      const isOne = code >= range;
      if (isOne) code = code - range;
      found = found * 2 + Number(isOne);
      normalise();
    }
    return found;
  }

  /** A number in a tree of probabilities, its highest bit first. */
  function tree(probabilities, bits, from = 0) {
    let node = 1;
    for (let i = 0; i < bits; i++) node = node * 2 + bit(probabilities, from + node);
    return node - (1 << bits);
  }

  /** The same with its lowest bit first. */
  function reversed(probabilities, bits, from = 0) {
    let node = 1;
    let found = 0;
    for (let i = 0; i < bits; i++) {
      const one = bit(probabilities, from + node);
      node = node * 2 + one;
      found |= one << i;
    }
    return found;
  }

  const even = (count) => new Uint16Array(count).fill(1024);
  const lengths = () => ({ choice: even(2), low: even(16 * 8), middle: even(16 * 8), high: even(256) });
  const literals = even(0x300 << (literalContext + literalPosition));
  const [isMatch, isLong] = [even(12 * 16), even(12 * 16)];
  const [isRepeated, isOther, isThird, isFourth] = [even(12), even(12), even(12), even(12)];
  const slots = even(4 * 64);
  const special = even(128);
  const align = even(16);
  const [matched, repeated] = [lengths(), lengths()];

  function lengthOf({ choice, low, middle, high }, position) {
    if (bit(choice, 0) === 0) return tree(low, 3, position * 8);
    if (bit(choice, 1) === 0) return 8 + tree(middle, 3, position * 8);
    return 16 + tree(high, 8);
  }

  function distanceOf(run) {
    const slot = tree(slots, 6, Math.min(run, 3) * 64);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + reversed(special, bits, base - slot);
    return base + direct(bits - 4) * 16 + reversed(align, 4);
  }

  function put(byte) {
    if (length === out.length) {
      const more = new Uint8Array(2 * out.length);
      more.set(out);
      out = more;
    }
    out[length++] = byte;
  }

  function literal(state, back) {
    const before = length > 0 ? out[length - 1] : 0;
    const place = ((length & ((1 << literalPosition) - 1)) << literalContext) + (before >> (8 - literalContext));
    const from = 0x300 * place;
    let symbol = 1;
    if (state >= 7) {
      // Right behind a match the byte there is most likely another than this.
      let other = out[length - back - 1];
      while (symbol < 0x100) {
        const expected = (other >> 7) & 1;
        other <<= 1;
        const one = bit(literals, from + ((1 + expected) << 8) + symbol);
        symbol = symbol * 2 + one;
        if (one !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = symbol * 2 + bit(literals, from + symbol);
    put(symbol & 0xff);
  }

  let state = 0;
  let back = [0, 0, 0, 0];
  while (!isKnown || length < size) {
    const position = length & ((1 << positionBits) - 1);
    if (bit(isMatch, state * 16 + position) === 0) {
      literal(state, back[0]);
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let run;
    if (bit(isRepeated, state) === 0) {
      run = lengthOf(matched, position);
      const distance = distanceOf(run);
      // The end is marked by a distance that no stream has.
      if (distance === 0xffffffff) break;
      back = [distance, back[0], back[1], back[2]];
      state = state < 7 ? 7 : 10;
    } else {
      if (bit(isOther, state) === 0) {
        if (bit(isLong, state * 16 + position) === 0) {
          state = state < 7 ? 9 : 11;
          put(out[length - back[0] - 1]);
          continue;
        }
      } else {
        const which = bit(isThird, state) === 0 ? 1 : bit(isFourth, state) === 0 ? 2 : 3;
        const [again] = back.splice(which, 1);
        back.unshift(again);
      }
      run = lengthOf(repeated, position);
      state = state < 7 ? 8 : 11;
    }
    for (let left = run + 2; left > 0; left--) put(out[length - back[0] - 1]);
  }
  return out.subarray(0, length);
}
