import type { Clause } from '../clauses.ts';
import { fieldsOf, type Missing, type Piece } from '../pieces.ts';

/** What is known of an app's event beyond n8n's description: the data it brings, and filters people say in words. */
export interface KnownEvent {
  name?: string;
  parameters?: Record<string, unknown>;
  yields?: Piece['yields'];
  guard?: Piece['guard'];
  once?: string;
  assumptions?: string[];
  missing?: Missing[];
  said?: string[];
}

interface Changes {
  app: string;
  what: string;
  fields: Record<string, string>;
  text: string;
  /** True in the item of something that is new. */
  created?: string;
  /** Its words are those of the thing. */
  said: string;
  parameters?: Record<string, unknown>;
  once?: string;
}

const newOnes =
  /\b(?:new|incoming|created?s?|added|opened|opens|comes? in|arrives?|submitted|received|report(?:ed|s)?)\b/;
/** Triggers that start on every change of a thing, and what tells that it is a new one; as their sources have it. */
const known: Record<string, Changes> = {
  linearTrigger: {
    app: 'Linear',
    what: 'issue',
    fields: { title: '.data.title', description: '.data.description', link: '.url', url: '.url' },
    text: '{{ $.data.title }}\n{{ $.data.description }}',
    created: '$json.action === "create"',
    said: 'issue bug ticket report',
  },
  trelloTrigger: {
    app: 'Trello',
    what: 'card',
    fields: { name: '.action.data.card.name', title: '.action.data.card.name', list: '.action.data.list.name' },
    text: '{{ $.action.data.card.name }}',
    created: '$json.action.type === "createCard"',
    said: 'card',
  },
  asanaTrigger: {
    app: 'Asana',
    what: 'task',
    fields: {},
    text: '',
    created: '$json.action === "added" && $json.resource.resource_type === "task"',
    said: 'task',
  },
  zendeskTrigger: {
    app: 'Zendesk',
    what: 'ticket',
    fields: {
      subject: '["ticket.title"]',
      title: '["ticket.title"]',
      description: '["ticket.description"]',
      link: '["ticket.url"]',
      requester: '["ticket.requester.name"]',
      email: '["ticket.requester.email"]',
      priority: '["ticket.priority"]',
    },
    text: '{{ $["ticket.title"] }}\n{{ $["ticket.description"] }}',
    parameters: {
      options: {
        fields: ['id', 'title', 'description', 'url', 'priority', 'tags', 'requester.name', 'requester.email'].map(
          (field) => `ticket.${field}`,
        ),
      },
      conditions: { all: [{ resource: 'ticket', field: 'status', operation: 'is', value: 'new' }] },
    },
    once: '={{ $json["ticket.id"] }}',
    said: 'ticket issue request',
  },
  jiraTrigger: {
    app: 'Jira',
    what: 'issue',
    fields: {
      title: '.issue.fields.summary',
      summary: '.issue.fields.summary',
      description: '.issue.fields.description',
      key: '.issue.key',
    },
    text: '{{ $.issue.key }}: {{ $.issue.fields.summary }}\n{{ $.issue.fields.description }}',
    said: '',
  },
};

/** A trigger of the kind above: new ones only where new ones were said. Nothing for other triggers. */
export function changedThing(short: string, { mask }: Clause): KnownEvent {
  const found = Object.hasOwn(known, short) ? known[short] : undefined;
  if (!found) return {};
  const { app, what, fields, text, created, said, parameters, once } = found;
  const yields: NonNullable<Piece['yields']> = { base: '', what, fields: fieldsOf(fields), ...(text ? { text } : {}) };
  const isOther =
    /\b(?:comments?|updated?s?|changed?s?|moved?s?|archived?|assigned|completed?|done|closed?s?|solved|projects?|cycles?|labels?)\b/;
  if (said === '') return { yields };
  if (!newOnes.test(mask) || isOther.test(mask)) return {};
  return {
    name: `New ${what} in ${app}`,
    yields,
    said: [
      `${said} new incoming created create creates added add opened opens arrives arrive submitted received reported comes`,
    ],
    ...(parameters ? { parameters } : {}),
    ...(once ? { once } : {}),
    ...(created ? { guard: { name: 'New?', expression: `={{ ${created} }}` } } : {}),
  };
}
