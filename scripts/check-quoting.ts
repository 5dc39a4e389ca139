/**
 * Data enters shell source by quoting only: in the builders of scripts, whatever is interpolated into the text of a
 * node is a constant, comes from a quoting function, or is declared as `ShellText`, whose every value is checked alike.
 */
import { relative } from 'node:path';
import ts from 'typescript';

/** Methods of the builder whose texts bash reads. */
const sinks = new Set(
  'cmd raw if elif export set echo cd mkdir rm cp mv chmod chown file terminate'.split(' '),
);
/** What they return is quoted, or has nothing in it that bash reads. */
const quoting = new Set(
  'q meantAsShell shellEscape singleQuote escapeDouble echoText bash urlPart encodeURIComponent String.raw'.split(
    ' ',
  ),
);
const declared = 'ShellText';

const packages = ['languages', 'addons', 'services', 'deploys', 'build'];

export interface QuotingOptions {
  readonly root: string;
  /** Files to check in place of those of the packages. */
  readonly files?: readonly string[];
}

export function checkQuoting({ root, files }: QuotingOptions): readonly string[] {
  const checked =
    files ??
    packages.flatMap((name) =>
      ts.sys.readDirectory(`${root}/plugins/${name}/src`, ['.ts'], ['**/*.test.ts'], ['**/*.ts']),
    );
  const program = ts.createProgram([...checked], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    customConditions: ['turnpike-source'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  });
  const checker = program.getTypeChecker();
  const problems: string[] = [];
  const judge = createJudge(checker);
  for (const file of checked) {
    const source = program.getSourceFile(file);
    if (!source) continue;
    visit(source, (node) => {
      for (const text of textsIn(node, checker)) {
        for (const bad of judge.unsafe(text)) {
          const { line } = source.getLineAndCharacterOfPosition(bad.getStart());
          const shown = bad.getText().replace(/\s+/g, ' ').slice(0, 60);
          problems.push(`${relative(root, file)}:${line + 1}: ${shown} is not quoted`);
        }
      }
    });
  }
  return [...new Set(problems)];
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Expressions that become shell source here: texts of the builder, and values for what is declared as such. */
function textsIn(node: ts.Node, checker: ts.TypeChecker): readonly ts.Expression[] {
  if (ts.isCallExpression(node))
    return [...sinkTexts(node, checker), ...declaredArguments(node, checker)];
  if (ts.isPropertyAssignment(node) && isDeclaredProperty(node, checker)) return [node.initializer];
  if (ts.isFunctionLike(node) && node.type && isShellText(node.type)) return returnsOf(node);
  return [];
}

function sinkTexts(node: ts.CallExpression, checker: ts.TypeChecker): readonly ts.Expression[] {
  const { expression: callee } = node;
  if (!ts.isPropertyAccessExpression(callee) || !sinks.has(callee.name.text)) return [];
  if (!/^sh\b|\)$/.test(callee.expression.getText())) return [];
  if (callee.name.text === 'terminate') return node.arguments.slice(1, 2);
  if (callee.name.text === 'file') return node.arguments.slice(0, 1);
  return node.arguments.filter((argument) => isText(argument, checker));
}

/** Callbacks and options are no texts. */
function isText(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  return type.getCallSignatures().length === 0 && !ts.isObjectLiteralExpression(node);
}

/** `ShellText`, or a list or tuple of nothing else. */
function isShellText(type: ts.TypeNode | undefined): boolean {
  const plain = type?.getText().replace(/\breadonly\b|\w+:/g, '') ?? '';
  const words: readonly string[] = plain.match(/\w+/g) ?? [];
  return words.includes(declared) && words.every((word) => [declared, 'undefined'].includes(word));
}

function declaredArguments(
  node: ts.CallExpression,
  checker: ts.TypeChecker,
): readonly ts.Expression[] {
  const signature = checker.getResolvedSignature(node)?.declaration;
  if (!signature || ts.isJSDocSignature(signature)) return [];
  return node.arguments.filter((_argument, i) =>
    isShellText(signature.parameters[i]?.type as ts.TypeNode),
  );
}

function isDeclaredProperty(node: ts.PropertyAssignment, checker: ts.TypeChecker): boolean {
  const type = checker.getContextualType(node.parent);
  const property = type?.getProperty(node.name.getText());
  return (
    property?.declarations?.some((one) => ts.isPropertySignature(one) && isShellText(one.type)) ??
    false
  );
}

function returnsOf(node: ts.SignatureDeclaration): readonly ts.Expression[] {
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [node.body];
  const found: ts.Expression[] = [];
  const search = (child: ts.Node): void => {
    if (ts.isReturnStatement(child)) {
      if (child.expression) found.push(child.expression);
    } else if (!ts.isFunctionLike(child)) ts.forEachChild(child, search);
  };
  const { body } = node as ts.FunctionLikeDeclaration;
  if (body) ts.forEachChild(body, search);
  return found;
}

/** Methods that give back of a text or list what is in it. */
const passing = new Set(
  'join filter slice trim flat toSorted at find replace replaceAll toUpperCase toLowerCase'.split(
    ' ',
  ),
);

/** A pattern for everything that bash could read. */
function removesAll(pattern: ts.Expression | undefined): boolean {
  if (!pattern || !ts.isRegularExpressionLiteral(pattern)) return false;
  return /^\/(\\W|\[\^\\w[\w.\\/*+-]*\])\+?\/g$/.test(pattern.text);
}

interface Judge {
  /** The parts of a text that are neither constant nor quoted. */
  unsafe(text: ts.Expression): readonly ts.Expression[];
}

function createJudge(checker: ts.TypeChecker): Judge {
  const open = new Set<ts.Node>();

  function isConstant(node: ts.Expression): boolean {
    const type = checker.getTypeAtLocation(node);
    const parts = type.isUnion() ? type.types : [type];
    const harmless =
      ts.TypeFlags.StringLiteral |
      ts.TypeFlags.NumberLike |
      ts.TypeFlags.BooleanLike |
      ts.TypeFlags.Undefined;
    return parts.length > 0 && parts.every(({ flags }) => (flags & harmless) !== 0);
  }

  const all = (nodes: readonly ts.Expression[]): readonly ts.Expression[] => nodes.flatMap(unsafe);

  function unsafe(node: ts.Expression): readonly ts.Expression[] {
    if (open.has(node)) return [];
    open.add(node);
    try {
      return judge(node);
    } finally {
      open.delete(node);
    }
  }

  function judge(node: ts.Expression): readonly ts.Expression[] {
    if (ts.isStringLiteralLike(node) || isConstant(node)) return [];
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node)
    )
      return unsafe(node.expression);
    if (ts.isTemplateExpression(node))
      return all(node.templateSpans.map(({ expression }) => expression));
    if (ts.isTaggedTemplateExpression(node)) return quoting.has(node.tag.getText()) ? [] : [node];
    if (ts.isConditionalExpression(node)) return all([node.whenTrue, node.whenFalse]);
    if (ts.isBinaryExpression(node)) return ofBinary(node);
    if (ts.isArrayLiteralExpression(node))
      return all(node.elements.filter((one) => !ts.isOmittedExpression(one)));
    if (ts.isSpreadElement(node) || ts.isNonNullExpression(node)) return unsafe(node.expression);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return all(returnsOf(node));
    if (ts.isCallExpression(node)) return ofCall(node);
    if (ts.isElementAccessExpression(node)) return unsafe(node.expression);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return ofName(node);
    if (ts.isObjectLiteralExpression(node))
      return all(
        node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? [one.initializer] : [])),
      );
    return [node];
  }

  function ofBinary(node: ts.BinaryExpression): readonly ts.Expression[] {
    const both = new Set([
      ts.SyntaxKind.PlusToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.QuestionQuestionToken,
    ]);
    if (both.has(node.operatorToken.kind)) return all([node.left, node.right]);
    return node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
      ? unsafe(node.right)
      : [node];
  }

  /** `const word = shellEscape` */
  function isAlias(callee: ts.Expression): boolean {
    const declaration = checker.getSymbolAtLocation(callee)?.declarations?.[0];
    if (!declaration || !ts.isVariableDeclaration(declaration)) return false;
    return quoting.has(declaration.initializer?.getText() ?? '');
  }

  function ofCall(node: ts.CallExpression): readonly ts.Expression[] {
    const { expression: callee } = node;
    if (quoting.has(callee.getText()) || isAlias(callee)) return [];
    if (callee.getText() === 'String' && node.arguments.every(isConstant)) return [];
    if (callee.getText() === 'Object.entries') return all(node.arguments);
    if (callee.getText() === 'lookup') return all(node.arguments.slice(0, 1));
    if (ts.isPropertyAccessExpression(callee)) {
      const method = callee.name.text;
      if (method === 'replace' && removesAll(node.arguments[0])) return [];
      if (passing.has(method)) return unsafe(callee.expression);
      if (/^(map|flatMap)$/.test(method)) return all(node.arguments.slice(0, 1));
    }
    const declaration = checker.getResolvedSignature(node)?.declaration;
    if (!declaration || declaration.getSourceFile().isDeclarationFile) return [node];
    if (isShellText(declaration.type as ts.TypeNode)) return [];
    const returned = returnsOf(declaration as ts.SignatureDeclaration);
    return returned.length > 0 && all(returned).length === 0 ? [] : [node];
  }

  function ofName(node: ts.Identifier | ts.PropertyAccessExpression): readonly ts.Expression[] {
    if (quoting.has(node.getText())) return [];
    let symbol = checker.getSymbolAtLocation(node);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    const declaration = symbol?.declarations?.[0];
    if (!declaration) return [node];
    if ('type' in declaration && isShellText(declaration.type as ts.TypeNode)) return [];
    if (ts.isParameter(declaration)) return ofParameter(declaration) ? [] : [node];
    const loop = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
    if (loop && ts.isForOfStatement(loop))
      return unsafe(loop.expression).length === 0 ? [] : [node];
    if (ts.isBindingElement(declaration)) return ofBinding(declaration) ? [] : [node];
    const { initializer } = declaration as ts.VariableDeclaration;
    const isValue = ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration);
    if (isValue && initializer) return unsafe(initializer).length === 0 ? [] : [node];
    return [node];
  }

  /** What all callers in the file give; callbacks of lists get the list's items. */
  function ofParameter(declaration: ts.ParameterDeclaration): boolean {
    const { parent: owner } = declaration;
    const index = owner.parameters.indexOf(declaration);
    if (
      ts.isCallExpression(owner.parent) &&
      ts.isPropertyAccessExpression(owner.parent.expression)
    ) {
      const { expression, name } = owner.parent.expression;
      return (
        index === 0 &&
        /^(map|flatMap|filter|forEach)$/.test(name.text) &&
        unsafe(expression).length === 0
      );
    }
    const isOpen =
      ts.canHaveModifiers(owner) &&
      ts.getModifiers(owner)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isOpen) return false;
    const given: ts.Expression[] = [];
    let calls = 0;
    visit(owner.getSourceFile(), (node) => {
      if (!ts.isCallExpression(node) || checker.getResolvedSignature(node)?.declaration !== owner)
        return;
      calls += 1;
      const argument = node.arguments[index] ?? declaration.initializer;
      if (argument) given.push(argument);
    });
    return calls > 0 && all(given).length === 0;
  }

  /** `{ dir }` of something whose `dir` is declared as shell text, or of a constant. */
  function ofBinding(declaration: ts.BindingElement): boolean {
    const name = (declaration.propertyName ?? declaration.name).getText();
    const type = checker.getTypeAtLocation(declaration.parent);
    const property = type.getProperty(name)?.declarations?.[0];
    if (property && 'type' in property && isShellText(property.type as ts.TypeNode)) return true;
    if (property && ts.isPropertyAssignment(property))
      return unsafe(property.initializer).length === 0;
    const owner = declaration.parent.parent;
    if (ts.isParameter(owner) && ts.isArrayBindingPattern(declaration.parent))
      return ofParameter(owner);
    if (
      ts.isVariableDeclaration(owner) &&
      owner.initializer &&
      ts.isArrayBindingPattern(declaration.parent)
    )
      return unsafe(owner.initializer).length === 0;
    return owner.parent?.parent && ts.isForOfStatement(owner.parent.parent)
      ? unsafe(owner.parent.parent.expression).length === 0
      : false;
  }

  return { unsafe };
}
