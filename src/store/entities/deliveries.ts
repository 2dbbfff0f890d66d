import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { DeliveryDetails } from '#src/model/delivery.ts';
import { Tenant } from './chat.ts';
import { id, moment, now } from './columns.ts';
import { DraftRow } from './drafts.ts';

export const deliveryKinds = [
  'draft',
  'former',
  'question',
  'act',
  'turn',
  'link',
  'lost',
  'news',
  'ask',
  'remind',
  'expiring',
  'step',
  'failed',
  'digest',
] as const;

/**
 * Something that people do not see yet as it is: one row per place, gone once it was shown. Holds no text: what is
 * shown is read from the rest of the store at that moment, so the newest state wins.
 */
export const Delivery = defineEntity({
  name: 'Delivery',
  tableName: 'deliveries',
  properties: {
    kind: p.enum([...deliveryKinds]).primary(),
    /** Draft (draft, former, news, ask, remind, expiring), question, act, event (turn, step), wish to link accounts (link), loss of workflows (lost), failure of a workflow (failed), digest of them (digest). */
    subject: p.uuid().primary(),
    /** Conversation (draft, link, lost, failed), hash of a message's address (former), an account in full (ask, remind, expiring; news of a hand-over), else empty. */
    place: p.text().primary(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    platform: p.text(),
    details: p.json<NonNullable<DeliveryDetails[DeliveryKind]>>().nullable(),
    /** Raised by every change meanwhile: what was read before that is not the newest. */
    wanted: p.integer().default(1),
    owedAt: now(),
    /** Not tried before; null: given up, `failure` says why. */
    dueAt: moment(),
    attempts: p.integer().default(0),
    /** A try had no answer and may still land, after a newer one: shown once more a while later. */
    doubtful: p.boolean().default(false),
    /** Code of the newest failure. */
    failure: p.text().nullable(),
    leaseOwner: p.text().nullable(),
    leaseUntil: moment(),
    /** W3C trace context of the newest change, where spans are made. */
    traceparent: p.text().nullable(),
  },
  indexes: [{ properties: ['platform', 'dueAt'] }, { properties: ['tenant'] }],
});

/** The right to do something that only one process shall do at a time; a dead one's runs out by itself. */
export const Lease = defineEntity({
  name: 'Lease',
  tableName: 'leases',
  properties: {
    name: p.text().primary(),
    owner: p.text(),
    until: p.datetime().columnType('timestamptz'),
  },
});

/**
 * What a notice about a draft says: how it was decided and ended; that somebody may decide, still may, that those come next
 * who are asked when nobody did; that its time is nearly over.
 */
const noticeKinds = ['news', 'ask', 'remind', 'next', 'expiring'] as const;

/** One message about a draft that goes out once, however often it is tried: written before it is posted. */
export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    kind: p.enum([...noticeKinds]),
    /** The account it is for, in full; empty: everybody in the conversation of the draft. */
    person: p.text(),
    /** What of that kind it tells, e.g. which revision ended; empty where there is one of it only. */
    about: p.text().default(''),
    createdAt: now(),
    toldAt: moment(),
  },
  uniques: [{ properties: ['draft', 'kind', 'person', 'about'] }],
  indexes: [{ properties: ['person'] }, { properties: ['kind', 'toldAt'] }],
});

export type NoticeRecord = InferEntity<typeof Notice>;
export type DeliveryRecord = InferEntity<typeof Delivery>;
export type DeliveryKind = (typeof deliveryKinds)[number];
