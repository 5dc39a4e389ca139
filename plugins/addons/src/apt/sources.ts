import type { AptSource, BuildContext, ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  escapeDouble,
  type Hash,
  isHash,
  list,
  lookup,
  rubyText,
  text,
  truthy,
} from '@turnpike/sdk/shell';

const asserted = { assert: true, echo: true, timing: true } as const;

/** What an entry of `sources:` stands for. */
type Source = AptSource | { readonly unknown: string } | { readonly incomplete: Hash };

function resolve(ctx: BuildContext, entry: unknown): Source {
  const name = isHash(entry) ? text(entry['name']) : text(entry);
  if (isHash(entry) && name === '') {
    if (!truthy(entry['sourceline'])) return { incomplete: entry };
    const key = entry['key_url'];
    return {
      sourceline: text(entry['sourceline']),
      ...(truthy(key) ? { key_url: text(key) } : {}),
    };
  }
  return lookup(ctx.env.aptSources ?? {}, name) ?? { unknown: name };
}

function addKey(sh: ShellBuilder, url: string): void {
  const file = url.replace(/\W+/g, '-').slice(-60);
  sh.cmd(
    `curl -sSL "${escapeDouble(url)}" | sudo tee \${TRAVIS_ROOT}/etc/apt/trusted.gpg.d/${file}.asc >/dev/null`,
    asserted,
  );
}

function addLine(sh: ShellBuilder, line: string): void {
  const quoted = `"${escapeDouble(line)}"`;
  if (line.startsWith('ppa:')) sh.cmd(`sudo -E apt-add-repository -y ${quoted}`, asserted);
  else
    sh.cmd(
      `echo ${quoted} | sudo tee -a \${TRAVIS_ROOT}/etc/apt/sources.list >/dev/null`,
      asserted,
    );
}

/** Aliases come from the installation's list; lines and keys may be given directly. */
export function addSources(sh: ShellBuilder, ctx: BuildContext, value: unknown): void {
  sh.echo('Adding APT Sources', { ansi: 'yellow' });
  const sources = list(value).map((entry) => resolve(ctx, entry));
  const unknown = sources.flatMap((source) => ('unknown' in source ? [source.unknown] : []));
  if (unknown.length > 0) {
    sh.echo(`Disallowing sources: ${echoText(unknown.join(', '))}`, { ansi: 'red' });
    sh.echo(
      'These aliases are not in the list of this installation: give their sourceline and key_url.',
    );
  }
  for (const source of sources) {
    if ('incomplete' in source) {
      sh.echo("'sourceline' key missing:", { ansi: 'yellow' });
      sh.echo(echoText(rubyText(source.incomplete)));
    } else if (!('unknown' in source)) {
      if (source.key_url) addKey(sh, source.key_url);
      addLine(sh, source.sourceline);
    }
  }
}
