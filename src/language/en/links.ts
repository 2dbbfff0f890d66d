/** What is said about linking the accounts that one person has on several platforms. */
export const links = {
  hint: 'If it was made with your account on another platform, say "link" to use both as one.',
  notHere: 'Accounts are linked in Slack and Teams, where the platform says who somebody is. Say "link" to me there.',
  notAlone:
    'Say "link" to me where nobody reads along: in a direct message, or with my slash command. The code is for you alone.',
  wrong:
    'That code does not work: it is mistyped, or a newer one replaced it. Nothing was changed. Say "link" to me on the other platform for a new one.',
  expired:
    'That code has expired: it lasts 15 minutes. Nothing was changed. Say "link" to me on the other platform for a new one.',
  used: 'That code was used already. Nothing was changed. Say "link" to me on the other platform for a new one.',
  ownCode: 'That is the code of this very account. Say it to me with your account on the other platform.',
  tooOften: 'That was a lot of codes in a short time. Try again in a quarter of an hour; nothing was changed.',
  linkedAlready: 'These two accounts are linked already.',
  sameTenant:
    'These two cannot be linked: a person has one account per workspace or organisation, and both sides have one in the same.',
  code: (code: string, elsewhere: string): string =>
    `Your code is ${code}. It works once and for 15 minutes, and is for you alone.\n\nNow go to ${elsewhere} and say this to me with your account there: link ${code}\n\nAfter that an admin has to confirm it. Then what you may decide with one account you may decide from the other as well.`,
  and: (one: string, other: string): string => `${one} and ${other}`,
  named: (name: string, place: string): string => `${name} in ${place}`,
  waits: (pair: string): string =>
    `${pair} shall be linked. An admin has to confirm it: ask one to say "links" to me. You are told when it is decided.`,
  notLinked: 'This account is not linked with another. Say "link" to link one.',
  apart: (places: string): string =>
    `Done: this account is not linked with yours in ${places} any more. Each acts for itself from now on.`,
  adminsOnly: 'Only an admin can see and decide which accounts are linked.',
  noneOfYours: 'Yours is not linked with another; say "link" to link one.',
  yours: (places: string): string => `Yours is linked with your account in ${places}; say "unlink" to take it apart.`,
  gone: 'That is not there any more: somebody decided it already. Say "links" to see what there is.',
  decidedAlready: 'That was decided already.',
  clearLinked: 'These accounts are linked already. Refuse it to clear the list.',
  clearSameTenant:
    'They cannot be linked any more: both sides have an account in the same place by now. Refuse it to clear the list.',
  apartAlready: 'That link was taken apart already.',
  confirmedBy: (pair: string, by: string): string => `Linked: ${pair} (${by}).`,
  refusedBy: (pair: string, by: string): string => `Not linked: ${pair} (${by}).`,
  apartBy: (who: string, by: string): string => `Taken apart: ${who} acts alone from now on (${by}).`,
  refused: (pair: string): string => `An admin did not link ${pair}. Nothing was changed.`,
  confirmed: (pair: string): string =>
    `Linked: ${pair}. What you may decide with one you may decide from the other as well.`,
  waiting: (count: number): string =>
    count === 1
      ? 'One draft waits for your decision: say "waiting" to see it here.'
      : `${count} drafts wait for your decision: say "waiting" to see them here.`,
  howApart: 'Say "unlink" to take it apart.',
};

/** The admins' card of them. */
export const linksCard = {
  title: 'Linked accounts',
  nothing: 'No accounts are linked, and nobody waits for it.',
  link: 'Link',
  refuse: 'Refuse',
  remove: 'Remove',
  how: 'Say "links" to me in a direct message to decide.',
  since: 'Linked ',
  by: (name: string): string => ` by ${name}`,
  bothSay: 'Both say that they are the same person, since ',
};
