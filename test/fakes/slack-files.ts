/** One uploaded file, as far as it got. */
export interface SlackFile {
  id: string;
  name: string;
  /** Bytes announced. */
  length: number;
  altText: string;
  /** What arrived at the upload address. */
  content?: Buffer;
  complete: boolean;
  /** Channels it was shared to; a private file has none. */
  channels: string[];
}

type Answer = Record<string, unknown>;

/** Slack's files as Flowsmith uses them: an address is asked for, the content goes there, the upload is completed. */
export function createSlackFiles(origin: () => string) {
  const files = new Map<string, SlackFile>();
  const state = {
    files,
    /** How many messages that show a file are refused before Slack has "finished" taking it in; per file. */
    slowness: 0,
    refusals: new Map<string, number>(),
  };

  const methods: Record<string, (args: Answer) => Answer> = {
    'files.getUploadURLExternal': (args) => {
      const length = Number(args['length']);
      if (!args['filename'] || !(length > 0)) return { ok: false, error: 'invalid_arguments' };
      const id = `F0FILE${files.size + 1}`;
      const file = { id, name: String(args['filename']), length, altText: String(args['alt_text'] ?? '') };
      files.set(id, { ...file, complete: false, channels: [] });
      return { ok: true, file_id: id, upload_url: `${origin()}/upload/${id}` };
    },
    'files.completeUploadExternal': (args) => {
      const wanted = args['files'] as { id: string; title?: string }[];
      for (const { id } of wanted) {
        const file = files.get(id);
        if (!file?.content || file.content.length !== file.length) return { ok: false, error: 'file_not_found' };
        file.complete = true;
        if (args['channel_id']) file.channels.push(String(args['channel_id']));
      }
      return { ok: true, files: wanted.map(({ id, title = '' }) => ({ id, title })) };
    },
  };

  /** Takes the content as the SDK sends it: a form with one binary part. */
  async function receive(id: string, body: Buffer, contentType: string): Promise<number> {
    const file = files.get(id);
    if (!file) return 404;
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    const [part] = [...form.values()];
    if (!(part instanceof Blob)) return 400;
    file.content = Buffer.from(await part.arrayBuffer());
    return 200;
  }

  /** What Slack says about a message whose blocks show files; undefined when it takes it. */
  function problemOf(blocks: unknown): Answer | undefined {
    for (const block of Array.isArray(blocks) ? (blocks as { slack_file?: { id: string } }[]) : []) {
      const id = block.slack_file?.id;
      if (id === undefined) continue;
      const refused = state.refusals.get(id) ?? 0;
      if (files.get(id)?.complete && refused >= state.slowness) continue;
      state.refusals.set(id, refused + 1);
      return { ok: false, error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] invalid slack file'] } };
    }
    return undefined;
  }

  return Object.assign(state, { methods, receive, problemOf });
}
export type SlackFiles = ReturnType<typeof createSlackFiles>;
