import { randomUUID } from 'node:crypto';

export interface ConversationOptions {
  url: string;
  request: string;
  say: (line?: string) => void;
  signal: AbortSignal;
}

interface CardNode {
  type: string;
  text?: string;
  title?: string;
  url?: string;
  data?: { action?: string } & Record<string, unknown>;
  facts?: { title: string; value: string }[];
  body?: CardNode[];
  items?: CardNode[];
  actions?: CardNode[];
}
interface Entry {
  id: string;
  kind: 'said' | 'posted' | 'private';
  text: string;
  card?: CardNode;
}

const timeoutMs = 180_000;

/** One whole conversation through the playground's own doors, told in the terminal: request → card → approve → link. */
export async function runConversation({ url, request, say, signal }: ConversationOptions): Promise<void> {
  const conversation = `demo-${randomUUID().slice(0, 8)}`;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const entries = readEntries(`${url}/playground/events?conversation=${conversation}`, deadline);
  await post(`${url}/playground/messages`, {
    id: randomUUID(),
    text: request,
    person: 'rita',
    conversation,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  say(`Rita:      ${request}`);
  let approved = false;
  for await (const entry of entries) {
    if (entry.kind === 'said' || !entry.card) continue;
    if (entry.card.body?.[0]?.text?.startsWith('Working on it')) continue;
    const buttons = actionsOf(entry.card);
    const approve = buttons.find((each) => each.data?.action === 'approve');
    const link = buttons.find((each) => each.type === 'Action.OpenUrl');
    if (approved && !link && !buttons.some((each) => each.data?.action === 'retry')) continue;
    say();
    for (const [index, line] of linesOf(entry.card).entries())
      say(`${index === 0 ? 'Flowsmith: ' : '           '}${line}`);
    if (buttons.length > 0) say(`           ${buttons.map((each) => `[ ${each.title} ]`).join(' ')}`);
    if (link) say(`           ${link.title}: ${link.url}`);
    say();
    if (!approve || approved) return;
    const { action, ...value } = approve.data ?? {};
    approved = true;
    say('Rita presses [ Create ]');
    await post(`${url}/playground/actions`, {
      id: randomUUID(),
      action,
      value,
      message: entry.id,
      person: 'rita',
      conversation,
    });
  }
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
}

/** Entries as they appear or change. */
async function* readEntries(url: string, signal: AbortSignal): AsyncGenerator<Entry> {
  const response = await fetch(url, { signal });
  let buffered = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    buffered += decoder.decode(chunk, { stream: true });
    const events = buffered.split('\n\n');
    buffered = events.pop() ?? '';
    for (const event of events) {
      const data = /^event: entry\ndata: (.*)$/m.exec(event)?.[1];
      if (data) yield JSON.parse(data) as Entry;
    }
  }
}

function actionsOf(card: CardNode): CardNode[] {
  return [...(card.actions ?? []), ...[...(card.body ?? []), ...(card.items ?? [])].flatMap(actionsOf)];
}

/** The card's words, unescaped from the Markdown that Adaptive Cards read. */
function linesOf(card: CardNode): string[] {
  const own = [card.text, ...(card.facts ?? []).map((fact) => `${fact.title}: ${fact.value}`)].filter(
    (line) => line !== undefined,
  );
  const below = [...(card.body ?? []), ...(card.items ?? [])].flatMap(linesOf);
  return [...own.map((line) => line.replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')), ...below];
}
