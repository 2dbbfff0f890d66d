/** An address nobody asked for before, so that its workflow is told apart; nothing ever calls it. */
export const uniqueUrl = (): string => `https://status.example.com/health-${Math.floor(Math.random() * 1e6)}`;
