/** What is answered to a few words that ask for nothing: yes, thanks, who, what failed. */
export const talk = {
  pressCreate: (create: string): string =>
    `Approving is a press of a button, so that nobody does it by a word. Look at the card and press “${create}”.`,
  stillMissing: 'Nothing can be created yet: the card says what still has to be settled.',
  notYours: (why: string): string => `You cannot approve this one. ${why}`,
  expired: 'It has expired: open it again by its button, then it can be approved.',
  nothingToApprove: 'Nothing waits for an approval here. Tell me what should happen by itself, and when.',
  whatElse: 'Tell me what should be different, for example “at 7 instead”, or say “cancel” to drop it.',
  youAreWelcome: 'You are welcome.',
  smallTalk: 'I am here for automations: tell me what should happen by itself, and when, or say “help” for examples.',
  stillWaits: 'The draft still waits for its button.',
  whoAsked: (name: string): string =>
    `Only ${name}: no approvers are named here, so people decide about what they asked for themselves.`,
  whoTheyAsk: 'No approvers are named here: people decide about what they asked for themselves.',
  whoApproves: (names: string): string => `One of these people, by a button on the card: ${names}.`,
  whoDepends: 'Depending on what a draft does, others may be asked for: its card says who.',
  whoElse: 'Nobody approves their own request here.',
  whoPublishes: (names: string): string => `Turning on is given to: ${names}.`,
  failures: 'What failed today',
  noFailures: 'Nothing failed today among the workflows that you may see.',
  failedTimes: (count: number, last: string): string =>
    `${count === 1 ? 'one execution' : `${count} executions`} · last: ${last}`,
  draftNotInN8n: (name: string): string => `“${name}” is a draft: it is not in n8n yet, and does nothing.`,
  itSays: 'In these words:',
  nothingSaid: 'It says or sends no text of its own.',
  hereOrNew: 'Do you mean a workflow that is here, or something new?',
  somethingNew: (words: string): string => `Something new: “${words}”`,
};
