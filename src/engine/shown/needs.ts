import type { Need } from '#src/cards/pickers.ts';
import type { Language } from '#src/language/language.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { nativeOf } from '#src/values/native.ts';
import { keyOf, placeholdersOf } from '#src/workflow/placeholders.ts';

/** What only a person can say, with whose own list it can be picked from. Pure. */
export function needsOf(issues: readonly Issue[], { nodes }: Pick<N8nWorkflow, 'nodes'>, language: Language): Need[] {
  return placeholdersOf(issues, language).map((place) => {
    const node = nodes.find(({ name }) => name === place.node);
    const native = node && nativeOf(node.type, keyOf(place.path));
    return native ? { ...place, native } : place;
  });
}
