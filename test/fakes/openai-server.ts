import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model server was asked; only what tests look at. */
export interface RecordedRequest {
  path: string;
  authorization: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string | null; tool_call_id?: string; tool_calls?: unknown[] }[];
    prompt_cache_key?: string;
    tools?: { function: { name: string; parameters: unknown } }[];
  };
}

/** One scripted answer of the model server. */
export type Reply =
  | { tool: string; args: unknown }
  /** Several tool calls in one message; a string is sent as it is, even if it is no JSON. */
  | { tools: { tool: string; args: unknown }[] }
  | { text: string }
  | { refusal: string }
  | { finish: 'content_filter' | 'length'; text?: string }
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** Any body with status 200, e.g. a proxy's HTML. */
  | { raw: string; contentType?: string }
  | { hang: true }
  /** Headers and the first bytes come, then nothing. */
  | { stall: true }
  | { reset: true };

export type Script = Reply[] | ((request: RecordedRequest, index: number) => Reply | Promise<Reply>);

export interface OpenAiServer extends AsyncDisposable {
  /** What to give as OPENAI_BASE_URL. */
  baseUrl: string;
  requests: RecordedRequest[];
  /** Replaces the script and starts it from the beginning; recorded requests stay. */
  setScript(script: Script): void;
  /** The models it lists. */
  setModels(names: readonly string[]): void;
}

/**
 * An OpenAI-compatible server on loopback that plays a script. A list is played once; after its end every call gets
 * status 500. Each answer counts 100 prompt and 20 completion tokens.
 */
export async function createOpenAiServer(script: Script = []): Promise<OpenAiServer> {
  let current = script;
  let position = 0;
  let models: readonly string[] = [];
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const recorded = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: text ? JSON.parse(text) : {},
    } as RecordedRequest;
    requests.push(recorded);
    if (recorded.path.endsWith('/models'))
      return send(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
    const index = position;
    position += 1;
    const reply = typeof current === 'function' ? await current(recorded, index) : (current[index] ?? { status: 500 });
    if (!recorded.path.endsWith('/chat/completions')) return send(response, 404, { error: { message: 'not found' } });
    if ('hang' in reply) return;
    if ('stall' in reply) {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id": "completion", ');
      return;
    }
    if ('reset' in reply) {
      request.socket.destroy();
      return;
    }
    if ('raw' in reply) {
      response.writeHead(200, { 'content-type': reply.contentType ?? 'application/json' }).end(reply.raw);
      return;
    }
    if ('status' in reply)
      return send(
        response,
        reply.status,
        reply.body ?? { error: { message: 'scripted', type: 'scripted' } },
        reply.headers,
      );
    send(response, 200, completion(recorded.body.model, reply, index));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    setScript(next) {
      current = next;
      position = 0;
    },
    setModels(names) {
      models = names;
    },
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** An answer in the shape of Chat Completions; what servers of other makes leave out or add is laid over it. */
export function completion(model: string, reply: Reply, index: number): Record<string, unknown> {
  const calls = 'tools' in reply ? reply.tools : 'tool' in reply ? [reply] : [];
  const toolCalls = calls.map(({ tool, args }, place) => ({
    id: `call_${index}_${place}`,
    type: 'function',
    function: { name: tool, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
  const message = {
    role: 'assistant',
    content: 'text' in reply ? (reply.text ?? null) : null,
    refusal: 'refusal' in reply ? reply.refusal : null,
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
  const finish = 'finish' in reply ? reply.finish : toolCalls.length > 0 ? 'tool_calls' : 'stop';
  return {
    id: `completion-${index}`,
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, finish_reason: finish, message, logprobs: null }],
    usage: {
      prompt_tokens: 100,
      prompt_tokens_details: { cached_tokens: 25 },
      completion_tokens: 20,
      total_tokens: 120,
    },
  };
}
