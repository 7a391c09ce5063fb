// ./broadsheet bench related: how good the lists of related stories are, on articles whose events are known.
'use strict'

const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { searches } = require('./judged.js')
const machine = require('./machine.js')
const { Instance, read, within } = require('./instance.js')

const ASKED = 10
const AT_ONCE = 4

/** Lines `query<TAB>rank<TAB>document` of every article's list, as the public endpoint gives it. */
async function lists(api, ids) {
  const lines = new Array(ids.length)
  let next = 0
  const ask = async () => {
    for (let i = next++; i < ids.length; i = next++) {
      const answer = await machine.get(`${api}/v1/articles/doc-${ids[i]}/related?limit=${ASKED}&fields=article.slug`)
      if (answer.status !== 200) throw new Error(`doc-${ids[i]} answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
      lines[i] = JSON.parse(answer.body).items.map(({ article }, rank) => `${ids[i]}\t${rank + 1}\t${article.slug.slice(4)}\n`).join('')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  return lines.join('')
}

async function main(words) {
  const options = read(words, { part: '', out: '', scorer: '', port: 8500 })
  const articles = path.join(options.part, 'articles.jsonl')
  if (!options.part || !fs.existsSync(articles)) throw new machine.Refusal('related needs --part DIR, a folder with articles.jsonl')
  await within(3600, async (folder) => {
    const instance = new Instance(folder, options.port)
    console.log('  publishing the articles')
    await instance.tool('load', path.resolve(articles))
    await instance.start()
    console.log('  making the index and the lists')
    await instance.settled(1800)
    const ids = fs.readFileSync(articles, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).id)
    const run = path.resolve(options.out || path.join(folder, 'run.tsv'))
    fs.writeFileSync(run, await lists(instance.api, ids))
    await searches(instance.api, new Map(ids.map((id) => [id, `doc-${id}`])))
    const made = instance.made()
    console.log(`  ${ids.length} articles: index ${(made.index / ids.length).toFixed(2)} ms each, lists ${(made.related / ids.length).toFixed(2)} ms each`)
    // The scorer comes with the data, not with the project.
    const scorer = options.scorer || path.join(options.part, '..', 'score.py')
    if (fs.existsSync(scorer)) console.log(`\n${execFileSync('python3', [scorer, options.part, run], { encoding: 'utf8' })}`)
    else if (options.out) console.log(`  no scorer beside the data; the lists are in ${options.out}`)
  })
}

module.exports = { main }
