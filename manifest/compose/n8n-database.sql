-- A database and a role of its own for n8n, beside Flowsmith's, where neither can read the other's. Run at every start
-- of Compose, as the owner of the server, in Flowsmith's database; changes nothing that is so already.
\getenv password N8N_DATABASE_PASSWORD
select 'create role n8n' where not exists (select from pg_roles where rolname = 'n8n') \gexec
alter role n8n with login nosuperuser nocreatedb nocreaterole password :'password';
select 'create database n8n owner n8n' where not exists (select from pg_database where datname = 'n8n') \gexec
select format('revoke connect, temporary on database %I from public', name)
  from unnest(array[current_database(), 'n8n']::text[]) name \gexec
