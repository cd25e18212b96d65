import type { ServiceImpl } from '@connectrpc/connect';
import type {
  CustomersService,
  GetCustomerRequest,
} from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { PageTokens } from '@perennial/runtime';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import { normaliseEmail, normalisePhone } from '../domain/contact.ts';
import { customerMessage } from './customer-message.ts';
import type { CustomerDocument } from './customer-store.ts';
import { searchForm } from './domain/search-terms.ts';
import { profileErrors } from './errors.ts';
import { findCustomer, findCustomerByNode } from './find-customer.ts';
import { listCustomers } from './list-customers.ts';
import { listTimeline } from './list-timeline.ts';
import { productNames } from './product-names.ts';
import type { ProfileStores } from './profile-stores.ts';
import type { ShopCounts } from './shop-summary.ts';

/** What the profile needs to know of a tenant. */
export interface ProfileTenant {
  /** Reporting currency, ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
}

export interface CustomersServiceDeps {
  stores: ProfileStores;
  pageTokens: PageTokens;
  tenantSettings(tenant: string): Promise<ProfileTenant>;
  shopCounts(tenant: string): Promise<ShopCounts>;
}

export function customersService(deps: CustomersServiceDeps): ServiceImpl<typeof CustomersService> {
  const { stores, pageTokens, tenantSettings } = deps;
  return {
    async getCustomer(request, context) {
      const tenant = tenantOf(context);
      const found = await findRequested(stores, tenant, request);
      if (found === null) throw profileErrors.CUSTOMER_NOT_FOUND();
      return { customer: customerMessage(found, (await tenantSettings(tenant)).currency) };
    },
    async listCustomers({ pageSize, pageToken, query }, context) {
      const tenant = tenantOf(context);
      const scope = { tenant, query: ['ListCustomers', searchForm(query)] };
      const after = pageTokens.read(scope, pageToken);
      const page = await listCustomers(stores, tenant, query, after, pageSizeOf(pageSize));
      const { currency } = await tenantSettings(tenant);
      const customers = page.items.map((document) => customerMessage(document, currency));
      return { customers, nextPageToken: pageTokens.write(scope, page.next) };
    },
    async listTimeline({ customerId, pageSize, pageToken, types }, context) {
      const tenant = tenantOf(context);
      const scope = { tenant, query: ['ListTimeline', customerId, ...types] };
      const after = pageTokens.read(scope, pageToken);
      const found = await findCustomer(stores, tenant, customerId);
      if (found === null) throw profileErrors.CUSTOMER_NOT_FOUND();
      const query = { customer: found.customer, types, after, size: pageSizeOf(pageSize) };
      const { items, next } = await listTimeline(stores, tenant, query);
      return {
        entries: items,
        nextPageToken: pageTokens.write(scope, next),
        productNames: await productNames(stores.products, tenant, items),
      };
    },
    async getShopSummary(_request, context) {
      const tenant = tenantOf(context);
      const counts = await deps.shopCounts(tenant);
      const { currency, timeZone } = await tenantSettings(tenant);
      return {
        customerCount: BigInt(counts.customerCount),
        orderCount: BigInt(counts.orderCount),
        eventCount: BigInt(counts.eventCount),
        productCount: BigInt(counts.productCount),
        storeCount: BigInt(counts.storeCount),
        currency,
        timeZone,
        intakeLag: BigInt(counts.intakeLag),
      };
    },
  };
}

/** Ids are looked up in the form in which ingestion stores them. */
async function findRequested(
  stores: ProfileStores,
  tenant: string,
  { by }: GetCustomerRequest,
): Promise<CustomerDocument | null> {
  switch (by.case) {
    case 'customerId':
      return findCustomer(stores, tenant, by.value);
    case 'userId':
      return findCustomerByNode(stores, tenant, { kind: 'user', value: by.value });
    case 'anonymousId':
      return findCustomerByNode(stores, tenant, { kind: 'anon', value: by.value });
    case 'email':
      return findCustomerByNode(stores, tenant, {
        kind: 'email',
        value: normaliseEmail(by.value) ?? by.value,
      });
    case 'phone':
      return findCustomerByNode(stores, tenant, {
        kind: 'phone',
        value: normalisePhone(by.value) ?? by.value,
      });
    default:
      return null;
  }
}
