// ./broadsheet bench desk: how long an editor waits for a save and a publication, and a reader for what was published, in a
// large newsroom beside a small one.
'use strict'

const { createHash, randomUUID } = require('node:crypto')
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const machine = require('./machine.js')
const { table, verdict } = require('./report.js')
const { Instance, read, within } = require('./instance.js')

const SMALL = 1000
const WARM_UP = 60
const EDITORS = 8
const SITE = 'http://localhost:3000'
const PARAGRAPH =
  'The harbour board met behind closed doors again on Tuesday, and for the fourth time this year nobody wrote down who was there. ' +
  'Two of its members say that the dredging was settled long before the tenders were opened; the others did not return calls. '

/** Milliseconds at the 95th and 99th percentile. */
const aims = { save: 150, publish: 300, seen: 2000, gone: 5000 }

/** What the desk sends, over one connection as a browser keeps it. */
class Editor {
  constructor(instance, session) {
    this.instance = instance
    this.session = session
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  }

  /** @returns status, ETag, what was said, and how long it took in milliseconds */
  send(method, url, { version, body } = {}) {
    return new Promise((done, fail) => {
      const text = body === undefined ? '' : JSON.stringify(body)
      const headers = {
        Cookie: `__Host-broadsheet=${this.session}`,
        Origin: SITE,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
        ...(version && { 'If-Match': version }),
      }
      const began = performance.now()
      const request = http.request(this.instance.api + url, { method, headers, agent: this.agent }, (answer) => {
        let said = ''
        answer.setEncoding('utf8').on('data', (part) => (said += part))
        answer.on('end', () => done({ status: answer.statusCode, etag: answer.headers.etag, said, millis: performance.now() - began }))
      })
      request.on('error', fail).end(text)
    })
  }

  async expect(status, ...call) {
    const answer = await this.send(...call)
    if (answer.status !== status) throw new Error(`${call[0]} ${call[1]} answered ${answer.status}: ${answer.said.slice(0, 500)}`)
    return answer
  }
}

/** Somebody with a session, put there without the ceremony. */
async function editor(instance) {
  const [session, id] = [randomUUID(), randomUUID()]
  const hash = createHash('sha256').update(session).digest('hex')
  await instance.sql(`insert into staff_member (id, email, name, roles, state, totp_confirmed_at) values ('${id}', '${id}@news.example', 'Mei', '{editor}', 'active', now())`)
  await instance.sql(`insert into staff_session (id, member_id, token_hash, agent) values ('${randomUUID()}', '${id}', '\\x${hash}', 'bench')`)
  return new Editor(instance, session)
}

const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))]

/** One article of some six hundred words, and what happens to it. */
class Piece {
  constructor(editor, filed) {
    this.editor = editor
    this.word = `q${randomUUID().replaceAll('-', '').replaceAll(/\d/g, 'x')}`
    this.text = {
      language: 'en',
      headline: `Harbour board ${this.word}`,
      standfirst: 'Nobody wrote down who was there.',
      slug: this.word,
      body: `<p>${PARAGRAPH}</p>`.repeat(14),
      ...filed,
    }
  }

  async begin() {
    const answer = await this.editor.expect(201, 'POST', '/v1/editorial/articles', { body: this.text })
    this.id = JSON.parse(answer.said).id
    this.version = answer.etag
  }

  /** @returns milliseconds */
  async save(autosave) {
    this.text = { ...this.text, body: `${this.text.body}<p>${PARAGRAPH.slice(0, 90)}</p>` }
    const url = `/v1/editorial/articles/${this.id}${autosave ? '?autosave=true' : ''}`
    const answer = await this.editor.expect(200, 'PUT', url, { version: this.version, body: this.text })
    this.version = answer.etag
    return answer.millis
  }

  /** @returns milliseconds */
  async act(name, body) {
    const answer = await this.editor.expect(200, 'POST', `/v1/editorial/articles/${this.id}/${name}`, { version: this.version, body })
    this.version = answer.etag
    return answer.millis
  }

  /** Where readers come across it: its page, the latest, the latest of its section, search. */
  surfaces() {
    const { api } = this.editor.instance
    const among = async (url) => JSON.parse((await machine.get(api + url)).body).items.some(({ slug, article }) => (slug ?? article?.slug) === this.word)
    return {
      page: async () => (await machine.get(`${api}/v1/articles/${this.word}`)).status === 200,
      latest: () => among('/v1/articles?limit=20'),
      section: () => among(`/v1/articles?limit=20&section=${this.text.section}`),
      search: () => among(`/v1/search?q=${this.word}`),
    }
  }

  /** @returns milliseconds until every surface shows it, or none does */
  async isSeen(isThere, since) {
    await Promise.all(
      Object.entries(this.surfaces()).map(async ([name, shows]) => {
        while ((await shows()) !== isThere) {
          if (performance.now() - since > 30_000) throw new Error(`${this.word} ${isThere ? 'did not come to' : 'stayed in'} ${name} within 30 s`)
          await machine.sleep(10)
        }
      }),
    )
    return performance.now() - since
  }
}

async function measure(instance, count, log) {
  const { items } = JSON.parse((await machine.get(`${instance.api}/v1/articles?limit=1`)).body)
  const [{ section, authors }] = items
  const { items: tags } = JSON.parse((await machine.get(`${instance.api}/v1/tags?order=popular&limit=3`)).body)
  const filed = { section: section.slug, authors: authors.map(({ slug }) => slug), tags: tags.map(({ slug }) => slug) }
  const first = await editor(instance)
  const warm = new Piece(first, filed)
  await warm.begin()
  for (let i = 0; i < WARM_UP; i++) await warm.save(i % 2 === 0)
  for (let i = 0; i < WARM_UP; i++) {
    const piece = new Piece(first, filed)
    await piece.begin()
    await piece.act('publish')
    await piece.act('withdraw', { reason: 'A measurement.' })
  }

  const result = { save: [], together: [], publish: [], seen: [], again: [], gone: [] }
  log('saving, one editor')
  const alone = new Piece(first, filed)
  await alone.begin()
  for (let i = 0; i < count; i++) result.save.push(await alone.save(i % 4 !== 0))

  log(`saving, ${EDITORS} editors at once`)
  const editors = await Promise.all(Array.from({ length: EDITORS }, () => editor(instance)))
  await Promise.all(
    editors.map(async (one) => {
      const piece = new Piece(one, filed)
      await piece.begin()
      for (let i = 0; i < count / EDITORS; i++) result.together.push(await piece.save(i % 4 !== 0))
    }),
  )

  log('publishing, changing and withdrawing')
  for (let i = 0; i < count; i++) {
    const piece = new Piece(first, filed)
    await piece.begin()
    const since = performance.now()
    result.publish.push(await piece.act('publish'))
    result.seen.push(await piece.isSeen(true, since))
    await piece.save(false)
    result.again.push(await piece.act('publish'))
    const then = performance.now()
    await piece.act('withdraw', { reason: 'A measurement.' })
    result.gone.push(await piece.isSeen(false, then))
  }
  return result
}

const rows = {
  save: ['save', 0.95, aims.save],
  together: [`save, ${EDITORS} editors at once`, 0.95, aims.save],
  publish: ['publish', 0.95, aims.publish],
  again: ['publish changes', 0.95, aims.publish],
  seen: ['published to seen on page, lists and in search', 0.99, aims.seen],
  gone: ['withdrawn to gone from all of them', 0.99, aims.gone],
}

function text(small, large, articles) {
  const head = ['ms', 'of', `p50, ${SMALL} articles`, `p50, ${articles}`, 'x', 'p', `${SMALL} articles`, String(articles), 'aim']
  const lines = Object.entries(rows).map(([key, [name, p, aim]]) => {
    const [a, b] = [small[key], large[key]]
    const fixed = (value) => value.toFixed(1)
    return [
      name, String(b.length), fixed(percentile(a, 0.5)), fixed(percentile(b, 0.5)), (percentile(b, 0.5) / percentile(a, 0.5)).toFixed(2),
      `p${p * 100}`, fixed(percentile(a, p)), fixed(percentile(b, p)), verdict(percentile(b, p), aim),
    ]
  })
  return table([head, ...lines])
}

async function main(words) {
  const options = read(words, { articles: 100000, acts: 200, port: 8500 })
  machine.programs({ psql: 'postgresql-client' })
  await within(2400 + options.articles / 20, async (folder) => {
    const results = []
    for (const articles of [SMALL, options.articles]) {
      const instance = new Instance(path.join(folder, String(articles)), options.port)
      console.log(`  filling an archive of ${articles} articles`)
      await instance.tool('demo', '--articles', String(articles))
      await instance.start()
      await instance.settled(1200 + options.articles / 20)
      results.push(await measure(instance, options.acts, (what) => console.log(`  ${articles}: ${what}`)))
      await machine.stop(instance.process)
      fs.rmSync(instance.data, { recursive: true, force: true })
    }
    console.log(`\n${text(...results, options.articles)}\n`)
  })
}

module.exports = { Piece, editor, main }
