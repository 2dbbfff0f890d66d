import { randomBytes } from 'node:crypto';
import { Refusal } from './documents.ts';

export interface StandInCredential {
  id: string;
  name: string;
  type: string;
}

export type Credentials = ReturnType<typeof createCredentials>;

/** Names and types of credentials; a secret is taken and forgotten. */
export function createCredentials() {
  const all: StandInCredential[] = [];
  return {
    create(body: unknown): StandInCredential {
      const { name, type } = (body ?? {}) as { name?: unknown; type?: unknown };
      if (typeof name !== 'string' || typeof type !== 'string') {
        throw new Refusal(400, "request/body must have required property 'name'");
      }
      const made = { id: randomBytes(12).toString('hex').slice(0, 16), name, type };
      all.push(made);
      return made;
    },
    list: (): StandInCredential[] => [...all],
    clear: (): void => void all.splice(0),
  };
}
