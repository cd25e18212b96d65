import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { DescFile } from '@bufbuild/protobuf';

/** Comments of a contract by full name: `pkg.Message`, `pkg.Message.field_name`, `pkg.Service.Method`. */
export type ContractComments = ReadonlyMap<string, string>;

/** A documentation comment and what the generator says it stands on. */
const COMMENT =
  /\/\*\*\n((?: *\*.*\n)*?) *\* @generated from (message|field|enum value|enum|rpc|service):? (.+)\n/g;

/** Takes the text of a comment out of its lines of ` * text`. */
function textOf(lines: string): string {
  return lines
    .split('\n')
    .map((line) => line.replace(/^ *\* ?/, ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Name of a field in `map<string, string> values = 2;` or `string name = 1 [json_name = "x"];`. */
function fieldNameOf(declaration: string): string {
  return /(\w+) = -?\d+/.exec(declaration)?.[1] ?? '';
}

/**
 * Comments in a declaration file of protoc-gen-es. Descriptors in generated code carry none; the declarations beside them do,
 * and are there wherever the code is.
 */
export function parseComments(declarations: string): ContractComments {
  const comments = new Map<string, string>();
  let parent = '';
  for (const [, lines = '', kind = '', what = ''] of declarations.matchAll(COMMENT)) {
    const text = textOf(lines);
    if (kind === 'message' || kind === 'enum' || kind === 'service') {
      parent = what;
      comments.set(parent, text);
    } else if (kind === 'field') comments.set(`${parent}.${fieldNameOf(what)}`, text);
    else if (kind === 'rpc') comments.set(what, text);
  }
  return comments;
}

/** Comments of all the files given. */
export async function readContractComments(files: Iterable<DescFile>): Promise<ContractComments> {
  const { resolve } = createRequire(import.meta.url);
  const texts = await Promise.all(
    Array.from(files, (file) => {
      const code = resolve(`@perennial/contracts/gen/${file.name}_pb`);
      return readFile(code.replace(/\.js$/, '.d.ts'), 'utf8');
    }),
  );
  return new Map(texts.flatMap((text) => [...parseComments(text)]));
}
