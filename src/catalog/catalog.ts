/** One parameter of a node type, in n8n's own description format (subset that we read). */
export interface NodeProperty {
  name: string;
  displayName: string;
  /** n8n's property type: string, number, boolean, options, collection, fixedCollection, resourceLocator, filter, … */
  type: string;
  default?: unknown;
  required?: boolean;
  description?: string;
  placeholder?: string;
  /** For options: the choices; for collections: the named fields; for fixed collections: the groups with their fields. */
  options?: {
    name: string;
    value?: unknown;
    displayName?: string;
    type?: string;
    default?: unknown;
    values?: NodeProperty[];
    description?: string;
    displayOptions?: NodeProperty['displayOptions'];
  }[];
  /** For resource locators: the ways to name the thing (`list`, `id`, `url`, `name`). */
  modes?: { name: string; validation?: unknown }[];
  displayOptions?: { show?: Record<string, unknown[]>; hide?: Record<string, unknown[]> };
  typeOptions?: Record<string, unknown>;
  /** True when n8n does not compute the value: it takes the `=` off. */
  noDataExpression?: boolean;
  /** For options: values beside the listed ones are allowed. */
  allowArbitraryValues?: boolean;
}

/** What search and lists need of a node type; cheap to hold for every type at once. */
export interface NodeTypeSummary {
  /** Full name, e.g. `n8n-nodes-base.slack`. */
  name: string;
  displayName: string;
  description: string;
  kind: 'trigger' | 'action' | 'subnode';
  /** Words people use for it; feeds search. */
  aliases: string[];
  /** Names of its resources, operations and events, e.g. `Send a message`; feeds search. */
  operations: string[];
  /** True when n8n hides it from people because something newer replaces it. */
  hidden?: boolean;
  /** Every version n8n can run, ascending. */
  versions: number[];
  /** The version new nodes get. */
  defaultVersion: number;
}

/** A node type as one of its versions describes it. */
export interface NodeType extends NodeTypeSummary {
  /** The versions this description holds for; others of `versions` have another one, or none here. */
  covers: readonly number[];
  /** Connection types of its inputs, or one text `={{…}}` that n8n computes from the parameters. */
  inputs: string[];
  /** The same for its outputs. */
  outputs: string[];
  credentials: {
    name: string;
    displayName: string;
    required: boolean;
    displayOptions?: NodeProperty['displayOptions'];
  }[];
  properties: NodeProperty[];
  /** True when `properties` leaves some out, so that an unlisted parameter means nothing. */
  partial?: boolean;
  /** True when it registers a webhook and so needs a `webhookId`. */
  webhook: boolean;
  /** True when it looks for news at intervals and so has `pollTimes`. */
  polling?: boolean;
  /** False for triggers that n8n never counts as live (manual, error, sub-workflow). */
  startsByItself: boolean;
  /** How many of it one workflow may hold. */
  maxNodes?: number;
}

/** One kind of credential. */
export interface CredentialType {
  name: string;
  displayName: string;
  /** Kinds whose fields it takes over, e.g. `oAuth2Api`. */
  extends: string[];
}

/** What a draft is checked against; the card names it. */
export interface CatalogSource {
  kind: 'core' | 'instance';
  /** n8n version the catalogue describes. */
  n8nVersion: string;
}

export interface Catalog {
  readonly source: CatalogSource;
  /** Types n8n has but this instance does not allow (`nodesExclude`); `get` does not know them. */
  readonly excluded: ReadonlySet<string>;
  /**
   * The description that covers the given version, the default version when none is given. A version nobody knows gets
   * the description of the default one: compare with `covers`.
   */
  get(type: string, version?: number): NodeType | undefined;
  all(): readonly NodeTypeSummary[];
  credential(name: string): CredentialType | undefined;
}

export interface CatalogContent {
  /** Descriptions; several of one name describe different versions. */
  nodeTypes: readonly NodeType[];
  credentials?: readonly CredentialType[];
  excluded?: Iterable<string>;
}

/** Builds a catalogue from descriptions held in memory; of several that cover one version the last counts. */
export function createCatalog(source: CatalogSource, content: CatalogContent): Catalog {
  const excluded = new Set(content.excluded);
  const byName = new Map<string, { all: NodeType; byVersion: Map<number, NodeType> }>();
  for (const nodeType of content.nodeTypes) {
    if (excluded.has(nodeType.name)) continue;
    const entry = byName.get(nodeType.name) ?? { all: nodeType, byVersion: new Map<number, NodeType>() };
    byName.set(nodeType.name, entry);
    for (const version of nodeType.covers) entry.byVersion.set(version, nodeType);
    if (nodeType.covers.includes(nodeType.defaultVersion)) entry.all = nodeType;
  }
  const credentials = new Map(content.credentials?.map((credential) => [credential.name, credential]));
  const summaries = [...byName.values()].map((entry) => entry.all);
  return {
    source,
    excluded,
    get: (type, version) => {
      const entry = byName.get(type);
      return version === undefined ? entry?.all : (entry?.byVersion.get(version) ?? entry?.all);
    },
    all: () => summaries,
    credential: (name) => credentials.get(name),
  };
}
