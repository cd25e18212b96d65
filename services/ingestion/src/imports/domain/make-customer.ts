import type { JsonObject } from '../../domain/object-reader.ts';
import { FREE_TRAIT_PREFIX } from './import-fields.ts';
import type { Row } from './import-format.ts';
import { personOf, told } from './row-texts.ts';

function addressOf({ values }: Row): JsonObject | undefined {
  const address = told({
    street: values.get('customer_street'),
    postalCode: values.get('customer_postal_code'),
    city: values.get('customer_city'),
    state: values.get('customer_region'),
    country: values.get('customer_country'),
  });
  return Object.keys(address).length === 0 ? undefined : address;
}

/** A customer as a row tells of them, an identify item; the telephone number is a trait, so that a messy one refuses nothing. */
export function makeCustomer(row: Row): JsonObject {
  const { values } = row;
  const free = [...values].filter(([target]) => target.startsWith(FREE_TRAIT_PREFIX));
  return told({
    ...personOf([row]),
    type: 'identify',
    time: values.get('time') ?? values.get('placed_time'),
    traits: told({
      ...Object.fromEntries(free.map(([target, value]) => [target.slice(FREE_TRAIT_PREFIX.length), value])),
      phone: values.get('phone'),
      name: values.get('customer_name'),
      firstName: values.get('customer_first_name'),
      lastName: values.get('customer_last_name'),
      company: values.get('customer_company'),
      birthday: values.get('customer_birthday'),
      gender: values.get('customer_gender'),
      address: addressOf(row),
    }),
  });
}
