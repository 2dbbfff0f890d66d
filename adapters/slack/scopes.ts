/** What the app asks for; the manifest says the same. Without the optional ones everything works, with less to see. */
export const scopes = {
  needed: ['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'im:history'],
  optional: ['files:write', 'im:write', 'users:read', 'users:read.email'],
} as const;
