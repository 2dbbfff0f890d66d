import { Migration } from '@mikro-orm/migrations';

export class Migration20261124093102_picture_uploads extends Migration {
  override name = 'Migration20261124093102_picture_uploads';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "picture_uploads" ("id" uuid not null, "draft_id" uuid not null, "revision" int not null, "place" text not null, "file" text not null, "created_at" timestamptz not null default clock_timestamp(), primary key ("id"));`,
    );
    this.addSql(
      `alter table "picture_uploads" add constraint "picture_uploads_draft_id_revision_place_unique" unique ("draft_id", "revision", "place");`,
    );

    this.addSql(
      `alter table "picture_uploads" add constraint "picture_uploads_draft_id_foreign" foreign key ("draft_id") references "drafts" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "picture_uploads" cascade;`);
  }
}
