import { create } from '@bufbuild/protobuf';
import {
  ExchangeRateSchema,
  GetTenantResponseSchema,
  type Tenant,
  TenantsService,
  UpdateTenantResponseSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { EXIT } from '../output/exit-code.ts';
import { writeJson } from '../output/json-output.ts';
import { renderTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Command } from './command.ts';

export interface TenantChanges {
  name?: string;
  currency?: string;
  timeZone?: string;
  ownHosts?: string[];
  /** Currency to rate. */
  rates?: Record<string, number>;
}

function showSettings(terminal: Terminal, tenant: Tenant): void {
  const rates = tenant.exchangeRates.map(({ currency, rate }) => `${currency} ${rate}`);
  const rows = [
    ['name', tenant.name || '–'],
    ['currency', tenant.currency],
    ['time zone', tenant.timeZone],
    ['own hosts', tenant.ownHosts.join(', ') || '–'],
    ['exchange rates', rates.join(', ') || '–'],
  ];
  terminal.out(renderTable(terminal, [{ title: '' }, { title: '' }], rows));
}

/** Shows the settings of the shop. */
export const showTenant: Command<object> = async ({ connection, terminal, signal }) => {
  const answer = await connection.client(TenantsService).getTenant({}, { signal });
  if (terminal.json || !answer.tenant) writeJson(terminal, GetTenantResponseSchema, answer);
  else showSettings(terminal, answer.tenant);
  return EXIT.ok;
};

function changed(tenant: Tenant, { rates = {}, ...settings }: TenantChanges): Tenant {
  const kept = tenant.exchangeRates.filter(({ currency }) => !Object.hasOwn(rates, currency));
  const added = Object.entries(rates).map(([currency, rate]) =>
    create(ExchangeRateSchema, { currency, rate }),
  );
  return { ...tenant, ...settings, exchangeRates: [...kept, ...added] };
}

/** Changes settings; the etag keeps a change made meanwhile from being lost. */
export const setTenant: Command<TenantChanges> = async ({ connection, terminal, signal }, changes) => {
  const client = connection.client(TenantsService);
  const { tenant } = await client.getTenant({}, { signal });
  const answer = await client.updateTenant(tenant ? { tenant: changed(tenant, changes) } : {}, { signal });
  if (terminal.json || !answer.tenant) writeJson(terminal, UpdateTenantResponseSchema, answer);
  else showSettings(terminal, answer.tenant);
  return EXIT.ok;
};
