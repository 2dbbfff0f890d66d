/** Somebody else is responsible for a draft or workflow from then on. */
export const handover = {
  done: (name: string, to: string): string =>
    `“${name}” is ${to}'s from now on; they are told. What happens to it is told to them.`,
  toYou: (by: string, name: string): string => `${by} handed “${name}” over to you: you are responsible for it now.`,
  fromYou: (by: string, name: string, to: string): string =>
    `${by} handed “${name}” over to ${to}, who is responsible for it now.`,
  unknown: (name: string): string =>
    `I have met nobody called “${name}” here. Nothing was changed. Mention them with @, or let them write to me once.`,
  notTheirs: (name: string): string =>
    `Only whoever is responsible for “${name}”, or an admin, can hand it over. Nothing was changed.`,
  elsewhere: (name: string): string =>
    `“${name}” belongs to another workspace: it is handed over there. Nothing was changed.`,
  closed: (name: string): string =>
    `“${name}” cannot be handed over as it stands now. Nothing was changed. Once it is in n8n, hand over the workflow.`,
  same: (to: string, name: string): string => `${to} is responsible for “${name}” already. Nothing was changed.`,
  hasApproved: (to: string, name: string): string =>
    `“${name}” is approved by ${to} already, so it cannot be theirs. Nothing was changed. Name somebody else.`,
};
