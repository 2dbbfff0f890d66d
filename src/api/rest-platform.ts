import type { ChatPlatform } from '#src/chat/platform.ts';

/** The HTTP API as a place where people ask: nothing is pushed, whoever asked reads the draft's state instead. */
export const restPlatform: ChatPlatform = {
  name: 'rest',
  limits: { textLength: 100_000, buttons: 0, buttonLabelLength: 0, cardBytes: 1_000_000 },
  post: async () => ({ message: { platform: 'rest', address: null } }),
  update: async () => {},
  notify: async () => {},
  linkTo: async () => undefined,
  atWork: async () => true,
};
