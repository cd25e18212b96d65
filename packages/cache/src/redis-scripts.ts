/** KEYS[1] counter; ARGV: step, ttl in ms. Adds, and starts the time to live unless it runs already. */
export const INCREMENT = `
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return count
`;

/**
 * KEYS[1] bucket; ARGV: capacity, refill a second, cost, time to fill in ms. Returns allowed (0 or 1), whole tokens left and
 * ms until the cost will be there. Time is the server's; the arithmetic is that of takeFromBucket.
 */
export const TAKE_TOKENS = `
local capacity, refill, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local level = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(level[1]) or capacity, tonumber(level[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) * refill / 1000)
local allowed, retry = 0, 0
if tokens >= cost then
  allowed = 1
  tokens = tokens - cost
else
  retry = math.ceil((cost - tokens) * 1000 / refill)
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', tokens), 'at', string.format('%.17g', math.max(now, at)))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return { allowed, math.floor(tokens), retry }
`;
