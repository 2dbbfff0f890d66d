import { type FastifyInstance, fastify } from 'fastify';
import { createKey } from '#src/api/keys.ts';
import { registerApi } from '#src/api/routes.ts';
import type { ActionId, ActionValue, InboundEvent } from '#src/chat/inbound.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { runTurn } from '#src/engine/engine.ts';
import { createInbox } from '#src/engine/intake/inbox.ts';
import { laneOf } from '#src/engine/intake/lane.ts';
import { createHome } from '#src/engine/manage/home.ts';
import { createForms } from '#src/engine/shown/forms.ts';
import type { PlatformName } from '#src/model/chat.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { createMemoryPictures } from './pictures.ts';

/** Who looks at what. */
export interface Subject {
  platform: PlatformName;
  /** The platform's id of the tenant. */
  tenant: string;
  person: string;
  approver: string;
  admin: string;
  workflow: { id: string; name: string };
  /** An open one, and one that was created. */
  draft: string;
  made: string;
}

/** Something somebody sees or asks for. `prepare` is what comes before; what it returns is the page or verb itself. */
export interface Page {
  name: string;
  prepare(subject: Subject): Promise<() => Promise<unknown>>;
}

const words: [name: string, text: (subject: Subject) => string][] = [
  ['help', () => 'help'],
  ['list', () => 'list'],
  ['list all', () => 'list all'],
  ['waiting', () => 'waiting'],
  ['link', () => 'link'],
  ['show <name>', ({ workflow }) => `show ${workflow.name}`],
  ['explain <name>', ({ workflow }) => `explain "${workflow.name}"`],
  ['history of <name>', ({ workflow }) => `history of "${workflow.name}"`],
  ['executions of <name>', ({ workflow }) => `executions of "${workflow.name}"`],
  ['publish <name>', ({ workflow }) => `publish "${workflow.name}"`],
  ['unpublish <name>', ({ workflow }) => `unpublish "${workflow.name}"`],
  ['delete <name>', ({ workflow }) => `delete "${workflow.name}"`],
  ['run <name>', ({ workflow }) => `run "${workflow.name}"`],
  ['retry <name>', ({ workflow }) => `retry "${workflow.name}"`],
  ['restore <name>', ({ workflow }) => `restore "${workflow.name}"`],
  ['a name that is not quite it', ({ workflow }) => `show workflow ${workflow.name.slice(0, -4)}`],
  ['a name that nothing has', () => 'show workflow "zebra crossing"'],
  ['a request, planned', () => 'every weekday at 9 post "Standup!" to #team in Slack'],
];
const clicks: [name: string, action: ActionId, value: (subject: Subject) => ActionValue][] = [
  ['click: draft card', 'show', ({ draft: draftId }) => ({ draftId })],
  ['click: card of what was created', 'show', ({ made: draftId }) => ({ draftId })],
  ['click: changes', 'changes', ({ draft: draftId }) => ({ draftId, revision: 1 })],
  ['click: workflow card', 'show', ({ workflow }) => ({ workflowId: workflow.id })],
  ['click: history', 'history', ({ workflow }) => ({ workflowId: workflow.id, page: 0 })],
  ['click: undo', 'undo', ({ workflow, made: draftId }) => ({ workflowId: workflow.id, draftId, revision: 1 })],
  ['click: next page of the list', 'list', () => ({ choice: 1, page: 1 })],
  ['click: next page of what waits', 'waiting', () => ({ choice: 0, page: 1 })],
  ['click: account links', 'links', () => ({ page: 0 })],
];
const addresses: [name: string, path: (subject: Subject) => string][] = [
  ['GET workflows', () => '/api/v1/workflows'],
  ['GET workflows, page 3', () => '/api/v1/workflows?page=2&limit=10'],
  ['GET workflows?name=', () => '/api/v1/workflows?name=weather&limit=10'],
  ['GET workflows?mine=', () => '/api/v1/workflows?mine=true&limit=10'],
  ['GET workflow', ({ workflow }) => `/api/v1/workflows/${workflow.id}`],
  ['GET draft, open', ({ draft }) => `/api/v1/drafts/${draft}`],
  ['GET draft, created', ({ made }) => `/api/v1/drafts/${made}`],
  ['GET templates', () => '/api/v1/templates'],
  ['GET audit', () => '/api/v1/audit'],
  ['GET audit, deep down', () => '/api/v1/audit?before=2000'],
  ['GET audit?subject=', ({ made }) => `/api/v1/audit?subject=${made}`],
];

/** Every page and verb of chat, Home and REST on these parts. Whoever asks over HTTP asks with a key of each kind. */
export async function openPages(context: EngineContext): Promise<{ pages: Page[] } & AsyncDisposable> {
  const { store, log } = context;
  const inbox = createInbox({ store, queues: context.queues, log, follow: context.follow });
  const app: FastifyInstance = fastify();
  await registerApi(app, { context, inbox, pictures: createMemoryPictures(), home: '/docs' });
  await app.ready();
  const key = await createKey(store, `pages-${crypto.randomUUID()}`, ['read', 'audit']);
  const operator = await createKey(store, `pages-${crypto.randomUUID()}`, ['read', 'audit', 'operator']);
  const home = createHome(context);
  const forms = createForms(store);
  const by = ({ platform, tenant }: Subject, person: string) => ({
    platform,
    tenant,
    person: { id: person, name: person },
  });
  const pages: Page[] = [
    ...(['person', 'approver'] as const).map((who) => ({
      name: `Home of a ${who}`,
      prepare: async (subject: Subject) => () => home.read(by(subject, subject[who])),
    })),
    ...words.map(([name, text]) => ({
      name,
      prepare: (subject: Subject) =>
        prepareTurn(context, subject, { kind: 'message', text: text(subject), via: 'direct' }),
    })),
    ...clicks.map(([name, action, value]) => ({
      name,
      prepare: (subject: Subject) => {
        const card = { platform: subject.platform, address: { card: 1 } };
        return prepareTurn(context, subject, { kind: 'action', action, value: value(subject), card });
      },
    })),
    {
      name: 'dialog of a draft',
      prepare: async (subject) => () =>
        forms.find('change', { draftId: subject.draft, revision: 1 }, by(subject, subject.person)),
    },
    {
      name: 'accepting a message',
      prepare: async (subject) => () =>
        inbox.accept(toEvent(subject, { kind: 'message', text: 'help', via: 'direct' })),
    },
    ...addresses.flatMap(([name, path]) =>
      [key, operator].map((token) => ({
        name: token === key ? name : `${name}, operator`,
        prepare: async (subject: Subject) => async () => {
          const answer = await app.inject({ url: path(subject), headers: { authorization: `Bearer ${token}` } });
          if (answer.statusCode >= 500)
            throw new Error(`${path(subject)} answered ${answer.statusCode}: ${answer.body}`);
          return answer.statusCode;
        },
      })),
    ),
  ];
  return { pages, [Symbol.asyncDispose]: () => app.close() };
}

type Said = Pick<Extract<InboundEvent, { kind: 'message' }>, 'kind' | 'text' | 'via'>;
type Clicked = Pick<Extract<InboundEvent, { kind: 'action' }>, 'kind' | 'action' | 'value' | 'card'>;

/** In a conversation of its own: whatever became of the one before. */
function toEvent({ platform, tenant, approver }: Subject, what: Said | Clicked): InboundEvent {
  return {
    dedupeKey: crypto.randomUUID(),
    tenant: { id: tenant },
    conversation: { platform, key: crypto.randomUUID(), address: { channel: 'D1' } },
    person: { id: approver, name: 'Ann' },
    locale: 'en-US',
    ...what,
  };
}

/** The event as it was taken in; then its whole turn. A turn that was not answered throws. */
async function prepareTurn(
  context: EngineContext,
  subject: Subject,
  what: Said | Clicked,
): Promise<() => Promise<void>> {
  const event = toEvent(subject, what);
  const id = crypto.randomUUID();
  // Whatever turns out to need the planner runs through here as well.
  const lane = what.kind === 'message' ? 'plan' : laneOf(event);
  const line = { lane, perPerson: 1_000_000, perTenant: 1_000_000 };
  await acceptEvent(context.store.fork(), id, event, undefined, line);
  return async () => {
    const result = await runTurn(context, { kind: 'turn', id, attempt: 1, signal: new AbortController().signal });
    if (result !== 'done') throw new Error(`the turn has to wait: ${JSON.stringify(result)}`);
  };
}
