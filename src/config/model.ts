import { ConfigError } from '../errors.ts';

/** What the settings of a model are read from; a part of the environment in `config.ts`. */
interface ModelEnvironment {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_MODEL?: string | undefined;
  OPENAI_PROMPT_CACHE?: '0' | '1' | undefined;
}

export interface ModelConfig {
  apiKey: string;
  baseUrl?: string;
  model: string;
  /** Whether its server takes `prompt_cache_key`; unless said, OpenAI's own does. */
  promptCacheKey?: boolean;
}

/** The model to plan with; undefined when none is set. Throws ConfigError for a server without a key. */
export function readModel(e: ModelEnvironment): ModelConfig | undefined {
  if (!e.OPENAI_API_KEY && !e.OPENAI_BASE_URL) return undefined;
  if (!e.OPENAI_API_KEY) {
    throw new ConfigError(
      'OPENAI_API_KEY is missing although OPENAI_BASE_URL is set; servers without keys take any value, e.g. "none".',
    );
  }
  const told = e.OPENAI_PROMPT_CACHE;
  return {
    apiKey: e.OPENAI_API_KEY,
    baseUrl: e.OPENAI_BASE_URL,
    model: e.OPENAI_MODEL ?? 'gpt-5.2',
    ...(told === undefined ? {} : { promptCacheKey: told === '1' }),
  };
}
