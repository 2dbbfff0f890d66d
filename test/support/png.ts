import { inflateSync } from 'node:zlib';

/** Width and height of a PNG of 8-bit RGBA pixels; throws when its pixels cannot be unpacked or are not that many. */
export function readPng(png: Buffer): { width: number; height: number } {
  if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error('no PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const pixels = inflateSync(Buffer.concat(parts)).length;
  if (pixels !== height * (width * 4 + 1)) throw new Error(`${pixels} bytes of pixels for ${width} × ${height}`);
  return { width, height };
}
