import { type DraftView, draftCard } from '#src/cards/draft-card.ts';
import { either, type Language } from '#src/language/language.ts';
import { takes } from '#src/language/takes.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { compile } from '#src/workflow/compile.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { error, toMessage, warning } from '#src/workflow/issues.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import { catalog, standUp } from '../example-drafts.ts';
import { rehearsedViews } from '../rehearsed-cards.ts';
import { branch, type State, simple, slack, viewOf } from './view.ts';

const channel = { node: 'Post to #team', path: 'parameters.channelId' };
const notSaid = error('not-said', { ask: 'slackChannel', channel: '' }, channel);
const sheet = error('not-said', { ask: 'sheet', channel: '' }, { node: 'Add a row', path: 'parameters.documentId' });
const named: Issue = {
  ...error(
    'named-not-chosen',
    { node: 'Post to #team', parameter: 'Channel', key: 'channelId', app: 'Slack', word: 'sales' },
    channel,
  ),
  choices: ['sales-europe', 'sales-us', 'sales-partners'].map((name) => ({ name, value: `C0${name}`, from: 'n8n' })),
};
const code = { what: 'code', place: ['Sum up'], reached: null } as const;
const deletes = { need: 2, from: 'finance', what: 'deletes', node: 'Clean up' } as const;
const needsTwo = warning('needs-approvals', { demands: [{ need: 2, from: 'finance' }], because: [deletes] });
const options = ['Sales', 'Support'].map((name) => ({ id: name, name, type: 'slackApi' }));

const asked = (language: Language, issues: Issue[], given = simple): DraftView =>
  given(language, { issues, needs: placeholdersOf(issues, language) });
const asSaid = (language: Language): Required<Pick<DraftView, 'rehearsed'>> => ({
  rehearsed: { heading: wordsIn(language).rehearsal.asSaid, lines: [], findings: [] },
});
function waits(language: Language, names: string[], sofar: string[] = []): DraftView {
  const view = simple(language, { issues: [needsTwo] });
  const so = sofar.length > 0 ? [wordsIn(language).engine.reach.approvedSoFar(sofar.join(', '))] : [];
  return { ...view, waitsFor: either(view.reader.locale, names), takes: [takes(deletes, language), ...so] };
}

const weekly = { field: 'weeks', weeksInterval: 1 };
/** The same at seven, which says something else. */
const earlier: Draft = {
  ...standUp,
  nodes: standUp.nodes.map((node) =>
    node.type.endsWith('scheduleTrigger')
      ? {
          ...node,
          parameters: {
            rule: { interval: [{ ...weekly, triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 7, triggerAtMinute: 0 }] },
          },
        }
      : { ...node, parameters: { ...node.parameters, text: 'Stand-up in 10 minutes' } },
  ),
};
/** What it changes, in words. */
export const differenceIn = (language: Language): string[] =>
  describeDiff(diffWorkflows(compile(earlier, { catalog }), compile(standUp, { catalog })), catalog, language);
const change = (language: Language, wasPublished: boolean, notLive?: string[]): DraftView =>
  simple(language, {
    changes: { wasPublished, ...(notLive ? { notLive } : {}) },
    difference: differenceIn(language),
  });

/** Twelve steps, one behind the other. */
const long: Draft = {
  ...standUp,
  name: 'Twelve posts',
  nodes: [
    ...standUp.nodes.slice(0, 1),
    ...Array.from({ length: 12 }, (_, at) => ({
      ...(standUp.nodes[1] as Draft['nodes'][number]),
      name: `Post ${at + 1}`,
    })),
  ],
  connections: Array.from({ length: 12 }, (_, at) => ({
    ...{ from: at === 0 ? 'Weekdays' : `Post ${at}`, to: `Post ${at + 1}`, output: 0, input: 0, kind: 'main' as const },
  })),
};

const assumed = ['Europe/Berlin', '#team'];

/** A draft somebody may decide about, and what keeps it from being decided. */
export const drafts = {
  draft: (language) => draftCard(simple(language, asSaid(language))),
  'draft that decides': (language) => draftCard(branch(language)),
  'draft of twelve steps': (language) => draftCard(viewOf(long, language)),
  'draft with a question': (language) => draftCard(asked(language, [notSaid])),
  'draft with two questions': (language) => draftCard(asked(language, [notSaid, sheet], branch)),
  'draft with a list to pick from': (language) => draftCard(asked(language, [named])),
  'draft with something not done': (language) =>
    draftCard(simple(language, { issues: [error('not-done', { words: ['except on holidays'] })] })),
  'draft with something left out': (language) =>
    draftCard(simple(language, { issues: [warning('left-out', { words: ['except on holidays'] })] })),
  'draft without a credential': (language) => draftCard(simple(language, { credentials: [{ ...slack, options: [] }] })),
  'draft with credentials to choose from': (language) =>
    draftCard(simple(language, { credentials: [{ ...slack, options }] })),
  'draft whose credentials n8n did not tell': (language) => draftCard(simple(language, { credentials: [slack] })),
  'draft the policy refuses': (language) =>
    draftCard(simple(language, { issues: [error('denied-code', { reason: code })] })),
  'draft that waits for one': (language) => draftCard(simple(language, { waitsFor: 'Bo' })),
  'draft that waits for two': (language) => draftCard(waits(language, ['Bo', 'Mia'])),
  'draft one of two has approved': (language) => draftCard(waits(language, ['Mia'], ['Bo'])),
  'draft of a model': (language) => draftCard(simple(language, { byModel: true, modelAssumed: assumed })),
  'draft somebody else worded too': (language) =>
    draftCard(
      simple(language, {
        alsoBy: ['Ben'],
        difference: differenceIn(language),
        earlierUrl: 'https://acme.slack.com/archives/C1/p1',
      }),
    ),
  'draft not checked against this n8n': (language) =>
    draftCard(simple(language, { checkedAgainst: { kind: 'core', n8nVersion: '2.40.7' } })),
  'draft that can be tested': (language) => draftCard(simple(language, { ...asSaid(language), testable: true })),
  'draft not rehearsed': (language) =>
    draftCard(
      simple(language, { rehearsed: { heading: wordsIn(language).rehearsal.skipped.busy, lines: [], findings: [] } }),
    ),
  'draft that failed in a rehearsal': (language) => {
    const failed = toMessage(
      error('rehearsal-step-fails', { node: 'Post to #team', message: 'not_in_channel' }),
      language,
    );
    const { rehearsed } = asSaid(language);
    return draftCard(
      simple(language, {
        rehearsed: {
          ...rehearsed,
          heading: wordsIn(language).rehearsal.heading('“Weekdays”'),
          lines: [],
          findings: [failed],
          failed,
        },
      }),
    );
  },
  'draft rehearsed': (language) => draftCard(rehearsedViews(branch(language)).new),
  'draft rehearsed, with a finding': (language) => draftCard(rehearsedViews(branch(language)).finding),
  'change of what is live': (language) => draftCard(change(language, true)),
  'change of what is off': (language) => draftCard(change(language, false)),
  'change that takes edits along': (language) => draftCard(change(language, true, differenceIn(language).slice(0, 1))),
  'change too long for its card': (language) =>
    draftCard({
      ...change(language, true),
      difference: Array.from({ length: 8 }, () => differenceIn(language)).flat(),
      differenceCut: true,
    }),
  'change rehearsed': (language) => draftCard(rehearsedViews(branch(language)).change),
} satisfies Record<string, State>;
