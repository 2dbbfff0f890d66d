import type { ValuesAsked } from '#src/planner/planner.ts';
import type { Value } from '#src/values/value.ts';
import { wantedAt } from '#src/values/wanted.ts';
import { bindCredentials } from '#src/workflow/credentials.ts';
import { parsePath } from '#src/workflow/json/paths.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import type { MessageTurn } from '../turn/turn.ts';

const most = 20;

/** Values for a step that is still to be written, by the credential it would get. */
export async function findValues(
  context: Pick<EngineContext, 'values'> & OfN8n<'catalog' | 'facts'>,
  { event, tenant }: Pick<MessageTurn, 'event' | 'tenant'>,
  { type, parameter, parameters, words }: ValuesAsked,
): Promise<Value[]> {
  const catalog = context.n8n.catalog();
  const path = parsePath(parameter.replace(/^parameters\./, ''));
  const nodeType = catalog.get(type);
  if (!path || !nodeType) return [];
  const step = {
    id: '',
    name: 'Step',
    type: nodeType.name,
    typeVersion: nodeType.defaultVersion,
    position: [0, 0] as [number, number],
    parameters,
  };
  const { credentials: known } = await context.n8n.facts();
  const alone = { name: '', nodes: [step], connections: {}, settings: {} };
  const [node] = bindCredentials(alone, { catalog, known }).nodes;
  const place = {
    platform: event.conversation.platform,
    channel: event.channel,
    team: event.team,
    person: event.person,
  };
  const wanted = node && wantedAt(node, path, { catalog, tenant: tenant.id, place });
  return wanted ? (await context.values.find(wanted, words)).values.slice(0, most) : [];
}
