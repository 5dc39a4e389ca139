import type { DeployDefinition, ShellBuilder } from '@turnpike/sdk';
import { echoText, type Hash, meantAsShell, type ShellText, truthy } from '@turnpike/sdk/shell';

/** Options of a provider that are not set: by what names each could be, and by which variables. */
interface Lacking {
  readonly names: readonly string[];
  readonly variables: readonly string[];
}

/** Ends the deployment where an option that must be there is not. */
export function needOptions(sh: ShellBuilder, definition: DeployDefinition, options: Hash): void {
  for (const lacking of lackingOf(definition, options)) {
    const { variables } = lacking;
    if (variables.length === 0) refuse(sh, definition.id, lacking);
    else sh.if(isUnset(variables), () => refuse(sh, definition.id, lacking));
  }
}

function lackingOf({ required = [] }: DeployDefinition, options: Hash): readonly Lacking[] {
  const alternatives = required.map((names) => (typeof names === 'string' ? [names] : names));
  return alternatives
    .filter((names) => !names.some((name) => truthy(options[name])))
    .map((all) => ({
      names: all.filter((name) => !name.startsWith('$')),
      variables: all.filter((name) => name.startsWith('$')).map((name) => name.slice(1)),
    }));
}

/** Names of variables stand in the provider's own code, and are of letters. */
const isUnset = (variables: readonly string[]): ShellText =>
  meantAsShell(`-z "${variables.map((name) => `\${${name.replace(/\W/g, '')}:-}`).join('')}"`);

function refuse(sh: ShellBuilder, provider: string, { names, variables }: Lacking): void {
  const shown = [...names, ...variables.map((name) => `the variable ${name}`)].join(' or ');
  sh.echo(`The deployment with ${echoText(provider)} needs ${echoText(shown)}, which is not set.`, {
    ansi: 'red',
  });
  sh.raw('travis_terminate 2');
}
