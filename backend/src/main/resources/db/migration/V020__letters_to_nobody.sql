-- Asking for a new password writes a row whether there is such an account or not, so that its time tells nothing.
alter table staff_letter alter column member_id drop not null;
