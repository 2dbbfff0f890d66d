import type { Draft, DraftNode } from '#src/model/draft.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';
import { findTimezone } from './timezones.ts';
import { escaped, firstQuoted, maskQuoted } from './words.ts';

const wantsRetry = /\b(?:retry|retries|try (?:it )?again|tries)\b/i;
const seconds = /(\d+(?:\.\d+)?) ?(ms|milliseconds?|s|secs?|seconds?)\b/i;
const off = /\b(?:no|not|never|don['’]t|stop|without|turn off|switch off|remove|take away)\b/i;

/**
 * Settings of steps and of the workflow by plain words: retries, once, errors, pinned data, notes on the canvas, tags,
 * time zone, timeout, description. Undefined when the words ask for none of that, or leave open which step is meant.
 */
export function changeSettingsByWords(draft: Draft, request: string): Draft | undefined {
  // What stands in quotes is a name or a text, never what is to be done.
  const words = maskQuoted(request);
  const operations = [
    ...ofSteps(draft, request, words),
    ...ofNotes(draft, request, words),
    ...ofWorkflow(draft, request, words),
  ];
  if (operations.length === 0) return undefined;
  const done = applyOperations(draft, operations);
  return done.ok ? done.draft : undefined;
}

function ofSteps(draft: Draft, request: string, words: string): DraftOperationInput[] {
  const settings = { ...retries(words), ...others(words) };
  const node = Object.keys(settings).length > 0 ? stepMeant(draft, request) : undefined;
  return node ? [{ op: 'setNodeSettings', name: node.name, ...settings }] : [];
}

type Settings = Omit<DraftOperationInput & { op: 'setNodeSettings' }, 'op' | 'name'>;

function retries(request: string): Settings {
  if (!wantsRetry.test(request)) return {};
  if (off.test(request)) return { retryOnFail: false };
  const tries = /(\d+) ?(?:times|tries|retries)/i.exec(request)?.[1];
  const [, amount, unit = ''] = seconds.exec(request) ?? [];
  const wait = amount === undefined ? undefined : Number(amount) * (/^m/i.test(unit) ? 1 : 1000);
  return {
    retryOnFail: true,
    ...(tries === undefined ? {} : { maxTries: Number(tries) }),
    ...(wait === undefined ? {} : { waitBetweenTries: wait }),
  };
}

function others(request: string): Settings {
  const wanted = !off.test(request);
  return {
    ...(/\b(?:run|execute)s?\b[^.]{0,80}\bonce\b(?! (?:a|per|every) )/i.test(request) ? { executeOnce: wanted } : {}),
    ...(/\balways outputs? (?:data|something|an item)\b/i.test(request) ? { alwaysOutputData: wanted } : {}),
    ...(/\b(?:continue|go on|carry on|keep going)\b.*\b(?:error|errors|fails?|failed)\b/i.test(request)
      ? { onError: 'continueRegularOutput' as const }
      : {}),
    ...(/\bunpin\b|\b(?:remove|drop|take away|turn off|switch off)\b.*\bpin(?:ned)?\b|\bpin(?:ned)? data off\b/i.test(
      request,
    )
      ? { pinned: false }
      : {}),
  };
}

/** The one whose name is said, the longest where several are; else the only one it can be. */
function stepMeant({ nodes }: Draft, request: string): DraftNode | undefined {
  const text = request.toLowerCase();
  const quoted = nodes.filter(({ name }) => firstQuoted(request) === name);
  if (quoted[0]) return quoted[0];
  const named = nodes
    .filter(({ name }) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name.toLowerCase())}(?![\\p{L}\\p{N}])`, 'u').test(text),
    )
    .toSorted((a, b) => b.name.length - a.name.length);
  if (named[0]) return named[0];
  const pinned = /\b(?:un)?pin/i.test(request) ? nodes.filter((node) => node.pinned) : [];
  const steps = pinned.length > 0 ? pinned : nodes.filter(({ type }) => !/trigger$|webhook$/i.test(type));
  return steps.length === 1 ? steps[0] : undefined;
}

function ofNotes({ stickyNotes = [] }: Draft, request: string, words: string): DraftOperationInput[] {
  if (!/\b(?:sticky )?notes?\b/i.test(words)) return [];
  const quoted = firstQuoted(request);
  if (/\b(?:add|put|write|leave)\b/i.test(words)) return quoted ? [{ op: 'addStickyNote', content: quoted }] : [];
  if (!/\b(?:remove|delete|drop)\b/i.test(words)) return [];
  const meant = stickyNotes.filter(({ name, content }) =>
    quoted ? name === quoted || content.includes(quoted) : true,
  );
  return meant.length === 1 && meant[0] ? [{ op: 'removeStickyNote', name: meant[0].name }] : [];
}

const units: Record<string, number> = { second: 1, minute: 60, hour: 3600 };

function ofWorkflow(draft: Draft, request: string, words: string): DraftOperationInput[] {
  const operations: DraftOperationInput[] = [];
  const quoted = firstQuoted(request);
  const tag = /\btag(?:ged|s)?\b/i.test(words)
    ? (quoted ?? /\btag(?:ged)?(?: it| this)?(?: with| as)? #?([\w-]{1,24})\s*$/i.exec(request)?.[1])
    : undefined;
  if (tag) operations.push({ op: 'setTags', ...(off.test(words) ? { remove: [tag] } : { add: [tag] }) });
  const zone = /\btime ?zone\b/i.test(request) ? findTimezone(request)?.zone : undefined;
  if (zone && zone !== draft.timezone) operations.push({ op: 'setTimezone', timezone: zone });
  if (/\btime ?out\b/i.test(words)) {
    const [, amount, unit = ''] = /(\d+) ?(second|minute|hour)s?\b/i.exec(request) ?? [];
    if (amount) operations.push({ op: 'setTimeout', seconds: Number(amount) * (units[unit.toLowerCase()] ?? 1) });
    else if (off.test(words)) operations.push({ op: 'setTimeout', seconds: null });
  }
  if (/\bdescription\b/i.test(words) && quoted) operations.push({ op: 'setDescription', description: quoted });
  return operations;
}
