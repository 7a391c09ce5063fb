// The machine under measurement: processes, their time and memory, and programs that must be there. Linux only: /proc.
'use strict'

const { execFileSync, spawn, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const http = require('node:http')
const net = require('node:net')

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
const sleep = (millis) => new Promise((done) => setTimeout(done, millis))

class Refusal extends Error {}

function isFree(port) {
  return new Promise((done) => {
    const server = net.createServer()
    server.once('error', () => done(false))
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => done(true)))
  })
}

const isThere = (program) => !spawnSync(program, ['-v'], { stdio: 'ignore' }).error

/** Debian packages by the program each one brings; installed when that can be done, else named. */
function programs(packages) {
  const missing = Object.keys(packages).filter((program) => !isThere(program))
  const wanted = missing.map((program) => packages[program])
  if (missing.length === 0) return
  if (process.getuid() === 0 && isThere('apt-get')) {
    // Run level 1 keeps the package from starting a server of its own.
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment }
    console.log(`  installing ${wanted.join(' and ')}`)
    spawnSync('apt-get', ['update', '-q'], options)
    spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...wanted], options)
  }
  const still = missing.filter((program) => !isThere(program))
  if (still.length > 0) throw new Refusal(`needs ${still.join(' and ')}; install the Debian packages ${wanted.join(' ')}`)
}

const children = new Set()

/** A process of ours with its output in a file; `ended` says so once it has. */
function start(command, args, env, log) {
  const output = fs.openSync(log, 'a')
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', output, output] })
  fs.closeSync(output)
  child.log = log
  child.ended = new Promise((done) => child.once('exit', done).once('error', done))
  child.ended.then(() => children.delete(child))
  children.add(child)
  return child
}

async function stop(child) {
  child.kill('SIGTERM')
  if ((await Promise.race([child.ended.then(() => 'ended'), sleep(30000)])) !== 'ended') child.kill('SIGKILL')
  await child.ended
}

const stopAll = () => Promise.all([...children].map(stop))

const isRunning = (child) => child.exitCode === null && child.signalCode === null

function get(url, headers = {}) {
  return new Promise((done, fail) => {
    const request = http.get(url, { headers, agent: false, timeout: 30000 }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }))
    })
    request.on('timeout', () => request.destroy(new Error(`no answer from ${url}`)))
    request.on('error', fail)
  })
}

/** Waits for the first 200. @returns the milliseconds since the call */
async function answers(url, child, seconds = 120) {
  const began = performance.now()
  while (performance.now() - began < seconds * 1000) {
    const answer = await get(url).catch(() => null)
    if (answer?.status === 200) return performance.now() - began
    if (!isRunning(child)) break
    await sleep(10)
  }
  throw new Error(`no 200 from ${url}; the end of its log:\n${fs.readFileSync(child.log, 'utf8').slice(-1500)}`)
}

/** Waits until an API, asked on its management port, has its index and every list of related stories. */
async function settled(management, seconds) {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const metrics = (await get(`${management}/q/metrics`)).body.toString()
    if (/^broadsheet_related_behind(\{.*\})? 0\.0$/m.test(metrics)) return
    if (Date.now() > until) throw new Error(`related stories were not made within ${seconds} s`)
    await sleep(250)
  }
}

/** Fields of /proc/PID/stat from the third on, since the second may hold spaces; null when the process is gone. */
function stat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

function family(pid) {
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return [pid, ...all.map(Number).filter((other) => Number(stat(other)?.[1]) === pid)]
}

/** Milliseconds of processor time that a process and its children have used, those that ended included. */
function cpuMillis(pid) {
  const ticks = family(pid).map((member) => {
    const [user, system, childUser, childSystem] = (stat(member)?.slice(11, 15) ?? [0, 0, 0, 0]).map(Number)
    return user + system + (member === pid ? childUser + childSystem : 0)
  })
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / ticksPerSecond
}

/** MiB in memory: resident for one process; for a family its proportional share, since PostgreSQL's share a buffer. */
function memory(pid, { ofFamily }) {
  const file = ofFamily ? 'smaps_rollup' : 'status'
  const line = ofFamily ? /^Pss:\s+(\d+)/m : /^VmRSS:\s+(\d+)/m
  const members = ofFamily ? family(pid) : [pid]
  const kilobytes = members.map((member) => {
    try {
      return Number(line.exec(fs.readFileSync(`/proc/${member}/${file}`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024
}

module.exports = { Refusal, isFree, programs, start, stop, stopAll, get, answers, settled, cpuMillis, memory, sleep, children }
