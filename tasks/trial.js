// What the trials of the packaged API share: claims that are counted as a test runner counts its tests, and a way to the
// database that can be closed.
'use strict'

const fs = require('node:fs')
const net = require('node:net')

/** Claims about the product, each of which holds or does not. */
class Trial {
  /** @param report the file where "passed failed skipped" goes */
  constructor(report) {
    this.report = report
    this.passed = 0
    this.failed = 0
  }

  /** @param claim throws where it does not hold; what it says else is printed */
  async expect(what, claim) {
    try {
      const said = await claim()
      this.passed++
      console.log(`ok      ${what}${said ? ` (${said})` : ''}`)
    } catch (problem) {
      this.failed++
      console.log(`FAILED  ${what}\n          ${problem.message}`)
    }
  }

  /** Writes the report. @throws when a claim did not hold */
  end() {
    fs.writeFileSync(this.report, `${this.passed} ${this.failed} 0`)
    if (this.failed > 0) throw new Error(`${this.failed} failed`)
  }
}

function demand(isSo, what) {
  if (!isSo) throw new Error(what)
}

/** A way to one of some ports of this machine, chosen anew for each who comes, that can be closed. */
class Road {
  /** @param from its own port, 0 for any that is free @param to port or ports @param chance chooses among them */
  constructor(from, to, chance = Math.random) {
    this.to = [to].flat()
    this.isOpen = true
    this.sockets = new Set()
    this.server = net.createServer((near) => {
      if (!this.isOpen) return near.destroy()
      const far = net.connect(this.to[Math.floor(chance() * this.to.length)], '127.0.0.1')
      for (const [one, other] of [[near, far], [far, near]]) {
        this.sockets.add(one)
        one.pipe(other)
        one.on('error', () => other.destroy()).on('close', () => (this.sockets.delete(one), other.destroy()))
      }
    })
    this.opened = new Promise((done) => this.server.listen(from, '127.0.0.1', done))
  }

  get port() {
    return this.server.address().port
  }

  close() {
    this.isOpen = false
    for (const socket of this.sockets) socket.destroy()
  }
}

module.exports = { Trial, Road, demand }
