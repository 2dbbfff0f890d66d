import type { ai as en } from '../../en/issues/ai.ts';
import { nbsp, quoted } from '../typography.ts';

const subNodes: Record<string, string> = {
  ai_languageModel: 'modèle de chat',
  ai_memory: 'mémoire',
  ai_outputParser: 'analyseur de sortie',
  ai_embedding: 'embeddings',
  ai_document: 'chargeur de documents',
  ai_vectorStore: 'base vectorielle',
  ai_retriever: 'retriever',
  ai_textSplitter: 'découpeur de texte',
};

export const ai: typeof en = {
  'model-missing': ({ node }) =>
    `${quoted(node)} n’a pas de modèle de chat. Reliez-en un, par exemple OpenAI Chat Model.`,
  'subnode-missing': ({ node, kind }) =>
    `${quoted(node)} ne peut pas s’exécuter ainsi, il lui manque${nbsp}: ${subNodes[kind] ?? kind}.`,
  'too-many-helpers': ({ node, kind, fallback }) =>
    kind === null
      ? fallback
        ? `${quoted(node)} n’accepte qu’un modèle de chat et un modèle de secours${nbsp}; n8n s’y arrête.`
        : `${quoted(node)} n’accepte qu’un modèle de chat tant qu’aucun modèle de secours n’est activé${nbsp}; n8n s’y arrête.`
      : `${quoted(node)} n’en accepte qu’un seul${nbsp}: ${subNodes[kind] ?? kind}.`,
  'fallback-missing': ({ node }) => `${quoted(node)} doit se rabattre sur un second modèle de chat, mais n’en a qu’un.`,
  'output-parser-missing': ({ node }) =>
    `${quoted(node)} doit répondre dans un format imposé, mais aucun analyseur de sortie ne dit lequel.`,
  'output-parser-unused': ({ node }) =>
    `${quoted(node)} a un analyseur de sortie, mais n’est pas réglé pour l’utiliser.`,
  'tool-description-missing': ({ node, tool }) =>
    `L’outil ${quoted(tool)} n’a pas de description, ${quoted(node)} ne peut donc pas savoir à quoi il sert.`,
  'session-key-missing': ({ node, chat }) =>
    chat
      ? `La mémoire ${quoted(node)} prend sa session dans un chat, mais aucun chat ne lance ce workflow. Donnez-lui une clé.`
      : `La mémoire ${quoted(node)} n’a pas de clé de session.`,
  'prompt-missing': ({ node, source }) =>
    `${quoted(node)} prend son prompt dans un chat, mais ${quoted(source)} ne lui en donne pas. Écrivez-y le prompt.`,
  'static-prompt': ({ node }) =>
    `${quoted(node)} reçoit toujours la même question${nbsp}: rien de ce qui arrive ne figure dans son prompt.`,
};
