import { Migration } from '@mikro-orm/migrations';

export class Migration20261123112553_init extends Migration {
  override name = 'Migration20261123112553_init';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "api_keys" ("id" uuid not null, "name" text not null, "hash" text not null, "scopes" jsonb not null, "created_at" timestamptz not null default clock_timestamp(), "last_used_at" timestamptz null, "revoked_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`alter table "api_keys" add constraint "api_keys_name_unique" unique ("name");`);
    this.addSql(`alter table "api_keys" add constraint "api_keys_hash_unique" unique ("hash");`);

    this.addSql(
      `create table "audit_events" ("seq" int not null, "at" text not null, "kind" text not null, "actor" text not null, "subject" text not null, "data" jsonb not null, "previous_hash" text not null, "hash" text not null, primary key ("seq"));`,
    );
    this.addSql(`create index "audit_events_subject_index" on "audit_events" ("subject");`);

    this.addSql(
      `create table "templates" ("id" uuid not null, "name" text not null, "description" text not null, "document" jsonb not null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`alter table "templates" add constraint "templates_name_unique" unique ("name");`);

    this.addSql(
      `create table "tenants" ("id" uuid not null, "platform" text not null, "external_id" text not null, "name" text null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "tenants" add constraint "tenants_platform_external_id_unique" unique ("platform", "external_id");`,
    );

    this.addSql(
      `create table "conversations" ("id" uuid not null, "tenant_id" uuid not null, "platform" text not null, "key" text not null, "address" jsonb not null, "lease_owner" text null, "lease_until" timestamptz null, "created_at" timestamptz not null default clock_timestamp(), "version" int not null default 1, primary key ("id"));`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_tenant_id_platform_key_unique" unique ("tenant_id", "platform", "key");`,
    );

    this.addSql(
      `create table "inbound_events" ("id" uuid not null, "tenant_id" uuid not null, "conversation_id" uuid not null, "dedupe_key" text not null, "payload" jsonb not null, "status" text not null, "progress" jsonb null, "received_at" timestamptz not null default clock_timestamp(), "handled_at" timestamptz null, "failure" text null, primary key ("id"));`,
    );
    this.addSql(
      `create index "inbound_events_status_received_at_index" on "inbound_events" ("status", "received_at");`,
    );
    this.addSql(
      `create index "inbound_events_conversation_id_received_at_index" on "inbound_events" ("conversation_id", "received_at");`,
    );
    this.addSql(
      `alter table "inbound_events" add constraint "inbound_events_tenant_id_dedupe_key_unique" unique ("tenant_id", "dedupe_key");`,
    );

    this.addSql(
      `create table "messages" ("id" uuid not null, "conversation_id" uuid not null, "event_id" uuid not null, "role" text not null, "person_id" text null, "text" text not null, "model" text null, "calls" int not null default 0, "prompt_tokens" int not null default 0, "completion_tokens" int not null default 0, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `create index "messages_conversation_id_created_at_index" on "messages" ("conversation_id", "created_at");`,
    );
    this.addSql(`alter table "messages" add constraint "messages_event_id_role_unique" unique ("event_id", "role");`);

    this.addSql(
      `create table "drafts" ("id" uuid not null, "conversation_id" uuid not null, "requester_id" text not null, "requester_name" text not null, "status" text not null, "revision" int not null, "card" jsonb null, "created_at" timestamptz not null default clock_timestamp(), "version" int not null default 1, primary key ("id"));`,
    );
    this.addSql(
      `create index "drafts_conversation_id_created_at_index" on "drafts" ("conversation_id", "created_at");`,
    );

    this.addSql(
      `create table "draft_revisions" ("id" uuid not null, "draft_id" uuid not null, "event_id" uuid not null, "revision" int not null, "request" text not null, "document" jsonb not null, "workflow" jsonb not null, "issues" jsonb not null, "notes" jsonb not null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "draft_revisions" add constraint "draft_revisions_draft_id_revision_unique" unique ("draft_id", "revision");`,
    );
    this.addSql(`alter table "draft_revisions" add constraint "draft_revisions_event_id_unique" unique ("event_id");`);

    this.addSql(
      `create table "approvals" ("id" uuid not null, "draft_id" uuid not null, "revision" int not null, "decision" text not null, "decided_by" text not null, "decided_by_name" text not null, "by_policy" boolean not null default false, "publish" boolean not null default false, "decided_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "approvals" add constraint "approvals_draft_id_revision_unique" unique ("draft_id", "revision");`,
    );

    this.addSql(
      `create table "creations" ("id" uuid not null, "draft_id" uuid not null, "approval_id" uuid not null, "revision" int not null, "publish" boolean not null, "status" text not null, "started_at" timestamptz null, "finished_at" timestamptz null, "round" int not null default 1, "outcome" jsonb null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "creations_status_created_at_index" on "creations" ("status", "created_at");`);
    this.addSql(
      `alter table "creations" add constraint "creations_draft_id_revision_unique" unique ("draft_id", "revision");`,
    );

    this.addSql(
      `create table "workflows" ("id" uuid not null, "tenant_id" uuid not null, "creation_id" uuid not null, "instance_url" text not null, "n8n_id" text not null, "name" text not null, "requester_id" text not null, "published" boolean not null default false, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "workflows" add constraint "workflows_instance_url_n8n_id_unique" unique ("instance_url", "n8n_id");`,
    );
    this.addSql(`alter table "workflows" add constraint "workflows_creation_id_unique" unique ("creation_id");`);

    this.addSql(
      `create table "workflow_versions" ("id" uuid not null, "workflow_id" uuid not null, "draft_id" uuid not null, "revision" int not null, "n8n_version_id" text null, "document" jsonb not null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "workflow_versions" add constraint "workflow_versions_workflow_id_draft_id_revision_unique" unique ("workflow_id", "draft_id", "revision");`,
    );

    this.addSql(
      `alter table "tenants" add constraint "tenants_platform_check" check ("platform" in ('slack', 'teams', 'playground', 'rest'));`,
    );

    this.addSql(
      `alter table "conversations" add constraint "conversations_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "conversations" add constraint "conversations_platform_check" check ("platform" in ('slack', 'teams', 'playground', 'rest'));`,
    );

    this.addSql(
      `alter table "inbound_events" add constraint "inbound_events_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "inbound_events" add constraint "inbound_events_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );
    this.addSql(
      `alter table "inbound_events" add constraint "inbound_events_status_check" check ("status" in ('received', 'handled', 'failed'));`,
    );

    this.addSql(
      `alter table "messages" add constraint "messages_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );
    this.addSql(
      `alter table "messages" add constraint "messages_event_id_foreign" foreign key ("event_id") references "inbound_events" ("id");`,
    );
    this.addSql(`alter table "messages" add constraint "messages_role_check" check ("role" in ('user', 'assistant'));`);

    this.addSql(
      `alter table "drafts" add constraint "drafts_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id");`,
    );
    this.addSql(
      `alter table "drafts" add constraint "drafts_status_check" check ("status" in ('proposed', 'approved', 'created', 'failed', 'discarded'));`,
    );

    this.addSql(
      `alter table "draft_revisions" add constraint "draft_revisions_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
    this.addSql(
      `alter table "draft_revisions" add constraint "draft_revisions_event_id_foreign" foreign key ("event_id") references "inbound_events" ("id");`,
    );

    this.addSql(
      `alter table "approvals" add constraint "approvals_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
    this.addSql(
      `alter table "approvals" add constraint "approvals_decision_check" check ("decision" in ('approved', 'rejected', 'expired'));`,
    );

    this.addSql(
      `alter table "creations" add constraint "creations_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
    this.addSql(
      `alter table "creations" add constraint "creations_approval_id_foreign" foreign key ("approval_id") references "approvals" ("id");`,
    );
    this.addSql(
      `alter table "creations" add constraint "creations_status_check" check ("status" in ('pending', 'created', 'failed'));`,
    );

    this.addSql(
      `alter table "workflows" add constraint "workflows_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "workflows" add constraint "workflows_creation_id_foreign" foreign key ("creation_id") references "creations" ("id");`,
    );

    this.addSql(
      `alter table "workflow_versions" add constraint "workflow_versions_workflow_id_foreign" foreign key ("workflow_id") references "workflows" ("id");`,
    );
    this.addSql(
      `alter table "workflow_versions" add constraint "workflow_versions_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "conversations" drop constraint "conversations_tenant_id_foreign";`);
    this.addSql(`alter table "inbound_events" drop constraint "inbound_events_tenant_id_foreign";`);
    this.addSql(`alter table "workflows" drop constraint "workflows_tenant_id_foreign";`);
    this.addSql(`alter table "inbound_events" drop constraint "inbound_events_conversation_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_conversation_id_foreign";`);
    this.addSql(`alter table "drafts" drop constraint "drafts_conversation_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_event_id_foreign";`);
    this.addSql(`alter table "draft_revisions" drop constraint "draft_revisions_event_id_foreign";`);
    this.addSql(`alter table "draft_revisions" drop constraint "draft_revisions_draft_id_foreign";`);
    this.addSql(`alter table "approvals" drop constraint "approvals_draft_id_foreign";`);
    this.addSql(`alter table "creations" drop constraint "creations_draft_id_foreign";`);
    this.addSql(`alter table "workflow_versions" drop constraint "workflow_versions_draft_id_foreign";`);
    this.addSql(`alter table "creations" drop constraint "creations_approval_id_foreign";`);
    this.addSql(`alter table "workflows" drop constraint "workflows_creation_id_foreign";`);
    this.addSql(`alter table "workflow_versions" drop constraint "workflow_versions_workflow_id_foreign";`);

    this.addSql(`drop table if exists "api_keys" cascade;`);
    this.addSql(`drop table if exists "audit_events" cascade;`);
    this.addSql(`drop table if exists "templates" cascade;`);
    this.addSql(`drop table if exists "tenants" cascade;`);
    this.addSql(`drop table if exists "conversations" cascade;`);
    this.addSql(`drop table if exists "inbound_events" cascade;`);
    this.addSql(`drop table if exists "messages" cascade;`);
    this.addSql(`drop table if exists "drafts" cascade;`);
    this.addSql(`drop table if exists "draft_revisions" cascade;`);
    this.addSql(`drop table if exists "approvals" cascade;`);
    this.addSql(`drop table if exists "creations" cascade;`);
    this.addSql(`drop table if exists "workflows" cascade;`);
    this.addSql(`drop table if exists "workflow_versions" cascade;`);
  }
}
