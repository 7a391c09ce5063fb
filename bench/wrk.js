// wrk with a script of ours, which ends by printing one line of JSON.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')

/** @param words that the script is given @returns what the script printed */
async function wrk(folder, { base, seconds, headers = [], words, script = 'wrk.lua', connections = 16 }) {
  const log = path.join(folder, 'wrk.log')
  fs.rmSync(log, { force: true })
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', ...headers.flatMap((line) => ['-H', line])]
  await machine.start('wrk', [...options, '-s', path.join(__dirname, script), base, '--', ...words], {}, log).ended
  const said = fs.readFileSync(log, 'utf8')
  const line = /^\{.*\}$/m.exec(said)
  if (!line) throw new Error(`wrk did not finish: ${said}`)
  return JSON.parse(line[0])
}

module.exports = { wrk }
