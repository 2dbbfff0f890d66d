/** What is plugged into agents, chains and their like; other kinds are called by n8n's name. */
const subNodes: Record<string, string> = {
  ai_languageModel: 'chat model',
  ai_memory: 'memory',
  ai_outputParser: 'output parser',
  ai_embedding: 'embeddings',
  ai_document: 'document loader',
  ai_vectorStore: 'vector store',
  ai_retriever: 'retriever',
  ai_textSplitter: 'text splitter',
};

/** Findings about agents, chains, memories and tools. */
export const ai = {
  'model-missing': ({ node }: { node: string }) => `"${node}" has no chat model. Connect one, e.g. OpenAI Chat Model.`,
  'subnode-missing': ({ node, kind }: { node: string; kind: string }) =>
    `"${node}" has no ${subNodes[kind] ?? kind}, and cannot run without one.`,
  /** `kind` null: several chat models. */
  'too-many-helpers': ({ node, kind, fallback }: { node: string; kind: string | null; fallback: boolean }) =>
    kind === null
      ? fallback
        ? `"${node}" takes only one chat model and one to fall back on; n8n stops there.`
        : `"${node}" takes only one chat model unless a fallback is switched on; n8n stops there.`
      : `"${node}" takes only one ${subNodes[kind] ?? kind}.`,
  'fallback-missing': ({ node }: { node: string }) =>
    `"${node}" is to fall back on a second chat model, but has only one.`,
  'output-parser-missing': ({ node }: { node: string }) =>
    `"${node}" is to answer in a required format, but no output parser says which.`,
  'output-parser-unused': ({ node }: { node: string }) => `"${node}" has an output parser, but is not told to use it.`,
  'tool-description-missing': ({ node, tool }: { node: string; tool: string }) =>
    `The tool "${tool}" has no description, so "${node}" cannot know what it is for.`,
  /** `chat`: it counts on a chat that does not start this workflow. */
  'session-key-missing': ({ node, chat }: { node: string; chat: boolean }) =>
    chat
      ? `The memory "${node}" takes its session from a chat, but no chat starts this workflow. Give it a key.`
      : `The memory "${node}" has no session key.`,
  'prompt-missing': ({ node, source }: { node: string; source: string }) =>
    `"${node}" takes its prompt from a chat, but "${source}" gives it none. Write the prompt into it.`,
  'static-prompt': ({ node }: { node: string }) =>
    `"${node}" is asked the same every time: nothing of what comes in is part of its prompt.`,
};
