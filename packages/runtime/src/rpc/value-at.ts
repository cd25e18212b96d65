import type { DescMessage, Message } from '@bufbuild/protobuf';
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type Path,
  reflect,
} from '@bufbuild/protobuf/reflect';

/** What stands at a path of a message; undefined where nothing does. */
export function valueAt(schema: DescMessage, message: Message, path: Path): unknown {
  let value: unknown = reflect(schema, message);
  for (const step of path) {
    if (step.kind === 'field' && isReflectMessage(value)) value = value.get(step);
    else if (step.kind === 'list_sub' && isReflectList(value)) value = value.get(step.index);
    else if (step.kind === 'map_sub' && isReflectMap(value)) value = value.get(step.key);
    else return undefined;
  }
  return value;
}
