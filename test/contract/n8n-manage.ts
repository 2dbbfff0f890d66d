import { describe } from 'vitest';
import type { N8nUnderTest } from './n8n.ts';
import { changingContract } from './n8n-changing.ts';
import { executionsContract } from './n8n-executions.ts';
import { readingContract } from './n8n-reading.ts';
import { openSession } from './n8n-session.ts';

/** What managing workflows relies on in n8n: the stand-in and the real one both pass. Leaves nothing behind. */
export function n8nManageContract(name: string, start: () => Promise<N8nUnderTest>): void {
  describe(`n8n contract, managing: ${name}`, () => {
    const session = openSession(start);
    readingContract(session);
    changingContract(session);
    executionsContract(session);
  });
}
