// What the schedule promises: 200 articles over two nodes that are killed again and again while the database's clock is set
// forward and back, each published once and never before its time by that clock; and a session that is ended on one node is
// ended on the other.
// Usage: node tasks/desk-test.js PORT REPORT [SEED] — the first of six free ports, and where to write "passed failed skipped".
'use strict'

process.env.BROADSHEET_JAVA_OPTS = ['-XX:TieredStopAtLevel=1', process.env.BROADSHEET_JAVA_OPTS].filter(Boolean).join(' ')

const { createHash, randomUUID } = require('node:crypto')
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const machine = require('../bench/machine.js')
const { Instance, within } = require('../bench/instance.js')
const { Clock } = require('./clock.js')
const { Postgres } = require('./postgres.js')
const { Trial, demand } = require('./trial.js')

const ARTICLES = 200
const OVER_SECONDS = 40
const KILLS = 12
// Of ten plans six are for the next seconds, two for a quarter of an hour later and two for an hour later.
const LATER_MINUTES = [0, 0, 0, 0, 0, 0, 15, 15, 60, 60]
// How many minutes the clock is put ahead, by the kill that it happens with: while the killed node is away.
const SETTINGS = { 0: -4, 2: 0, 5: 20, 7: -25, 9: 90 }
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
  const clock = await Clock.into(new Postgres(database))
  const node = (name, place) =>
    new Instance(path.join(folder, name), port + place, {
      BROADSHEET_DATABASE_URL: `postgresql://broadsheet:broadsheet@127.0.0.1:${database}/broadsheet`,
      BROADSHEET_STAFF_KEY: house.staffKey(),
    })
  return { house, clock, books: new Postgres(database), nodes: [node('one', 2), node('other', 4)] }
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

/** Lets the time of most plans come soon, spread over the kills, and of the others when the clock is set forward. */
const hurried = (books) =>
  books.ask(`
    create table planned as
    select id, date_trunc('milliseconds', clock_timestamp() + random() * interval '${OVER_SECONDS} s'
      + make_interval(mins => (array[${LATER_MINUTES}])[1 + row_number() over (order by id) % ${LATER_MINUTES.length}])) as at
    from draft where publish_at is not null;
    update draft set publish_at = planned.at from planned where planned.id = draft.id`)

/** Sets the clock. @returns a claim to be made once the nodes had their time */
async function set({ clock, books }, minutes, isBack) {
  const out = () => books.one("select count(*) from article where state = 'published'").then(Number)
  await clock.set(minutes)
  const before = await out()
  const due = () => books.one('select count(*) from draft where publish_at <= clock_timestamp()').then(Number)
  if (!isBack) demand((await due()) > 0, `nothing is due ${minutes} minutes ahead, so nothing is tried`)
  return async () => {
    for (const end = Date.now() + 30_000; !isBack && (await due()) > 0; await machine.sleep(200)) {
      demand(Date.now() < end, `${await due()} plans were not kept after the clock was set forward`)
    }
    const after = await out()
    demand(isBack ? after === before : after > before, `${before} articles were out, and ${after} some seconds after the clock was set`)
  }
}

async function killedOver(room) {
  const { books, nodes } = room
  let [claim, was] = [() => {}, 0]
  for (let round = 0; round < KILLS; round++) {
    const node = nodes[round % 2]
    await machine.sleep(500 + Math.random() * 2500)
    node.process.kill('SIGKILL')
    await node.process.ended
    if (round in SETTINGS) {
      await claim()
      const minutes = SETTINGS[round]
      ;[claim, was] = [await set(room, minutes, minutes < was), minutes]
    }
    await node.start()
  }
  await claim()
  for (const end = Date.now() + 120_000; ; await machine.sleep(500)) {
    const left = Number(await books.one('select count(*) from draft where publish_at is not null'))
    if (left === 0) return
    demand(Date.now() < end, `${left} plans were not kept`)
  }
}

async function onceAndInTime(books) {
  const counts = await books.ask("select count(*), count(distinct subject_id) from change where kind = 'published'")
  demand(counts[0].every((count) => Number(count) === ARTICLES), `the log has ${counts[0]} publications and articles`)
  const others = await books.one("select count(*) from change where kind <> 'published' and subject = 'article'")
  demand(Number(others) === 0, `${others} other things happened to articles`)
  const early = await books.one(`
    select count(*) from change c join planned p on p.id = c.subject_id
    where c.kind = 'published' and c.at < p.at`)
  demand(Number(early) === 0, `${early} were published before their time`)
  const shown = await books.one('select article_count from section')
  demand(Number(shown) === ARTICLES, `the section counts ${shown}`)
}

async function rightByThatClock(books) {
  const told = await books.one('select count(*) from article a join planned p on p.id = a.id where a.published_at = p.at')
  demand(Number(told) === ARTICLES, `${told} articles tell readers the time that was planned`)
  const wrong = await books.one(`
    select count(*) from change c
    where c.kind = 'published'
      and abs(extract(epoch from c.at - c.true_at
        - (select ahead from clock_setting where since <= c.true_at order by since desc limit 1))) > 0.05`)
  demand(Number(wrong) === 0, `${wrong} publications are logged at another time than the clock's`)
  const settings = await books.ask(`
    select s.ahead, count(c.id)
    from (select since, ahead, lead(since) over (order by since) as until from clock_setting) s
    left join change c on c.kind = 'published' and c.true_at >= s.since and (c.true_at < s.until or s.until is null)
    group by s.since, s.ahead order by s.since`)
  return settings.map(([ahead, out]) => `${out} at ${ahead}`).join(', ')
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
  await trial.expect(`${ARTICLES} planned articles go out over two nodes, killed ${KILLS} times while the clock is set forward and back`, () => killedOver(room))
  await trial.expect('each went out once, and none before its time by the clock of the database', () => onceAndInTime(room.books))
  await trial.expect('what is logged and told is right by that clock', () => rightByThatClock(room.books))
  await trial.expect('a session that is ended on one node is ended on the other', () => endedEverywhere(room))
  trial.end()
})
