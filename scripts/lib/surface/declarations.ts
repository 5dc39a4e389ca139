import ts from 'typescript';

/** Answers a declaration as the compiler writes it into a package, without comments. */
export type Declarations = (declaration: ts.Declaration) => string;

/** Files are written once, in memory. */
export function createDeclarations(program: ts.Program): Declarations {
  const emitted = new Map<ts.SourceFile, ts.SourceFile>();
  const emit = (source: ts.SourceFile): ts.SourceFile => {
    const known = emitted.get(source) ?? emitDeclarations(program, source);
    emitted.set(source, known);
    return known;
  };
  return (declaration) => {
    const name = ts.getNameOfDeclaration(declaration)?.getText() ?? '';
    return emit(declaration.getSourceFile())
      .statements.filter((statement) => namesOf(statement).includes(name))
      .map((statement) => statement.getText())
      .join('\n');
  };
}

function emitDeclarations(program: ts.Program, source: ts.SourceFile): ts.SourceFile {
  let text = '';
  program.emit(source, (_file, written) => void (text = written), undefined, true);
  return ts.createSourceFile(`${source.fileName}.d.ts`, text, ts.ScriptTarget.ES2023, true);
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name ? [name.getText()] : [];
}
