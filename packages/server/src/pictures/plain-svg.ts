/** An element of a plain SVG: what the painter's own writer gives, all shapes as paths and all text as outlines. */
export interface PlainElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly PlainElement[]
}

const tag = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g
const attribute = /([\w:-]+)="([^"]*)"/g

interface OpenElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: PlainElement[]
}

/** Reads what the painter has written. It holds numbers, colours, names and base64, and no text. */
export function readPlainSvg(svg: string): PlainElement {
  const top: OpenElement = { name: '', attributes: new Map(), children: [] }
  const open: OpenElement[] = [top]
  for (const [, closing, name = '', written = '', empty] of svg.matchAll(tag)) {
    if (closing === '/') {
      if (open.length > 1) open.pop()
      continue
    }
    const attributes = new Map(
      [...written.matchAll(attribute)].map(([, key = '', value = '']) => [key, value]),
    )
    const next: OpenElement = { name, attributes, children: [] }
    open.at(-1)?.children.push(next)
    if (empty !== '/') open.push(next)
  }
  const [root] = top.children
  if (root?.name !== 'svg') throw new Error('the painter wrote no SVG')
  return root
}

export function numberOf({ attributes }: PlainElement, name: string, fallback: number): number {
  const value = Number(attributes.get(name) ?? fallback)
  return Number.isFinite(value) ? value : fallback
}

/** The numbers of an attribute, such as a matrix or dashes. */
export function numbersOf({ attributes }: PlainElement, name: string): readonly number[] {
  const words = attributes.get(name)?.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []
  return words.map(Number).filter(Number.isFinite)
}

/** The id an attribute refers to; null where it is no reference. */
export function referenceOf({ attributes }: PlainElement, name: string): string | null {
  return /^url\(#([\w-]+)\)$/.exec(attributes.get(name) ?? '')?.[1] ?? null
}

/** What can be referred to, by id. */
export function definitionsOf(root: PlainElement): ReadonlyMap<string, PlainElement> {
  const found = new Map<string, PlainElement>()
  const visit = (element: PlainElement): void => {
    const id = element.attributes.get('id')
    if (id !== undefined) found.set(id, element)
    element.children.forEach(visit)
  }
  visit(root)
  return found
}
