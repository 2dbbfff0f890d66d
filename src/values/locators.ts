import { isRecord, toText } from '#src/workflow/json/values.ts';
import { appOf } from './native.ts';
import type { Found, Wanted } from './value.ts';

interface Node {
  type: string;
  parameters: Record<string, unknown>;
  credentials?: Record<string, unknown> | undefined;
}

/** What nodes hold that is looked for: values that were picked, under the name they were picked by. Pure. */
export function pickedIn(nodes: Iterable<Node>, wanted: Wanted): Found['values'] {
  const found = new Map<string, Found['values'][number]>();
  for (const { type, parameters, credentials } of nodes) {
    if (appOf(type) !== appOf(wanted.nodeType) || !signsInAs(credentials, wanted)) continue;
    const picked = pickOf(parameters[wanted.key]);
    if (picked && !Object.keys(wanted.parameters).some((key) => differs(parameters[key], wanted.parameters[key])))
      found.set(String(picked.value), picked);
  }
  return [...found.values()];
}

/** A name shows what the credential sees: another one's is nobody's business here. */
function signsInAs(credentials: Node['credentials'], { credential, open }: Wanted): boolean {
  if (!credential) return open;
  const bound = credentials?.[credential.type];
  return isRecord(bound) && bound['id'] === credential.id;
}

function pickOf(given: unknown): Found['values'][number] | undefined {
  if (!isRecord(given) || given['__rl'] !== true) return undefined;
  const { value, cachedResultName } = given;
  const name = toText(cachedResultName);
  if (!name || (typeof value !== 'string' && typeof value !== 'number') || value === '') return undefined;
  return String(value).startsWith('=') ? undefined : { name, value };
}

/** A sheet of another spreadsheet is another sheet. */
function differs(one: unknown, other: unknown): boolean {
  const [left, right] = [one, other].map((each) =>
    isRecord(each) && each['__rl'] === true ? each['value'] : undefined,
  );
  return left !== undefined && right !== undefined && left !== right;
}
