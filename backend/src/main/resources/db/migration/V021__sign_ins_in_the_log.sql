-- A sign-in that is refused was tried with a password, and by no link.
alter table audit drop constraint audit_via_check;
alter table audit add constraint audit_via_check check (via in ('session', 'token', 'link', 'password', 'system'));
