// ./broadsheet bench popular: what ranking, keeping and reading counts cost on a large archive that is read.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')
const { table, verdict } = require('./report.js')
const { Instance, read, within } = require('./instance.js')
const { wrk } = require('./wrk.js')

const TURNS = 4
const EVERY = 5
const WARM_UP = 10
const DAYS = 1095
const HOURS = 192
/** Of those that popular.sql makes, the days and hours without sketches. */
const OLD_DAYS = 58
const OLD_HOURS = 189
const TEMPLATES = 300
const MILLION = 1_000_000
const LOCK = `select pg_advisory_lock(hashtext('broadsheet popular'))`
const SUPERUSER = 'postgres'

/** Seconds; CPU as often as that of the latest; GB of a million articles after three years. */
const aims = { ranking: 5, reading: 1.5, storage: 20 }

/** Turns as they follow each other: how long the ranking took, and what else lay between it and the one before. */
async function turns(instance, count) {
  const computed = 'select extract(epoch from computed_at) * 1000 from popular_progress'
  const all = []
  let last = await instance.figure(computed)
  let cpu = instance.cpu()
  while (all.length < count) {
    await machine.sleep(200)
    const now = await instance.figure(computed)
    if (now === last) continue
    const ranking = await instance.metric('broadsheet_popular_ranking_ms')
    const used = instance.cpu()
    all.push({ ranking, rest: now - last - EVERY * 1000 - (all.at(-1)?.ranking ?? 0), cpu: used.api - cpu.api + used.database - cpu.database })
    cpu = used
    last = now
  }
  return all
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** Bytes of a row and rows by table and whether they have sketches, with indexes and what lies beside. */
function sizes(said) {
  const at = Object.fromEntries(said.map(([name, rows, bytes]) => [name, { rows: Number(rows), bytes: Number(bytes) }]))
  const each = ({ rows, bytes }, before = { rows: 0, bytes: 0 }) => ({ rows: rows - before.rows, bytes: (bytes - before.bytes) / (rows - before.rows) })
  return {
    day: each(at.day),
    dayWithSketches: each(at['day with sketches'], at.day),
    hour: each(at.hour),
    hourWithSketches: each(at['hour with sketches'], at.hour),
  }
}

/** GB that a million articles take after three years at this rate, by what is kept how long. */
function threeYears(size, articles, others) {
  const times = MILLION / articles
  const day = size.day.rows / OLD_DAYS
  const hour = size.hour.rows / OLD_HOURS
  const days = day * DAYS * size.day.bytes + size.dayWithSketches.rows * size.dayWithSketches.bytes
  const hours = hour * HOURS * size.hour.bytes + size.hourWithSketches.rows * size.hourWithSketches.bytes
  return { day, hour, days: (days * times) / 1e9, hours: (hours * times) / 1e9, others: (others * times) / 1e9 }
}

class Reading {
  constructor(instance, seconds) {
    this.instance = instance
    this.seconds = seconds
    this.lines = []
  }

  run(lines, status, seconds) {
    const file = path.join(this.instance.folder, 'requests')
    fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
    return wrk(this.instance.folder, { base: this.instance.api, seconds, words: [file, status] })
  }

  warm(urls, seconds) {
    return this.run(urls, '200', seconds)
  }

  async measure(name, url, isUnchanged = false) {
    const answer = await machine.get(this.instance.api + url)
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
    const run = (time) => this.run([isUnchanged ? `${url}\t${answer.headers.etag}` : url], isUnchanged ? '304' : '200', time)
    await run(WARM_UP / 2)
    const before = this.instance.cpu()
    const result = await run(this.seconds)
    const after = this.instance.cpu()
    const cpu = { api: ((after.api - before.api) * 1000) / result.requests, database: ((after.database - before.database) * 1000) / result.requests }
    this.lines.push({ name, ...result, cpu, together: cpu.api + cpu.database, items: isUnchanged ? '' : String(JSON.parse(answer.body).items.length) })
    console.log(`  ${name}: ${result.requests} answers, ${result.errors} errors`)
    if (result.errors > 0) throw new Error(`wrong answers to ${name}`)
    return this.lines.at(-1)
  }

  text(besides) {
    const head = ['', 'items', 'req/s', 'p50 ms', 'p99 ms', 'API µs', 'database µs', 'CPU µs/req', 'x latest']
    const rows = this.lines.map((line, i) => [
      line.name, line.items, (line.requests / line.seconds).toFixed(0), line.p50.toFixed(2), line.p99.toFixed(2), line.cpu.api.toFixed(0),
      line.cpu.database.toFixed(0), line.together.toFixed(0), (line.together / this.lines[besides[i]].together).toFixed(2),
    ])
    return table([head, ...rows])
  }
}

async function readAll(instance, seconds) {
  // A keeper of this hand: while it has the lock no turn falls into the measurement.
  const holder = instance.psql(['-c', LOCK, '-c', `select pg_sleep(${10 * (seconds + WARM_UP) + 60})`])
  const [[section]] = await instance.sql(`select s.slug from popular_list l join section s on s.id = l.scope_id
    where l.kind = 'section' and l.span = '24h' and l.metric = 'readers' order by cardinality(l.articles) desc, s.slug limit 1`)
  const reading = new Reading(instance, seconds)
  await reading.warm(['/v1/articles?limit=5', '/v1/articles/popular?limit=5', `/v1/articles/popular?limit=5&section=${section}`], 2 * WARM_UP)
  await reading.measure('latest', '/v1/articles?limit=5')
  const popular = await reading.measure('popular', '/v1/articles/popular?limit=5')
  await reading.measure('popular, a section', `/v1/articles/popular?limit=5&section=${section}`)
  await reading.measure('popular, 30 days, counts', '/v1/articles/popular?limit=5&window=30d&include=counts')
  await reading.measure('latest, not modified', '/v1/articles?limit=5', true)
  await reading.measure('popular, not modified', '/v1/articles/popular?limit=5', true)
  await machine.stop(holder)
  return { text: reading.text([0, 0, 0, 0, 4, 4]), ratio: popular.together / reading.lines[0].together }
}

async function main(words) {
  const options = read(words, { articles: MILLION, seconds: 10, port: 8500 })
  machine.programs({ wrk: 'wrk', psql: 'postgresql-client' })
  await within(1200 + options.articles / 200 + 10 * options.seconds, async (folder) => {
    const instance = new Instance(folder, options.port, { BROADSHEET_POPULAR_EVERY: `${EVERY}S` })
    await instance.tool('demo', '--articles', String(TEMPLATES))
    await instance.start()
    await instance.settled(600)
    console.log(`  filling in ${options.articles} articles and their readers of sixty days`)
    const began = performance.now()
    const size = sizes(await instance.sql('', {
      file: path.join(__dirname, 'popular.sql'), user: SUPERUSER, variables: { articles: options.articles },
    }))
    console.log(`  filled in ${((performance.now() - began) / 1000).toFixed(0)} s; ranking`)
    const [first, , ...next] = await turns(instance, 2 + TURNS)
    const ranking = median(next.map((turn) => turn.ranking))
    const memory = await instance.heap()
    const [[lists, places, bytes, past, days, hours]] = await instance.sql(`select
        (select count(*) from popular_list), (select sum(cardinality(articles)) from popular_list),
        pg_total_relation_size('popular_list'), pg_total_relation_size('article_past'),
        pg_total_relation_size('article_day'), pg_total_relation_size('article_hour')`)
    const reading = await readAll(instance, options.seconds)
    const kept = threeYears(size, options.articles, Number(bytes) + Number(past))
    const mib = (count) => `${(Number(count) / 1024 / 1024).toFixed(0)} MiB`
    const whole = (count) => Math.round((count * MILLION) / options.articles)
    const rows = ({ rows, bytes: each }) => `${rows} rows, ${each.toFixed(0)} B each`
    console.log(`
${table([
  [`${options.articles} articles`, 'measured', 'aim'],
  ['ranking', `${(ranking / 1000).toFixed(2)} s`, verdict(ranking / 1000, aims.ranking)],
  ['ranking, first of a day', `${(first.ranking / 1000).toFixed(2)} s`, ''],
  ['counting, dropping what is over', `${(median(next.map((turn) => turn.rest)) / 1000).toFixed(2)} s`, ''],
  ['CPU of a turn', `${(median(next.map((turn) => turn.cpu)) / 1000).toFixed(2)} s`, ''],
  ['lists made', `${lists} with ${places} places, ${mib(bytes)}`, ''],
  ['API after it', `${memory.used.toFixed(0)} MiB of heap, ${memory.resident.toFixed(0)} MiB resident`, ''],
  ['days', rows(size.day), ''],
  ['days, with sketches', rows(size.dayWithSketches), ''],
  ['hours', rows(size.hour), ''],
  ['hours, with sketches', rows(size.hourWithSketches), ''],
  ['a list', `${(Number(bytes) / Number(lists) / 1024).toFixed(1)} KiB`, ''],
  ['tables of days, hours, sums', `${mib(days)}, ${mib(hours)}, ${mib(past)}`, ''],
])}

${reading.text}
  popular costs ${reading.ratio.toFixed(2)} times what the latest do: ${verdict(reading.ratio, aims.reading)}

  A million articles after three years: ${kept.days.toFixed(1)} GB of days, ${kept.hours.toFixed(1)} GB of hours, ${kept.others.toFixed(2)} GB of sums and lists;
  together ${(kept.days + kept.hours + kept.others).toFixed(1)} GB: ${verdict(kept.days + kept.hours + kept.others, aims.storage)}
  (${whole(kept.day)} read in a day, ${whole(kept.hour)} in an hour; it goes with the first of these)`)
  })
}

module.exports = { main }
