import { Redis } from 'ioredis';
import {
  longestCallMs,
  type SlotStore,
  type SlotsConfig,
  storeTimeoutMs,
  type Taken,
  urgentMs,
  windowMs,
} from './slots.ts';

/**
 * A hash per n8n: `slot number` → `free from:whose`, `rest` and `urgent` → until when. Times are Redis's own, in
 * milliseconds. A hash that is not there was lost with what was called just before, so it begins a second later.
 */
const take = `
local limit, urgent, pass = tonumber(ARGV[1]), ARGV[2] == '1', ARGV[3]
local window, longest, urgentFor = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local key = KEYS[1]
if redis.call('EXISTS', key) == 0 then redis.call('HSET', key, 'from', now + window) end
redis.call('PEXPIRE', key, 86400000)
local from = tonumber(redis.call('HGET', key, 'from') or 0)
local rest = tonumber(redis.call('HGET', key, 'rest') or 0)
if rest > now then return {-1, rest - now, rest - now} end
local wait = from - now
if wait <= 0 and (urgent or tonumber(redis.call('HGET', key, 'urgent') or 0) <= now) then
  wait = window + longest
  for slot = 0, limit - 1 do
    local held = redis.call('HGET', key, slot)
    local free = held and tonumber(string.match(held, '^%d+')) or 0
    if free <= now then
      redis.call('HSET', key, slot, string.format('%d:%s', now + window + longest, pass))
      return {slot, 0, 0}
    end
    wait = math.min(wait, free - now)
  end
end
if urgent then redis.call('HSET', key, 'urgent', now + urgentFor) end
return {-1, math.max(wait, 1), 0}`;

const giveBack = `
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held or string.match(held, ':(.*)$') ~= ARGV[2] then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d:', now + tonumber(ARGV[3])))
return 1`;

const rest = `
local time = redis.call('TIME')
local till = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])
if till > tonumber(redis.call('HGET', KEYS[1], 'rest') or 0) then redis.call('HSET', KEYS[1], 'rest', till) end
return 1`;

export function openRedisSlots({ prefix, instance, perSecond }: SlotsConfig, url: string): SlotStore {
  const client = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: storeTimeoutMs });
  client.on('error', () => {});
  const key = `${prefix ?? 'flowsmith'}-n8n-slots:${instance}`;
  return {
    async take(urgent): Promise<Taken> {
      const pass = crypto.randomUUID();
      const [slot, waitMs, restMs] = (await client.eval(
        ...([take, 1, key, perSecond, urgent ? 1 : 0, pass, windowMs, longestCallMs, urgentMs] as const),
      )) as [number, number, number];
      if (slot >= 0) return { slot: `${slot}:${pass}` };
      return { waitMs, ...(restMs > 0 ? { restMs } : {}) };
    },
    async giveBack(held) {
      const [slot = '', pass = ''] = held.split(':');
      await client.eval(giveBack, 1, key, slot, pass, windowMs);
    },
    async rest(ms) {
      await client.eval(rest, 1, key, Math.ceil(ms));
    },
    [Symbol.asyncDispose]: async () => client.disconnect(),
  };
}
