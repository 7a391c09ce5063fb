// What the schedule promises: 200 articles over two nodes that are killed again and again, each published once and never
// before its time; and a session that is ended on one node is ended on the other.
// Usage: node tasks/desk-test.js PORT REPORT [SEED] — the first of six free ports, and where to write "passed failed skipped".
'use strict'

process.env.BROADSHEET_JAVA_OPTS = ['-XX:TieredStopAtLevel=1', process.env.BROADSHEET_JAVA_OPTS].filter(Boolean).join(' ')

const { createHash, randomUUID } = require('node:crypto')
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const machine = require('../bench/machine.js')
const { Instance, within } = require('../bench/instance.js')
const { Postgres } = require('./postgres.js')
const { Trial, demand } = require('./trial.js')

const ARTICLES = 200
const OVER_SECONDS = 40
const KILLS = 12
const SITE = 'http://localhost:3000'
const [port, report] = [Number(process.argv[2]), path.resolve(process.argv[3])]
const trial = new Trial(report)

/** @returns status and headers; status 0 where there was no answer */
function send(method, url, session, { headers = {}, body = '' } = {}) {
  return new Promise((done) => {
    const none = () => done({ status: 0, headers: {}, text: '' })
    const all = {
      Cookie: `__Host-broadsheet=${session}`,
      Origin: SITE,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      ...headers,
    }
    const request = http.request(url, { method, agent: false, headers: all }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part))
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text })).on('error', none)
    })
    request.on('error', none).end(body)
  })
}

/** Somebody with a session, put there without the ceremony. */
async function editor(books) {
  const session = randomUUID()
  const id = randomUUID()
  const hash = createHash('sha256').update(session).digest('hex')
  await books.ask(`insert into staff_member (id, email, name, roles, state, totp_confirmed_at) values ('${id}', '${id}@news.example', 'Mei', '{editor}', 'active', now())`)
  await books.ask(`insert into staff_session (id, member_id, token_hash, agent) values ('${randomUUID()}', '${id}', '\\x${hash}', 'trial')`)
  return session
}

async function newsroom(folder) {
  // It brings the database, takes in what is planned, and keeps no schedule itself.
  const house = new Instance(path.join(folder, 'house'), port, { BROADSHEET_SCHEDULE_EVERY: '0S' })
  await house.start()
  const [file] = fs.readdirSync(house.data, { recursive: true }).filter((name) => name.endsWith('postmaster.pid'))
  const database = Number(fs.readFileSync(path.join(house.data, file), 'utf8').split('\n')[3])
  const node = (name, place) =>
    new Instance(path.join(folder, name), port + place, {
      BROADSHEET_DATABASE_URL: `postgresql://broadsheet:broadsheet@127.0.0.1:${database}/broadsheet`,
      BROADSHEET_STAFF_KEY: house.staffKey(),
    })
  return { house, books: new Postgres(database), nodes: [node('one', 2), node('other', 4)] }
}

async function planned({ house, books }, session) {
  const section = randomUUID()
  const author = randomUUID()
  await books.ask(`insert into section (id, slug, name, position) values ('${section}', 'city', 'City', 0)`)
  await books.ask(`insert into author (id, slug, name) values ('${author}', 'mei', 'Mei')`)
  const at = new Date(Date.now() + 3600_000).toISOString()
  for (let i = 0; i < ARTICLES; i++) {
    const text = { language: 'en', slug: `notice-${i}`, headline: `Notice ${i}`, body: '<p>The harbour opens.</p>', section: 'city', authors: ['mei'] }
    const begun = await send('POST', `${house.api}/v1/editorial/articles`, session, { body: JSON.stringify(text) })
    demand(begun.status === 201, `an article was answered with ${begun.status}: ${begun.text}`)
    const plan = { headers: { 'If-Match': begun.headers.etag }, body: JSON.stringify({ publishAt: at }) }
    const kept = await send('PUT', `${house.api}/v1/editorial/articles/${JSON.parse(begun.text).id}/schedule`, session, plan)
    demand(kept.status === 200, `a plan was answered with ${kept.status}: ${kept.text}`)
  }
}

/** Lets the time of every plan come soon, spread over the kills. */
const hurried = (books) =>
  books.ask(`update draft set publish_at = date_trunc('milliseconds', now() + random() * interval '${OVER_SECONDS} s') where publish_at is not null`)

async function killedOver({ books, nodes }) {
  for (let round = 0; round < KILLS; round++) {
    const node = nodes[round % 2]
    await machine.sleep(500 + Math.random() * 2500)
    node.process.kill('SIGKILL')
    await node.process.ended
    await node.start()
  }
  for (const end = Date.now() + 120_000; ; await machine.sleep(500)) {
    const left = Number(await books.one('select count(*) from draft where publish_at is not null'))
    if (left === 0) return
    demand(Date.now() < end, `${left} plans were not kept`)
  }
}

async function onceAndInTime(books) {
  const counts = await books.ask("select count(*), count(distinct subject_id) from change where kind = 'published'")
  demand(counts[0].every((count) => Number(count) === ARTICLES), `the log has ${counts[0]} publications and articles`)
  const early = await books.one(`
    select count(*) from change c join article a on a.id = c.subject_id
    where c.kind = 'published' and c.at < a.published_at`)
  demand(Number(early) === 0, `${early} were published before their time`)
  const shown = await books.one('select article_count from section')
  demand(Number(shown) === ARTICLES, `the section counts ${shown}`)
  const late = await books.one(`
    select ceil(1000 * percentile_cont(0.5) within group (order by extract(epoch from c.at - a.published_at)))
    from change c join article a on a.id = c.subject_id where c.kind = 'published'`)
  return `half of them within ${late} ms of their time`
}

async function endedEverywhere({ nodes: [one, other], books }) {
  const session = await editor(books)
  const seen = await send('GET', `${other.api}/v1/staff/session`, session)
  demand(seen.status === 200, `the session was answered with ${seen.status} before it was ended`)
  await send('DELETE', `${one.api}/v1/staff/session`, session)
  const after = await send('GET', `${other.api}/v1/staff/session`, session)
  demand(after.status === 401, `it was answered with ${after.status} on the other node`)
}

within(600, async (folder) => {
  const room = await newsroom(folder)
  const session = await editor(room.books)
  await planned(room, session)
  await Promise.all(room.nodes.map((node) => node.start()))
  await hurried(room.books)
  await trial.expect(`${ARTICLES} planned articles go out over two nodes, killed ${KILLS} times`, () => killedOver(room))
  await trial.expect('each went out once, and none before its time by the clock of the database', () => onceAndInTime(room.books))
  await trial.expect('a session that is ended on one node is ended on the other', () => endedEverywhere(room))
  trial.end()
})
