// ./broadsheet bench words: what the index and a search cost on a generated archive.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')
const { Instance, read, within } = require('./instance.js')

const QUERIES = 300
const WARM_UP = 300

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

async function main(words) {
  const options = read(words, { articles: 10000, port: 8500 })
  await within(1800 + options.articles / 10, async (folder) => {
    const instance = new Instance(folder, options.port)
    console.log(`  filling an archive of ${options.articles} articles`)
    await instance.tool('demo', '--articles', String(options.articles))
    await instance.start()
    await instance.settled(1200 + options.articles / 10)
    const made = instance.made()
    const asked = await queries(instance.api, QUERIES)
    await time(instance.api, asked.slice(0, WARM_UP), '')
    const plain = await time(instance.api, asked, '')
    const facets = await time(instance.api, asked, '&include=facets')
    const suggest = asked.map((text) => text.split(' ')[0].slice(0, 3))
    console.log(`
  ${options.articles} articles
  index made              ${(made.index / 1000).toFixed(1)} s, ${(made.index / options.articles).toFixed(2)} ms an article, ${sizeOf(path.join(instance.data, 'search')).toFixed(0)} MiB
  related stories made    ${(made.related / 1000).toFixed(1)} s, ${(made.related / options.articles).toFixed(2)} ms a list
  API in memory           ${machine.memory(instance.process.pid, { ofFamily: false }).toFixed(0)} MiB resident
  search, three words     p50 ${plain.p50.toFixed(1)} ms, p99 ${plain.p99.toFixed(1)} ms
  with facets             p50 ${facets.p50.toFixed(1)} ms, p99 ${facets.p99.toFixed(1)} ms`)
    const began = performance.now()
    for (const prefix of suggest) await machine.get(`${instance.api}/v1/search/suggest?prefix=${encodeURIComponent(prefix)}`)
    console.log(`  suggestions             mean ${((performance.now() - began) / suggest.length).toFixed(1)} ms`)
  })
}

module.exports = { main }
