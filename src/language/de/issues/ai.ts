import type { ai as en } from '../../en/issues/ai.ts';

const subNodes: Record<string, string> = {
  ai_languageModel: 'Chat-Modell',
  ai_memory: 'Gedächtnis',
  ai_outputParser: 'Output-Parser',
  ai_embedding: 'Embeddings',
  ai_document: 'Dokument-Lader',
  ai_vectorStore: 'Vektorspeicher',
  ai_retriever: 'Retriever',
  ai_textSplitter: 'Text-Splitter',
};

export const ai: typeof en = {
  'model-missing': ({ node }) => `„${node}“ hat kein Chat-Modell. Schließ eines an, z. B. OpenAI Chat Model.`,
  'subnode-missing': ({ node, kind }) =>
    `„${node}“ kann so nicht laufen, es fehlt noch etwas: ${subNodes[kind] ?? kind}.`,
  'too-many-helpers': ({ node, kind, fallback }) =>
    kind === null
      ? fallback
        ? `„${node}“ nimmt nur ein Chat-Modell und ein Ersatzmodell; n8n hält dort an.`
        : `„${node}“ nimmt nur ein Chat-Modell, solange kein Ersatzmodell eingeschaltet ist; n8n hält dort an.`
      : `„${node}“ nimmt davon nur eines: ${subNodes[kind] ?? kind}.`,
  'fallback-missing': ({ node }) => `„${node}“ soll auf ein zweites Chat-Modell ausweichen, hat aber nur eines.`,
  'output-parser-missing': ({ node }) =>
    `„${node}“ soll in einer festen Form antworten, aber kein Output-Parser sagt, in welcher.`,
  'output-parser-unused': ({ node }) => `„${node}“ hat einen Output-Parser, soll ihn aber nicht verwenden.`,
  'tool-description-missing': ({ node, tool }) =>
    `Das Werkzeug „${tool}“ hat keine Beschreibung, „${node}“ kann also nicht wissen, wozu es da ist.`,
  'session-key-missing': ({ node, chat }) =>
    chat
      ? `Das Gedächtnis „${node}“ nimmt seine Sitzung aus einem Chat, aber kein Chat startet diesen Workflow. Gib ihm einen Schlüssel.`
      : `Das Gedächtnis „${node}“ hat keinen Sitzungsschlüssel.`,
  'prompt-missing': ({ node, source }) =>
    `„${node}“ nimmt seinen Prompt aus einem Chat, aber „${source}“ gibt ihm keinen. Schreib den Prompt hinein.`,
  'static-prompt': ({ node }) =>
    `„${node}“ wird jedes Mal dasselbe gefragt: Nichts von dem, was hereinkommt, steht im Prompt.`,
};
