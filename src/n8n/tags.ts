import { z } from 'zod';

import { N8nError } from '#src/errors.ts';
import type { N8nAccess } from './gate.ts';
import { type CallOptions, createReader, createWriter } from './http.ts';
import { parseAnswer, unset } from './parse.ts';

const tagSchema = z.object({ id: z.coerce.string(), name: z.string() });
const pageSchema = z.object({ data: z.array(tagSchema), nextCursor: unset(z.string()) });

export interface N8nTags {
  /**
   * The ids of tags by name, capitals apart; makes those n8n does not have. Throws N8nError, e.g. where the key lacks
   * the scopes `tag:list` and `tag:create`.
   */
  ensure(names: readonly string[]): Promise<string[]>;
  /** Gives the workflow exactly these. Throws N8nError. */
  assign(workflowId: string, tagIds: readonly string[]): Promise<void>;
}

/** n8n keeps tags apart from workflows, with an address and scopes of their own. */
export function createN8nTags(config: N8nAccess, options: CallOptions = {}): N8nTags {
  const [read, write] = [createReader(config, options), createWriter(config, options)];

  async function all(): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const query = { limit: '250', cursor };
      const answer = await read({ act: 'tags', method: 'GET', path: '/api/v1/tags', query });
      const page = parseAnswer(pageSchema, answer, 'tags');
      for (const { id, name } of page.data) known.set(fold(name), id);
      cursor = page.nextCursor;
    } while (cursor);
    return known;
  }

  async function make(name: string): Promise<string> {
    try {
      const answer = await write({ act: 'tags', method: 'POST', path: '/api/v1/tags', body: { name } });
      return parseAnswer(tagSchema, answer, 'tags').id;
    } catch (error) {
      // Somebody made it meanwhile, or the answer to our own was lost.
      const known =
        error instanceof N8nError && (error.status === 409 || error.ambiguous) && (await all()).get(fold(name));
      if (!known) throw error;
      return known;
    }
  }

  return {
    async ensure(names) {
      if (names.length === 0) return [];
      const known = await all();
      const ids: string[] = [];
      for (const name of names) ids.push(known.get(fold(name)) ?? (await make(name)));
      return ids;
    },
    async assign(workflowId, tagIds) {
      const path = `/api/v1/workflows/${encodeURIComponent(workflowId)}/tags`;
      await write({ act: 'tags', method: 'PUT', path, body: tagIds.map((id) => ({ id })) });
    },
  };
}

const fold = (name: string): string => name.trim().toLowerCase();
