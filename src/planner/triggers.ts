import { appsIn, type NamedApp } from './catalog/apps.ts';
import { eventPiece } from './catalog/events.ts';
import type { Undone } from './catalog/undone.ts';
import { type Clause, otherVerbs, toClause, verbs } from './clauses.ts';
import { parseCondition } from './conditions.ts';
import { isRead } from './for-each.ts';
import { base, type Piece } from './pieces.ts';
import type { StepContext } from './step-text.ts';
import type { Span } from './timezones.ts';
import { chatTrigger, errorTrigger, formTrigger, webhookTrigger } from './trigger-general.ts';
import { maskQuoted, toLower } from './words.ts';

/** An event that starts the workflow, and the words that said it. */
export interface ParsedTrigger extends Span {
  /** Undefined where the app named cannot start a workflow. */
  piece: Piece | undefined;
  undone?: Undone;
}

type Kind =
  | 'app'
  | 'error'
  | 'manual'
  | 'form'
  | 'webhook'
  | 'chat'
  | 'github'
  | 'rss'
  | 'sheets'
  | 'teams'
  | 'slack'
  | 'email';

/** Apps meant where nobody names one, because only they have such a thing. */
const implied: Partial<Record<Kind, string>> = {
  github: 'githubTrigger',
  rss: 'rssFeedReadTrigger',
  sheets: 'googleSheetsTrigger',
  teams: 'microsoftTeamsTrigger',
  slack: 'slackTrigger',
  email: 'emailReadImap',
};

/** What names an event. Order decides when two start at the same cue. */
const cores: [Kind, RegExp][] = [
  [
    'error',
    /\berror trigger\b|\b(?:n8n|workflow) (?:errors?|failures?)\b|\b(?:an?|any|your|my|our|another|one of (?:my|our)) (?:other )?workflows? (?:fails|errors|breaks)|(?:an? )?error occurs in (?:a|any|another|one of (?:my|our)) workflows?/,
  ],
  [
    'manual',
    /\b(?:manual(?:ly)?(?: trigger)?|on demand|by hand|i (?:click|press|push|run|start|execute)\b[^,;.]{0,30})/,
  ],
  [
    'form',
    /\bforms?\b(?: (?:is|gets|was) (?:submitted|filled(?: in| out)?|completed|sent|answered)| submissions?(?: (?:comes in|arrives|is received))?| answers?| arrives)?/,
  ],
  ['chat', /\bchat message\b|\b(?:someone|somebody) (?:chats|writes in the chat)\b/],
  [
    'webhook',
    /\bwebhook\b|\bslash commands?\b|\b(?:http|post|get|api) (?:request|call)\b|\bincoming (?:http )?(?:request|call)\b|\b(?:endpoint|url) is (?:called|hit)\b/,
  ],
  [
    'github',
    /\bgithub\b|\b(?:new )?(?:issue|pull request|pr) (?:is |gets )?(?:opened|created|merged)\b|\b(?:stars?|starred|forks?|forked)\b[^,;.]{0,30}\brepo(?:sitory)?\b|\brepo(?:sitory)?\b[^,;.]{0,30}\b(?:stars?|starred|forks?|forked)\b|\b(?:comments?|commented) on (?:an? |the |our |any )?(?:issue|pull request|pr)\b|\bpush(?:es)? to [\w-]+\/[\w.-]+|\bnew (?:issues?|pull requests?|prs?|releases?|commits?) (?:in|on|to) (?:[\w-]+\/|\uE001)/,
  ],
  ['rss', /\brss\b|\bfeed\b|\bnew (?:blog )?(?:post|article|entry|item|episode)s? (?:on|in|at|from|appears?)\b/],
  [
    'sheets',
    /\b(?:new |a )?(?:row|line|entry)s? (?:is |gets |are )?(?:added|appears|inserted|appended|updated|changed)\b|\bnew (?:row|line)s?\b|\b(?:google )?(?:sheet|spreadsheet) (?:is |gets )?(?:updated|changed|changes)\b/,
  ],
  ['teams', /\bteams (?:channel )?message\b|\b(?:message|someone (?:posts|writes))\b[^,;.]{0,40}\bteams\b/],
  [
    'slack',
    /\bslack message\b|\bmessages? (?:is |gets |are )?(?:posted|sent|written|arrives?|appears?|comes? in)\b|\b(?:someone|somebody|anyone) (?:posts|writes|mentions)\b|\bnew messages? in #?/,
  ],
  ['email', /\be-?mails?\b|\bgmail\b|\bmails? (?:arrives|comes|from|with)\b|\bnew mails?\b/],
];
const cue =
  /\b(?:when(?:ever)?|each time|every time|as soon as|once|after|if|upon|on|for (?:every|each|all)|about(?: every| each| all)?(?= new )|every|each|watch|monitor|trigger(?:ed)? (?:by|on|when|from|with|via)|start(?:s|ed)?(?: it)? (?:by|on|when|with)|run(?:s)?(?: it)? (?:on|when)|whenever i|use an?|incoming|new|a|an|with an?)\s/g;
const placeBefore = /^(?:[\p{L}\p{N}#_-]+ ){1,4}?(?:when(?:ever)?|as soon as|(?:every|each) time|once)\s/u;
const opening = /^(?:new |an? |incoming |the )*$/;

/**
 * Finds the event that starts the workflow. The words count only behind a cue ("when", "on", "for every"), so that
 * "add a new row" stays a step. Bounded: looks at the first 40 cues, 160 characters behind each.
 */
export function parseTrigger(text: string, context: StepContext): ParsedTrigger | undefined {
  const mask = toLower(maskQuoted(text));
  const apps = appsIn(context.catalog, text, mask);
  const strong = [...mask.matchAll(cue)].filter((match) => isStrong(match[0], mask.slice(0, match.index)));
  for (const match of strong.slice(0, 40)) {
    const behind = match.index + match[0].length;
    const clause = mask.slice(behind, behind + 160);
    const reach = /[,;]|\.\s| then /.exec(clause)?.index ?? clause.length;
    // "On Slack when …": where it is told.
    if (/^on /.test(match[0]) && placeBefore.test(clause)) continue;
    if (/^for /.test(match[0]) && isRead(`${match[0]}${clause.slice(0, reach)}`)) continue;
    const named = apps.find((app) => app.start >= behind && app.end <= behind + reach);
    const hit = firstCore(
      clause.slice(0, reach),
      match[0].trim(),
      named && { ...named, start: named.start - behind, end: named.end - behind },
    );
    if (
      !hit ||
      (hit.kind !== 'form' &&
        /^an? $/.test(match[0]) &&
        /(?:make|build|create|set up|need|want)(?: me| us)? $/.test(mask.slice(0, match.index)))
    )
      continue;
    return build(hit.kind, text, mask, match.index, behind + hit.end, context, named);
  }
  const items =
    /\b(?:every |all )?new (?:items?|posts?|articles?|entries|episodes?|news) (?:of|from|in|on) \uE001+/.exec(mask);
  if (items) return build('rss', text, mask, items.index, items.index + items[0].length, context);
  const called = /\b(?:through|via|by) (?:a|the|our|my) webhook\b/.exec(mask);
  if (called) return build('webhook', text, mask, called.index, called.index + called[0].length, context);
  const bare = /\b(?:manually|on demand|by hand|manual trigger)\b/.exec(mask);
  return bare ? build('manual', text, mask, bare.index, bare.index + bare[0].length, context) : undefined;
}

/** A verb between the cue and the event: the event is then what the verb acts on. "Get" is how people receive. */
const acting = new RegExp(
  `(?:^| )(?<!\\b(?:an?|the|new|every|each|my|our|some|any|voice|audio|video|text) )(?!get\\b|make\\b|run\\b|do\\b)(?:${verbs}|${otherVerbs}) (?!arrives?\\b|is\\b|was\\b|gets?\\b|comes?\\b|appears?\\b|lands?\\b)`,
);
const verbBefore = new RegExp(`\\b(?:${verbs}) $`);

function isStrong(word: string, before: string): boolean {
  if (/^(?:a|an)\b/.test(word) && /^(?:i|we)? ?(?:need|want|make|build|create|set up)(?: me| us)? $/.test(before))
    return true;
  if (/^(?:a|an|new|incoming|use|with)\b/.test(word)) return opening.test(before) || /(?:;|^|: )\s?$/.test(before);
  return true;
}

function firstCore(clause: string, lead: string, app?: NamedApp): { kind: Kind; end: number } | undefined {
  const weak =
    lead === 'on' || lead === 'if' || lead === 'every' || lead === 'each' || lead === 'after' || lead === 'once';
  let best: { kind: Kind; start: number; end: number } | undefined;
  for (const [kind, pattern] of cores) {
    const found = pattern.exec(clause);
    if (!found || (weak && found.index > 40) || !eventful(kind, clause, found, lead)) continue;
    if (acting.test(clause.slice(0, found.index))) continue;
    if (!best || found.index < best.start - 12) best = { kind, start: found.index, end: found.index + found[0].length };
  }
  const ofApp = best?.kind === 'form' && app?.trigger !== undefined && app.end <= best.start + 1;
  if (
    !app ||
    (best && ownKinds.has(best.kind) && !ofApp) ||
    acting.test(clause.slice(best?.end ?? 0, app.start)) ||
    best?.kind === 'rss'
  )
    return best;
  // "when it is done in Jira" names no event; "new", "is created", "arrives" do.
  const between = best ? clause.slice(best.end, app.start) : '';
  if (best && (app.start > best.end + 40 || actionAhead.test(`${between} `))) return best;
  if (weak && !/^new\b|\b(?:is|are|gets?|was) \w+ed\b|\b(?:arrives?|comes in)\b/.test(clause.slice(0, app.end + 40)))
    return undefined;
  return { kind: 'app', end: Math.max(app.end, best?.end ?? 0) };
}

/** Events of n8n itself: an app named with them is where their data come from or go to. */
const ownKinds = new Set<Kind>(['error', 'manual', 'webhook', 'form', 'chat']);

/** "email" or "form" alone may be the thing to send; it must come, arrive or be new. */
function eventful(kind: Kind, clause: string, found: RegExpExecArray, lead: string): boolean {
  const around = clause.slice(0, found.index + found[0].length + 60);
  if (kind === 'email') {
    const verb = /^(?:please )?(?:send|post|forward|write)\b/.test(clause);
    return (
      !verb &&
      /\b(?:new|arrives?|comes? in|received?|receive|incoming|lands?|get|gets|unread|mail from|in (?:my )?gmail|e-?mails? from)\b/.test(
        around,
      ) &&
      !/contains|subject is/.test(clause.slice(0, found.index))
    );
  }
  if (kind === 'form') return lead !== 'if' || /\b(?:submi|fill|complet|sent)/.test(around);
  if (kind === 'rss')
    return (
      /\b(?:new|item|post|article|entry|updates?|episode|watch|monitor)\b/.test(around) || /watch|monitor/.test(lead)
    );
  if (kind === 'github') return /\b(?:issue|pull|prs?|push|commit|release|star|fork|comment|repo)/.test(clause);
  if (kind === 'webhook')
    return (
      !/^(?:on|if) the status\b/.test(clause) &&
      (found[0].includes('webhook') ||
        !/\b(?:using|via|with|through|by|sends?|makes?) (?:an? )?$/.test(clause.slice(0, found.index)))
    );
  return true;
}

const sentenceEnd = new RegExp(
  `[,;]|\\.(?:\\s|$)|[:!?]\\s| then |->|→| and (?=(?:please )?(?:${verbs})\\b)| (?=(?:if|unless|only if) )`,
);

function build(
  kind: Kind,
  text: string,
  mask: string,
  start: number,
  coreEnd: number,
  context: StepContext,
  app?: NamedApp,
): ParsedTrigger {
  const tail = mask.slice(coreEnd);
  const object = kind !== 'manual' && verbBefore.test(mask.slice(Math.max(0, start - 14), start));
  const stop = object
    ? ((app && kind === 'app'
        ? / (?:to|into|in|on|with|using|as|via|and|by) |[,;]|$/
        : / (?:to|into|in #|via|and|by) |[,;]|$/
      ).exec(tail)?.index ?? 0)
    : (sentenceEnd.exec(tail)?.index ?? tail.length);
  const told =
    kind === 'form' ? / (?:that|which) (?!is |are |gets? |was |asks? |has |have )/.exec(tail.slice(0, stop)) : null;
  const verb = kind === 'manual' || object ? null : actionAhead.exec(tail.slice(0, stop));
  const condition = conditionAt(
    text.slice(coreEnd, coreEnd + (verb?.index ?? stop)),
    tail.slice(0, verb?.index ?? stop),
  );
  const over = complete.exec(mask.slice(start, coreEnd + stop));
  const finished = over && kind !== 'form' ? Math.max(0, start + over.index + over[0].length - coreEnd) : stop;
  let end = coreEnd + Math.min(stop, told?.index ?? stop, verb?.index ?? stop, condition?.start ?? stop, finished);
  const clause = text.slice(start, end);
  if (kind === 'form') {
    const form = formTrigger(clause, text.slice(coreEnd, coreEnd + 1000));
    const listed = coreEnd + form.taken;
    const happened = /^ (?:is|gets?|was|has been) [a-z]+(?: (?:in|out))?/.exec(mask.slice(listed))?.[0].length ?? 0;
    const fillEnd = condition ? end : Math.max(end, form.taken > 0 ? listed + happened : end);
    return { piece: form.piece, ...rest(object, condition, start, fillEnd) };
  }
  if (kind === 'manual' && end - start > 60) end = coreEnd;
  return { ...pieceOf(kind, toClause(clause), text, context, app), ...rest(object, condition, start, end) };
}

/** The event is told to its end and something else begins that is no detail of it. */
const complete =
  /\b(?:called|submitted|arrives?|received|opened|created|added|comes in|posted|hit|updated|completed|triggered|published|appears)\b(?= (?!an?\b|the\b|in\b|on\b|at\b|from\b|to\b|with\b|by\b|of\b|for\b|and\b|or\b|via\b|that\b|which\b|who\b|about\b|containing\b|contains\b|whose\b|where\b|saying\b|into\b|inside\b|as\b|is\b|was\b|gets?\b|or\b|row\b|request\b|then\b|here\b)[a-z])/;

const actionAhead = new RegExp(
  ` (?=(?:please )?(?:${verbs}) (?:it|them|that|this|me|us|the|a|an|all|their|its|to|#|@|\\S+@|everyone|title|link|\\uE001|\\uE002|slack|hello|hi)\\b|(?:${otherVerbs})\\b(?! requests?\\b))`,
);

/** "and the amount is greater than 100" inside the event's words is a condition, not part of the event. */
function conditionAt(text: string, tail: string): { start: number; end: number } | undefined {
  for (const joint of tail.matchAll(/,? (?:and|where|whose|but only when|only when|with(?: an?| the)?) /g)) {
    const end = joint.index + joint[0].length;
    const condition = parseCondition(toClause(`if ${text.slice(end, end + 300)}`));
    // "with name and reason is submitted" lists fields; "with an amount above 1000" compares.
    const compares = condition?.comparisons.every(({ operation }) => /^[gl]te?$|ontains$|With$/.test(operation));
    const happening = condition?.comparisons.some(({ value }) =>
      /^(?:submitted|filled|sent|completed|called|received|created|added|opened|posted)\b/.test(value ?? ''),
    );
    if (condition && !happening && (!joint[0].includes('with') || compares)) return { start: joint.index, end };
  }
  return undefined;
}

/** What the rest of the grammar sees in place of the event: "it" as an object, "if" before a condition. */
function rest(
  object: boolean,
  condition: { start: number; end: number } | undefined,
  start: number,
  end: number,
): Span {
  if (object) return { start, end, replacement: 'it' };
  if (!condition) return { start, end };
  return { start, end: end + condition.end - condition.start, replacement: 'if' };
}

/** The trigger of a kind, or of an app; the reason where there is none. */
export function pieceOf(
  kind: Exclude<Kind, 'form'>,
  clause: Clause,
  request: string,
  context: StepContext,
  app: NamedApp | undefined,
): Pick<ParsedTrigger, 'piece' | 'undone'> {
  switch (kind) {
    case 'webhook':
      return { piece: webhookTrigger(clause.text, request) };
    case 'error':
      return { piece: errorTrigger() };
    case 'chat':
      return { piece: chatTrigger() };
    case 'manual':
      return { piece: { name: 'When started by hand', type: base('manualTrigger'), parameters: {} } };
    default: {
      const type = (kind === 'app' ? undefined : implied[kind]) ?? '';
      const meant = kind === 'app' && app ? app : { name: type, start: -1, end: -1, trigger: base(type) };
      const nodeType = meant.trigger ? context.catalog.get(meant.trigger) : undefined;
      if (!nodeType)
        return { piece: undefined, undone: { reason: app?.action ? 'no-trigger' : 'no-app', app: meant.name } };
      const named = appsIn(context.catalog, clause.text, clause.mask).find(({ name }) => name === meant.name);
      const name = nodeType.displayName.replace(/ Trigger$/, '');
      return { piece: eventPiece(nodeType, named ?? { ...meant, name, start: -1, end: -1 }, clause, context) };
    }
  }
}
