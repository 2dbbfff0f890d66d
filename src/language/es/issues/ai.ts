import type { ai as en } from '../../en/issues/ai.ts';

const subNodes: Record<string, string> = {
  ai_languageModel: 'modelo de chat',
  ai_memory: 'memoria',
  ai_outputParser: 'analizador de salida',
  ai_embedding: 'embeddings',
  ai_document: 'cargador de documentos',
  ai_vectorStore: 'almacén de vectores',
  ai_retriever: 'recuperador',
  ai_textSplitter: 'divisor de texto',
};

export const ai: typeof en = {
  'model-missing': ({ node }) => `«${node}» no tiene modelo de chat. Conecta uno, p. ej. OpenAI Chat Model.`,
  'subnode-missing': ({ node, kind }) => `«${node}» no puede ejecutarse así, le falta: ${subNodes[kind] ?? kind}.`,
  'too-many-helpers': ({ node, kind, fallback }) =>
    kind === null
      ? fallback
        ? `«${node}» admite un solo modelo de chat y uno de reserva; n8n se detiene ahí.`
        : `«${node}» admite un solo modelo de chat mientras no se active uno de reserva; n8n se detiene ahí.`
      : `«${node}» admite uno solo: ${subNodes[kind] ?? kind}.`,
  'fallback-missing': ({ node }) => `«${node}» debe recurrir a un segundo modelo de chat, pero tiene uno solo.`,
  'output-parser-missing': ({ node }) =>
    `«${node}» debe responder en un formato fijo, pero ningún analizador de salida dice cuál.`,
  'output-parser-unused': ({ node }) => `«${node}» tiene un analizador de salida, pero no se le indica que lo use.`,
  'tool-description-missing': ({ node, tool }) =>
    `La herramienta «${tool}» no tiene descripción, así que «${node}» no puede saber para qué sirve.`,
  'session-key-missing': ({ node, chat }) =>
    chat
      ? `La memoria «${node}» toma su sesión de un chat, pero ningún chat inicia este workflow. Dale una clave.`
      : `La memoria «${node}» no tiene clave de sesión.`,
  'prompt-missing': ({ node, source }) =>
    `«${node}» toma su prompt de un chat, pero «${source}» no le da ninguno. Escribe el prompt en él.`,
  'static-prompt': ({ node }) =>
    `A «${node}» se le pregunta siempre lo mismo: nada de lo que llega forma parte de su prompt.`,
};
