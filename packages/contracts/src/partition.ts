import { PARTITION_COUNT } from './streams.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a over UTF-16 code units, finished with the murmur3 mixer so that the low bits are even. */
function hash32(text: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Partition of an id of a tenant: hash(tenant, id) mod 32. Part of the stored layout: never change it. */
export function partitionOf(tenant: string, id: string): number {
  return hash32(`${tenant}\u0000${id}`) % PARTITION_COUNT;
}
