// The database of a trial, asked over PostgreSQL's own protocol: a bare machine has no psql. Simple queries alone, without
// a password, which the embedded database asks of nobody on this machine.
'use strict'

const net = require('node:net')

const text = (words) => Buffer.from(`${words}\0`)

function message(kind, body) {
  const head = Buffer.alloc(kind ? 5 : 4)
  if (kind) head.write(kind)
  head.writeInt32BE(body.length + 4, head.length - 4)
  return Buffer.concat([head, body])
}

function row(body) {
  const values = []
  for (let i = 0, at = 2; i < body.readInt16BE(0); i++) {
    const length = body.readInt32BE(at)
    values.push(length < 0 ? null : body.toString('utf8', at + 4, at + 4 + length))
    at += 4 + Math.max(0, length)
  }
  return values
}

function complaint(body) {
  const fields = body.toString('utf8').split('\0')
  return fields.find((field) => field.startsWith('M'))?.slice(1) ?? 'no reason given'
}

class Postgres {
  constructor(port, user = 'broadsheet', database = 'broadsheet') {
    this.waiting = []
    this.unread = Buffer.alloc(0)
    this.socket = net.connect(port, '127.0.0.1')
    this.socket.on('data', (part) => this.#read(part)).on('error', (problem) => this.#fail(problem))
    this.socket.on('close', () => this.#fail(new Error('the database hung up')))
    const version = Buffer.from([0, 3, 0, 0])
    this.ready = this.#answered(message('', Buffer.concat([version, text('user'), text(user), text('database'), text(database), text('')])))
  }

  /** @returns rows of columns, all of them text or null */
  async ask(statement) {
    await this.ready
    return this.#answered(message('Q', text(statement)))
  }

  /** One value. */
  async one(statement) {
    return (await this.ask(statement))[0]?.[0]
  }

  #answered(bytes) {
    return new Promise((done, fail) => {
      this.waiting.push({ done, fail, rows: [], problem: null })
      this.socket.write(bytes)
    })
  }

  #read(part) {
    this.unread = Buffer.concat([this.unread, part])
    while (this.unread.length >= 5 && this.unread.length > this.unread.readInt32BE(1)) {
      const length = this.unread.readInt32BE(1)
      const [kind, body] = [String.fromCharCode(this.unread[0]), this.unread.subarray(5, length + 1)]
      this.unread = this.unread.subarray(length + 1)
      this.#take(kind, body)
    }
  }

  #take(kind, body) {
    const [asked] = this.waiting
    if (kind === 'D') asked.rows.push(row(body))
    if (kind === 'R' && body.readInt32BE(0) !== 0) this.#fail(new Error('the database asks for a password'))
    if (kind === 'E' && asked) asked.problem = new Error(complaint(body))
    if (kind === 'Z') {
      this.waiting.shift()
      if (asked.problem) asked.fail(asked.problem)
      else asked.done(asked.rows)
    }
  }

  #fail(problem) {
    for (const { fail } of this.waiting.splice(0)) fail(problem)
  }
}

module.exports = { Postgres }
