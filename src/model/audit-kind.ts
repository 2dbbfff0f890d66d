/** What a row of the audit trail is about. */
export type AuditKind =
  | 'request'
  | 'draft'
  | 'approval'
  | 'rejection'
  | 'refusal'
  | 'expiry'
  | 'creation'
  | 'outcome'
  | 'act'
  | 'api_key'
  | 'webhook'
  | 'template'
  | 'link'
  /** What an admin said that everybody of a tenant uses. */
  | 'house'
  /** Somebody is away, or back; who approves in their place. */
  | 'absence'
  /** Somebody else is responsible for a draft or workflow from then on. */
  | 'handover'
  /** Where somebody said that failures of a workflow are told, or not. */
  | 'notice'
  | 'purge'
  | 'instance'
  | 'import'
  /** What an operator did about something that hung. */
  | 'operation';
