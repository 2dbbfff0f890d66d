/** What is true now of a workflow that a draft led to, and who brought it about; pieces around a name and a time. */
export const now = {
  approvedBy: (name: string): string => `Approved by ${name}`,
  discardedBy: (name: string): string => `Discarded by ${name}`,
  unpublishedBy: (name: string): string => `Turned off by ${name}`,
  broughtBackBy: (name: string): string => `Brought back by ${name}`,
  deletedBy: (name: string): string => `Deleted by ${name}`,
  deletedForGoodBy: (name: string): string => `Deleted for good by ${name}`,
  changedBy: (name: string): string => `Changed since by ${name}`,
  nothingCreated: '. Nothing was created.',
  discardedLater: '. Discarded later: nothing was created.',
  doesNotRun: ': it does not run by itself any more.',
  notPublished: '. It is switched off.',
  inArchive: ': it is in the archive of n8n and does not run.',
  deleted: 'Deleted',
  unpublished: 'Off',
  changedSince: 'Changed since',
  inN8n: {
    published: { before: 'Turned on in n8n (published), seen ', after: '.' },
    unpublished: { before: 'Turned off in n8n (unpublished), seen ', after: ': it does not run by itself.' },
    archived: { before: 'Put into the archive in n8n, seen ', after: ': it does not run.' },
    gone: { before: 'Deleted in n8n, seen ', after: '.' },
  },
  unexplained: {
    published: 'It is on now.',
    unpublished: 'It is off now: it does not run by itself.',
    archived: 'It is in the archive of n8n now: it does not run.',
    gone: 'It is not in n8n any more: somebody deleted it there.',
  },
  changedInN8n: 'Changed in n8n, seen ',
  mayDiffer: ': it may do something else than this card says.',
  askedAs: (name: string): string => `It was asked for as “${name}”.`,
  showNow: 'Show it as it is now',
  undoChange: 'Undo this change',
};

/** Drafts that wait for a decision. */
export const waiting = {
  title: 'Waiting for your decision',
  nothing: 'No draft waits for your decision.',
  row: (name: string, what: string): string => `• ${name}: ${what}`,
  more: (count: number): string => `And ${count} more.`,
  how: 'Say "waiting" to me in a direct message, or mention me, to see them.',
  askedFor: (requester: string, place: string): string => `Asked for by ${requester} in ${place}, `,
  aDraft: 'A draft',
  places: { slack: 'Slack', teams: 'Teams', playground: 'the playground', rest: 'the HTTP API' },
};

/** Where something outside starts a workflow that is live. */
export const address = {
  webhook: (method: string): string => `Call it here (${method})`,
  form: 'The form is here',
  openForm: 'Open the form',
  needsAuth: '– it asks who calls, see n8n',
  example: 'For example',
};
