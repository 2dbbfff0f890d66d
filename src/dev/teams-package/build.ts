import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '#src/errors.ts';
import { toZip } from './zip.ts';

const folder = new URL('../../../manifest/teams/', import.meta.url);

const https = z.url({ protocol: /^https$/ }).refine(isUnderAName);

/** Teams wants addresses under a domain of yours: no numbers, no bare host. */
function isUnderAName(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { hostname } = new URL(value);
  return hostname.includes('.') && !/^[\d.]+$/.test(hostname);
}

const settings = {
  TEAMS_APP_ID: [z.guid(), 'the Microsoft App ID of your Azure Bot, e.g. 0198c1de-0000-4000-8000-000000000001'],
  PUBLIC_URL: [https, 'the https address under which Teams reaches Flowsmith'],
  developer: [z.string().min(1).max(32), 'the name of your organisation, at most 32 characters'],
  privacy: [https, 'the https address of your privacy statement'],
  terms: [https, 'the https address of your terms of use'],
} as const satisfies Record<string, [z.ZodType<string>, string]>;

/** Ids come from the environment, the rest from the command line. */
export type PackageSettings = Partial<Record<keyof typeof settings, string | undefined>>;

/**
 * The app package that is uploaded in the Teams admin center: manifest and icons. The same settings give the same bytes.
 * Throws a ConfigError that names what is missing.
 */
export function buildTeamsPackage(given: PackageSettings): Buffer {
  const publicUrl = check('PUBLIC_URL', given).replace(/\/+$/, '');
  const values: Record<string, string> = {
    TEAMS_APP_ID: check('TEAMS_APP_ID', given),
    PUBLIC_URL: publicUrl,
    PUBLIC_DOMAIN: new URL(publicUrl).hostname,
    DEVELOPER_NAME: check('developer', given),
    PRIVACY_URL: check('privacy', given),
    TERMS_URL: check('terms', given),
  };
  const template = readFileSync(new URL('manifest.json', folder), 'utf8');
  const manifest = template.replace(/\$\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`the manifest has an unknown placeholder ${name}`);
    return JSON.stringify(value).slice(1, -1);
  });
  const icon = (name: string) => ({ name, content: readFileSync(new URL(name, folder)) });
  return toZip([{ name: 'manifest.json', content: Buffer.from(manifest) }, icon('color.png'), icon('outline.png')]);
}

function check(name: keyof typeof settings, given: PackageSettings): string {
  const [schema, what] = settings[name];
  const parsed = schema.safeParse(given[name]?.trim());
  if (parsed.success) return parsed.data;
  const shown = name === name.toUpperCase() ? name : `--${name}`;
  throw new ConfigError(`${shown} is ${given[name] ? 'not usable' : 'missing'}: set it to ${what}.`);
}
