import { svgNumber } from './svg-number.ts'

/** Finished SVG markup. Only this file makes it, out of known names and escaped values: nothing else can get in. */
export type Markup = string & { readonly __markup: never }

type ElementName =
  | 'clipPath'
  | 'defs'
  | 'g'
  | 'image'
  | 'path'
  | 'pattern'
  | 'rect'
  | 'svg'
  | 'text'
  | 'tspan'

type AttributeName =
  | 'clip-path'
  | 'd'
  | 'fill'
  | 'fill-opacity'
  | 'font-family'
  | 'font-size'
  | 'font-weight'
  | 'height'
  | 'href'
  | 'id'
  | 'opacity'
  | 'patternUnits'
  | 'preserveAspectRatio'
  | 'role'
  | 'stroke'
  | 'stroke-dasharray'
  | 'stroke-linecap'
  | 'stroke-linejoin'
  | 'stroke-opacity'
  | 'stroke-width'
  | 'style'
  | 'text-anchor'
  | 'transform'
  | 'viewBox'
  | 'width'
  | 'x'
  | 'xml:space'
  | 'xmlns'
  | 'y'

/** Numbers are written by `svgNumber`, texts are escaped, undefined leaves the attribute out. */
export type Attributes = { readonly [Name in AttributeName]?: string | number | undefined }

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
])

/** What XML gives a meaning to, and what it does not allow at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write them, so they are replaced
const special = /[&<>"'\u0000-\u001f\ufffe\uffff]/g

function escapeText(text: string): string {
  return text.toWellFormed().replace(special, (character) => entities.get(character) ?? '\ufffd')
}

/** Text between tags. */
export function textNode(text: string): Markup {
  return escapeText(text) as Markup
}

export function element(name: ElementName, attributes: Attributes, children: readonly Markup[] = []): Markup {
  let tag = `<${name}`
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined) continue
    tag += ` ${attribute}="${typeof value === 'number' ? svgNumber(value) : escapeText(value)}"`
  }
  if (children.length === 0) return `${tag}/>` as Markup
  return `${tag}>${children.join('')}</${name}>` as Markup
}
