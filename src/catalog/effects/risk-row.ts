import type { Risk } from './risk-names.ts';

/** One row: what the names of operations do not tell. */
export interface RiskRow {
  /** The reason, for who reads or changes the table. */
  why: string;
  /** Short names of node types; every type when absent. */
  types?: string;
  resource?: RegExp;
  operation?: RegExp;
  /** Only with one of these values, or a value nobody knows before it runs. */
  given?: Readonly<Record<string, readonly unknown[]>>;
  /** Only where this parameter holds something. */
  filled?: string;
  /** Not where it only looks something up. */
  unlessReading?: true;
  /** Instead of what the names say; the first such row counts. */
  is?: readonly Risk[];
  /** Besides. */
  also?: readonly Risk[];
}
