import type { CustomerGroup, GroupSpace } from '@perennial/affinity';
import type { FoundGroups } from './learn.ts';

/** Groups of customers who buy alike as they are kept. A group is named by its number from 1 on. */
export interface GroupVersion {
  /** 1, 2, 3 …; the newest is in force. */
  version: number;
  learnedAtMs: number;
  groups: StoredGroup[];
  space: StoredSpace;
}

interface StoredGroup extends Omit<CustomerGroup, 'products'> {
  products: { productId: string; customers: number; lift: number }[];
}

/** Columns as bytes of 32-bit floats, in the order of x86 and ARM. */
interface StoredSpace extends Omit<GroupSpace, 'rarity' | 'weight' | 'productIds'> {
  productIds: string[];
  rarity: Uint8Array;
  weight: Uint8Array;
}

export function storedGroups(
  { groups, space }: FoundGroups,
  learnedAtMs: number,
): Omit<GroupVersion, 'version'> {
  return {
    learnedAtMs,
    groups: groups.map(({ products, ...group }) => ({
      ...group,
      products: products.map(({ key, count, lift }) => ({ productId: key, customers: count, lift })),
    })),
    space: {
      ...space,
      productIds: [...space.productIds],
      rarity: bytesOf(space.rarity),
      weight: bytesOf(space.weight),
    },
  };
}

export function spaceOf({ space }: GroupVersion): GroupSpace {
  return { ...space, rarity: floatsOf(space.rarity), weight: floatsOf(space.weight) };
}

/** Customers whom a version was made of. */
export function groupedCustomers({ groups }: GroupVersion): number {
  return groups.reduce((sum, { customerCount }) => sum + customerCount, 0);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A copy, as bytes of a store may begin anywhere. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
