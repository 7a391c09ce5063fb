// What donations promise when a node is killed between PayPal's work and our commit, when the database is away, and when
// one of two nodes is killed again and again: tried on the packaged API, with PayPal's stand-in as a process of its own.
// "Row N" is a row of the failure matrix that FailureMatrixTest goes through too. Row 23, refunds, is there
// alone. Usage: node tasks/donations-test.js PORT REPORT [SEED] — the first of six free ports, and where to write
// "passed failed skipped".
'use strict'

// A node lives for seconds here: what the quick compiler makes is up in half the time.
process.env.BROADSHEET_JAVA_OPTS = ['-XX:TieredStopAtLevel=1', process.env.BROADSHEET_JAVA_OPTS].filter(Boolean).join(' ')

const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const { randomUUID } = require('node:crypto')
const machine = require('../bench/machine.js')
const { Instance, within, root } = require('../bench/instance.js')
const { Postgres } = require('./postgres.js')
const { Trial, Road, demand } = require('./trial.js')

const KILLS = 20
const DONORS = 4
const BETWEEN_GIFTS_MILLIS = 300
const AWAY_SECONDS = 4
const CLAIM_SECONDS = 60
// A gift may have several nodes die over it, and waits a minute each time.
const PATIENCE_SECONDS = 300
const AMOUNTS = { EUR: () => `${5 + chance(60)}.${10 + chance(90)}`, USD: () => `${5 + chance(60)}.50`, JPY: () => `${500 + chance(9000)}` }

const [port, report] = [Number(process.argv[2]), path.resolve(process.argv[3])]
const seed = Number(process.argv[4] ?? Math.floor(Math.random() * 2 ** 31))
const trial = new Trial(report)

let drawn = seed
/** From 0 to 1, from the seed: Tommy Ettinger's mulberry32. */
function random() {
  drawn = (drawn + 0x6d2b79f5) | 0
  let mixed = Math.imul(drawn ^ (drawn >>> 15), 1 | drawn)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}
const chance = (below) => Math.floor(random() * below)
const oneOf = (list) => list[chance(list.length)]

/** @returns status, headers and text; status 0 where there was no answer */
function send(method, url, { headers = {}, body = '' } = {}) {
  return new Promise((done) => {
    const none = () => done({ status: 0, headers: {}, text: '' })
    const request = http.request(url, { method, agent: false, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }))
      answer.on('error', none)
    })
    request.on('error', none).end(body)
  })
}

/** Asks again and again until the answer is one. */
async function until(what, seconds, ask, pause = 100) {
  for (const end = Date.now() + seconds * 1000; ; await machine.sleep(pause)) {
    const answer = await ask()
    if (answer) return answer
    demand(Date.now() < end, `after ${seconds} s still not: ${what}`)
  }
}

/** PayPal, with what it alone knows. */
class PayPal {
  constructor(folder) {
    this.folder = folder
    this.authority = path.join(folder, 'authority.pem')
  }

  async start(webhook) {
    const classes = path.join(root, 'backend/target/test-classes')
    const main = 'org.broadsheet.donation.standin.PayPalStandIn'
    if (!fs.existsSync(path.join(classes, `${main.replaceAll('.', '/')}.class`))) {
      throw new machine.Refusal("the stand-in is not compiled; './broadsheet test' does it, with the API's tests")
    }
    const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java'
    const log = path.join(this.folder, 'paypal.log')
    const words = ['--port', '0', '--authority', this.authority, '--client', 'standin:standin', '--webhook', webhook, '--seed', String(seed)]
    const jars = path.join(root, 'backend/target/quarkus-app/lib/main/*')
    // What judges by PayPal's own files is among the tests' libraries, and not here.
    const environment = { BROADSHEET_PAYPAL_SPECS: '' }
    this.process = machine.start(java, ['-Xmx256m', '-cp', `${classes}:${jars}`, main, ...words], environment, log)
    const said = await until(`the stand-in is up, and said ${fs.readFileSync(log, 'utf8')}`, 60, () => {
      const found = /stand-in: (http:\S+)[^]*webhook id (\S+)\n/.exec(fs.readFileSync(log, 'utf8'))
      demand(this.process.exitCode === null, `the stand-in did not start:\n${fs.readFileSync(log, 'utf8')}`)
      return found
    })
    ;[, this.url, this.webhook] = said
  }

  environment() {
    return {
      BROADSHEET_DONATIONS: 'paypal',
      BROADSHEET_PAYPAL_MODE: 'sandbox',
      BROADSHEET_PAYPAL_CLIENT_ID: 'standin',
      BROADSHEET_PAYPAL_CLIENT_SECRET: 'standin',
      BROADSHEET_PAYPAL_WEBHOOK_ID: this.webhook,
      BROADSHEET_PAYPAL_BASE_URL: this.url,
      BROADSHEET_PAYPAL_CERTIFICATES_ANCHOR: this.authority,
    }
  }

  async read(what) {
    return JSON.parse((await send('GET', `${this.url}/standin/${what}`)).text)
  }

  async does(what, body = {}) {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await send('POST', `${this.url}/standin/${what}`, { headers, body: JSON.stringify(body) })
    demand(answer.status === 200, `the stand-in does not ${what}: ${answer.text}`)
  }

  fault(operation, fault, times = 1) {
    return this.does('faults', { operation, fault, times })
  }

  /** Calls that were made, of one operation. @param part of their path */
  async calls(operation, part = '') {
    return (await this.read('calls')).filter((call) => call.operation === operation && call.path.includes(part))
  }

  /** The donor says yes in his browser. @returns where PayPal sends him then; null where he closes the page */
  async approve(url, choice) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const answer = await send('POST', url, { headers, body: `choice=${choice}` })
    demand([200, 302, 303].includes(answer.status), `the page to approve on answered ${answer.status}`)
    return answer.headers.location ?? null
  }
}

/** Somebody who gives, and does not give up. */
class Gift {
  constructor(door) {
    this.door = door
    this.key = randomUUID()
    const currency = oneOf(Object.keys(AMOUNTS))
    this.body = JSON.stringify({ amount: AMOUNTS[currency](), currency, frequency: 'once' })
  }

  /** The form is sent, and sent again where there was no answer. */
  async begin() {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': this.key }
    await until('the gift is taken in', PATIENCE_SECONDS, async () => {
      const answer = await send('POST', `${this.door}/v1/donations`, { headers, body: this.body })
      if (answer.status === 0 || answer.status >= 500) return false
      demand(answer.status === 200 || answer.status === 201, `a gift was answered with ${answer.status}: ${answer.text}`)
      Object.assign(this, JSON.parse(answer.text))
      return true
    }, 200)
    return this
  }

  /** As its own page asks. */
  async told() {
    const answer = await send('GET', `${this.door}/v1/donations/${this.id}`, { headers: { Authorization: `Bearer ${this.token}` } })
    return answer.status === 200 ? JSON.parse(answer.text) : null
  }

  /** Waits until there is somewhere to say yes. */
  async address() {
    this.approvalUrl ??= await until(`gift ${this.id} has an address`, PATIENCE_SECONDS, async () => (await this.told())?.next.url, 500)
    this.order = new URL(this.approvalUrl).searchParams.get('token')
    return this.approvalUrl
  }

  isPaid() {
    return until(`gift ${this.id} is paid`, PATIENCE_SECONDS, async () => (await this.told())?.status === 'paid', 500)
  }
}

/** Two nodes with one database, of which the first can be killed, behind one door as a load balancer is one. */
async function newsroom(folder) {
  const house = new Instance(path.join(folder, 'house'), port, { BROADSHEET_DONATIONS: 'off' })
  const door = new Road(0, [port + 2, port + 4], random)
  await door.opened
  const payPal = new PayPal(folder)
  await Promise.all([house.start(), payPal.start(`http://127.0.0.1:${door.port}/v1/webhooks/paypal`)])
  const [file] = fs.readdirSync(house.data, { recursive: true }).filter((name) => name.endsWith('postmaster.pid'))
  const database = Number(fs.readFileSync(path.join(house.data, file), 'utf8').split('\n')[3])
  const road = new Road(0, database)
  await road.opened
  const nodes = ['one', 'other'].map((name, place) => new Instance(path.join(folder, name), port + 2 + 2 * place, {
    ...payPal.environment(),
    BROADSHEET_DATABASE_URL: `postgresql://broadsheet:broadsheet@127.0.0.1:${road.port}/broadsheet`,
    BROADSHEET_STAFF_KEY: house.staffKey(),
    BROADSHEET_API_URL: `http://127.0.0.1:${door.port}`,
    BROADSHEET_DONATIONS_PER_ADDRESS: '1000000',
    BROADSHEET_DONATIONS_PER_MINUTE: '1000000',
  }))
  return { payPal, road, door, nodes, at: `http://127.0.0.1:${door.port}`, books: new Postgres(database) }
}

async function kill(node) {
  node.process.kill('SIGKILL')
  await node.process.ended
}

/** PayPal has done its work for three gifts and holds its answers, when the one node there is dies over them. */
async function heldAnswers({ payPal, door, nodes: [one, other], at, books }) {
  const both = door.to
  door.to = [both[0]]
  await one.start()
  const returned = await new Gift(at).begin()
  const told = await new Gift(at).begin()
  await Promise.all([returned.address(), told.address()])
  await payPal.fault('orders.capture', 'TIMEOUT_AFTER', 2)
  await payPal.fault('orders.create', 'TIMEOUT_AFTER')
  const held = (await payPal.read('calls')).length
  const isHeld = (operation, times) => until(`${operation} is done and its answer held`, 30, async () => {
    const calls = (await payPal.read('calls')).slice(held)
    return calls.filter((call) => call.operation === operation && call.fault === 'TIMEOUT_AFTER' && call.effect).length === times
  }, 50)
  // Else an event might be faster than the browser.
  await payPal.does('webhooks/hold')
  send('GET', await payPal.approve(returned.approvalUrl, 'approve'))
  await isHeld('orders.capture', 1)
  await payPal.approve(told.approvalUrl, 'close')
  await payPal.does('webhooks/release')
  await isHeld('orders.capture', 2)
  const begun = new Gift(at)
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': begun.key }
  send('POST', `${at}/v1/donations`, { headers, body: begun.body })
  await isHeld('orders.create', 1)
  await kill(one)
  const before = await books.ask('select state, reference from donation order by created_at')
  demand(JSON.stringify(before.map(([state]) => state)) === '["capturing","capturing","new"]' && before[2][1] === null,
    `the node died too late: ${JSON.stringify(before)}`)
  await Promise.all([one.start(), other.start()])
  door.to = both
  return { returned, told, begun }
}

async function sameOrder({ payPal }, begun) {
  await begun.begin()
  const calls = async () => (await payPal.calls('orders.create')).filter((call) => call.fault === 'TIMEOUT_AFTER')
  const [{ requestId }] = await calls()
  await begun.address()
  const orders = (await payPal.read('state')).orders.filter((order) => order.customId === begun.id)
  demand(orders.length === 1 && orders[0].id === begun.order, `its orders are ${JSON.stringify(orders)}, and it was sent to ${begun.order}`)
  const again = (await payPal.calls('orders.create')).filter((call) => call.requestId === requestId)
  demand(again.length === 2 && again.filter((call) => call.effect).length === 1, `it was called as ${JSON.stringify(again)}`)
  const back = await payPal.approve(begun.approvalUrl, 'approve')
  await send('GET', back)
  await begun.isPaid()
  await paidOnce({ payPal }, begun)
}

async function paidOnce({ payPal }, gift) {
  const captures = await payPal.calls('orders.capture', gift.order)
  demand(captures.filter((call) => call.effect).length === 1, `it was captured as ${JSON.stringify(captures)}`)
  const { movements } = await payPal.read('books')
  demand(movements.filter((moved) => moved.customId === gift.id).length === 1, 'PayPal took it more than once')
}

const captor = (books, gift) => books.one(`select actor from donation_event where donation_id = '${gift.id}' and to_state = 'capturing'`)

async function paidAfterKill(house, gift, actor) {
  const by = await captor(house.books, gift)
  demand(by.startsWith(actor), `the one who died over it was ${by}`)
  await gift.isPaid()
  await paidOnce(house, gift)
}

/** An event that comes while the database is away is refused, and is taken when PayPal sends it again. */
async function databaseAway({ payPal, road, at, books }, gifts) {
  const gift = await new Gift(at).begin()
  await gift.address()
  // Nobody but an event is to tell of it.
  await books.ask(`update donation set next_check_at = null where id = '${gift.id}'`)
  const deliveries = async () => (await payPal.read('state')).deliveries
  const before = (await deliveries()).length
  road.close()
  await payPal.approve(gift.approvalUrl, 'close')
  const cut = Date.now()
  await until('the event was refused', 30, async () => {
    return (await deliveries()).slice(before).some(({ eventType, status }) => eventType === 'CHECKOUT.ORDER.APPROVED' && status >= 500)
  })
  await machine.sleep(Math.max(0, cut + AWAY_SECONDS * 1000 - Date.now()))
  road.isOpen = true
  await gift.isPaid()
  const by = await captor(books, gift)
  const statuses = (await deliveries()).filter(({ eventId }) => by === `webhook:${eventId}`).map(({ status }) => status)
  demand(statuses.length > 1 && statuses.pop() === 200 && statuses.every((status) => status >= 500 && status < 600),
    `it was settled by ${by}, which was answered ${statuses}`)
  await paidOnce({ payPal }, gift)
  gifts.push(gift)
  return `refused with ${statuses}`
}

/** The donor goes where he is sent and says yes; some close the page then, and some click twice. */
async function approved({ payPal }, gift) {
  const back = await payPal.approve(gift.approvalUrl, oneOf(['approve', 'approve', 'close']))
  if (back) await Promise.all(Array.from({ length: 1 + chance(2) }, () => send('GET', back)))
}

/** One donor after the other. Whose gift a node died over has time, and the next one comes. @returns their gifts */
async function stream(house, isOver) {
  const gifts = []
  while (!isOver()) {
    const gift = await new Gift(house.at).begin()
    gifts.push(gift)
    if (gift.approvalUrl) {
      await gift.address()
      await approved(house, gift)
    }
    await machine.sleep(random() * 2 * BETWEEN_GIFTS_MILLIS)
  }
  return gifts
}

/** @returns all gifts that were begun meanwhile */
async function kills(house) {
  const { payPal, nodes: [one] } = house
  let isOver = false
  const donors = Promise.all(Array.from({ length: DONORS }, () => stream(house, () => isOver)))
  for (let round = 0; round < KILLS; round++) {
    await machine.sleep(200 + random() * 800)
    // PayPal takes its time now and then, so that a death between its work and its answer is no rare thing.
    await payPal.fault(oneOf(['orders.create', 'orders.capture', 'orders.get']), 'SLOW')
    await machine.sleep(random() * 300)
    await kill(one)
    await one.start()
  }
  isOver = true
  const gifts = (await donors).flat()
  await payPal.does('faults', { clear: true })
  return gifts
}

/** Those who were still to be sent somewhere are, and all are paid. */
async function allPaid(house, gifts) {
  const late = gifts.filter((gift) => !gift.approvalUrl)
  await Promise.all(late.map(async (gift) => {
    await gift.address()
    await approved(house, gift)
  }))
  await Promise.all(gifts.map((gift) => gift.isPaid()))
  return late.length
}

/** What the dead had claimed is free after a minute, which here is let pass at once. */
async function minutePasses(books) {
  const back = `- interval '${CLAIM_SECONDS} seconds'`
  await books.ask(`update donation set leased_until = leased_until ${back}, next_check_at = next_check_at ${back} where state <> 'paid'`)
  await books.ask(`update webhook_event set next_try_at = next_try_at ${back}`)
}

const perCurrency = (rows, currency, minor) => rows.reduce((sums, row) => ({ ...sums, [row[currency]]: (sums[row[currency]] ?? 0) + minor(row) }), {})

/** Gift by gift and to the cent, our books are PayPal's own. */
async function booksAgree({ payPal, books }, gifts) {
  const theirs = await payPal.read('books')
  demand(theirs.failures.length === 0, `the stand-in broke its contract: ${theirs.failures}`)
  const ours = await books.ask(`
    select b.donation_id, e.currency, sum(e.amount_minor) filter (where e.account = 'clearing'),
      -sum(e.amount_minor) filter (where e.account = 'income'), count(distinct b.id) filter (where b.kind = 'gross')
    from booking b join entry e on e.booking_id = b.id
    group by b.donation_id, e.currency`)
  const expected = theirs.movements.map((moved) => [moved.customId, moved.currency, `${moved.grossMinor - moved.feeMinor}`, `${moved.grossMinor}`, '1'])
  const written = (rows) => rows.map((row) => row.join(' ')).sort()
  const [here, there] = [written(ours), written(expected)]
  const odd = [...here.filter((row) => !there.includes(row)).map((row) => `here ${row}`), ...there.filter((row) => !here.includes(row)).map((row) => `there ${row}`)]
  demand(odd.length === 0 && here.length === there.length, `the books differ: ${odd.slice(0, 5)}`)
  demand(theirs.movements.every(({ kind }) => kind === 'CAPTURE'), 'money went back')
  const ids = new Set(gifts.map((gift) => gift.id))
  demand(ids.size === gifts.length && here.length === ids.size && ours.every(([id]) => ids.has(id)), `${gifts.length} gave, and ${here.length} are booked`)
  const sums = perCurrency(ours, 1, (row) => Number(row[2]))
  const balances = perCurrency(theirs.movements, 'currency', (moved) => moved.grossMinor - moved.feeMinor)
  const sorted = (all) => JSON.stringify(Object.entries(all).sort())
  demand(sorted(sums) === sorted(balances), `booked are ${sorted(sums)}, and PayPal has ${sorted(balances)}`)
  return Object.entries(sums).map(([currency, minor]) => `${currency} ${minor} minor`).join(', ')
}

/** What became of those that are not paid, step by step, for whoever has to find out why. */
async function leftOver(books) {
  const open = await books.ask("select id, state, next_check_at - now(), leased_until - now() from donation where state <> 'paid'")
  const steps = await books.ask(`
    select donation_id, at, actor, what from donation_event where donation_id in (select id from donation where state <> 'paid')
    union all
    select donation_id, prepared_at, 'call', operation || ' ' || state || ' ' || coalesce(finished_at::text, '') from provider_call
    where donation_id in (select id from donation where state <> 'paid')
    order by 1, 2`)
  demand(open.length === 0, [...open, ...steps].map((step) => step.join(' ')).join('\n          '))
}

/** For each gift there was one order and one taking of the money. */
async function oneOrderEach({ payPal, books }, gifts) {
  const { orders } = await payPal.read('state')
  const ids = orders.map((order) => order.customId)
  const twice = ids.filter((id, place) => ids.indexOf(id) < place)
  const history = await books.ask(`select donation_id, operation, state, id from provider_call where donation_id::text in ('${twice.join("', '")}') order by 1, prepared_at`)
  demand(orders.length === gifts.length, `${gifts.length} gave, and PayPal has ${orders.length} orders; we called ${JSON.stringify(history)}`)
  const calls = await payPal.read('calls')
  const took = calls.filter((call) => call.operation === 'orders.capture' && call.effect)
  demand(took.length === gifts.length, `${gifts.length} gave, and money was taken ${took.length} times`)
  const keyless = calls.filter((call) => ['orders.create', 'orders.capture'].includes(call.operation) && !call.requestId)
  demand(keyless.length === 0, `${keyless.length} calls had no request id`)
}

within(900, async (folder) => {
  console.log(`seed ${seed}`)
  const house = await newsroom(folder)
  const { returned, told, begun } = await heldAnswers(house)
  const all = [returned, told, begun]
  const after = [
    () => trial.expect('row 2: killed after PayPal made the order, the donor is sent to that same order', () => sameOrder(house, begun)),
    () => trial.expect('row 11: killed after PayPal took the money, it is paid once', () => paidAfterKill(house, returned, 'return')),
    () => trial.expect('row 8: killed over an event after PayPal took the money, it is paid once', () => paidAfterKill(house, told, 'webhook:')),
  ]
  await trial.expect('row 32: an event that finds no database is refused and taken later', () => databaseAway(house, all))
  const recovered = Promise.all(after.map((one) => one()))
  const gifts = await kills(house)
  await minutePasses(house.books)
  await recovered
  await trial.expect(`row 36: ${KILLS} kills of one of two nodes lose no gift`, async () => {
    const late = await allPaid(house, gifts)
    return `${gifts.length} gifts, ${late} of them begun before a kill and after it`
  })
  await trial.expect('row 36: nobody else is left over', () => leftOver(house.books))
  all.push(...gifts)
  await trial.expect('row 36: one order and one taking of the money for each gift', () => oneOrderEach(house, all))
  await trial.expect("row 36: the books are PayPal's own, gift by gift and to the cent", () => booksAgree(house, all))
  trial.end()
})
