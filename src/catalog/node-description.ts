import type { NodeType } from './catalog.ts';
import type { Parameter } from './parameter.ts';
import type { Operation, Resource } from './slice.ts';

/** What every view of a node type begins with. */
export interface Heading {
  type: string;
  displayName: string;
  kind: NodeType['kind'];
  description: string;
  typeVersion: number;
  inputs: string[];
  outputs: string[];
  /** Kinds of credential, any of which will do. */
  credentials: string[];
}

/** What a node type takes: the parameters of a slice, an overview of the slices, or the slices there are instead. */
export type NodeDescription = Heading &
  (
    | {
        view: 'parameters';
        resource?: string;
        operation?: string;
        operations: Operation[];
        resources: string[];
        parameters: Parameter[];
      }
    | { view: 'overview'; resources: Resource[] }
    | { view: 'unknown'; what: 'resource' | 'operation'; given: string; valid: string[] }
  );
