"use strict";
/* Data stand in the page as base64 of raw deflate (RFC 1951). This reads them in any browser, from a file as well. */
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes have each length, and their symbols in order. */
function huffman(lengths) {
  const counts = new Uint16Array(16), starts = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  for (let at = 1; at < 16; at++) starts[at] = starts[at - 1] + counts[at - 1];
  lengths.forEach((length, symbol) => { if (length) symbols[starts[length]++] = symbol; });
  return { counts, symbols };
}

function inflate(input) {
  let output = new Uint8Array(input.length * 8 + 1024), size = 0, at = 0, held = 0, bits = 0;
  const room = (more) => {
    if (size + more <= output.length) return;
    const larger = new Uint8Array(Math.max(output.length * 2, size + more));
    larger.set(output);
    output = larger;
  };
  const take = (number) => {
    while (bits < number) { held |= input[at++] << bits; bits += 8; }
    const value = held & ((1 << number) - 1);
    held >>>= number;
    bits -= number;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      if (!bits) { held = input[at++]; bits = 8; }
      code |= held & 1;
      held >>>= 1;
      bits--;
      const count = counts[length];
      if (code - count < first) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("the data of this page are damaged");
  };
  const dynamic = () => {
    const literals = take(5) + 257, distances = take(5) + 1, codes = take(4) + 4, lengths = new Array(19).fill(0), all = [];
    for (let one = 0; one < codes; one++) lengths[CODE_ORDER[one]] = take(3);
    const code = huffman(lengths);
    while (all.length < literals + distances) {
      const found = symbol(code);
      if (found < 16) { all.push(found); continue; }
      const value = found === 16 ? all[all.length - 1] : 0;
      for (let again = found === 16 ? 3 + take(2) : found === 17 ? 3 + take(3) : 11 + take(7); again; again--) all.push(value);
    }
    return [huffman(all.slice(0, literals)), huffman(all.slice(literals))];
  };
  const fixed = () => [
    huffman(Array.from({ length: 288 }, (_, one) => (one < 144 ? 8 : one < 256 ? 9 : one < 280 ? 7 : 8))),
    huffman(new Array(30).fill(5)),
  ];
  for (let last = 0; !last;) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) {
      held = bits = 0;
      const length = input[at] | (input[at + 1] << 8);
      room(length);
      output.set(input.subarray(at + 4, at + 4 + length), size);
      at += 4 + length;
      size += length;
      continue;
    }
    const [literals, distances] = kind === 1 ? fixed() : dynamic();
    for (let found = symbol(literals); found !== 256; found = symbol(literals)) {
      room(258);
      if (found < 256) { output[size++] = found; continue; }
      const length = LENGTHS[found - 257] + take(LENGTH_BITS[found - 257]), far = symbol(distances);
      const distance = DISTANCES[far] + take(DISTANCE_BITS[far]);
      for (let one = 0; one < length; one++, size++) output[size] = output[size - distance];
    }
  }
  return output.subarray(0, size);
}

function unpack(id) {
  const text = atob(document.getElementById(id).textContent), bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return JSON.parse(new TextDecoder().decode(inflate(bytes)));
}
