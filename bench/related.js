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

/**
 * The articles of a file, by the slug that `load` gives each: the number of its line, since ids have many forms. Blank
 * lines and ids that were there before are left out, as there.
 */
function articlesOf(file) {
  const seen = new Set()
  const ids = new Map()
  const lines = fs.readFileSync(file, 'utf8').split(/\r\n|\n|\r/)
  for (const [i, line] of lines.entries()) {
    if (!line.trim()) continue
    const id = String(JSON.parse(line.replace(/^\uFEFF/, '')).id)
    if (!seen.has(id)) ids.set(`doc-${i + 1}`, id)
    seen.add(id)
  }
  return ids
}

/** Lines `query<TAB>rank<TAB>document` of every article's list, as the public endpoint gives it. */
async function lists(api, ids) {
  const slugs = [...ids.keys()]
  const lines = new Array(slugs.length)
  let next = 0
  const ask = async () => {
    for (let i = next++; i < slugs.length; i = next++) {
      const answer = await machine.get(`${api}/v1/articles/${slugs[i]}/related?limit=${ASKED}&fields=article.slug`)
      if (answer.status !== 200) throw new Error(`${slugs[i]} answered ${answer.status}: ${answer.body.subarray(0, 300)}`)
      const items = JSON.parse(answer.body).items
      lines[i] = items.map(({ article }, rank) => `${ids.get(slugs[i])}\t${rank + 1}\t${ids.get(article.slug)}\n`).join('')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  return lines.join('')
}

async function main(words) {
  const options = read(words, { part: '', out: '', scorer: '', port: 8500 })
  const articles = path.join(options.part, 'articles.jsonl')
  if (!options.part || !fs.existsSync(articles)) throw new machine.Refusal('related needs --part DIR, a folder with articles.jsonl')
  const ids = articlesOf(articles)
  // An archive ten times as large takes more than ten times as long, on slow machines too.
  const patience = 1800 + ids.size / 5
  await within(2 * patience, async (folder) => {
    const instance = new Instance(folder, options.port)
    console.log('  publishing the articles')
    await instance.tool('load', path.resolve(articles))
    await instance.start()
    console.log('  making the index and the lists')
    await instance.settled(patience)
    const run = path.resolve(options.out || path.join(folder, 'run.tsv'))
    fs.writeFileSync(run, await lists(instance.api, ids))
    await searches(instance.api, new Map([...ids].map(([slug, id]) => [id, slug])))
    const made = instance.made()
    console.log(`  ${ids.size} articles: index ${(made.index / ids.size).toFixed(2)} ms each, lists ${(made.related / ids.size).toFixed(2)} ms each`)
    // The scorer comes with the data, not with the project.
    const scorer = options.scorer || path.join(options.part, '..', 'score.py')
    if (fs.existsSync(scorer)) console.log(`\n${execFileSync('python3', [scorer, options.part, run], { encoding: 'utf8' })}`)
    else if (options.out) console.log(`  no scorer beside the data; the lists are in ${options.out}`)
  })
}

module.exports = { main }
