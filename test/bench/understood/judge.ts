import type { Planned } from '#src/cli/run/plan-one.ts';
import type { Apps } from './apps.ts';

/** What starts a workflow, in one word. */
export type TriggerKind = 'schedule' | 'webhook' | 'form' | 'chat' | 'error' | 'manual' | 'workflow' | 'app';

/** A request with what is known of it from elsewhere than the planner. */
export interface Wanted {
  request: string;
  /** Any of these kinds is right; empty where it is not known. */
  triggers: readonly TriggerKind[];
  /** Apps that the request names and a right workflow has. */
  apps: ReadonlySet<string>;
  /** Apps that may be there besides. */
  mayHave: ReadonlySet<string>;
}

export interface Verdict {
  outcome: 'complete' | 'told' | 'wrong';
  /** Undefined where it is not known, or there is no draft. */
  triggerRight?: boolean;
  hits: number;
  used: number;
  wanted: number;
  factsKept: number;
  facts: number;
  notDone: number;
  /** Apps that nobody asked for and nothing says are assumed. */
  swapped: string[];
  /** Apps and facts that are neither in the workflow nor said to be missing. */
  lost: string[];
}

/** The kind of trigger that a node type is; undefined for a step. */
export function triggerKind(type: string): TriggerKind | undefined {
  const short = type.slice(type.lastIndexOf('.') + 1);
  const known: Record<string, TriggerKind> = {
    scheduleTrigger: 'schedule',
    cron: 'schedule',
    interval: 'schedule',
    webhook: 'webhook',
    formTrigger: 'form',
    form: 'form',
    chatTrigger: 'chat',
    manualChatTrigger: 'chat',
    errorTrigger: 'error',
    manualTrigger: 'manual',
    executeWorkflowTrigger: 'workflow',
    mcpTrigger: 'workflow',
    emailReadImap: 'app',
  };
  return Object.hasOwn(known, short) ? known[short] : /Trigger$/.test(short) ? 'app' : undefined;
}

/** Where people talk with a bot: there a chat comes in by the app's own trigger. */
const talks = /(?:telegram|whatsApp|slack|microsoftTeams|discord|facebook|line|ciscoWebex)Trigger$/;

/** True for a trigger of one of the kinds that are right, or one that does what such a kind stands for. */
function isRight(type: string, { triggers, request, apps: named }: Wanted, apps: Apps): boolean {
  const kind = triggerKind(type);
  if (kind === undefined || triggers.includes(kind)) return kind !== undefined;
  if (triggers.includes('chat') && talks.test(type)) return true;
  // An author's webhook, of which the words say nothing, is how the app that they name calls.
  const app = apps.of(type);
  return kind === 'app' && triggers.includes('webhook') && !/webhook/i.test(request) && !!app && named.has(app);
}

/** What stands in a text beyond doubt: quotations, addresses, links, channels, times and amounts. */
export function factsIn(text: string): string[] {
  const found: string[] = [];
  const rest = text
    .replace(/<#\w+\|([^>]+)>/g, '#$1')
    .replace(
      /"([^"]{2,})"|“([^”]{2,})”|„([^“]{2,})“|«\s?([^»]{2,}?)\s?»|https?:\/\/[^\s,;"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|#[\w-]*\p{L}[\w-]*/gu,
      (all, ...groups: unknown[]) => {
        const quoted = groups.slice(0, 4).find((group) => typeof group === 'string');
        found.push(((quoted as string | undefined) ?? all).replace(/[.)]+$/, ''));
        return ' ';
      },
    );
  const times = rest.match(/\b\d{1,2}:\d{2}\b/g) ?? [];
  return [...found, ...times];
}

/** True where a fact stands in the workflow, in whatever form n8n keeps it. */
function keeps(workflow: string, fact: string): boolean {
  const time = /^(\d{1,2}):(\d{2})$/.exec(fact);
  const [, hour, minute] = time ?? [];
  if (time) {
    const field = new RegExp(`"triggerAtHour":${Number(hour)}\\b`, 'i').test(workflow);
    return field || workflow.includes(`${Number(minute)} ${Number(hour)} `) || workflow.includes(fact);
  }
  const inside = JSON.stringify(fact).slice(1, -1).toLowerCase();
  return workflow.includes(inside) || workflow.includes(inside.replace(/^#/, ''));
}

/** Issues that only the person can settle: a value nobody but them knows. */
const forPerson = new Set(['not-said', 'missing-parameter', 'missing-credential', 'empty-list']);

/**
 * Judges one plan by its node types and what is known of the request; the planner's own account counts as words only.
 * @param isAnswered true where the planner asked when to start and was told “by hand”: another trigger is then neither
 *   complete nor silent
 */
export function judge(wanted: Wanted, planned: Planned, apps: Apps, isAnswered = false): Verdict {
  const types = planned.nodes.map(({ type }) => type);
  const used = new Set(types.flatMap((type) => apps.of(type) ?? []));
  const hits = [...wanted.apps].filter((app) => used.has(app));
  const facts = factsIn(wanted.request);
  const isDraft = planned.nodes.length > 0;
  const workflow = JSON.stringify(planned.nodes.map(({ parameters, name }) => [name, parameters])).toLowerCase();
  const kept = facts.filter((fact) => keeps(workflow, fact));
  const told = toldBy(planned);
  const says = (words: string) => told.includes(words.toLowerCase());
  const missing = [...wanted.apps].filter((app) => !used.has(app));
  // What the request names is asked for, also where the workflow it describes reaches it some other way.
  const unasked = [...used].filter(
    (app) => !wanted.apps.has(app) && !wanted.mayHave.has(app) && apps.namedIn(wanted.request, [app]).size === 0,
  );
  const swapped = isDraft ? unasked.filter((app) => apps.namedIn(told, [app]).size === 0) : [];
  const lost = isDraft
    ? [
        ...missing.filter((app) => apps.namedIn(told, [app]).size === 0),
        ...facts.filter((fact) => !kept.includes(fact) && !says(fact)),
      ]
    : [];
  const triggerRight =
    isDraft && wanted.triggers.length > 0 ? types.some((type) => isRight(type, wanted, apps)) : undefined;
  const open = planned.issues.filter(({ severity, code }) => severity === 'error' && !forPerson.has(code));
  const complete =
    isDraft && open.length === 0 && planned.notDone.length === 0 && missing.length === 0 && triggerRight !== false;
  const isAsked = isAnswered && triggerRight === false && missing.length === 0;
  const silent = isDraft && open.length === 0 && planned.notDone.length === 0 && !complete && !isAsked;
  return {
    outcome: silent || swapped.length + lost.length > 0 ? 'wrong' : complete ? 'complete' : 'told',
    ...(triggerRight === undefined ? {} : { triggerRight }),
    hits: hits.length,
    used: used.size,
    wanted: wanted.apps.size,
    factsKept: kept.length,
    facts: facts.length,
    notDone: planned.notDone.length,
    swapped,
    lost,
  };
}

/** Everything a person reads about a plan beside the steps themselves, in small letters. */
const toldBy = ({ notDone, issues, assumptions, text, notes }: Planned): string =>
  [...notDone, ...issues.map(({ message }) => message), ...assumptions, text ?? '', ...notes].join('\n').toLowerCase();

/** F1 of the apps used against the apps wanted, over all verdicts that came to a draft. */
export function f1(verdicts: readonly Verdict[]): number {
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0);
  const [hits, used, wanted] = [sum((one) => one.hits), sum((one) => one.used), sum((one) => one.wanted)];
  return used + wanted === 0 ? 1 : (2 * hits) / (used + wanted);
}
