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
