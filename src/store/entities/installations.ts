import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { id, moment, now } from './columns.ts';

/** Where the Slack app is installed. Tokens are sealed (src/store/cipher.ts). */
export const SlackInstallation = defineEntity({
  name: 'SlackInstallation',
  tableName: 'slack_installations',
  properties: {
    id: id(),
    /** Workspace, or organisation. */
    owner: p.text().unique(),
    isOrganisation: p.boolean(),
    name: p.text().nullable(),
    appId: p.text(),
    botUserId: p.text(),
    scopes: p.text(),
    token: p.text(),
    refreshToken: p.text().nullable(),
    expiresAt: moment(),
    installedBy: p.text(),
    installedAt: now(),
  },
});

/** States of installations that came back once; a second time they are refused. */
export const UsedState = defineEntity({
  name: 'UsedState',
  tableName: 'used_states',
  properties: { id: p.text().primary(), usedAt: now() },
  indexes: [{ properties: ['usedAt'] }],
});

export type SlackInstallationRecord = InferEntity<typeof SlackInstallation>;
