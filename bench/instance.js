// An instance of the packaged API on data of its own, for benches that need no site.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')

const root = path.resolve(__dirname, '..')
const jar = path.join(root, 'backend/target/quarkus-app/quarkus-run.jar')
const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java'
const flagsOfUser = (process.env.BROADSHEET_JAVA_OPTS ?? '').split(' ').filter(Boolean)
const flags = [`@${path.join(root, 'backend/jvm.options')}`, ...flagsOfUser, '-jar', jar]

class Instance {
  /** @param folder for data and logs @param port the first of two free ones */
  constructor(folder, port) {
    this.folder = folder
    this.ports = [port, port + 1]
    this.data = path.join(folder, 'data')
    this.api = `http://127.0.0.1:${port}`
    this.management = `http://127.0.0.1:${port + 1}`
    this.environment = {
      BROADSHEET_API_PORT: String(port),
      BROADSHEET_MANAGEMENT_PORT: String(port + 1),
      BROADSHEET_HOST: '127.0.0.1',
      BROADSHEET_DATA: this.data,
      BROADSHEET_API_URL: this.api,
      BROADSHEET_DEMO: '',
      BROADSHEET_DATABASE_URL: '',
      BROADSHEET_WEATHER: 'off',
    }
    fs.mkdirSync(this.data, { recursive: true })
  }

  /** Runs a tool of the product on the data, to its end. */
  async tool(...words) {
    const log = path.join(this.folder, `${words[0]}.log`)
    const tool = machine.start(java, [...flags, ...words], this.environment, log)
    if ((await tool.ended) !== 0) throw new Error(`'${words[0]}' failed:\n${fs.readFileSync(log, 'utf8').slice(-1500)}`)
  }

  async start() {
    // Of two benches on one port the second would measure the first.
    for (const port of this.ports) {
      if (!(await machine.isFree(port))) throw new machine.Refusal(`port ${port} is taken; choose two others with --port`)
    }
    this.log = path.join(this.folder, 'api.log')
    this.process = machine.start(java, [...flags], this.environment, this.log)
    await machine.answers(`${this.api}/v1/articles?limit=1`, this.process)
  }

  settled(seconds) {
    return machine.settled(this.management, seconds)
  }

  /** What the API said of itself while it started: milliseconds by what was made. */
  made() {
    const said = fs.readFileSync(this.log, 'utf8')
    const millis = (pattern) => Number((pattern.exec(said)?.[1] ?? 'NaN').replaceAll(',', ''))
    return { index: millis(/search index was made: .* in ([\d,]+) ms/), related: millis(/Related stories were made for .* in ([\d,]+) ms/) }
  }
}

/** Runs a bench in a temporary folder that is gone afterwards, and every process with it. */
async function within(seconds, work) {
  const folder = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'broadsheet-bench-'))
  let isOver = false
  const end = async (status) => {
    if (isOver) return
    isOver = true
    await machine.stopAll()
    fs.rmSync(folder, { recursive: true, force: true })
    process.exit(status)
  }
  for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) process.on(signal, () => end(status))
  setTimeout(() => {
    console.error(`broadsheet: the bench did not end within ${seconds} s`)
    end(1)
  }, seconds * 1000).unref()
  try {
    await work(folder)
    await end(0)
  } catch (problem) {
    if (!isOver) console.error(`broadsheet: ${problem.message}`)
    await end(problem instanceof machine.Refusal ? 2 : 1)
  }
}

/** The words of a command line as a map, each `--name value`. @param defaults every name that may be given */
function read(words, defaults) {
  const options = { ...defaults }
  for (let i = 0; i < words.length; i++) {
    const [, name, inline] = /^--([a-z-]+)(?:=(.*))?$/.exec(words[i]) ?? []
    if (!(name in options)) throw new machine.Refusal(`unknown option '${words[i]}'; known are ${Object.keys(defaults).map((one) => `--${one}`).join(', ')}`)
    const value = inline ?? words[++i]
    if (!value) throw new machine.Refusal(`--${name} needs a value`)
    options[name] = typeof defaults[name] === 'number' ? Number(value) : value
    if (Number.isNaN(options[name])) throw new machine.Refusal(`--${name} takes a number, not '${value}'`)
  }
  return options
}

module.exports = { Instance, within, read, root }
