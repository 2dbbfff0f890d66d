/** What a draft is checked against; the card names it. */
export interface CatalogSource {
  kind: 'core' | 'instance';
  /** n8n version the catalogue describes. */
  n8nVersion: string;
  /** True when it is that of the nearest version there is one of. */
  nearest?: boolean;
}
