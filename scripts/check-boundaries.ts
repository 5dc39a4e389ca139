/** Who may import what: the table of the architecture, checked with dependency-cruiser. */
import {
  cruise,
  type ICruiseResult,
  type IRegularForbiddenRuleType as IForbiddenRuleType,
} from 'dependency-cruiser';

const PLUGIN = '^plugins/([^/]+)/';
/** The only plugins that may see the shared tables. */
const WITH_DATABASE =
  '(listener|gatekeeper|scheduler|hub|logs|storage|tasks|api|live|cron|login-local|local-run)';

const rule = (
  name: string,
  from: IForbiddenRuleType['from'],
  to: IForbiddenRuleType['to'],
): IForbiddenRuleType => ({
  name,
  severity: 'error',
  from,
  to,
});

const RULES: readonly IForbiddenRuleType[] = [
  rule('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  rule(
    'contracts-import-contracts',
    { path: '^core/src/contracts/' },
    { pathNot: '^core/src/contracts/|node_modules/(tapable|zod)/|^node:|^(stream)$' },
  ),
  rule('core-imports-no-plugin-and-no-sdk', { path: '^core/' }, { path: '^(plugins|sdk|ui)/' }),
  rule(
    'only-host-imports-host',
    { path: '^core/src/(store|bus|http|rpc|hooks|di|config|secrets|log|metrics|net)/' },
    { path: '^core/src/host/' },
  ),
  rule(
    'one-importer-of-tsyringe',
    { pathNot: '^core/src/di/' },
    { path: 'node_modules/(tsyringe|reflect-metadata)/' },
  ),
  rule(
    'sdk-imports-contracts',
    { path: '^sdk/src/', pathNot: '^sdk/src/(testing|conformance)/|\\.test\\.ts$' },
    { path: '^core/', pathNot: '^core/(src|dist)/contracts/' },
  ),
  rule(
    'plugins-import-the-sdk-only',
    { path: '^plugins/', pathNot: '\\.test\\.ts$|/src/testing/' },
    { path: '^core/|node_modules/(tsyringe|mqtt|knex|libsql|pg)/' },
  ),
  rule(
    'plugins-do-not-import-each-other',
    { path: PLUGIN, pathNot: '\\.test\\.ts$' },
    { path: '^plugins/', pathNot: '^plugins/$1/' },
  ),
  rule(
    'aedes-only-in-broker',
    { pathNot: '^(plugins/broker|test)/' },
    { path: 'node_modules/aedes/' },
  ),
  rule(
    'store-only-with-database',
    { path: '^plugins/', pathNot: `^plugins/${WITH_DATABASE}/|\\.test\\.ts$` },
    { path: '^sdk/(src|dist)/store\\.' },
  ),
  rule(
    'ui-imports-contract-types',
    { path: '^ui/src/' },
    { path: '^(core|sdk|plugins)/', pathNot: '^core/(src|dist)/contracts/' },
  ),
];

/** Fewer modules than this were read: the tool did not see the sources. */
const LEAST_MODULES = 200;

/** As in tests: packages of this tree resolve to their sources. */
const RESOLVE = {
  exportsFields: ['exports'],
  conditionNames: ['turnpike-source', 'import', 'default'],
};

/** Answers a line a violation. `baseDir` and `leastModules`: for the test, which plants violations in a tree of its own. */
export async function checkBoundaries(
  baseDir = process.cwd(),
  leastModules = LEAST_MODULES,
): Promise<readonly string[]> {
  const { output } = await cruise(
    ['core/src', 'sdk/src', 'plugins', 'ui/src'],
    {
      baseDir,
      ruleSet: { forbidden: [...RULES] },
      validate: true,
      tsPreCompilationDeps: true,
      exclude: { path: '^(core|sdk|ui|plugins/[^/]+)/dist/' },
      doNotFollow: { path: 'node_modules' },
    },
    RESOLVE,
  );
  const result = output as ICruiseResult;
  if (result.summary.totalCruised < leastModules) {
    return [
      `boundaries: only ${result.summary.totalCruised} modules were read; the sources were not seen`,
    ];
  }
  return result.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
}
