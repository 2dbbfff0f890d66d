import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from '../plan-words.ts';

/** Only what nobody but the person knows is still asked for. */
const values = /^(?:missing-parameter|not-said)$/;
const chat = 'chatTrigger agent lmChatOpenAi memoryBufferWindow';
const pgvector = 'vectorStorePGVector embeddingsOpenAi';
const fromDrive = 'googleDriveTrigger googleDrive';

describe.skipIf(!catalog)('answers out of what somebody wrote', () => {
  it.each([
    [
      'Complete business WhatsApp AI-Powered RAG Chatbot using OpenAI. This workflow builds a complete business WhatsApp AI-powered RAG chatbot using OpenAI.',
      `whatsAppTrigger agent lmChatOpenAi memoryBufferWindow ${pgvector} whatsApp`,
    ],
    [
      'When a chat message comes in, answer it with OpenAI from our knowledge base in Pinecone',
      `${chat} vectorStorePinecone embeddingsOpenAi`,
    ],
    [
      'Chat with my documents in Qdrant using Claude',
      'chatTrigger agent lmChatAnthropic memoryBufferWindow vectorStoreQdrant embeddingsOpenAi',
    ],
    ['Build a RAG chatbot with OpenAI and Supabase', `${chat} vectorStoreSupabase embeddingsOpenAi`],
    ['A chatbot that answers from our PDFs', `${chat} ${pgvector}`],
    ['I want to chat with my PDFs', `${chat} ${pgvector}`],
    ['Chatbot that knows our FAQ in Google Sheets', `${chat} googleSheetsTool`],
    [
      'Slack bot that answers questions from our handbook in Notion using OpenAI',
      'slackTrigger agent lmChatOpenAi memoryBufferWindow notionTool notionTool slack',
    ],
    [
      'When a message arrives in Slack, answer it from our handbook with Claude',
      'slackTrigger agent lmChatAnthropic memoryBufferWindow vectorStorePGVector embeddingsOpenAi slack',
    ],
    [
      'Answers customer questions in Telegram from our website https://example.com/faq using OpenAI',
      'telegramTrigger agent lmChatOpenAi memoryBufferWindow httpRequestTool telegram',
    ],
    [
      'Build an AI agent that answers from our FAQ in Airtable on Telegram',
      'telegramTrigger agent lmChatOpenAi memoryBufferWindow airtableTool telegram',
    ],
    [
      'Customer support chatbot with RAG. Answers customer questions on WhatsApp from our FAQ documents stored in Supabase, using GPT-4o and OpenAI embeddings.',
      'whatsAppTrigger agent lmChatOpenAi memoryBufferWindow vectorStoreSupabase embeddingsOpenAi whatsApp',
    ],
    [
      'An internal knowledge base assistant for Slack powered by RAG, PGVector and GPT-4o-mini. Employees ask questions in Slack and get answers from the company wiki.',
      `slackTrigger agent lmChatOpenAi memoryBufferWindow ${pgvector} slack`,
    ],
    [
      'Telegram bot that answers questions about the files in our Google Drive folder with Gemini',
      `telegramTrigger agent lmChatGoogleGemini memoryBufferWindow vectorStorePGVector embeddingsGoogleGemini telegram ${fromDrive} vectorStorePGVector embeddingsGoogleGemini documentDefaultDataLoader`,
    ],
    [
      'RAG pipeline: ingest documents from Google Drive into a Pinecone vector store using OpenAI embeddings, then answer questions via chat.',
      `${chat} vectorStorePinecone embeddingsOpenAi ${fromDrive} vectorStorePinecone embeddingsOpenAi documentDefaultDataLoader`,
    ],
    [
      'Chat with your Notion pages using Qdrant vector search and Mistral',
      'chatTrigger agent lmChatMistralCloud memoryBufferWindow vectorStoreQdrant embeddingsMistralCloud notionTrigger notion vectorStoreQdrant embeddingsMistralCloud documentDefaultDataLoader',
    ],
    [
      'Baue einen RAG-Chatbot mit Qdrant und Mistral',
      'chatTrigger agent lmChatMistralCloud memoryBufferWindow vectorStoreQdrant embeddingsMistralCloud',
    ],
    ['Ich möchte mit unseren Dokumenten in Qdrant chatten', `${chat} vectorStoreQdrant embeddingsOpenAi`],
    ['Crée un chatbot RAG avec OpenAI et Pinecone', `${chat} vectorStorePinecone embeddingsOpenAi`],
    [
      'Un chatbot qui répond aux questions sur nos documents dans Google Drive avec OpenAI',
      `${chat} ${pgvector} ${fromDrive} ${pgvector} documentDefaultDataLoader`,
    ],
    [
      'Crea un chatbot que responda preguntas sobre nuestros documentos en Qdrant con OpenAI',
      `${chat} vectorStoreQdrant embeddingsOpenAi`,
    ],
  ])('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(planned.notDone).toEqual([]);
    expect(steps(planned)).toBe(flow);
    const wrong = planned.issues.filter(({ severity, code }) => severity === 'error' && !values.test(code));
    expect(wrong).toEqual([]);
  });

  it('a store is a tool of the agent, with embeddings of its own', async () => {
    const { connections, ...planned } = await planWords('Chat with my documents in Qdrant using OpenAI');
    expect(connections['Look up in Qdrant']?.['ai_tool']?.[0]?.[0]?.node).toBe('Assistant');
    expect(connections['OpenAI embeddings']?.['ai_embedding']?.[0]?.[0]?.node).toBe('Look up in Qdrant');
    expect(connections['Memory']?.['ai_memory']?.[0]?.[0]?.node).toBe('Assistant');
    expect(set(planned as never, 'vectorStoreQdrant')['mode']).toBe('retrieve-as-tool');
  });

  it('nobody invents which collection it is', async () => {
    const open = await planWords('Chat with my documents in Qdrant using OpenAI');
    expect(set(open, 'vectorStoreQdrant')).not.toHaveProperty('qdrantCollection');
    expect(open.issues).toContainEqual(expect.objectContaining({ path: 'parameters.qdrantCollection' }));
    const named = await planWords('Create a RAG chatbot in the Qdrant collection called handbook');
    expect(set(named, 'vectorStoreQdrant')['qdrantCollection']).toMatchObject({ value: 'handbook' });
  });

  it('a store that nobody named or fills is told, and so is one that forgets', async () => {
    const { assumptions } = await planWords('A chatbot that answers from our PDFs');
    expect(assumptions.join()).toContain('No store was named: Postgres PGVector Store is used');
    expect(assumptions.join()).toContain('puts nothing in there');
    const memory = await planWords('RAG chatbot over a simple vector store with OpenAI');
    expect(memory.assumptions.join()).toContain('is empty after a restart');
  });

  it('what fills the store uses the same embeddings, and says that it begins now', async () => {
    const { nodes, assumptions } = await planWords(
      'Telegram bot that answers questions about the files in our Google Drive folder with Gemini',
    );
    expect(nodes.filter(({ type }) => type.endsWith('.embeddingsGoogleGemini'))).toHaveLength(2);
    expect(assumptions.join()).toContain(
      'What is added to Google Drive from now on is put into Postgres PGVector Store',
    );
  });

  it.each([
    [
      'an act besides it',
      'RAG chatbot with OpenAI. Answers questions from our documents and stores them in Airtable.',
      'stores',
    ],
    [
      'uploads in the chat',
      'Telegram bot that answers questions from PDFs that users upload in the chat, using OpenAI',
      'upload',
    ],
    ['reranking', 'RAG chatbot over Weaviate with OpenAI and Cohere reranking', 'reranking'],
    [
      'files that n8n cannot watch',
      'When a chat message comes in, answer it from the files in our Dropbox with OpenAI',
      'Dropbox',
    ],
    ['deleting in a store', 'Delete old vectors from Pinecone every week', 'Delete old vectors from Pinecone'],
    [
      'other work with a store',
      'Every day at 9 write a newsletter from our docs in Pinecone with OpenAI and post it to #x',
      'Pinecone',
    ],
  ])('%s is not taken for done', async (_, request, part) => {
    const { notDone, text } = await planWords(request);
    expect(`${notDone.join(' · ')}${text ?? ''}`).toContain(part);
  });

  it.each([
    ['Chatbot for our website that answers visitors’ questions with OpenAI', chat],
    [
      'Chat assistant that answers questions about our products with Claude',
      'chatTrigger agent lmChatAnthropic memoryBufferWindow',
    ],
  ])('%s: nothing is looked up that nobody spoke of', async (request, flow) => {
    expect(steps(await planWords(request))).toBe(flow);
  });
});
