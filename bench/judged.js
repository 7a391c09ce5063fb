// Searches that were judged by reading: does a reader find the article that answers them?
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')

const SHOWN = 3

/** `query<TAB>ids`: any one of the articles has to be among the first three. */
function judged() {
  return fs
    .readFileSync(path.join(__dirname, 'judged-searches.tsv'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
    .map(([query, ids]) => ({ query, ids: ids.split(' ') }))
}

/** Asks each search all of whose articles are in the archive, and tells those that miss. @param slugs slug by id */
async function searches(api, slugs) {
  const asked = judged().filter(({ ids }) => ids.every((id) => slugs.has(id)))
  const missed = []
  for (const { query, ids } of asked) {
    const answer = await machine.get(`${api}/v1/search?limit=${SHOWN}&fields=article.slug&q=${encodeURIComponent(query)}`)
    if (answer.status !== 200) throw new Error(`'${query}' answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
    const shown = JSON.parse(answer.body).items.map(({ article }) => article.slug)
    if (!ids.some((id) => shown.includes(slugs.get(id)))) missed.push(query)
  }
  if (asked.length === 0) return
  console.log(`  judged searches: ${asked.length - missed.length} of ${asked.length} among the first three`)
  for (const query of missed) console.log(`    missed: ${query}`)
}

module.exports = { searches }
