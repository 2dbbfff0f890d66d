/** Thrown inside the stand-in; the server turns it into n8n's `{"message": …}`. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface StandInNode {
  id?: string;
  name: string;
  type: string;
  typeVersion?: number;
  position: [number, number];
  parameters?: Record<string, unknown>;
  credentials?: Record<string, unknown>;
  webhookId?: string;
  disabled?: boolean;
}

export interface StandInDocument {
  name: string;
  nodes: StandInNode[];
  connections: Record<string, Record<string, ({ node: string; type: string; index: number }[] | null)[]>>;
  settings: Record<string, unknown>;
  staticData?: Record<string, unknown> | null;
  pinData?: Record<string, unknown> | null;
  nodeGroups?: { id: string; name: string; nodeIds: string[] }[];
  description?: string | null;
}

const readOnly = ['id', 'active', 'tags', 'meta', 'versionId', 'isArchived', 'createdAt', 'updatedAt', 'triggerCount'];
const topKeys = ['name', 'nodes', 'connections', 'settings', 'staticData', 'pinData', 'nodeGroups', 'projectId'];
const nodeKeys =
  'id name type typeVersion position parameters credentials webhookId disabled notes notesInFlow executeOnce alwaysOutputData retryOnFail maxTries waitBetweenTries onError continueOnFail customTelemetryTags';
const settingKeys =
  'saveExecutionProgress saveManualExecutions saveDataErrorExecution saveDataSuccessExecution executionTimeout errorWorkflow timezone executionOrder callerPolicy callerIds timeSavedPerExecution timeSavedMode availableInMCP customTelemetryTags redactionPolicy';

type Json = Record<string, unknown>;

/** Answers a create or update the way n8n's door does: first the shape, then the structure. Throws Refusal. */
export function checkDocument(body: unknown, act: 'create' | 'update'): StandInDocument {
  if (!isObject(body)) throw new Refusal(400, 'request/body must be object');
  for (const key of ['name', 'nodes', 'settings']) {
    if (body[key] === undefined) throw new Refusal(400, `request/body must have required property '${key}'`);
  }
  for (const key of readOnly) if (key in body) throw new Refusal(400, `request/body/${key} is read-only`);
  if (!isObject(body['connections'])) throw new Refusal(400, 'request/body/connections must be object');
  onlyKeys(body, act === 'update' ? [...topKeys, 'description'] : topKeys, 'request/body');
  const { name, nodes, settings } = body;
  if (!Array.isArray(nodes)) throw new Refusal(400, `request/body/nodes Expected array, received ${typeof nodes}`);
  if (!isObject(settings)) throw new Refusal(400, 'request/body/settings Expected object, received array');
  onlyKeys(settings, settingKeys.split(' '), 'request/body/settings');
  nodes.forEach((node: Json, index) => {
    onlyKeys(node, nodeKeys.split(' '), `request/body/nodes/${index}`);
    const version = node['typeVersion'];
    if (version !== undefined && typeof version !== 'number') {
      throw new Refusal(400, `request/body/nodes/${index}/typeVersion Expected number, received ${typeof version}`);
    }
  });
  if (typeof name !== 'string' || name.length < 1 || name.length > 128) {
    throw new Refusal(400, 'Workflow name must be 1 to 128 characters long.');
  }
  // What is not checked here yet `checkStructure` checks, as n8n does: in two steps with answers of their own.
  const document = body as unknown as StandInDocument;
  checkStructure(document);
  return document;
}

function checkStructure({ nodes, connections }: StandInDocument): void {
  const names = new Set<string>();
  const ids = new Map<string, string>();
  nodes.forEach((node, index) => {
    for (const key of ['name', 'type', 'position'] as const) {
      if (node[key] === undefined) throw invalid(`nodes[${index}].${key} (invalid_type): Required`);
    }
    if (names.has(node.name)) {
      throw invalid(`nodes[${index}].name (duplicate_node_name): Duplicate node name "${node.name}"`);
    }
    const twin = node.id === undefined ? undefined : ids.get(node.id);
    if (twin !== undefined) {
      const which = `Nodes "${twin}" and "${node.name}" share the node ID "${node.id}"`;
      throw invalid(`nodes[${index}].id (duplicate_node_id): ${which}`);
    }
    names.add(node.name);
    if (node.id) ids.set(node.id, node.name);
  });
  for (const [source, kinds] of Object.entries(connections)) {
    if (!names.has(source)) {
      const what = `Connection source "${source}" does not reference an existing node`;
      throw invalid(`connections.${source} (unknown_connection_source): ${what}`);
    }
    for (const [kind, outputs] of Object.entries(kinds)) {
      outputs.forEach((targets, output) => {
        targets?.forEach((target, index) => {
          if (names.has(target.node)) return;
          const where = `connections.${source}.${kind}[${output}][${index}].node`;
          const what = `Connection target "${target.node}" does not reference an existing node`;
          throw invalid(`${where} (unknown_connection_target): ${what}`);
        });
      });
    }
  }
}

/** n8n checks groups against what it will hold, kept ones too. */
export function checkGroups({ nodeGroups = [], nodes }: Pick<StandInDocument, 'nodeGroups' | 'nodes'>): void {
  for (const { name, nodeIds } of nodeGroups) {
    const gone = nodeIds.find((id) => !nodes.some((node) => node.id === id));
    if (gone === undefined) continue;
    throw new Refusal(400, `Group "${name}" references node ID "${gone}" that does not exist in the workflow.`);
  }
}

const invalid = (what: string) => new Refusal(400, `Workflow structure is invalid. ${what}`);

function onlyKeys(value: Json, allowed: readonly string[], where: string): void {
  const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
  if (unknown.length === 0) return;
  throw new Refusal(400, `${where} Unrecognized key(s) in object: ${unknown.map((key) => `'${key}'`).join(', ')}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
