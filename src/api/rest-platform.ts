import type { ChatPlatform } from '#src/chat/platform.ts';

/** The HTTP API as a place where people ask: nothing is pushed, whoever asked reads the draft's state instead. */
export const restPlatform: ChatPlatform = {
  name: 'rest',
  // Over HTTP a key's owner says who somebody is.
  linkable: false,
  post: async () => ({ message: { platform: 'rest', address: null } }),
  update: async () => {},
  notify: async () => {},
  linkTo: async () => undefined,
  atWork: async () => true,
};
