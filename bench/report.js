// What the figures mean: the aims beside them, as a table for people and a file for machines.
'use strict'

/** Processor milliseconds a request, all processes together; a start in seconds; memory in MiB. */
const aims = {
  article: 0.4,
  list: 0.8,
  unchanged: 0.15,
  page: 3,
  deepToFirst: 1.2,
  start: 4,
  memory: 400,
}

const fixed = (digits) => (value) => (value === undefined || value === null ? '' : value.toFixed(digits))
const verdict = (value, aim) => (aim === undefined ? '' : value <= aim ? `${aim} met` : `${aim} MISSED`)

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd())
    .join('\n')
}

function compare(targets) {
  for (const target of targets) {
    const beside = targets.find((other) => other.key === target.beside)
    target.timesNginx = beside ? target.cpu.total / beside.cpu.total : undefined
    target.aim = aims[target.key]
  }
}

function text(result) {
  const head = ['', 'req/s', 'p50 ms', 'p99 ms', 'API', 'database', 'site', 'CPU ms/req', 'aim', 'x nginx']
  const rows = result.targets.map((target) => [
    target.name,
    fixed(0)(target.perSecond),
    fixed(2)(target.p50),
    fixed(2)(target.p99),
    fixed(3)(target.cpu.api),
    fixed(3)(target.cpu.database),
    fixed(3)(target.cpu.site),
    fixed(3)(target.cpu.total),
    verdict(target.cpu.total, target.aim),
    fixed(1)(target.timesNginx),
  ])
  const whole = [
    ['deep page to first page, CPU', `${result.deepToFirst.toFixed(2)} x`, verdict(result.deepToFirst, aims.deepToFirst)],
    ['start, database running', `${result.start.besideDatabase.toFixed(2)} s`, verdict(result.start.besideDatabase, aims.start)],
    ['start, with its own PostgreSQL', `${result.start.withPostgres.toFixed(2)} s`, verdict(result.start.withPostgres, aims.start)],
    ['API in memory after the load', `${result.memory.api.toFixed(0)} MiB`, verdict(result.memory.api, aims.memory)],
    ['PostgreSQL in memory', `${result.memory.database.toFixed(0)} MiB`, ''],
  ]
  return `${table([head, ...rows])}\n\n${table([['', 'measured', 'aim'], ...whole])}`
}

module.exports = { compare, text, table, verdict, aims }
