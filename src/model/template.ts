/** What is asked of a person before a template can run. */
export interface TemplateSlot {
  /** Stands in the draft as `<<slot>>`; a time also as `<<slot.hour>>` and `<<slot.minute>>`. */
  slot: string;
  label: string;
  /** The question, when nobody said it. */
  ask: string;
  kind: 'channel' | 'sheet' | 'email' | 'url' | 'time' | 'text';
  default?: string | undefined;
}
