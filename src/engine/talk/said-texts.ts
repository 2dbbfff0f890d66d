import type { Draft } from '#src/model/draft.ts';
import { isRecord } from '#src/workflow/json/values.ts';

/** Parameters that hold what people read elsewhere, whatever the app. */
const wording =
  /^(?:text|message|messageText|content|body|subject|title|html|caption|description|summary|comment|note)$/i;
/** Steps that start, decide or keep data to themselves say nothing to anybody. */
const silent = /\.(?:\w*[tT]rigger|webhook|if|switch|filter|set|merge|code|wait|cron|stickyNote|noOp|aggregate)$/;

const most = 6;
const longest = 600;

/** The texts of its own that a draft says or sends, each with the name of its step. Pure. */
export function saidTexts({ nodes }: Pick<Draft, 'nodes'>): { step: string; text: string }[] {
  const found = nodes
    .filter(({ type }) => !silent.test(type))
    .flatMap(({ name, parameters }) => textsIn(parameters).map((text) => ({ step: name, text })));
  return found.slice(0, most);
}

function textsIn(value: unknown, depth = 0): string[] {
  if (depth > 6) return [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, depth + 1));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (typeof one !== 'string') return textsIn(one, depth + 1);
    const text = one.replace(/^=/, '').trim();
    return wording.test(key) && text !== '' ? [text.length > longest ? `${text.slice(0, longest)}…` : text] : [];
  });
}
