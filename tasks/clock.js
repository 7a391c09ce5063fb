// The clock of a trial's database, which the trial sets. Statements ask now() and clock_timestamp(); functions of those names
// that come first in the database's search path add what the trial says. (CURRENT_TIMESTAMP is a keyword and stays right: no
// statement of the product may use it.)
'use strict'

// Whoever asks the clock holds it until its transaction ends, so that it is set between two transactions: what one of them
// reads and writes is right by one setting, and can be held against it to the millisecond.
const HELD = 7_206_441

const FUNCTIONS = `
  create table clock_setting (since timestamptz not null default pg_catalog.clock_timestamp(), ahead interval not null);
  insert into clock_setting (ahead) values ('0');
  create function public.clock_timestamp() returns timestamptz language sql volatile as $$
    select pg_advisory_xact_lock_shared(${HELD});
    select pg_catalog.clock_timestamp() + (select ahead from public.clock_setting order by since desc limit 1) $$;
  create function public.now() returns timestamptz language sql stable as $$
    select pg_catalog.now() + (select ahead from public.clock_setting order by since desc limit 1) $$`

// A default remembers the very function that it was written with.
const DEFAULTS = `do $do$ declare one record; begin
  for one in
    select adrelid::regclass as part_of, attname as name, pg_get_expr(adbin, adrelid) as asks
    from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
    where pg_get_expr(adbin, adrelid) in ('now()', 'clock_timestamp()')
      and adrelid <> 'clock_setting'::regclass
  loop
    execute format('alter table %s alter column %I set default public.%s', one.part_of, one.name, one.asks);
  end loop;
end $do$`

class Clock {
  constructor(books) {
    this.books = books
  }

  /** Puts a clock into a database that is set up; whoever connects from now on asks it. */
  static async into(books) {
    await books.ask(FUNCTIONS)
    await books.ask(DEFAULTS)
    await books.ask('alter table change add column true_at timestamptz not null default pg_catalog.clock_timestamp()')
    // In "public", so that it stays the first schema, where migrations and mappings look.
    await books.ask('alter database broadsheet set search_path = public, pg_catalog')
    return new Clock(books)
  }

  /** Sets it, from where it would be by itself. */
  async set(minutesAhead) {
    await this.books.ask(`
      select pg_advisory_xact_lock(${HELD});
      insert into clock_setting (ahead) values (interval '${minutesAhead} minutes')`)
  }
}

module.exports = { Clock }
