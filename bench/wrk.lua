-- Sends the requests of a file in turn and prints what came of it as one line of JSON.
-- Arguments: FILE [STATUS]. A line of FILE is a path, optionally followed by a tab and the ETag to ask with. With STATUS
-- every answer must have it; without, an answer of 400 or more is the error (telling each apart slows the client down).

local requests, place = {}, 0
wrong = 0

function setup(thread) -- one thread, whose count done() reads
  counting = thread
end

function init(args)
  for line in io.lines(args[1]) do
    local path, etag = line:match("^(%S+)\t?(%S*)$")
    requests[#requests + 1] = wrk.format("GET", path, { ["If-None-Match"] = etag ~= "" and etag or nil })
  end
  if args[2] then
    local expected = tonumber(args[2])
    response = function(status) if status ~= expected then wrong = wrong + 1 end end
  end
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status + counting:get("wrong")
  print(string.format('{"requests":%d,"seconds":%.3f,"bytes":%d,"errors":%d,"p50":%.3f,"p99":%.3f}',
    summary.requests, summary.duration / 1e6, summary.bytes, failed,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
