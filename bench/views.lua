-- Sends beacons as browsers do, each from another address, about the articles of a file by Zipf's law: the second is read
-- half as often as the first. Prints what came of it as one line of JSON.
-- Arguments: FILE NETWORK [PAUSE [AGENT]]. A line of FILE is an id. NETWORK is the first number of all addresses. PAUSE is
-- the mean of the milliseconds between an answer and the next beacon of a connection. AGENT stands for all browsers.

local DRAWS = 262144
local heads, tails, draws, bytes = {}, {}, {}, {}
local network
sent = 0

function setup(thread) -- one thread, whose count done() reads
  counting = thread
end

local function browsers()
  local systems = {
    "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64",
    "Linux; Android 14; Pixel 8", "Linux; Android 13; SM-S918B", "Linux; Android 12; M2101K6G",
  }
  local all = {}
  for _, system in ipairs(systems) do
    for version = 110, 144 do
      local chrome = "Mozilla/5.0 (" .. system .. ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" .. version .. ".0.0.0 Safari/537.36"
      all[#all + 1] = chrome
      all[#all + 1] = chrome .. " Edg/" .. version .. ".0.0.0"
      all[#all + 1] = "Mozilla/5.0 (" .. system .. "; rv:" .. version .. ".0) Gecko/20100101 Firefox/" .. version .. ".0"
    end
  end
  return all
end

-- How often the first N are read, added up; then each draw is a search in it.
local function zipf(count)
  local sums, sum = {}, 0
  for i = 1, count do
    sum = sum + 1 / i
    sums[i] = sum
  end
  for i = 1, DRAWS do
    local at, low, high = math.random() * sum, 1, count
    while low < high do
      local middle = math.floor((low + high) / 2)
      if sums[middle] < at then low = middle + 1 else high = middle end
    end
    draws[i] = low
  end
end

function init(args)
  math.randomseed(tonumber(args[2]))
  for id in io.lines(args[1]) do
    heads[#heads + 1] = "POST /v1/articles/" .. id .. "/views HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port ..
      "\r\nContent-Length: 0\r\nX-Forwarded-For: "
  end
  for i, agent in ipairs(args[4] and { args[4] } or browsers()) do
    tails[i] = "\r\nUser-Agent: " .. agent .. "\r\n\r\n"
  end
  for i = 0, 65535 do
    bytes[i] = "." .. math.floor(i / 256) .. "." .. i % 256
  end
  zipf(#heads)
  network = args[2]
  local pause = tonumber(args[3] or 0)
  if pause > 0 then
    delay = function() return math.random(0, 2 * pause) end
  end
end

function request()
  sent = sent + 1
  return heads[draws[sent % DRAWS + 1]] .. network .. "." .. math.floor(sent / 65536) % 256 .. bytes[sent % 65536] .. tails[sent % #tails + 1]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('{"requests":%d,"sent":%d,"seconds":%.3f,"refused":%d,"errors":%d,"p50":%.1f,"p99":%.1f}',
    summary.requests, counting:get("sent"), summary.duration / 1e6, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
