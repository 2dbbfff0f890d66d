import { randomUUID } from 'node:crypto';
import { buttonsOf, type CardNode, linesOfCard } from './demo-card.ts';

export interface ConversationOptions {
  url: string;
  request: string;
  say: (line?: string) => void;
  signal: AbortSignal;
  /** Whether a rehearsal follows the card: then nobody presses anything before it is there. */
  rehearses: boolean;
  /** How long all of it may take [3 minutes]. */
  timeoutMs?: number;
}

interface Entry {
  id: string;
  kind: 'said' | 'posted' | 'private';
  text: string;
  card?: CardNode;
  /** Nothing followed it for a while. */
  last?: boolean;
}

const usualTimeoutMs = 180_000;
const rehearsalMs = 20_000;

/**
 * One whole conversation through the playground's own doors, told in the terminal: request → card → approve → link; at
 * last what it would send, where that was rehearsed. Ends when `signal` says so, and after three minutes of nothing;
 * nothing of it runs on afterwards.
 */
export async function runConversation(options: ConversationOptions): Promise<void> {
  const { signal: stopped, say, timeoutMs = usualTimeoutMs } = options;
  const over = new AbortController();
  const late = setTimeout(() => over.abort(), timeoutMs);
  try {
    await play({ ...options, signal: AbortSignal.any([stopped, over.signal]) });
  } catch (error) {
    if (stopped.aborted) return;
    if (!over.signal.aborted) throw error;
    say('Nothing more came for three minutes: look at it in the playground.');
  } finally {
    clearTimeout(late);
    // Whatever is still being read belongs to nobody from here on.
    over.abort();
  }
}

/** Who presses: whoever asked; where the policy lets only others approve, the other one of the playground. */
const pressing = [
  { id: 'rita', name: 'Rita' },
  { id: 'alex', name: 'Alex' },
];

async function play({ url, request, say, signal, rehearses }: ConversationOptions): Promise<void> {
  const conversation = `demo-${randomUUID().slice(0, 8)}`;
  const entries = readEntries(`${url}/playground/events?conversation=${conversation}`, signal);
  await post(`${url}/playground/messages`, {
    id: randomUUID(),
    text: request,
    person: 'rita',
    conversation,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  for (const line of told('Rita', request.split('\n'))) say(line);
  const left = [...pressing];
  let chosen: { id: string; data: NonNullable<CardNode['data']> } | undefined;
  let shown = '';
  let rehearsal: string[] = [];
  async function press(): Promise<void> {
    const person = left.shift();
    if (!chosen || !person) return;
    const { action, ...value } = chosen.data;
    say(`${person.name} chooses [ Create switched off ]`);
    const body = { id: randomUUID(), action, value, message: chosen.id, person: person.id, conversation };
    await post(`${url}/playground/actions`, body);
  }
  for await (const entry of rehearses ? withPatience(entries) : entries) {
    // A refusal: only whoever pressed gets to see it there.
    if (entry.kind === 'private' && chosen && !entry.last) {
      say();
      for (const line of told('Flowsmith', entry.text.split('\n'))) say(line);
      say();
      if (left.length === 0) return;
      await press();
      continue;
    }
    if (entry.kind === 'said' || !entry.card) continue;
    if (entry.card.body?.[0]?.text?.startsWith('Working on it')) continue;
    const buttons = buttonsOf(entry.card);
    const approve = buttons.find((each) => each.data?.action === 'approve');
    const link = buttons.find((each) => each.type === 'Action.OpenUrl');
    if (chosen && !link && !buttons.some((each) => each.data?.action === 'retry')) continue;
    const lines = linesOfCard(entry.card, { locale: 'en-GB' });
    if (lines.join() !== shown) {
      say();
      for (const line of told('Flowsmith', lines)) say(line);
      say();
    }
    shown = lines.join();
    if (!approve?.data || chosen) {
      // The card of the draft once more, where another may still choose.
      if (approve && chosen) continue;
      if (chosen && rehearsal.length > 0) for (const line of told('n8n', rehearsal)) say(line);
      return;
    }
    const at = lines.findIndex((line) => isAboutRehearsal(line));
    if (rehearses && at < 0 && !entry.last) continue;
    // "Exactly this" is what the line before says.
    if (at >= 0)
      rehearsal = /exactly/.test(lines[at] ?? '') ? lines.slice(at - 1, at + 1) : lines.slice(at).filter(isOfRehearsal);
    chosen = { id: entry.id, data: approve.data };
    await press();
  }
}

/** How a card begins to tell of a rehearsal. */
const isAboutRehearsal = (line: string): boolean => /^(?:Rehearsed in n8n|Not rehearsed)/.test(line);

const isOfRehearsal = (line: string): boolean => line.startsWith('•') || isAboutRehearsal(line);

/** The newest entry once more, where nothing followed it for a while: it stays as it is. */
async function* withPatience(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  const iterator = entries[Symbol.asyncIterator]();
  const read = () => {
    const coming = iterator.next();
    // Nobody waits for it any more when the conversation ends before it comes.
    coming.catch(() => {});
    return coming;
  };
  let newest: Entry | undefined;
  let next = read();
  for (;;) {
    const timer = Promise.withResolvers<'late'>();
    const timeout = setTimeout(() => timer.resolve('late'), rehearsalMs);
    const got = await Promise.race([next, timer.promise]);
    clearTimeout(timeout);
    if (got === 'late') {
      if (newest) yield { ...newest, last: true };
      newest = undefined;
    } else if (got.done) return;
    else {
      newest = got.value;
      next = read();
      yield got.value;
    }
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
