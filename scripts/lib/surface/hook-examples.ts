import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Examples of `test/docs/hook-examples.ts`, as they stand there, by the name of their hook. */
export function hookExamples(root: string): ReadonlyMap<string, string> {
  const file = join(root, 'test/docs/hook-examples.ts');
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
  );
  const found = new Map<string, string>();
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) {
      found.set(node.name.text, `export const plugin = ${flush(node.initializer.getText())};`);
    } else ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** It stands two spaces in. */
function flush(text: string): string {
  return text.replace(/^ {2}/gm, '');
}
