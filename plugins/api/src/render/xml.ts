/** XML of feeds. What people write may hold what XML cannot: it is left out, as no reader would take the whole. */
export type Xml = string & { readonly __xml: true };

type Attributes = Readonly<Record<string, string | number | null | undefined>>;
type Inside = string | readonly Xml[];

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n' as Xml;

export function element(name: string, attributes: Attributes, inside: Inside = []): Xml {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  const text = typeof inside === 'string' ? escaped(inside) : inside.join('');
  return `<${name}${said}${text === '' ? '/>' : `>${text}</${name}>`}` as Xml;
}

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
/** Of no character that XML 1.0 has: controls, halves of pairs, and two that are none. */
const NOT_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

function escaped(text: string): string {
  return text.replaceAll(NOT_XML, '').replaceAll(/[&<>"'\r\n\t]/g, (one) => NAMES[one] ?? '');
}
