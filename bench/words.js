// ./broadsheet bench words: what the index and a search cost on a generated archive.
'use strict'

const { execFileSync } = require('node:child_process')
const { randomUUID } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { Piece, editor } = require('./desk.js')
const machine = require('./machine.js')
const { Instance, read, within } = require('./instance.js')

const QUERIES = 300
const WARM_UP = 300
const EVENTS = 20

const sizeOf = (folder) =>
  fs.readdirSync(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0) / 1024 / 1024

/** Three words of a headline each, from all over the archive. */
async function queries(api, count) {
  const all = []
  let cursor = ''
  while (all.length < count && cursor !== null) {
    const { items, page } = JSON.parse((await machine.get(`${api}/v1/articles?limit=100&fields=headline${cursor && `&cursor=${cursor}`}`)).body)
    for (const { headline } of items) {
      const words = headline.split(/[^\p{L}]+/u).filter((word) => word.length > 4)
      if (words.length >= 3) all.push(words.slice(0, 3).join(' '))
    }
    cursor = page.next
  }
  return all.slice(0, count)
}

async function time(api, all, more) {
  const millis = []
  for (const words of all) {
    const began = performance.now()
    const answer = await machine.get(`${api}/v1/search?q=${encodeURIComponent(words)}${more}`)
    millis.push(performance.now() - began)
    if (answer.status !== 200) throw new Error(`'${words}' answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
  }
  millis.sort((a, b) => a - b)
  return { p50: millis[Math.floor(millis.length * 0.5)], p99: millis[Math.floor(millis.length * 0.99)] }
}

/** Binds a process, all its threads with it, to some processors, such as `0` or `0,1`. */
const bind = (pid, processors) => execFileSync('taskset', ['-a', '-c', '-p', processors, String(pid)], { stdio: 'ignore' })

/** A report of something nobody else tells of. @param last what sets it off from the other reports of the event */
const report = (place, name, last) => ({
  headline: `${name} bridge at ${place} ${last}`,
  body: `<p>The ${name} bridge at ${place} ${last}, said the harbour master of ${place}.</p><p>Those who live by the ${name} say that the ${last} was long in coming.</p>`,
})

/** Milliseconds from publishing a second report of an event until the list of the first one has it. */
async function followed(instance) {
  const { items } = JSON.parse((await machine.get(`${instance.api}/v1/articles?limit=1`)).body)
  const desk = await editor(instance)
  const filed = { section: items[0].section.slug, authors: items[0].authors.map(({ slug }) => slug) }
  const word = () => `q${randomUUID().replaceAll('-', '').replaceAll(/\d/g, 'x').slice(0, 10)}`
  const millis = []
  for (let i = 0; i < EVENTS; i++) {
    const [place, name] = [word(), word()]
    const first = new Piece(desk, { ...filed, ...report(place, name, 'collapses') })
    const second = new Piece(desk, { ...filed, ...report(place, name, 'inquiry begins') })
    await first.begin()
    await second.begin()
    await first.act('publish')
    await machine.sleep(1000)
    const began = performance.now()
    await second.act('publish')
    for (;;) {
      const answer = await machine.get(`${instance.api}/v1/articles/${first.word}/related?fields=article.slug`)
      if (answer.status === 200 && JSON.parse(answer.body).items.some(({ article }) => article.slug === second.word)) break
      if (performance.now() - began > 30_000) throw new Error(`${second.word} did not come to the list of ${first.word} within 30 s`)
      await machine.sleep(10)
    }
    millis.push(performance.now() - began)
  }
  millis.sort((a, b) => a - b)
  return { p50: millis[Math.floor(millis.length * 0.5)], most: millis.at(-1) }
}

/** Seconds from a start without an index until search answers. */
async function rebuilt(instance) {
  await machine.stop(instance.process)
  fs.rmSync(path.join(instance.data, 'search'), { recursive: true })
  fs.rmSync(instance.log)
  await instance.start()
  const began = performance.now()
  await machine.answers(`${instance.api}/v1/search?q=a`, instance.process, 3600)
  return (performance.now() - began) / 1000
}

async function main(words) {
  const options = read(words, { articles: 10000, port: 8500 })
  machine.programs({ psql: 'postgresql-client', taskset: 'util-linux' })
  await within(1800 + options.articles / 10, async (folder) => {
    const instance = new Instance(folder, options.port)
    console.log(`  filling an archive of ${options.articles} articles`)
    await instance.tool('demo', '--articles', String(options.articles))
    await instance.start()
    await instance.settled(1200 + options.articles / 10)
    const made = instance.made()
    const asked = await queries(instance.api, QUERIES)
    await time(instance.api, asked.slice(0, WARM_UP), '')
    const size = sizeOf(path.join(instance.data, 'search'))
    const heap = await instance.heap()
    const plain = await time(instance.api, asked, '')
    const facets = await time(instance.api, asked, '&include=facets')
    bind(instance.process.pid, '0')
    const oneCore = await time(instance.api, asked, '')
    bind(instance.process.pid, `0-${os.cpus().length - 1}`)
    const suggest = asked.map((text) => text.split(' ')[0].slice(0, 3))
    console.log(`
  ${options.articles} articles
  index made              ${(made.index / 1000).toFixed(1)} s, ${(made.index / options.articles).toFixed(2)} ms an article, ${size.toFixed(0)} MiB
  related stories made    ${(made.related / 1000).toFixed(1)} s, ${(made.related / options.articles).toFixed(2)} ms a list
  API in memory           ${heap.used.toFixed(0)} MiB of heap in use, ${heap.resident.toFixed(0)} MiB resident
  search, three words     p50 ${plain.p50.toFixed(1)} ms, p99 ${plain.p99.toFixed(1)} ms
  the same, API on 1 core p50 ${oneCore.p50.toFixed(1)} ms, p99 ${oneCore.p99.toFixed(1)} ms
  with facets             p50 ${facets.p50.toFixed(1)} ms, p99 ${facets.p99.toFixed(1)} ms`)
    const began = performance.now()
    for (const prefix of suggest) await machine.get(`${instance.api}/v1/search/suggest?prefix=${encodeURIComponent(prefix)}`)
    console.log(`  suggestions             mean ${((performance.now() - began) / suggest.length).toFixed(1)} ms`)
    const follow = await followed(instance)
    console.log(`  a new report is beside the old one after  p50 ${follow.p50.toFixed(0)} ms, the slowest of ${EVENTS} ${follow.most.toFixed(0)} ms`)
    console.log(`  index made anew while the API serves      ${(await rebuilt(instance)).toFixed(1)} s until search answers`)
  })
}

module.exports = { main }
