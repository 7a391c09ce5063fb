// A weather service on loopback for the end-to-end tests, which must not depend on the sky: always 30.1 °C and clear.
// It answers as Open-Meteo documents for /v1/forecast?current=…; usage: node weather-stand-in.js PORT
const http = require('http')

http
  .createServer((request, response) => {
    const asked = new URL(request.url, 'http://localhost').searchParams
    const variables = { temperature_2m: ['°C', 30.1], weather_code: ['wmo code', 0], is_day: ['', 1] }
    const wanted = (asked.get('current') ?? '').split(',').filter((name) => name in variables)
    const quarter = Math.floor(Date.now() / 900_000) * 900_000
    const inSeconds = asked.get('timeformat') === 'unixtime'
    const pick = (index) => Object.fromEntries(wanted.map((name) => [name, variables[name][index]]))
    const answer = {
      latitude: Number(asked.get('latitude')),
      longitude: Number(asked.get('longitude')),
      generationtime_ms: 0.02,
      utc_offset_seconds: 0,
      timezone: 'GMT',
      timezone_abbreviation: 'GMT',
      elevation: 4,
      current_units: { time: inSeconds ? 'unixtime' : 'iso8601', interval: 'seconds', ...pick(0) },
      current: { time: inSeconds ? quarter / 1000 : new Date(quarter).toISOString().slice(0, 16), interval: 900, ...pick(1) },
    }
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(answer))
  })
  .listen(Number(process.argv[2]), '127.0.0.1')
