import { nextTs } from './slack-requests.ts';

type Body = Record<string, unknown>;

/** A message that one person sees; no API call can read or rewrite it. */
export interface EphemeralMessage {
  channel: string;
  /** Empty where it came through a response URL: Slack knows who that is, we do not. */
  user: string;
  text: string;
  blocks: unknown[];
  ts: string;
}

export interface ResponseUrlParts {
  /** Posts for everybody; returns where. */
  post(message: Body): { ts: string };
  rewrite(key: string, message: Body): void;
  /** What Slack would refuse about it. */
  invalid(message: Body): Body | undefined;
  problems: string[];
}

/** Response URLs of commands and clicks, good for five calls each, and the private messages they and the API make. */
export function createResponseUrls({ post, rewrite, invalid, problems }: ResponseUrlParts) {
  const urls = new Map<string, { channel: string; ts?: string; uses: number }>();
  const ephemerals: EphemeralMessage[] = [];

  function whisper(channel: string, user: string, body: Body): EphemeralMessage {
    const message = { channel, user, text: '', blocks: [], ts: nextTs() };
    ephemerals.push(message);
    return write(message, body);
  }

  /** Rewrites the message the URL came with. A private one stays private. */
  function replace(target: { channel: string; ts: string }, body: Body): void {
    const seenByOne = ephemerals.find(({ ts }) => ts === target.ts);
    if (seenByOne && body['response_type'] !== 'ephemeral')
      problems.push('a private message must be replaced by a private one');
    if (seenByOne) write(seenByOne, body);
    else rewrite(`${target.channel}:${target.ts}`, body);
  }

  return {
    ephemerals,
    whisper,
    /** A new one; `ts` is the message it came with. */
    add(channel: string, ts?: string): string {
      const id = crypto.randomUUID();
      urls.set(id, { channel, uses: 0, ...(ts ? { ts } : {}) });
      return id;
    },
    use(id: string, body: Body): [status: number, answer: Body] {
      const target = urls.get(id);
      if (!target || target.uses >= 5) return [404, { ok: false, error: target ? 'used_url' : 'expired_url' }];
      const problem = invalid(body);
      if (problem) return [400, problem];
      target.uses += 1;
      const { channel, ts } = target;
      if (body['replace_original'] === true && ts) replace({ channel, ts }, body);
      else if (body['response_type'] === 'in_channel') target.ts = post({ ...body, channel }).ts;
      else whisper(channel, '', body);
      return [200, { ok: true }];
    },
  };
}

function write(message: EphemeralMessage, body: Body): EphemeralMessage {
  return Object.assign(message, { text: String(body['text'] ?? ''), blocks: (body['blocks'] as unknown[]) ?? [] });
}
