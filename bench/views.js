// ./broadsheet bench views: what it costs to count a view that is acknowledged, and whether all of them are kept.
'use strict'

const { randomUUID } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')
const { table, verdict } = require('./report.js')
const { Instance, read, within } = require('./instance.js')
const { wrk } = require('./wrk.js')

const CRAWLER = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const UNKNOWN = 10_000
const WARM_UP = 20
const MINUTE = 60_000
/** What the tables were told to hold, whoever wrote it; what waits; and views as hours and as days have them. */
const STATE = `select
    (select n_tup_ins from pg_stat_user_tables where relname = 'view_batch'),
    (select sum(n_tup_ins + n_tup_upd) from pg_stat_user_tables where relname in ('article_hour', 'article_day')),
    (select count(*) from view_batch),
    (select coalesce(sum(views), 0) from article_hour),
    (select coalesce(sum(views), 0) from article_day)`

const aims = { perSecond: 20_000, p99: 1500 }

class Counting {
  constructor(instance, options) {
    this.instance = instance
    this.options = options
    this.lines = []
    this.network = 10
  }

  /** Written, and told to the statistics, which come up to ten seconds late. */
  async counted() {
    for (let before = ''; ; ) {
      await machine.sleep(2000)
      const [row] = await this.instance.sql(STATE)
      const [batches, rows, waiting, hours, days] = row.map(Number)
      if (waiting === 0 && String(row) === before) return { batches, rows, hours, days }
      before = String(row)
    }
  }

  /** Of batches that wait: articles and bytes of one, and the bytes of a row with all that belongs to it. */
  async batches() {
    const [[count, bytes, table]] = await this.instance.sql(
      `select count(*), coalesce(avg(octet_length(tallies)), 0), pg_total_relation_size('view_batch') from view_batch`)
    return { count: Number(count), bytes: Number(bytes), table: Number(table) }
  }

  async send(words, seconds) {
    this.network++ // Each run has readers of its own, so that none repeats another's views.
    const [file, ...more] = words
    return wrk(this.instance.folder, {
      base: this.instance.api, seconds, connections: this.options.connections, script: 'views.lua', words: [file, String(this.network), ...more],
    })
  }

  /** One line: a load, until all of it is counted. */
  async measure(name, words, seconds, watch = () => {}) {
    const before = await this.counted()
    const cpu = this.instance.cpu()
    const ignored = await this.instance.metric('broadsheet_views_total{outcome="ignored"}')
    const sending = this.send(words, seconds)
    const watched = watch(sending)
    const half = machine.sleep(seconds * 500).then(() => this.batches())
    const run = await sending
    await watched
    const busy = this.instance.cpu()
    const after = await this.counted()
    const counted = this.instance.cpu()
    const line = {
      name, ...run,
      perSecond: (run.requests - run.refused) / run.seconds,
      cpu: { api: (counted.api - cpu.api) / run.requests, database: (counted.database - cpu.database) / run.requests },
      processors: (busy.api - cpu.api + busy.database - cpu.database) / 1000 / run.seconds,
      batches: (after.batches - before.batches) / run.seconds,
      rows: (after.rows - before.rows) / run.seconds,
      views: after.hours - before.hours,
      isSame: after.hours - before.hours === after.days - before.days,
      ignored: (await this.instance.metric('broadsheet_views_total{outcome="ignored"}')) - ignored,
      half: await half,
    }
    line.together = line.cpu.api + line.cpu.database
    this.lines.push(line)
    console.log(`  ${name}: ${run.requests} answers, ${run.refused} refused, ${run.errors} errors, ${line.views} views counted`)
    return line
  }
}

/** The heap at the start of a load and each minute of it. */
async function heaps(instance, sending, into) {
  let isOver = false
  sending.finally(() => (isOver = true)).catch(() => {})
  for (let next = Date.now() + MINUTE; !isOver; await machine.sleep(100)) {
    if (Date.now() < next) continue
    into.push(await instance.heap())
    next += MINUTE
  }
}

/** Acknowledged ones are counted; of those whose answer wrk did not wait for, some are. */
function kept(line) {
  const acknowledged = line.requests - line.refused
  const isKept = line.isSame && line.views + line.ignored >= acknowledged && line.views + line.ignored <= line.sent
  return { acknowledged, isKept }
}

function text(lines, floor) {
  const head = ['', 'views/s', 'p50 ms', 'p99 ms', 'API µs', 'database µs', 'CPU µs/view', 'x floor', 'processors', 'batches/s', 'rows/s']
  const micros = (millis) => (millis * 1000).toFixed(0)
  const rows = lines.map((line) => [
    line.name, line.perSecond.toFixed(0), line.p50.toFixed(1), line.p99.toFixed(1), micros(line.cpu.api), micros(line.cpu.database),
    micros(line.together), (line.together / floor.together).toFixed(1), line.processors.toFixed(1), line.batches.toFixed(1), line.rows.toFixed(0),
  ])
  return table([head, ...rows])
}

async function ids(instance, file) {
  const found = await instance.sql('select id from published_article order by id')
  fs.writeFileSync(file, found.map(([id]) => `${id}\n`).join(''))
  return found.length
}

async function main(words) {
  const options = read(words, { articles: 10_000, connections: 1000, seconds: 30, port: 8500 })
  machine.programs({ wrk: 'wrk', psql: 'postgresql-client' })
  await within(1200 + options.articles / 10 + 4 * options.seconds, async (folder) => {
    const instance = new Instance(folder, options.port, { BROADSHEET_TRUSTED_PROXIES: '127.0.0.1' })
    console.log(`  filling an archive of ${options.articles} articles`)
    await instance.tool('demo', '--articles', String(options.articles))
    await instance.start()
    await instance.settled(1200 + options.articles / 10)
    const known = path.join(folder, 'known')
    const unknown = path.join(folder, 'unknown')
    const count = await ids(instance, known)
    fs.writeFileSync(unknown, Array.from({ length: UNKNOWN }, () => `${randomUUID()}\n`).join(''))

    const counting = new Counting(instance, options)
    console.log(`  warming up for ${WARM_UP} s`)
    await counting.send([known], WARM_UP)
    const short = Math.min(options.seconds, 30)
    const few = await counting.measure('few', [known, '5000'], short)
    const more = await counting.measure('ten times as many', [known, '450'], short)
    const memory = [await instance.heap()]
    const most = await counting.measure('as many as go', [known], options.seconds, (sending) => heaps(instance, sending, memory))
    memory.push(await instance.heap())
    const floor = await counting.measure('a crawler, not counted', [known, '0', CRAWLER], Math.min(short, 10))
    const missing = await counting.measure('ids that do not exist', [unknown], Math.min(short, 10))

    const all = [few, more, most].map(kept)
    const size = await instance.sql(`select pg_total_relation_size('view_batch')`)
    console.log(`
${text(counting.lines, floor)}

${table([
  ['', 'measured', 'aim'],
  ['views a second', most.perSecond.toFixed(0), most.perSecond >= aims.perSecond ? `${aims.perSecond} met` : `${aims.perSecond} MISSED`],
  ['views for a second of one processor', (1 / (most.together / 1000)).toFixed(0), ''],
  ['p99 of the answer', `${most.p99.toFixed(0)} ms`, verdict(most.p99, aims.p99)],
  ['batches a second, few to most', `${few.batches.toFixed(1)} to ${most.batches.toFixed(1)}`, ''],
  ['heap after collection', memory.map(({ used }) => used.toFixed(0)).join(', '), 'flat'],
  ['API in memory', `${memory.map(({ resident }) => resident.toFixed(0)).join(', ')} MiB`, ''],
  ['a batch of the most', `${(most.half.bytes / 1024).toFixed(1)} KiB`, ''],
  ['view_batch, at its largest', `${(Number(size[0][0]) / 1024 / 1024).toFixed(1)} MiB`, ''],
])}

  ${count} articles, ${options.connections} connections, each view another reader; CPU until all is counted into hours and days`)
    counting.lines.forEach((line) => {
      const { acknowledged, isKept } = kept(line)
      const of = `${acknowledged} acknowledged of ${line.sent} sent: ${line.views} in the database, ${line.ignored} ignored`
      if (line !== missing && line !== floor) console.log(`  ${line.name}: ${of}${isKept ? '' : ': NOT WHAT WAS ACKNOWLEDGED'}`)
    })
    console.log(`  ids that do not exist: ${missing.requests} beacons wrote ${missing.views} views in ${missing.batches * missing.seconds} batches`)
    const wrong = [...all.filter(({ isKept }) => !isKept), ...(missing.batches > 0 || missing.requests < UNKNOWN ? [missing] : [])]
    if (wrong.length > 0) throw new Error('what was acknowledged is not what was counted')
  })
}

module.exports = { main }
