import type { NodeProperty } from '#src/catalog/catalog.ts';
import type { Parameters } from '#src/model/draft.ts';
import type { View, ViewNode } from '../view.ts';

/** One level of parameters: a node's own, those of a collection, or those of one entry of a fixed collection. */
export interface Level {
  view: View;
  node: ViewNode;
  /** Path of the level inside the node, e.g. `['parameters', 'options']`. */
  path: (string | number)[];
  properties: readonly NodeProperty[];
  given: Parameters;
  /** The given ones with n8n's defaults. */
  values: Parameters;
  visible: readonly NodeProperty[];
  /** In a collection nothing is there that was not added, so nothing is missing. */
  kind: 'node' | 'collection' | 'entry';
}

/** A value that is set, and the visible properties of its name. */
export interface Given {
  view: View;
  node: ViewNode;
  property: NodeProperty;
  /** All visible properties of the name; a value is right when it suits one of them. */
  twins: readonly NodeProperty[];
  value: unknown;
  path: (string | number)[];
  /** The values beside it. */
  values: Parameters;
}
