import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import type { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { automateCommand } from '#adapters/teams/automate.ts';
import { parseCommand } from '#src/engine/intake/commands.ts';
import { toPlainWord } from '#src/engine/intake/plain-word.ts';

const require = createRequire(import.meta.url);
const Draft04 = require('ajv-draft-04').default as typeof Ajv;
const addFormats = require('ajv-formats').default as (ajv: Ajv) => void;

const folder = new URL('../../../manifest/teams/', import.meta.url);
const schemaFile = new URL('../../fixtures/teams/manifest-1.25.schema.json', import.meta.url);
const template = readFileSync(new URL('manifest.json', folder), 'utf8');

const filled: Record<string, string> = {
  TEAMS_APP_ID: '0198c1de-0000-4000-8000-000000000001',
  DEVELOPER_NAME: 'Example Ltd',
  PUBLIC_URL: 'https://flowsmith.example.com',
  PUBLIC_DOMAIN: 'flowsmith.example.com',
  PRIVACY_URL: 'https://example.com/privacy',
  TERMS_URL: 'https://example.com/terms',
};

interface Manifest {
  icons: { color: string; outline: string };
  composeExtensions: { botId: string; commands: object[] }[];
  bots: { scopes: string[]; commandLists: { commands: { title: string }[] }[] }[];
}

function fill(): Manifest {
  return JSON.parse(
    template.replace(/\$\{\{(\w+)\}\}/g, (_whole, name: string) => filled[name] ?? `no value for ${name}`),
  );
}

/** Size, colour type and, for an 8-bit RGBA image, the filter-free pixels. */
function readPng(name: string) {
  const bytes = readFileSync(new URL(name, folder));
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect(bytes.toString('latin1', 12, 16)).toBe('IHDR');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, colourType] = [bytes[24], bytes[25]];
  const start = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  const pixels: { rgb: number; alpha: number }[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = rows.subarray(y * (width * 4 + 1), (y + 1) * (width * 4 + 1));
    expect(row[0]).toBe(0);
    for (let x = 0; x < width; x += 1) pixels.push({ rgb: row.readUIntBE(1 + x * 4, 3), alpha: row[4 + x * 4] ?? 0 });
  }
  return { width, height, depth, colourType, pixels };
}

test('the manifest is valid 1.25 once its placeholders are filled', () => {
  const ajv = new Draft04({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  validate(fill());
  expect(validate.errors ?? []).toEqual([]);
});

test('every placeholder is known, and the bot is the app', () => {
  const names = [...template.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
  expect([...new Set(names)].sort()).toEqual(Object.keys(filled).sort());
  expect(fill()).toMatchObject({ id: filled['TEAMS_APP_ID'], bots: [{ botId: filled['TEAMS_APP_ID'] }] });
});

test('every command offered is one the engine answers, in every scope', () => {
  const [bot] = fill().bots;
  expect(bot?.scopes.toSorted()).toEqual(['groupChat', 'personal', 'team']);
  const titles = bot?.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)) ?? [];
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.filter((title) => parseCommand(title) === undefined && toPlainWord(title) === undefined)).toEqual([]);
});

test('"Automate this" is in the menu of messages alone, asks the same bot for its form, and is what the adapter knows', () => {
  const [extension, ...more] = fill().composeExtensions;
  expect(more).toEqual([]);
  expect(extension?.botId).toBe(filled['TEAMS_APP_ID']);
  expect(extension?.commands).toMatchObject([
    { id: automateCommand, type: 'action', context: ['message'], fetchTask: true },
  ]);
});

test('icons: 192×192 in full colour, 32×32 white on transparent', () => {
  const { icons } = fill();
  const color = readPng(icons.color);
  expect(color).toMatchObject({ width: 192, height: 192, depth: 8, colourType: 6 });
  expect(color.pixels.every(({ alpha }) => alpha === 255)).toBe(true);
  const outline = readPng(icons.outline);
  expect(outline).toMatchObject({ width: 32, height: 32, depth: 8, colourType: 6 });
  expect(outline.pixels.every(({ rgb, alpha }) => rgb === 0xffffff || alpha === 0)).toBe(true);
  expect(outline.pixels.some(({ alpha }) => alpha === 0) && outline.pixels.some(({ alpha }) => alpha === 255)).toBe(
    true,
  );
});
