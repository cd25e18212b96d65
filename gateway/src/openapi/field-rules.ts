import { type DescField, getOption, hasOption } from '@bufbuild/protobuf';
import {
  type FieldRules,
  field as fieldRulesOption,
} from '@perennial/contracts/gen/buf/validate/validate_pb';
import type { JsonSchema } from './json-schema.ts';

function defined(keywords: Record<string, unknown>): JsonSchema {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}

/** Keeps what a rule says only where it says something: unset numbers are 0. */
function above(limit: bigint): number | undefined {
  return limit > 0n ? Number(limit) : undefined;
}

function keywordsOf(rules: FieldRules): JsonSchema {
  switch (rules.type.case) {
    case 'string': {
      const { minLen, maxLen, pattern } = rules.type.value;
      return defined({ minLength: above(minLen), maxLength: above(maxLen), pattern: pattern || undefined });
    }
    case 'repeated': {
      const { minItems, maxItems } = rules.type.value;
      return defined({ minItems: above(minItems), maxItems: above(maxItems) });
    }
    case 'map':
      return defined({ maxProperties: above(rules.type.value.maxPairs) });
    case 'int32': {
      const { greaterThan, lessThan } = rules.type.value;
      return defined({
        minimum: greaterThan.case === 'gte' ? greaterThan.value : undefined,
        maximum: lessThan.case === 'lte' ? lessThan.value : undefined,
      });
    }
    default:
      return {};
  }
}

/** JSON Schema keywords for the rules that stand on a field; rules that JSON Schema cannot say are left out. */
export function ruleKeywords(field: DescField): JsonSchema {
  return hasOption(field, fieldRulesOption) ? keywordsOf(getOption(field, fieldRulesOption)) : {};
}
