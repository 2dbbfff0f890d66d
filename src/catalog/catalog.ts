import type { CatalogSource } from '#src/model/catalog-source.ts';

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
    /** For operations: what it does, e.g. `Send a message`. */
    action?: string;
    displayOptions?: NodeProperty['displayOptions'];
  }[];
  /** For resource locators: the ways to name the thing (`list`, `id`, `url`, `name`). */
  modes?: { name: string; validation?: unknown; placeholder?: string; typeOptions?: Record<string, unknown> }[];
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
  /** How many sub-nodes an input takes, by connection type, where n8n says so. */
  inputLimits?: Record<string, number>;
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
  /** True when n8n has given it up, in these versions: from 2.42.6 on it refuses to store a new or a changed one. */
  deprecated?: boolean;
  /** The type that n8n names as its successor. */
  replacedBy?: string;
  /** How many of it one workflow may hold. */
  maxNodes?: number;
  /** Set when n8n also offers it as a tool of an AI agent; what n8n describes differently there. */
  usableAsTool?: Partial<Pick<NodeType, 'displayName' | 'description' | 'properties'>>;
  /** Set when it can send a message and wait for somebody's answer. */
  asksPeople?: boolean;
}

/** A node type with its descriptions, of which none needs to be read before somebody asks for it. */
export interface CatalogEntry {
  summary: NodeTypeSummary;
  descriptions: readonly CatalogDescription[];
}

export interface CatalogDescription {
  covers: readonly number[];
  /** n8n makes a `…Tool` of it. */
  tool: boolean;
  /** n8n makes a `…HitlTool` of it: a person is asked before a tool runs. */
  humanTool: boolean;
  read(): NodeType;
}

/** One kind of credential. */
export interface CredentialType {
  name: string;
  displayName: string;
  /** Kinds whose fields it takes over, e.g. `oAuth2Api`. */
  extends: string[];
}

export interface Catalog {
  readonly source: CatalogSource;
  /** Types n8n has but this instance does not allow (`nodesExclude`); `get` does not know them. */
  readonly excluded: ReadonlySet<string>;
  /**
   * Community packages of the instance. Their code would have to run to say which node types they bring, so a type of
   * theirs that `get` does not know may exist all the same: `isUndescribed`.
   */
  readonly communityPackages: ReadonlySet<string>;
  /**
   * The description that covers the given version, the default version when none is given. A version nobody knows gets
   * the description of the default one: compare with `covers`.
   */
  get(type: string, version?: number): NodeType | undefined;
  /** Every type the packages describe. */
  all(): readonly NodeTypeSummary[];
  /** The `…Tool` and `…HitlTool` types that n8n makes of others when it starts; `get` knows them too. */
  variants(): readonly NodeTypeSummary[];
  credential(name: string): CredentialType | undefined;
}

export interface CatalogContent {
  /** Descriptions in memory; several of one name describe different versions. */
  nodeTypes?: readonly NodeType[];
  /** Descriptions to be read when they are needed. */
  entries?: readonly CatalogEntry[];
  /** The types n8n makes of others; one that is also described for itself is left out. */
  variants?: readonly CatalogEntry[];
  credentials?: readonly CredentialType[];
  excluded?: Iterable<string>;
  communityPackages?: Iterable<string>;
}

/** Descriptions kept once read; the rest of a big catalogue stays unread text. */
const keptDescriptions = 150;

/** Builds a catalogue; of several descriptions that cover one version the last counts. */
export function createCatalog(source: CatalogSource, content: CatalogContent): Catalog {
  const excluded = new Set(content.excluded);
  const allowed = (entry: CatalogEntry) => !excluded.has(entry.summary.name);
  const described = [...toEntries(content.nodeTypes ?? []), ...(content.entries ?? [])].filter(allowed);
  const byName = new Map(described.map((entry) => [entry.summary.name, entry]));
  const variants = (content.variants ?? []).filter((entry) => allowed(entry) && !byName.has(entry.summary.name));
  for (const variant of variants) byName.set(variant.summary.name, variant);
  const credentials = new Map(content.credentials?.map((credential) => [credential.name, credential]));
  const summaries = described.map((entry) => entry.summary);
  const variantSummaries = variants.map((entry) => entry.summary);
  const read = remember((description: CatalogDescription) => description.read(), keptDescriptions);
  return {
    source,
    excluded,
    communityPackages: new Set(content.communityPackages),
    get: (type, version) => {
      const entry = byName.get(type);
      const description = entry && choose(entry, version);
      return description && read(description);
    },
    all: () => summaries,
    variants: () => variantSummaries,
    credential: (name) => credentials.get(name),
  };
}

/** True for a type that only a community package of the instance could bring. */
export function isUndescribed(catalog: Catalog, type: string): boolean {
  return catalog.communityPackages.has(packageOf(type)) && catalog.get(type) === undefined;
}

/** `@n8n/n8n-nodes-langchain.agent` → `@n8n/n8n-nodes-langchain`. */
export const packageOf = (type: string): string => type.slice(0, Math.max(0, type.lastIndexOf('.')));

function toEntries(nodeTypes: readonly NodeType[]): CatalogEntry[] {
  return [...Map.groupBy(nodeTypes, (nodeType) => nodeType.name).values()].map((ofOne) => ({
    summary: ofOne.findLast((each) => each.covers.includes(each.defaultVersion)) ?? (ofOne[0] as NodeType),
    descriptions: ofOne.map((nodeType) => ({
      covers: nodeType.covers,
      tool: nodeType.usableAsTool !== undefined,
      humanTool: nodeType.asksPeople === true,
      read: () => nodeType,
    })),
  }));
}

function choose(entry: CatalogEntry, version = entry.summary.defaultVersion): CatalogDescription | undefined {
  const covering = (wanted: number) => entry.descriptions.findLast((each) => each.covers.includes(wanted));
  return covering(version) ?? covering(entry.summary.defaultVersion) ?? entry.descriptions[0];
}

/** Remembers the results asked for last. */
function remember<K, V>(make: (key: K) => V, limit: number): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > limit) kept.delete(kept.keys().next().value as K);
    return value;
  };
}
