import { actOperations, getAct } from './acts.ts';
import { listAuditEvents } from './audit.ts';
import { getChoices } from './choices.ts';
import { approveDraft, createDraft, discardDraft, getDraft, leaveOut, rehearseDraft } from './drafts.ts';
import type { Operation } from './operation.ts';
import { deleteTemplate, getTemplate, listTemplates, saveTemplate } from './templates.ts';
import { deleteWebhook, listWebhooks, registerWebhook } from './webhooks.ts';
import { bringWorkflow, changeWorkflow, getWorkflow, listWorkflows, rehearseWorkflow } from './workflows.ts';

/** Every operation of the API, in the order of the document. A test compares them with the routes that are served. */
export const operations: readonly Operation[] = [
  ...[createDraft, getDraft, getChoices, approveDraft, discardDraft, leaveOut, rehearseDraft],
  ...[listWorkflows, bringWorkflow, getWorkflow, changeWorkflow, rehearseWorkflow],
  ...actOperations.map(({ operation }) => operation),
  getAct,
  ...[listTemplates, saveTemplate, getTemplate, deleteTemplate],
  ...[listWebhooks, registerWebhook, deleteWebhook],
  listAuditEvents,
];
