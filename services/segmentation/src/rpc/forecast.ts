import type { ServiceImpl } from '@connectrpc/connect';
import type { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { Forecaster } from '@perennial/forecasts';
import { tenantOf } from '@perennial/runtime';
import { type Expectation, type ExpectedOfSome, expectationOf } from '@perennial/segments';
import type { MissingSource } from '../domain/missing-sources.ts';
import { basisMessage } from './basis.ts';
import { asOfRequest, type SegmentationContext } from './segmentation-context.ts';

/** What to expect of an audience, in advance (RFM-24, PRED-7). */
export function forecastHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'forecastAudience'> {
  const { readings } = context;
  return {
    async forecastAudience(request, call) {
      const startedMs = performance.now();
      const tenant = tenantOf(call);
      const asOf = asOfRequest(context, { at: request.at });
      const reading = await readings.open(tenant, request.audience, asOf);
      const forecaster = await readings.forecasterOf(tenant);
      const members = await reading.members(call.signal);
      const expected =
        forecaster && (await expectationOf(members, { ...reading, forecaster }, asOf.at, call.signal));
      const missing = new Set([...reading.missing, ...missingOf(forecaster)]);
      return {
        customers: BigInt(members.length),
        currency: reading.units.currency,
        ...horizons(forecaster),
        ...(expected && expectationMessage(expected)),
        basis: basisMessage({ ...reading, missing: [...missing] }, startedMs),
      };
    },
  };
}

function missingOf(forecaster: Forecaster | undefined): MissingSource[] {
  if (forecaster === undefined) return ['model'];
  return forecaster.knowsValues ? [] : ['spend_model'];
}

function horizons(forecaster: Forecaster | undefined) {
  if (forecaster === undefined) return {};
  const { purchaseHorizonDays, churnHorizonDays, valueHorizonDays } = forecaster.basis.terms;
  return { purchaseHorizonDays, churnHorizonDays, valueHorizonDays };
}

function expectationMessage({ buyers, expectedBuyers, expectedChurners, bands }: Expectation) {
  return {
    buyers: BigInt(buyers.customers),
    ...{ expectedBuyers, expectedChurners, expectedPurchases: buyers.purchases },
    ...valueMessage(buyers),
    churnBands: bands.map(({ band, ...some }) => ({
      ...{ band, customers: BigInt(some.customers), expectedPurchases: some.purchases },
      ...valueMessage(some),
    })),
  };
}

function valueMessage({ valueMinor }: ExpectedOfSome): { valueMinor?: bigint } {
  return valueMinor === undefined ? {} : { valueMinor: BigInt(Math.round(valueMinor)) };
}
