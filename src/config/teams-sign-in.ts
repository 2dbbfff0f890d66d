/** Where a bot gets its tokens in Microsoft's clouds (the tenant's id follows), and for whom they are. */
const worldwide = { loginUrl: 'https://login.microsoftonline.com/', audience: 'https://api.botframework.com' };
const government = { loginUrl: 'https://login.microsoftonline.us/', audience: 'https://api.botframework.us' };

export const teamsSignIn = {
  public: worldwide,
  gcc: worldwide,
  gcchigh: government,
  dod: government,
  china: { loginUrl: 'https://login.partner.microsoftonline.cn/', audience: 'https://api.botframework.azure.cn' },
} as const;
