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
  }[];
  /** For resource locators: the ways to name the thing (`list`, `id`, `url`, `name`). */
  modes?: { name: string; validation?: unknown }[];
  displayOptions?: { show?: Record<string, unknown[]>; hide?: Record<string, unknown[]> };
  typeOptions?: Record<string, unknown>;
}

/** One node type at its newest version. */
export interface NodeType {
  /** Full name, e.g. `n8n-nodes-base.slack`. */
  name: string;
  displayName: string;
  description: string;
  kind: 'trigger' | 'action' | 'subnode';
  /** The version new nodes get. */
  defaultVersion: number;
  versions: number[];
  /** Words people use for it; feeds search. */
  aliases: string[];
  inputs: string[];
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
  /** False for triggers that n8n never counts as live (manual, error, sub-workflow). */
  startsByItself: boolean;
}

/** What a draft is checked against; the card names it. */
export interface CatalogSource {
  kind: 'core' | 'instance';
  /** n8n version the catalogue describes. */
  n8nVersion: string;
}

export interface Catalog {
  readonly source: CatalogSource;
  get(type: string): NodeType | undefined;
  all(): NodeType[];
}

/** Builds a catalogue from node types; a repeated name keeps the last. */
export function createCatalog(source: CatalogSource, nodeTypes: readonly NodeType[]): Catalog {
  const byName = new Map(nodeTypes.map((nodeType) => [nodeType.name, nodeType]));
  return { source, get: (type) => byName.get(type), all: () => [...byName.values()] };
}
