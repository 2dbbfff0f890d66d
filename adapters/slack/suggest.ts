import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Pickers } from '#src/chat/picker.ts';
import { toWorkspace } from './address.ts';
import { parseValue } from './normalize.ts';
import { idsOf, toOptions } from './picker.ts';

/** Slack gives up after three seconds, and before that the door says that it is slow. */
const answerWithinMs = 2_300;

const suggestion = z.object({
  action_id: z.string(),
  value: z.string().nullish(),
  user: z.object({ id: z.string(), name: z.string().optional() }),
});

/** What a list offers to what somebody typed into it so far. Never throws; nothing where that takes too long. */
export async function suggest(body: unknown, pickers: Pickers): Promise<{ options: ReturnType<typeof toOptions> }> {
  const { success, data } = suggestion.safeParse(body);
  const workspace = toWorkspace(body);
  const at = success ? parseValue(idsOf(data.action_id)) : undefined;
  if (!success || !at || !workspace) return { options: [] };
  const { user, value } = data;
  const person = { id: user.id, name: user.name ?? user.id };
  const late = new AbortController();
  const found = await Promise.race([
    pickers.find(at, value ?? '', { platform: 'slack', tenant: workspace.team, person }),
    wait(answerWithinMs, [], { signal: late.signal, ref: false }).catch(() => []),
  ]);
  late.abort();
  return { options: toOptions(found) };
}
