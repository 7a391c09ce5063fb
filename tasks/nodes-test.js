// What counting promises when nodes are killed, the database goes away and one host floods: tried on the packaged API,
// two nodes of it against one database. Usage: node tasks/nodes-test.js PORT REPORT — the first of seven free ports, and
// where to write "passed failed skipped".
'use strict'

const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const machine = require('../bench/machine.js')
const { Instance, within } = require('../bench/instance.js')
const { Trial, Road, demand } = require('./trial.js')

const KILLS = 20
const AWAY_SECONDS = 30
const FLOOD = 100_000
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0'
const [port, report] = [Number(process.argv[2]), path.resolve(process.argv[3])]
const trial = new Trial(report)

let readers = 0
/** Somebody nobody has seen yet, behind the test's own address, which is a trusted proxy. */
const somebody = () => {
  const number = ++readers
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
}

const sockets = new http.Agent({ keepAlive: true, maxSockets: 2000 })

/** Tells of a view. @returns the status, or 0 where there was no answer */
function view(node, article, from, agent = BROWSER) {
  return new Promise((done) => {
    const headers = { 'X-Forwarded-For': from, 'User-Agent': agent, 'Content-Length': 0 }
    const request = http.request(`${node.api}/v1/articles/${article}/views`, { method: 'POST', agent: sockets, headers }, (answer) => {
      answer.resume().on('end', () => done(answer.statusCode)).on('error', () => done(0))
    })
    request.on('error', () => done(0)).end()
  })
}

/** Runs work side by side until it says no more. */
const sideBySide = (count, work) => Promise.all(Array.from({ length: count }, async () => { while (await work()); }))

/** By article, what the list of a node says of it. */
async function counted(node) {
  const answer = JSON.parse((await machine.get(`${node.api}/v1/articles/popular?limit=50&include=counts&fields=article.id`)).body)
  return new Map(answer.items.filter((item) => item.counts).map((item) => [item.article.id, item.counts]))
}

/** Waits until the counts hold what they should, and then whether they still do. */
async function eventually(node, isSo, what) {
  for (const until = Date.now() + 60_000; ; ) {
    if (isSo(await counted(node))) break
    if (Date.now() > until) throw new Error(`${what}; counted is ${JSON.stringify([...(await counted(node))])}`)
    await machine.sleep(250)
  }
  await machine.sleep(3000)
  demand(isSo(await counted(node)), `${what}, and no longer`)
}

const newspaper = (folder) => {
  const file = path.join(folder, 'articles.jsonl')
  const article = (number) => ({
    id: String(number).padStart(2, '0'),
    title: `Notice number ${number}`,
    body: 'The harbour opens at noon.',
    publishedAt: new Date(Date.now() - number * 60_000).toISOString(),
    language: 'en',
  })
  fs.writeFileSync(file, Array.from({ length: 40 }, (_, i) => `${JSON.stringify(article(i))}\n`).join(''))
  return file
}

async function twoNodes(folder) {
  const house = new Instance(path.join(folder, 'house'), port)
  Object.assign(house.environment, { BROADSHEET_POPULAR_KEEP: 'false' })
  await house.tool('load', newspaper(folder))
  await house.start()
  const [file] = fs.readdirSync(house.data, { recursive: true }).filter((name) => name.endsWith('postmaster.pid'))
  const database = Number(fs.readFileSync(path.join(house.data, file), 'utf8').split('\n')[3])
  const road = new Road(port + 2, database)
  await road.opened
  const node = (name, first, to) => {
    const one = new Instance(path.join(folder, name), first)
    Object.assign(one.environment, {
      BROADSHEET_DATABASE_URL: `postgresql://broadsheet:broadsheet@127.0.0.1:${to}/broadsheet`,
      BROADSHEET_STAFF_KEY: house.staffKey(),
      BROADSHEET_TRUSTED_PROXIES: '127.0.0.1',
      BROADSHEET_POPULAR_EVERY: '1S',
      BROADSHEET_POPULAR_ROUNDING: '1',
    })
    return one
  }
  const nodes = [node('one', port + 3, port + 2), node('other', port + 5, database)]
  for (const each of nodes) await each.start()
  const ids = JSON.parse((await machine.get(`${house.api}/v1/articles?limit=50&fields=id`)).body).items.map((item) => item.id)
  return { nodes, road, ids }
}

async function sumAndUnion([one, other], article) {
  const all = Array.from({ length: 300 }, somebody)
  const more = [...all.slice(150), ...Array.from({ length: 150 }, somebody)]
  const statuses = await Promise.all([...all.map((from) => view(one, article, from)), ...more.map((from) => view(other, article, from))])
  demand(statuses.every((status) => status === 204), `not all were acknowledged: ${[...new Set(statuses)]}`)
  const isSo = (list) => list.get(article)?.views === 600 && Math.abs(list.get(article).readers - 450) <= 4
  await eventually(one, isSo, '600 views of 450 readers')
}

async function kills([one, other], articles) {
  const book = new Map(articles.map((id) => [id, { acknowledged: 0, unanswered: 0 }]))
  for (let round = 0; round < KILLS; round++) {
    let isAlive = true
    const load = sideBySide(100, async () => {
      const id = articles[Math.floor(Math.random() * articles.length)]
      const status = await view(one, id, somebody())
      if (status === 204) book.get(id).acknowledged++
      else book.get(id).unanswered++
      return isAlive && status === 204
    })
    await machine.sleep(200 + Math.random() * 1800)
    one.process.kill('SIGKILL')
    isAlive = false
    await Promise.all([one.process.ended, load])
    await one.start()
  }
  const holds = (id, list) => {
    const views = list.get(id)?.views ?? 0
    return views >= book.get(id).acknowledged && views <= book.get(id).acknowledged + book.get(id).unanswered
  }
  await eventually(other, (list) => articles.every((id) => holds(id, list)), `the client's book says ${JSON.stringify([...book])}`)
  const sum = (what) => [...book.values()].reduce((all, page) => all + page[what], 0)
  return `${sum('acknowledged')} acknowledged, ${sum('unanswered')} without an answer`
}

async function databaseAway([one, other], road, article) {
  let acknowledged = 0
  let inDoubt = 0
  let refused = 0
  let longest = 0
  let waiting = 0
  const began = Date.now()
  const cut = began + 2000
  const again = cut + AWAY_SECONDS * 1000
  setTimeout(() => road.close(), cut - began)
  setTimeout(() => (road.isOpen = true), again - began)
  const watch = setInterval(async () => {
    const metrics = await machine.get(`${one.management}/q/metrics`).catch(() => ({ body: '' }))
    waiting = Math.max(waiting, Number(/^broadsheet_views_waiting(?:\{.*\})? ([\d.E]+)/m.exec(metrics.body.toString())?.[1] ?? 0))
  }, 500)
  let recovered = 0
  await sideBySide(500, async () => {
    const sent = Date.now()
    const status = await view(one, article, somebody())
    longest = Math.max(longest, Date.now() - sent)
    if (status === 204) acknowledged++
    else if (sent < cut + 1000) inDoubt++
    else refused++
    demand(status === 204 || status === 503, `answered ${status}`)
    if (status === 204 && sent > again) recovered ||= Date.now()
    return !(status === 204 && sent > again) && Date.now() < again + 30_000
  })
  clearInterval(watch)
  demand(refused > 0 && longest < 12_000 && recovered > 0, `refused ${refused}, longest ${longest} ms, recovered ${recovered}`)
  demand(waiting <= 10_000, `${waiting} were waiting`)
  const isSo = (list) => list.get(article)?.views >= acknowledged && list.get(article).views <= acknowledged + inDoubt
  await eventually(other, isSo, `${acknowledged} acknowledged, ${inDoubt} in doubt`)
  return `${acknowledged} acknowledged, ${refused} refused, the longest answer ${longest} ms, at most ${waiting} waiting, again after ${recovered - again} ms`
}

async function flood([one, other], articles) {
  const expected = articles.slice(0, 20)
  await Promise.all(expected.flatMap((id, place) => Array.from({ length: 300 - 10 * place }, () => view(one, id, somebody()))))
  const isSo = (list) => expected.every((id, place) => list.get(id)?.readers >= 297 - 10 * place)
  await eventually(other, isSo, 'twenty articles with readers')
  const top = async () => {
    const list = JSON.parse((await machine.get(`${other.api}/v1/articles/popular?limit=20&fields=article.id`)).body)
    return list.items.map((item) => item.article.id).join()
  }
  const before = await top()
  let sent = 0
  const began = Date.now()
  await sideBySide(1000, async () => {
    const number = sent++
    const id = number % 3 ? articles[(number * 7) % articles.length] : require('node:crypto').randomUUID()
    const status = await view(one, id, `${somebody()}, 203.0.113.9`, `${BROWSER.slice(0, -5)}${number % 997}.${number}`)
    demand(status === 204, `answered ${status}`)
    return sent < FLOOD
  })
  const rate = Math.round((sent / (Date.now() - began)) * 1000)
  await machine.sleep(4000)
  demand((await top()) === before, `the list was ${before} and is ${await top()}`)
  return `${rate} beacons a second`
}

within(900, async (folder) => {
  const { nodes, road, ids } = await twoNodes(folder)
  await trial.expect('counts of two nodes are the sum, readers the union', () => sumAndUnion(nodes, ids[39]))
  await trial.expect(`${FLOOD} beacons of one host leave the top twenty as they were`, () => flood(nodes, ids.slice(0, 30)))
  await trial.expect(`${KILLS} kills lose no acknowledged view and count none twice`, () => kills(nodes, ids.slice(30, 38)))
  await trial.expect(`a database that is away for ${AWAY_SECONDS} s`, () => databaseAway(nodes, road, ids[38]))
  trial.end()
})
