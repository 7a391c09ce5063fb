-- What staff did. Rows are added and never touched again, not even by us.
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    -- Null where nobody is signed in: a link was used, a sign-in failed, a schedule ran.
    member_id uuid,
    -- As it was called then.
    member_name text,
    via text not null check (via in ('session', 'token', 'link', 'system')),
    action text not null,
    subject_kind text,
    subject_id text,
    detail jsonb not null default '{}'
);

create index audit_member on audit (member_id, id);
create index audit_subject on audit (subject_kind, subject_id, id);

create function refuse_to_rewrite_audit() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is added to, never rewritten';
end $$;

create trigger audit_is_kept before update or delete on audit
for each row execute function refuse_to_rewrite_audit();
