import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Colours that are this close are one, per channel of 0 to 255. */
const step = 12;

/**
 * The same picture with a palette of `most` colours, for screenshots of text: letters stay legible, and it takes a third
 * of its bytes. Throws for anything but 8-bit RGB or RGBA.
 */
export function toPalettePng(png: Buffer, most = 16): Buffer {
  const { width, height, pixels, bytes } = readPixels(png);
  const counts = new Map<number, { count: number; colour: number }>();
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1) {
    const colour = pixels.readUIntBE(at * bytes, 3);
    colours[at] = colour;
    const key = bucketOf(colour);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { count: 1, colour });
  }
  const palette = paletteOf([...counts.values()], most);
  const nearest = new Map([...counts.keys()].map((key) => [key, nearestOf(counts.get(key)?.colour ?? 0, palette)]));
  const depth = most > 16 ? 8 : 4;
  const perByte = 8 / depth;
  const line = Math.ceil(width / perByte) + 1;
  const rows = Buffer.alloc(height * line);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = nearest.get(bucketOf(colours[y * width + x] ?? 0)) ?? 0;
      const at = y * line + 1 + Math.floor(x / perByte);
      rows[at] = (rows[at] ?? 0) | (index << (depth * (perByte - 1 - (x % perByte))));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, 3, 0, 0, 0], 8);
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each next one is seen often and is far from those before: a small dot keeps its colour. */
function paletteOf(colours: readonly { count: number; colour: number }[], most: number): number[] {
  const palette: number[] = [];
  const far = colours.map(() => 255 ** 2 * 3);
  while (palette.length < Math.min(most, colours.length)) {
    const scores = colours.map(({ count }, at) => Math.sqrt(count) * (far[at] ?? 0));
    const next = colours[scores.indexOf(Math.max(...scores))]?.colour ?? 0;
    palette.push(next);
    for (const [at, { colour }] of colours.entries()) far[at] = Math.min(far[at] ?? 0, distance(colour, next));
  }
  return palette;
}

const distance = (one: number, other: number): number => {
  const channels = channelsOf(other);
  return channelsOf(one).reduce((sum, channel, at) => sum + (channel - (channels[at] ?? 0)) ** 2, 0);
};

const channelsOf = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];
const bucketOf = (colour: number): number =>
  channelsOf(colour).reduce((sum, channel) => sum * 256 + Math.round(channel / step), 0);

function nearestOf(colour: number, palette: readonly number[]): number {
  const distances = palette.map((each) => distance(each, colour));
  return distances.indexOf(Math.min(...distances));
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

interface Pixels {
  width: number;
  height: number;
  pixels: Buffer;
  /** Of one pixel. */
  bytes: number;
}

/** Rows without their filters. */
function readPixels(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const bytes = { 2: 3, 6: 4 }[png[25] ?? 0];
  if (png[24] !== 8 || !bytes) throw new Error('Only 8-bit RGB and RGBA are read.');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * bytes;
  const pixels = Buffer.alloc(height * line);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const left = x >= bytes ? (pixels[y * line + x - bytes] ?? 0) : 0;
      const up = y > 0 ? (pixels[(y - 1) * line + x] ?? 0) : 0;
      const corner = x >= bytes && y > 0 ? (pixels[(y - 1) * line + x - bytes] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      pixels[y * line + x] = ((raw[y * (line + 1) + x + 1] ?? 0) + guess) & 255;
    }
  }
  return { width, height, pixels, bytes };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(left + up - corner - each)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
