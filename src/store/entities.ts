/** The whole schema, a file for each part of it. JSON columns hold what src parsed, never raw input. */
import { Absence } from './entities/absences.ts';
import { Account, LinkRequest } from './entities/accounts.ts';
import { Aside } from './entities/asides.ts';
import { Conversation, Feedback, Message, Question, StoredEvent, Tenant, TurnShare } from './entities/chat.ts';
import { Delivery, Lease, Notice } from './entities/deliveries.ts';
import { DirectChat } from './entities/direct-chats.ts';
import { Approval, Creation, DraftCard, DraftRevision, DraftRow, PictureUpload } from './entities/drafts.ts';
import { FailureDigest, FailureNotice, FailureWish, WorkflowFailure } from './entities/failures.ts';
import { HouseValueRow } from './entities/house.ts';
import { SlackInstallation, UsedState } from './entities/installations.ts';
import { ApiKey, AuditEvent, AuditScope, N8nWrite } from './entities/records.ts';
import { Webhook, WebhookMessage } from './entities/webhooks.ts';
import {
  N8nComparison,
  N8nInstance,
  SeenWorkflow,
  Template,
  WorkflowAct,
  WorkflowRow,
  WorkflowVersion,
} from './entities/workflows.ts';

export * from './entities/absences.ts';
export * from './entities/accounts.ts';
export * from './entities/asides.ts';
export * from './entities/chat.ts';
export * from './entities/deliveries.ts';
export * from './entities/direct-chats.ts';
export * from './entities/drafts.ts';
export * from './entities/failures.ts';
export * from './entities/house.ts';
export * from './entities/installations.ts';
export * from './entities/records.ts';
export * from './entities/webhooks.ts';
export * from './entities/workflows.ts';

export const entities = [
  Tenant,
  Conversation,
  StoredEvent,
  TurnShare,
  Message,
  DraftRow,
  DraftCard,
  DraftRevision,
  Approval,
  Creation,
  WorkflowRow,
  WorkflowVersion,
  SeenWorkflow,
  N8nInstance,
  N8nComparison,
  WorkflowAct,
  Question,
  Feedback,
  PictureUpload,
  Delivery,
  Lease,
  Notice,
  WorkflowFailure,
  FailureNotice,
  FailureWish,
  FailureDigest,
  DirectChat,
  Aside,
  Template,
  Account,
  LinkRequest,
  HouseValueRow,
  Absence,
  SlackInstallation,
  UsedState,
  ApiKey,
  AuditEvent,
  AuditScope,
  N8nWrite,
  Webhook,
  WebhookMessage,
];
