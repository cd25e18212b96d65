import { HealthCheckResponse_ServingStatus as ServingStatus } from '@perennial/contracts/gen/grpc/health/v1/health_pb';

/** Whether a server and each of its services can take calls. */
export class HealthStatus {
  readonly #services: ReadonlySet<string>;
  readonly #down = new Set<string>();
  readonly #watchers = new Set<() => void>();
  #serving = false;

  /** Starts as not serving. `services` are the full names that Check knows. */
  constructor(services: Iterable<string> = []) {
    this.#services = new Set(services);
  }

  /** Sets the whole server; what is not serving as a whole serves nothing. */
  setServing(serving: boolean): void {
    if (this.#serving === serving) return;
    this.#serving = serving;
    this.#notify();
  }

  /** Takes one service out or back in. */
  setServiceServing(service: string, serving: boolean): void {
    if (serving) this.#down.delete(service);
    else this.#down.add(service);
    this.#notify();
  }

  /** Status of a service by full name, or of the whole server for the empty name. */
  statusOf(service: string): ServingStatus {
    if (service !== '' && !this.#services.has(service)) return ServingStatus.SERVICE_UNKNOWN;
    return this.#serving && !this.#down.has(service) ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  /** Full names of all services, and the empty name for the whole server. */
  names(): readonly string[] {
    return ['', ...this.#services];
  }

  /** Yields the status now and after each change, until the signal aborts. */
  async *watch(service: string, signal: AbortSignal): AsyncGenerator<ServingStatus> {
    let wake = () => {};
    const onChange = () => wake();
    this.#watchers.add(onChange);
    signal.addEventListener('abort', onChange, { once: true });
    try {
      let told: ServingStatus | undefined;
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const status = this.statusOf(service);
        if (status === told) await woken;
        else {
          told = status;
          yield status;
        }
      }
    } finally {
      this.#watchers.delete(onChange);
      signal.removeEventListener('abort', onChange);
    }
  }

  #notify(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
