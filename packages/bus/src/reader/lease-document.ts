/** Position and lease of one partition of one reader, in one document, so that one conditional update moves and fences both. */
export interface LeaseDocument {
  /** `<reader>:<partition>` */
  _id: string;
  reader: string;
  partition: number;
  owner: string;
  /** Rises with each change of owner; every write of an owner is conditional on it. */
  epoch: number;
  /** By the owner's clock; 0 when released. */
  leaseUntilMs: number;
  /** The last sequence whose effect the state contains. */
  position: number;
}

/** A process that runs a reader, so that the others leave it its share. */
export interface MemberDocument {
  /** `<reader>:<owner>` */
  _id: string;
  reader: string;
  aliveUntilMs: number;
}

export const LEASE_COLLECTION = 'reader_positions';
export const MEMBER_COLLECTION = 'reader_members';
