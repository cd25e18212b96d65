import { allocateColumn, grownColumn, roomyLength } from './columns/column.ts';

/** Owner of a node that was never moved: whoever carries it sees it. */
const UNMOVED = -2;

/** What is saved: by node code. */
export interface OwnerColumns {
  owner: Int32Array<SharedArrayBuffer>;
  generation: Float64Array<SharedArrayBuffer>;
  firstCustomer: Int32Array<SharedArrayBuffer>;
}

/** Which customer owns an identity node, and which customers have rows under it. Customer -1 is the guests'. */
export class NodeOwners {
  private columns: OwnerColumns = {
    owner: allocateColumn('i32', 0),
    generation: allocateColumn('f64', 0),
    firstCustomer: allocateColumn('i32', 0),
  };
  private size = 0;
  /** The second and further customers with rows under a node: few, since only moved nodes have them. */
  private readonly further = new Map<number, number[]>();

  /** Says that the customer has rows under the node; false when that was known. */
  note(node: number, customer: number): boolean {
    this.reserve(node);
    const first = this.columns.firstCustomer[node] as number;
    if (first === customer) return false;
    if (first !== UNMOVED) return this.noteFurther(node, customer);
    this.columns.firstCustomer[node] = customer;
    return true;
  }

  isVisible(node: number, customer: number): boolean {
    const owner = node < this.size ? this.columns.owner[node] : UNMOVED;
    return owner === UNMOVED || owner === customer;
  }

  /** `undefined` when it was never moved. */
  ownerOf(node: number): number | undefined {
    const owner = node < this.size ? (this.columns.owner[node] as number) : UNMOVED;
    return owner === UNMOVED ? undefined : owner;
  }

  generationOf(node: number): number {
    return this.columns.generation[node] ?? 0;
  }

  setOwner(node: number, customer: number, generation: number): void {
    this.reserve(node);
    this.columns.owner[node] = customer;
    this.columns.generation[node] = generation;
  }

  customersOf(node: number): number[] {
    const first = node < this.size ? (this.columns.firstCustomer[node] as number) : UNMOVED;
    return first === UNMOVED ? [] : [first, ...(this.further.get(node) ?? [])];
  }

  used(): OwnerColumns {
    const { owner, generation, firstCustomer } = this.columns;
    return {
      owner: owner.subarray(0, this.size),
      generation: generation.subarray(0, this.size),
      firstCustomer: firstCustomer.subarray(0, this.size),
    };
  }

  /** Pairs of node and customer, flat. */
  furtherPairs(): number[] {
    return Array.from(this.further, ([node, customers]) =>
      customers.flatMap((customer) => [node, customer]),
    ).flat();
  }

  adopt(columns: OwnerColumns, furtherPairs: readonly number[]): void {
    this.columns = columns;
    this.size = columns.owner.length;
    for (let i = 0; i < furtherPairs.length; i += 2) {
      this.noteFurther(furtherPairs[i] as number, furtherPairs[i + 1] as number);
    }
  }

  memoryBytes(): number {
    const { owner, generation, firstCustomer } = this.columns;
    return owner.byteLength + generation.byteLength + firstCustomer.byteLength;
  }

  private noteFurther(node: number, customer: number): boolean {
    const list = this.further.get(node);
    if (list?.includes(customer) === true) return false;
    if (list === undefined) this.further.set(node, [customer]);
    else list.push(customer);
    return true;
  }

  private reserve(node: number): void {
    if (node < this.size) return;
    if (node >= this.columns.owner.length) {
      const length = roomyLength(node);
      this.columns = {
        owner: grownColumn('i32', this.columns.owner, length),
        generation: grownColumn('f64', this.columns.generation, length),
        firstCustomer: grownColumn('i32', this.columns.firstCustomer, length),
      };
    }
    this.columns.owner.fill(UNMOVED, this.size, node + 1);
    this.columns.firstCustomer.fill(UNMOVED, this.size, node + 1);
    this.size = node + 1;
  }
}
