import { describe, expect, it } from 'vitest';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { catalog, planWords, set, steps } from '../plan-words.ts';

const drive = 'googleDriveTrigger googleDrive';
const loaded = (store: string, maker = 'OpenAi') => `vectorStore${store} embeddings${maker} documentDefaultDataLoader`;

describe.skipIf(!catalog)('what is put into a store that is searched', () => {
  it.each([
    [
      'When a new file is added to Google Drive, index it into Pinecone with OpenAI embeddings',
      `${drive} ${loaded('Pinecone')}`,
    ],
    [
      'When a file is uploaded to Google Drive, add it to our Qdrant vector store so that it can be searched',
      `${drive} ${loaded('Qdrant')}`,
    ],
    [
      'Automatically indexes new Google Drive files into Qdrant using OpenAI embeddings.',
      `${drive} ${loaded('Qdrant')}`,
    ],
    [
      'Ingest new files from OneDrive into Milvus with Mistral embeddings',
      `microsoftOneDriveTrigger microsoftOneDrive ${loaded('Milvus', 'MistralCloud')}`,
    ],
    [
      'When someone fills out a form with a file, store it in PGVector with embeddings',
      `formTrigger ${loaded('PGVector')}`,
    ],
    [
      'When a page is added to a Notion database, index it into Supabase so that our bot can find it',
      `notionTrigger notion ${loaded('Supabase')}`,
    ],
    [
      'When a file is added to Google Drive, index it into Pinecone and post a message to #docs',
      `${drive} ${loaded('Pinecone')} slack`,
    ],
    [
      'Wenn ein neues Dokument in Google Drive hochgeladen wird, indexiere es in Qdrant',
      `${drive} ${loaded('Qdrant')}`,
    ],
    ['Quand un fichier est ajouté dans Google Drive, indexe-le dans Supabase', `${drive} ${loaded('Supabase')}`],
    ['Cuando se añade un archivo a Google Drive, indéxalo en Pinecone', `${drive} ${loaded('Pinecone')}`],
  ])('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(planned.notDone).toEqual([]);
    expect(steps(planned)).toBe(flow);
    expect(
      planned.issues.filter(
        ({ severity, code }) => severity === 'error' && !/^(?:missing-parameter|not-said)$/.test(code),
      ),
    ).toEqual([]);
  });

  it('a file is put in once, whatever else comes with it, as a kind that is read', async () => {
    const planned = await planWords('When a file is added to Google Drive, index it into Qdrant');
    expect(set(planned, 'documentDefaultDataLoader')).toMatchObject({
      dataType: 'binary',
      binaryMode: 'specificField',
      binaryDataKey: 'data',
    });
    expect(JSON.stringify(set(planned, 'googleDrive'))).toContain('"slidesToFormat":"application/pdf"');
    const form = await planWords('When a form with name and file is submitted, index the file into Qdrant');
    expect(set(form, 'documentDefaultDataLoader')['binaryDataKey']).toBe('File');
    expect(JSON.stringify(set(form, 'formTrigger'))).toContain('"fieldType":"file","multipleFiles":false');
  });

  it('what is no file is put in as its text', async () => {
    const planned = await planWords('When a message arrives in Telegram, save it to Pinecone');
    expect(set(planned, 'documentDefaultDataLoader')).toMatchObject({ dataType: 'json', jsonMode: 'expressionData' });
  });

  it('that a schedule puts all of it in again is told', async () => {
    const { assumptions } = await planWords('Every day at 6 read all pages from Notion and store them in Pinecone');
    expect(assumptions.join()).toContain('Every run puts everything into Pinecone anew');
  });

  it.each([
    ['When a row is added in Google Sheets, store it in Supabase', 'googleSheetsTrigger supabase'],
    [
      'When a form with question and answer is submitted, add the answer to our knowledge base in Notion',
      'formTrigger notion',
    ],
  ])('%s: a database, no store', async (request, flow) => {
    expect(steps(await planWords(request))).toBe(flow);
  });

  it.each(['en', 'de', 'fr', 'es'] satisfies Language[])(
    'what the card says in %s to ask for can be asked',
    async (language) => {
      const told = wordsIn(language).templates.assumes.storeNotFilled({ store: 'Qdrant' });
      const [, example = ''] = /[“„«]\s*(.+?)\s*[”“»]/.exec(told) ?? [];
      const planned = await planWords(example);
      expect(planned.notDone).toEqual([]);
      expect(steps(planned)).toBe(`${drive} ${loaded('Qdrant')}`);
    },
  );
});
