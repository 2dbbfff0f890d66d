import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** ASCII, without a folder. */
  name: string;
  content: Buffer;
}

/** 1 January 1980, the oldest date a zip can hold: the same entries give the same bytes on any day. */
const date = 0x21;
const version = 20;

/**
 * A zip of a few small files, stored without compression (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). The same
 * entries in the same order give the same bytes.
 */
export function toZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const common = commonHeader(name, content);
    const local = Buffer.concat([u32(0x04034b50), common, Buffer.from(name, 'ascii'), content]);
    // Made by version 2.0; then no comment, first disk, no attributes.
    const central = [u32(0x02014b50), u16(version), common, u16(0), u16(0), u16(0), u32(0), u32(offset)];
    directory.push(Buffer.concat([...central, Buffer.from(name, 'ascii')]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = u16(entries.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(index.length), u32(offset), u16(0)];
  return Buffer.concat([...parts, index, ...end]);
}

/** What both headers of a file share: version, no flags, stored, date, checksum, sizes, length of the name. */
function commonHeader(name: string, content: Buffer): Buffer {
  const size = u32(content.length);
  const head = [u16(version), u16(0), u16(0), u16(0), u16(date), u32(crc32(content))];
  return Buffer.concat([...head, size, size, u16(name.length), u16(0)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
