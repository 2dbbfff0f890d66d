import { Migration } from '@mikro-orm/migrations';

/**
 * Search in templates: a table of its own that a trigger keeps up to date, and likeness of letters where the extension
 * can be had. Without it (no right to create it, not installed) search is by words alone.
 */
export class Migration20261124090800_template_search extends Migration {
  override name = 'Migration20261124090800_template_search';

  override up(): void {
    this.addSql(`create table template_search (
  template_id uuid primary key references templates (id) on delete cascade,
  name text not null,
  words text not null,
  description text not null,
  label text not null generated always as (name || ' ' || words) stored,
  search tsvector not null generated always as (
    setweight(to_tsvector('english'::regconfig, name), 'A') ||
    setweight(to_tsvector('english'::regconfig, words), 'B') ||
    setweight(to_tsvector('english'::regconfig, description), 'C')
  ) stored
);`);
    this.addSql('create index template_search_words on template_search using gin (search);');
    this.addSql(`create function keep_template_search() returns trigger language plpgsql as $$
begin
  insert into template_search (template_id, name, words, description)
  values (new.id, new.name, new.words, new.description)
  on conflict (template_id) do update
  set name = excluded.name, words = excluded.words, description = excluded.description;
  return null;
end $$;`);
    this.addSql(`create trigger templates_search after insert or update on templates
for each row execute function keep_template_search();`);
    this.addSql(`do $$ begin
  create extension if not exists pg_trgm;
exception when insufficient_privilege or undefined_file or feature_not_supported then
  raise notice 'pg_trgm is not available: templates are searched by words alone';
end $$;`);
    this.addSql(`do $$ begin
  if to_regproc('word_similarity') is not null then
    create index template_search_likeness on template_search using gin (label gin_trgm_ops);
  end if;
end $$;`);
  }

  override down(): void {
    this.addSql('drop trigger templates_search on templates;');
    this.addSql('drop function keep_template_search();');
    this.addSql('drop table template_search;');
  }
}
