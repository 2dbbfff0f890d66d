import { randomUUID } from 'node:crypto';
import { buttonsOf, type CardNode, linesOfCard } from './demo-card.ts';

export interface ConversationOptions {
  url: string;
  request: string;
  say: (line?: string) => void;
  signal: AbortSignal;
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
  for (const line of told('Rita', request.split('\n'))) say(line);
  let approved = false;
  for await (const entry of entries) {
    if (entry.kind === 'said' || !entry.card) continue;
    if (entry.card.body?.[0]?.text?.startsWith('Working on it')) continue;
    const buttons = buttonsOf(entry.card);
    const approve = buttons.find((each) => each.data?.action === 'approve');
    const link = buttons.find((each) => each.type === 'Action.OpenUrl');
    if (approved && !link && !buttons.some((each) => each.data?.action === 'retry')) continue;
    say();
    for (const line of told('Flowsmith', linesOfCard(entry.card, { locale: 'en-GB' }))) say(line);
    say();
    if (!approve || approved) return;
    const { action, ...value } = approve.data ?? {};
    approved = true;
    say('Rita chooses [ Create switched off ]');
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

/** What somebody says, every line where the first one begins. */
const told = (who: string, lines: string[]): string[] =>
  lines.map((line, index) => `${(index === 0 ? `${who}:` : '').padEnd(11)}${line}`.trimEnd());
