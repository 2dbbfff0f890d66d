import { Migration } from '@mikro-orm/migrations';

/**
 * Indices on tables that stay small, and the rows of the audit trail by the tenants they concern (`audit_scopes`), which a
 * trigger keeps from now on. Those of before, and the indices on tables that grow, come in the next one, beside a service
 * that runs.
 */
export class Migration20261129004656_two_years extends Migration {
  override name = 'Migration20261129004656_two_years';

  override up(): void {
    this.addSql(`create function audit_scopes_of(p_seq int, p_actor text, p_subject text) returns table (tenant_id uuid, seq int) language sql stable as $$
  with about as (select case when p_subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_subject::uuid end as id)
  select t.id, p_seq from tenants t where t.platform = split_part(p_actor, ':', 1) and t.external_id = split_part(p_actor, ':', 2)
  union select e.tenant_id, p_seq from inbound_events e, about where e.id = about.id
  union select w.tenant_id, p_seq from workflows w, about where w.id = about.id
  union select m.tenant_id, p_seq from templates m, about where m.id = about.id and m.tenant_id is not null
$$;`);
    this.addSql(
      `create table "audit_scopes" ("tenant_id" uuid not null, "seq" int not null, primary key ("tenant_id", "seq"));`,
    );

    this.addSql(`create index "deliveries_tenant_id_index" on "deliveries" ("tenant_id");`);

    this.addSql(`create index "feedback_created_at_index" on "feedback" ("created_at");`);

    this.addSql(
      `create index "link_requests_tenant_id_person_id_index" on "link_requests" ("tenant_id", "person_id");`,
    );
    this.addSql(`create index "link_requests_conversation_id_index" on "link_requests" ("conversation_id");`);
    this.addSql(`create index "link_requests_other_tenant_id_index" on "link_requests" ("other_tenant_id");`);
    this.addSql(
      `create index "link_requests_other_conversation_id_index" on "link_requests" ("other_conversation_id");`,
    );

    this.addSql(
      `create index "workflows_tenant_id_instance_url_created_at_index" on "workflows" ("tenant_id", "instance_url", "created_at");`,
    );
    this.addSql(
      `create index "workflows_tenant_id_requester_id_created_at_index" on "workflows" ("tenant_id", "requester_id", "created_at");`,
    );
    this.addSql(`create index "workflows_n8n_id_index" on "workflows" ("n8n_id");`);
    this.addSql(`create index "workflows_former_ids" on "workflows" using gin ("former_ids" jsonb_path_ops);`);

    this.addSql(
      `alter table "audit_scopes" add constraint "audit_scopes_tenant_id_foreign" foreign key ("tenant_id") references "tenants" ("id");`,
    );
    this.addSql(`create function keep_audit_scopes() returns trigger language plpgsql as $$
begin
  insert into audit_scopes (tenant_id, seq) select s.tenant_id, s.seq from audit_scopes_of(new.seq, new.actor, new.subject) s on conflict do nothing;
  return null;
end $$;`);
    this.addSql(
      `create trigger audit_events_scopes after insert on audit_events for each row execute function keep_audit_scopes();`,
    );
  }

  override down(): void {
    this.addSql('drop trigger audit_events_scopes on audit_events;');
    this.addSql('drop function keep_audit_scopes();');
    this.addSql(`drop table if exists "audit_scopes" cascade;`);
    this.addSql('drop function audit_scopes_of;');

    this.addSql(`create index "audit_events_subject_index" on "audit_events" ("subject");`);

    this.addSql(`drop index "deliveries_tenant_id_index";`);

    this.addSql(`drop index "feedback_created_at_index";`);

    this.addSql(`drop index "link_requests_tenant_id_person_id_index";`);
    this.addSql(`drop index "link_requests_conversation_id_index";`);
    this.addSql(`drop index "link_requests_other_tenant_id_index";`);
    this.addSql(`drop index "link_requests_other_conversation_id_index";`);

    this.addSql(`drop index "workflows_tenant_id_instance_url_created_at_index";`);
    this.addSql(`drop index "workflows_tenant_id_requester_id_created_at_index";`);
    this.addSql(`drop index "workflows_n8n_id_index";`);
    this.addSql(`drop index "workflows_former_ids";`);
  }
}
