/** How an app finds a thing of its own again: a ticket, a row, a message. Paths are those of its item. */
export interface RecordPlace {
  /** Node type of the app's own operations. */
  action: string;
  /** n8n's word for the kind of thing; empty where the app has one kind only. */
  resource: string;
  /** Path of its id. */
  id: string;
  /** Further parameters of the operations that find it → path, e.g. `owner` of a GitHub issue. */
  more?: Readonly<Record<string, string>>;
  /** Parameters that are the same wherever it is found: its table. */
  shared?: Readonly<Record<string, unknown>>;
  /** Names that a field of several holds already → expression of a list: they are kept. */
  holds?: Readonly<Record<string, string>>;
  /** The item has its id and nothing to judge it by: it is read first. */
  bare?: true;
}

/** Such a thing in this workflow. */
export interface RecordAtHand extends RecordPlace {
  /** Node whose item it is. */
  node: string;
}

/** A path of the record's item, wherever it is used. */
export const ofRecord = ({ node }: RecordAtHand, path: string): string => `$('${node}').item.json${path}`;
