/** An address nobody asked for before, so that its workflow is told apart; nothing ever calls it. */
export const uniqueUrl = (): string => `https://status.example.com/health-${Math.floor(Math.random() * 1e6)}`;

/** What a model would submit for "every hour get `url`". */
export function modelDraft(url: string): object {
  return {
    name: 'Hourly health',
    description: 'Checks the health page every hour.',
    nodes: [
      {
        name: 'Every hour',
        type: 'n8n-nodes-base.scheduleTrigger',
        parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } },
      },
      { name: 'Get health', type: 'n8n-nodes-base.httpRequest', parameters: { method: 'GET', url, options: {} } },
    ],
    connections: [{ from: 'Every hour', to: 'Get health' }],
    assumptions: ['A failed request stops the run.'],
  };
}
