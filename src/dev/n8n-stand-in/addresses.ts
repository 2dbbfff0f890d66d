import type { StandInDocument, StandInNode } from './documents.ts';

/** Method and path of every address a document listens at, with its node. A form's method is written FORM. */
export function addressesOf(document: StandInDocument): { hook: string; node: StandInNode }[] {
  return document.nodes
    .filter((node) => !node.disabled)
    .flatMap((node) => {
      const { parameters = {}, webhookId } = node;
      const path = String(parameters['path'] || webhookId).replace(/^\/+|\/+$/g, '');
      if (node.type === 'n8n-nodes-base.formTrigger') return [{ hook: `FORM ${path}`, node }];
      if (node.type !== 'n8n-nodes-base.webhook') return [];
      return [parameters['httpMethod'] ?? 'GET'].flat().map((method) => ({ hook: `${method} ${path}`, node }));
    });
}
