import { oweReminders } from '#src/engine/reach/owe-reminders.ts';
import { createLogger } from '#src/log.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { type Policy, policySchema } from '#src/policy/roles.ts';
import { knownAt } from './n8n-known.ts';
import type { TestApp } from './test-app.ts';

/** A Wednesday at noon, a working hour everywhere people of tests live. */
const byDay = new Date('2026-11-25T12:00:00Z');

/** Hours pass for whoever was asked, and the clock is looked at by day. */
export async function remindersLater(app: TestApp, policy: Partial<Policy>, hours = 5): Promise<void> {
  await app.store
    .fork()
    .execute(
      `update notices set told_at = told_at - ? * interval '1 hour', created_at = created_at - ? * interval '1 hour'`,
      [hours, hours],
    );
  const n8n = { ...knownAt(app.standIn.baseUrl), client: createN8nClient(app.standIn.config) };
  await oweReminders({ store: app.store, policy: policySchema.parse(policy), log: createLogger('silent'), n8n }, byDay);
}
