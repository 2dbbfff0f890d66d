/** What is said about failures, and where they are told. */
export const failing = {
  week: 'What failed this week',
  noneWeek: 'Nothing failed this week among the workflows that you hear of here.',
  more: (kinds: number): string => `${kinds} more ${kinds === 1 ? 'kind' : 'kinds'} of failures.`,
  runsAgain: 'runs again',
  elsewhere: (workflows: number): string =>
    `${workflows === 1 ? 'One more of your workflows' : `${workflows} more of your workflows`} failed; ask me in private.`,
  adminsOnly: 'What failed everywhere is for admins. Say "what failed today" for your own workflows.',
  onlyAlone: 'What failed everywhere is told in private only: ask me in a direct message.',
  muted: (name: string, until: string): string =>
    `Failures of “${name}” are not told here until ${until}. They still count in "what failed today". To hear of them again say "unmute ${name}".`,
  mutedForGood: (name: string): string =>
    `Failures of “${name}” are not told here any more. They still count in "what failed today". To hear of them again say "unmute ${name}".`,
  unmuted: (name: string): string => `Failures of “${name}” are told here again.`,
  notMuted: (name: string): string => `“${name}” is not muted here. Nothing was changed.`,
  othersRead: (name: string): string =>
    `Others read here too: only whoever asked for “${name}”, or approves here, mutes it for everybody. Nothing was changed.`,
  onlyResponsible: (name: string): string =>
    `Where failures of “${name}” are told is decided by whoever asked for it, or approves here. Nothing was changed.`,
  here: 'this place',
  tells: (where: string, name: string): string =>
    `From now on failures of “${name}” are told in ${where} too. To end that say "stop telling ${where} about ${name}".`,
  tellsHere: (who: string, name: string): string =>
    `From now on I tell here when “${name}” fails; ${who} asked me to. To end that say "stop telling us about ${name}".`,
  stops: (where: string, name: string): string => `Failures of “${name}” are not told in ${where} any more.`,
  notTold: (where: string, name: string): string =>
    `Nobody asked me to tell ${where} about “${name}”. Nothing was changed.`,
  notThere: (where: string): string =>
    `I cannot write in ${where}, so nothing was changed. Invite me there, then say it again.`,
  whichChannel: (named: string): string =>
    `I do not know which channel ${named} is. Pick it from the list that comes up while you type it, and I can. Nothing was changed.`,
  noOther: 'Here I cannot name another channel. Say it in that channel: "tell this channel when … fails".',
  whichOne: (names: string): string => `Which one? ${names}`,
  since: (when: string): string => `What failed since ${when}`,
  noneSince: (when: string): string => `Nothing failed since ${when}.`,
  digest: (next: string, timezone: string): string =>
    `I tell here in one message what failed, instead of one message each. Next: ${next} (${timezone}). To end that say "no digest".`,
  digestEnded: 'There is no digest here any more; each failure is told by itself again.',
  noDigest: 'There is no digest here. Nothing was changed.',
  digestAlone:
    'For yourself, say it where we are alone. For everybody here say "send this channel a daily digest of failures".',
  digestRefused:
    'A digest takes the place of single messages for everybody here: only who approves here changes that. Nothing was changed.',
};
