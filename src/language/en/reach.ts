/** What is said to people who did not press anything: whoever may decide, and whoever asked. */
export const reach = {
  aDraft: 'a draft',
  discarded: (by: string, name: string): string => `${by} discarded “${name}”. Nothing was created or changed.`,
  approved: (by: string, name: string): string =>
    `${by} approved “${name}”. It is on its way into n8n; I tell you here when it is there.`,
  ended: (line: string, by: string): string => `${line}\nDecided by ${by}.`,
  waitsFor: (names: string): string => `waits for ${names}`,
  approvedSoFar: (names: string): string => `approved by ${names} so far`,
  anApprover: 'an approver',
  standIn: (deputy: string, absent: string): string => `${deputy} (for ${absent})`,
  away: (name: string, day: string): string => `${name} (away until the end of ${day})`,
  decidesFor: (deputy: string, absent: string): string => `${deputy} decides for ${absent}, who is away.`,
  youStandIn: (absent: string): string => `You stand in for ${absent}, who is away.`,
  more: (count: number): string => `${count} more`,
  asksYou: (requester: string, name: string): string => `${requester} asks you to decide about “${name}”.`,
  /** `need`: so many have to approve it; `more`: so many of them are not mentioned. */
  asksHere: (requester: string, name: string, { need, more }: { need: number; more: number }): string =>
    need > 1
      ? `${requester} asks for “${name}”. ${need} people have to approve it, each by a button on its card: you${more > 0 ? ` and ${more} more` : ''} may.`
      : `${requester} asks for “${name}”. One of you decides, by a button on its card${more > 0 ? `, or one of ${more} more` : ''}.`,
  stillWaits: (drafts: number): string =>
    drafts === 1 ? 'A draft still waits for your decision.' : `${drafts} drafts still wait for your decision.`,
  expires: (name: string, when: string): string =>
    `Nobody has decided about “${name}” yet: it is closed on ${when}. A change keeps it open longer.`,
  step: {
    asksOnly:
      'A step of a flow asks for a new workflow and does nothing else, so nothing was done. Say that to me yourself.',
    noWords:
      'The step says nothing that should be done, so nothing was created. Write into it what should happen and when.',
    discarded: (name: string): string => `“${name}” was discarded. Nothing was created.`,
    noAnswer: 'The request could not be answered. Nothing was created.',
  },
};
