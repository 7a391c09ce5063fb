// What search promises when its index breaks: tried on the packaged API, two nodes of it against one database, each with an
// index of its own. Articles are served all the time, and whatever happens to the files, search finds everything again.
// Usage: node tasks/search-test.js PORT REPORT — the first of six free ports, and where to write "passed failed skipped".
'use strict'

process.env.BROADSHEET_JAVA_OPTS = ['-XX:TieredStopAtLevel=1', process.env.BROADSHEET_JAVA_OPTS].filter(Boolean).join(' ')

const { execFileSync } = require('node:child_process')
const { randomBytes, randomUUID } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { Piece, editor } = require('../bench/desk.js')
const { Instance, within } = require('../bench/instance.js')
const machine = require('../bench/machine.js')
const { Postgres } = require('./postgres.js')
const { Trial, demand } = require('./trial.js')

const ARCHIVE = 1500
const WHILE_AWAY = 1500
const WITHDRAWN_WHILE_AWAY = 10
const TOLD_WITHIN = 2000
// An index that was of use for longer than was last waited for it is taken up again as soon as the first time.
const OF_USE = 5000
// Less than any file of an index needs, so that none can be written; the process writes no other files.
const FULL = 200
const [port, report] = [Number(process.argv[2]), path.resolve(process.argv[3])]
const trial = new Trial(report)
const filed = { section: 'news', authors: ['mei'] }
const word = () => `q${randomUUID().replaceAll('-', '').replaceAll(/\d/g, 'x').slice(0, 12)}`

async function json(url, expected = 200) {
  const answer = await machine.get(url)
  demand(answer.status === expected, `${url} answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
  return JSON.parse(answer.body)
}

/** Asks again and again until it is so. @returns the milliseconds that took */
async function until(seconds, what, isSo, pause = 20) {
  const began = performance.now()
  while (!(await isSo())) {
    demand(performance.now() - began < seconds * 1000, `after ${seconds} s still not: ${what}`)
    await machine.sleep(pause)
  }
  return Math.round(performance.now() - began)
}

/** What a search says: null while it is warming up, which is the only other answer that it may give. */
async function found(node, words, more = '') {
  const answer = await machine.get(`${node.api}/v1/search?q=${encodeURIComponent(words)}&limit=20${more}`)
  const said = JSON.parse(answer.body)
  if (answer.status === 503) {
    demand(/warming up|takes too long/.test(said.detail), `503 without a reason: ${answer.body}`)
    return null
  }
  demand(answer.status === 200, `search answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
  return said
}

const slugs = (said) => said?.items.map(({ article }) => article.slug) ?? []
const finds = async (node, piece) => slugs(await found(node, piece.word)).includes(piece.word)
const total = async (node, words) => (await found(node, words))?.total.value

function newspaper(folder, name, from, count) {
  const file = path.join(folder, `${name}.jsonl`)
  const paragraph = 'The harbour board met behind closed doors again on Tuesday, and nobody wrote down who was there. '
  const article = (i) => ({ id: `${name}-${i}`, title: `Notice ${name} number ${i}`, body: `${paragraph.repeat(12)}\n${i}`, publishedAt: '2026-01-01', language: 'en' })
  fs.writeFileSync(file, Array.from({ length: count }, (_, i) => `${JSON.stringify(article(from + i))}\n`).join(''))
  return file
}

/** A node that has no database of its own, and whose log is behind a pipe: a limit on files does not reach it. */
class Guest extends Instance {
  constructor(folder, first, house, more) {
    super(folder, first, {
      BROADSHEET_DATABASE_URL: `postgresql://broadsheet:broadsheet@127.0.0.1:${house.database().port}/broadsheet`,
      BROADSHEET_STAFF_KEY: house.staffKey(),
      ...more,
    })
    this.before = ['bash', '-c', 'exec "$@" > >(exec cat) 2>&1', 'node']
    this.index = path.join(this.data, 'search')
  }

  said() {
    return fs.readFileSync(this.log, 'utf8')
  }
}

async function newsroom(folder) {
  const house = new Instance(path.join(folder, 'house'), port)
  await house.tool('load', newspaper(folder, 'archive', 0, ARCHIVE))
  await house.start()
  const books = new Postgres(Number(house.database().port))
  house.sql = (text) => books.ask(text)
  await books.ask(`insert into author (id, slug, name) values ('${randomUUID()}', 'mei', 'Mei')`)
  return { folder, house, books, desk: await editor(house) }
}

async function published(desk, more = {}) {
  const piece = new Piece(desk, { ...filed, ...more })
  await piece.begin()
  await piece.act('publish')
  return piece
}

const withdrawn = (piece) => piece.act('withdraw', { reason: 'A trial.' })

async function killedWhileMaking({ house }, other) {
  await other.start()
  let articles = -1
  await until(60, 'the first index is begun', async () => (articles = await other.metric('broadsheet_search_index_total')) > 0, 5)
  const isWhole = /search index was made/.test(other.said())
  other.process.kill('SIGKILL')
  await other.process.ended
  demand(!isWhole, `the index of ${articles} articles was whole before it could be killed`)
  await other.start()
  const ready = await machine.get(`${other.management}/q/health/ready`)
  demand(ready.status === 200, `a node that makes its index is not ready: ${ready.body}`)
  await until(60, 'all are found', async () => (await total(other, 'notice')) === ARCHIVE)
  await house.settled(120)
  return `killed over ${articles} articles`
}

async function refused({ folder, house }, other) {
  const second = new Guest(path.join(folder, 'second'), port + 4, house, { BROADSHEET_SEARCH_INDEX: other.index })
  const isUp = await second.start().then(() => true, () => false)
  demand(!isUp, 'it started')
  const code = await second.process.ended
  const lines = second.said().split('\n').filter((line) => line.startsWith('broadsheet:'))
  demand(code !== 0 && lines.length === 1 && lines[0].includes('BROADSHEET_SEARCH_INDEX'), `it ended with ${code} and said:\n${second.said().slice(-1500)}`)
  return `exit code ${code}, ${lines[0].slice(0, 58)}…`
}

/** Where a node tells of a piece. */
const places = (node, piece, near) => ({
  items: async () => slugs(await found(node, piece.word)).includes(piece.word),
  total: async () => (await total(node, piece.word)) > 0,
  facets: async () => (await found(node, piece.word, '&include=facets')).facets.sections.length > 0,
  // A word that occurs nowhere is put right.
  suggestion: async () => (await found(node, `${piece.word.slice(0, -1)}z`)).suggestion?.includes(piece.word) ?? false,
  suggest: async () => (await json(`${node.api}/v1/search/suggest?prefix=${piece.word}`)).items.some(({ slug }) => slug === piece.word),
  related: async () => (await json(`${node.api}/v1/articles/${near.word}/related?fields=article.slug`)).items.some(({ article }) => article.slug === piece.word),
})

async function acrossNodes({ desk }, other) {
  const [place, name] = [word(), word()]
  const tell = (last) => ({
    headline: `${name} bridge at ${place} ${last}`,
    body: `<p>The ${name} bridge at ${place} ${last}, said the harbour master of ${place}.</p><p>Those who live by the ${name} say that the ${last} was long in coming.</p>`,
  })
  const near = await published(desk, tell('collapses'))
  const piece = new Piece(desk, filed)
  // Its own word makes it found alone, the rest makes it a story of the same event.
  Object.assign(piece.text, tell('inquiry begins'))
  piece.text.headline += ` ${piece.word}`
  await piece.begin()
  const all = Object.entries(places(other, piece, near))
  const seen = async (isThere) => {
    const each = await Promise.all(all.map(async ([where, shows]) => [where, await until(30, `${where} ${isThere ? 'shows it' : 'forgets it'}`, async () => (await shows()) === isThere)]))
    const late = each.filter(([, millis]) => millis > TOLD_WITHIN)
    demand(late.length === 0, `too late: ${late.map(([where, millis]) => `${where} ${millis} ms`).join(', ')}`)
    return each.map(([where, millis]) => `${where} ${millis}`).join(', ')
  }
  await piece.act('publish')
  const shown = await seen(true)
  await withdrawn(piece)
  return `ms: shown in ${shown}; gone from ${await seen(false)}`
}

/** Does something while a node is read all the time. */
async function whileServing(node, piece, work) {
  let [isOver, served, longest] = [false, 0, 0]
  const reading = (async () => {
    while (!isOver) {
      const began = performance.now()
      await json(`${node.api}/v1/articles/${piece.word}`)
      served++
      longest = Math.max(longest, performance.now() - began)
      await machine.sleep(20)
    }
  })()
  try {
    const said = await Promise.race([work(), reading])
    return `${said}; ${served} articles served, the longest in ${Math.round(longest)} ms`
  } finally {
    isOver = true
    await reading.catch(() => {})
  }
}

/** Spoils the index in use, then searches and publishes. */
async function spoiled({ desk }, other, spoil) {
  const piece = await published(desk)
  await until(10, 'it is found', () => finds(other, piece))
  await machine.sleep(OF_USE)
  return whileServing(other, piece, async () => {
    spoil()
    await found(other, piece.word)
    const more = await published(desk)
    const all = (await total(other, 'notice')) ?? ARCHIVE
    const millis = await until(20, 'everything is found again', async () =>
      (await finds(other, piece)) && (await finds(other, more)) && (await total(other, 'notice')) === ARCHIVE)
    return `found again after ${millis} ms${all === ARCHIVE ? '' : `, ${all} of ${ARCHIVE} at first`}`
  })
}

const filesOf = (folder) => fs.readdirSync(folder).map((name) => path.join(folder, name))

/** Writes over what is mapped into memory. @param rubbish of a length */
function overwrite(folder, rubbish) {
  for (const file of filesOf(folder).filter((name) => !name.endsWith('write.lock'))) {
    const handle = fs.openSync(file, 'r+')
    fs.writeSync(handle, rubbish(fs.fstatSync(handle).size))
    fs.closeSync(handle)
  }
}

const limit = (node, bytes) => execFileSync('prlimit', ['--pid', String(node.process.pid), `--fsize=${bytes}:unlimited`])

async function fullDisk({ desk }, other) {
  const before = await published(desk)
  await until(10, 'it is found', () => finds(other, before))
  await machine.sleep(OF_USE)
  return whileServing(other, before, async () => {
    limit(other, FULL)
    const pieces = []
    const answers = { old: 0, warming: 0 }
    for (const end = Date.now() + 6000; Date.now() < end; await machine.sleep(100)) {
      if (pieces.length < 3) pieces.push(await published(desk))
      const said = await found(other, before.word)
      demand(said === null || slugs(said).includes(before.word), 'search forgot what it had')
      answers[said === null ? 'warming' : 'old']++
    }
    demand(!(await finds(other, pieces[0])), 'the disk was not full: what was published meanwhile is found')
    limit(other, 'unlimited')
    const all = async () => (await Promise.all(pieces.map((piece) => finds(other, piece)))).every(Boolean) && (await total(other, 'notice')) === ARCHIVE
    const millis = await until(40, 'what was published meanwhile is found', all)
    return `${answers.old} answers of the old state, ${answers.warming} of warming up; found ${millis} ms after there was room`
  })
}

async function aWeekAway({ folder, house, books, desk }, other) {
  const pieces = []
  for (let i = 0; i < WITHDRAWN_WHILE_AWAY; i++) pieces.push(await published(desk))
  await until(10, 'they are found', () => finds(other, pieces.at(-1)))
  await machine.stop(other.process)
  const before = Number(await books.one('select count(*) from change'))
  for (const piece of pieces) await withdrawn(piece)
  const loading = new Guest(path.join(folder, 'loading'), port + 4, house)
  await loading.tool('load', newspaper(folder, 'week', 0, WHILE_AWAY))
  const changes = Number(await books.one('select count(*) from change')) - before
  const began = performance.now()
  await other.start()
  const up = Math.round(performance.now() - began)
  await until(60, 'it has caught up', async () => {
    for (const piece of pieces.slice(0, 3)) demand(!(await finds(other, piece)), 'a withdrawn article is shown while it catches up')
    return (await total(other, 'notice')) === ARCHIVE + WHILE_AWAY
  })
  const caughtUp = Math.round(performance.now() - began - up)
  for (const piece of pieces) demand((await total(other, piece.word)) === 0, 'a withdrawn article is counted')
  demand(!/search index was made/.test(other.said().split('Listening on').at(-1)), 'the index was made anew')
  return `${changes} changes, found ${caughtUp} ms after the node served its first article, which took ${up} ms`
}

within(600, async (folder) => {
  const room = await newsroom(folder)
  const other = new Guest(path.join(folder, 'other'), port + 2, room.house)
  await trial.expect('killed while it makes its first index, the next start makes it whole', () => killedWhileMaking(room, other))
  await trial.expect('a second process on one index is refused with the remedy', () => refused(room, other))
  await trial.expect(`what one node publishes and withdraws, the other shows and forgets within ${TOLD_WITHIN} ms`, () => acrossNodes(room, other))
  await trial.expect('the folder of the index is deleted while it is in use', () => spoiled(room, other, () => fs.rmSync(other.index, { recursive: true })))
  await trial.expect('its files are overwritten with noise in place', () => spoiled(room, other, () => overwrite(other.index, randomBytes)))
  await trial.expect('its files are overwritten with nothing in place', () => spoiled(room, other, () => overwrite(other.index, Buffer.alloc)))
  await trial.expect('its files are cut off', () => spoiled(room, other, () => filesOf(other.index).forEach((file) => fs.truncateSync(file, 10))))
  await trial.expect('a full disk', () => fullDisk(room, other))
  await trial.expect('away for a week', () => aWeekAway(room, other))
  if (trial.failed > 0) console.log(`the end of its log:\n${other.said().slice(-6000)}`)
  trial.end()
})
