-- A batch stays for a while after it was counted: its node may not have heard of the commit and send it again. What is
-- counted is emptied; what cannot be read is set aside, so that it stops nothing.
alter table view_batch
    add column counted_at timestamptz,
    add column is_damaged boolean not null default false;

-- A key that is in a backup is not destroyed. Unlogged, it is in no log and in no copy made from logs; after a crash of the
-- database there is a new one, and readers of that day may count twice.
alter table reader_secret set unlogged;

alter table popular_progress add column dropped_at timestamptz;
