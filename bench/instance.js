// An instance of the packaged API on data of its own, for benches that need no site.
'use strict'

const { execFile } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const machine = require('./machine.js')

const root = path.resolve(__dirname, '..')
const jar = path.join(root, 'backend/target/quarkus-app/quarkus-run.jar')
const ofJdk = (program) => (process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', program) : program)
const java = ofJdk('java')
const flagsOfUser = (process.env.BROADSHEET_JAVA_OPTS ?? '').split(' ').filter(Boolean)
const flags = [`@${path.join(root, 'backend/jvm.options')}`, ...flagsOfUser, '-jar', jar]

class Instance {
  /** @param folder for data and logs @param port the first of two free ones @param more of its environment */
  constructor(folder, port, more = {}) {
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
      ...more,
    }
    /** A program, with its words, that starts it. */
    this.before = []
    fs.mkdirSync(this.data, { recursive: true })
  }

  /** What its staff's secrets are sealed with, which every node of one database needs. */
  staffKey() {
    return fs.readFileSync(path.join(this.data, 'staff.key'), 'utf8').trim()
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
    const [program, ...words] = [...this.before, java, ...flags]
    this.process = machine.start(program, words, this.environment, this.log)
    await machine.answers(`${this.api}/v1/articles?limit=1`, this.process)
  }

  settled(seconds) {
    return machine.settled(this.management, seconds)
  }

  /** Its PostgreSQL, while it runs: the process and the port. */
  database() {
    const [pid, , , port] = fs.readFileSync(path.join(this.data, 'postgres/postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(pid), port: port.trim() }
  }

  connection(user = 'broadsheet') {
    return ['-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', this.database().port, '-U', user, '-d', 'broadsheet']
  }

  /** Runs statements, or a file of them, one after the other. @returns rows of columns, all of them text */
  async sql(text, { file, user, variables = {} } = {}) {
    const set = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`])
    const said = await run('psql', [...this.connection(user), ...set, ...(file ? ['-f', file] : ['-c', text])])
    return said.split('\n').filter(Boolean).map((line) => line.split('\t'))
  }

  /** A session of its own, beside the bench. */
  psql(words) {
    return machine.start('psql', [...this.connection(), ...words], {}, path.join(this.folder, 'psql.log'))
  }

  /** One figure. */
  async figure(text) {
    return Number((await this.sql(text))[0]?.[0])
  }

  /** A figure that the API gives of itself. @param name with labels, as it is written */
  async metric(name) {
    const said = (await machine.get(`${this.management}/q/metrics`)).body.toString()
    const line = said.split('\n').find((one) => one.startsWith(`${name} `))
    return line ? Number(line.slice(name.length + 1)) : 0
  }

  /** Milliseconds of processor time so far, of the API and of its PostgreSQL. */
  cpu() {
    return { api: machine.cpuMillis(this.process.pid), database: machine.cpuMillis(this.database().pid) }
  }

  /** MiB of the heap that are in use after a collection, and MiB of the process. */
  async heap() {
    await run(ofJdk('jcmd'), [String(this.process.pid), 'GC.run'])
    const said = await run(ofJdk('jcmd'), [String(this.process.pid), 'GC.heap_info'])
    // The generations of a collector that has some, else the one heap; metaspace is no heap.
    const heap = said.split('\n').filter((line) => /\btotal \d+K, used \d+K/.test(line) && !/Metaspace|class space/.test(line))
    const used = heap.reduce((sum, line) => sum + Number(/used (\d+)K/.exec(line)[1]), 0) / 1024
    return { used, resident: machine.memory(this.process.pid, { ofFamily: false }) }
  }

  /** What the API said of itself while it started: milliseconds by what was made. */
  made() {
    const said = fs.readFileSync(this.log, 'utf8')
    const millis = (pattern) => Number((pattern.exec(said)?.[1] ?? 'NaN').replaceAll(',', ''))
    return { index: millis(/search index was made: .* in ([\d,]+) ms/), related: millis(/Related stories were made for .* in ([\d,]+) ms/) }
  }
}

/** What a short-lived program says; it fails with what it complains of. */
function run(program, words) {
  return new Promise((done, fail) => {
    execFile(program, words, { maxBuffer: 1 << 28, encoding: 'utf8' }, (failed, said, complaint) => {
      if (failed) fail(new Error(`${program} failed: ${complaint.slice(-1500) || failed.message}`))
      else done(said)
    })
  })
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
