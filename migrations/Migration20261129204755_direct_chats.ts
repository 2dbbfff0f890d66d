import { Migration } from '@mikro-orm/migrations';

export class Migration20261129204755_direct_chats extends Migration {
  override name = 'Migration20261129204755_direct_chats';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "direct_chats" ("id" uuid not null, "tenant_id" uuid not null, "person_id" text not null, "conversation_id" uuid null, "refusal" text null, "at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(`create index "direct_chats_conversation_id_index" on "direct_chats" ("conversation_id");`);
    this.addSql(
      `alter table "direct_chats" add constraint "direct_chats_tenant_id_person_id_unique" unique ("tenant_id", "person_id");`,
    );

    this.addSql(
      `alter table "direct_chats" add constraint "direct_chats_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(
      `alter table "direct_chats" add constraint "direct_chats_conversation_id_foreign" foreign key ("conversation_id") references "conversations" ("id") on delete set null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "direct_chats" cascade;`);
  }
}
