import { definitionsOf, numberOf, numbersOf, type PlainElement, referenceOf } from './plain-svg.ts'

type Document = PDFKit.PDFDocument

interface Pen {
  readonly doc: Document
  readonly definitions: ReadonlyMap<string, PlainElement>
}

const bySvgBlend = new Map([
  ['multiply', 'Multiply'],
  ['screen', 'Screen'],
])

/** How what follows mixes with what is there: the library has no word for it, the format has (ISO 32000-1, 11.3.5). */
function blend(doc: Document, mode: string): void {
  const name = `Blend${mode}`
  const state = doc.ref({ Type: 'ExtGState', BM: mode })
  state.end('')
  doc.page.ext_gstates[name] = state
  doc.addContent(`/${name} gs`)
}

/** The strokes of a tile as the content of a pattern. */
function tileContent(tile: PlainElement): string {
  const [line] = tile.children
  if (line === undefined) return ''
  const words = (line.attributes.get('d') ?? '').trim().split(/\s+/)
  const content: string[] = [`${numberOf(line, 'stroke-width', 1)} w`]
  let numbers: string[] = []
  let command = ''
  for (const word of [...words, 'end']) {
    if (!/^[a-z]/i.test(word)) {
      numbers.push(word)
      continue
    }
    if (command !== '') content.push(`${numbers.join(' ')} ${command === 'M' ? 'm' : 'l'}`)
    command = word
    numbers = []
  }
  return [...content, 'S'].join(' ')
}

/** Filled with a tile that repeats; placed where the shape is, so every shape has a pattern of its own. */
function fillWithTile({ doc }: Pen, element: PlainElement, tile: PlainElement): void {
  const [line] = tile.children
  const colour = line?.attributes.get('stroke') ?? '#000000'
  const alpha =
    numberOf(element, 'fill-opacity', 1) * (line === undefined ? 1 : numberOf(line, 'stroke-opacity', 1))
  const [width, height] = [numberOf(tile, 'width', 1), numberOf(tile, 'height', 1)]
  const pattern = doc.pattern([0, 0, width, height], width, height, tileContent(tile))
  doc
    .fillOpacity(alpha)
    .path(element.attributes.get('d') ?? '')
    .fill([pattern, colour])
}

function fill(pen: Pen, element: PlainElement, alpha: number): void {
  const { doc, definitions } = pen
  const colour = element.attributes.get('fill') ?? '#000000'
  if (colour === 'none') return
  const tile = definitions.get(referenceOf(element, 'fill') ?? '')
  if (tile !== undefined) {
    fillWithTile(pen, element, tile)
    return
  }
  if (!colour.startsWith('#')) return
  doc.fillColor(colour, numberOf(element, 'fill-opacity', 1) * alpha)
  doc.path(element.attributes.get('d') ?? '')
  if (element.attributes.get('fill-rule') === 'evenodd') doc.fill('evenodd')
  else doc.fill()
}

function stroke({ doc }: Pen, element: PlainElement, alpha: number): void {
  const colour = element.attributes.get('stroke') ?? 'none'
  if (!colour.startsWith('#')) return
  doc.lineWidth(numberOf(element, 'stroke-width', 1))
  doc.lineCap(element.attributes.get('stroke-linecap') ?? 'butt')
  doc.lineJoin(element.attributes.get('stroke-linejoin') ?? 'miter')
  const [dash, space = dash] = numbersOf(element, 'stroke-dasharray')
  // A dash of no length is a dot, which the library refuses to write.
  if (dash !== undefined && space !== undefined)
    doc.dash(Math.max(0.01, dash), { space: Math.max(0.01, space) })
  doc.strokeColor(colour, numberOf(element, 'stroke-opacity', 1) * alpha)
  doc.path(element.attributes.get('d') ?? '').stroke()
}

function image({ doc }: Pen, element: PlainElement, alpha: number): void {
  const href = element.attributes.get('xlink:href') ?? element.attributes.get('href') ?? ''
  const data = /^data:image\/(?:png|jpe?g);base64,\s*(.+)$/s.exec(href)?.[1]
  if (data === undefined) return
  const size = { width: numberOf(element, 'width', 1), height: numberOf(element, 'height', 1) }
  doc.opacity(alpha)
  doc.image(Buffer.from(data, 'base64'), numberOf(element, 'x', 0), numberOf(element, 'y', 0), size)
}

function clip({ doc, definitions }: Pen, element: PlainElement): void {
  const clipped = definitions.get(referenceOf(element, 'clip-path') ?? '')
  const data = clipped?.children.map(({ attributes }) => attributes.get('d') ?? '').join(' ')
  if (data !== undefined && data.trim() !== '') doc.path(data).clip()
}

function draw(pen: Pen, element: PlainElement, alpha: number): void {
  const { doc } = pen
  const { name, attributes } = element
  if (name === 'defs') return
  doc.save()
  const [a, b, c, d, e, f] = numbersOf(element, 'transform')
  if (
    a !== undefined &&
    b !== undefined &&
    c !== undefined &&
    d !== undefined &&
    e !== undefined &&
    f !== undefined
  )
    doc.transform(a, b, c, d, e, f)
  clip(pen, element)
  const mode = bySvgBlend.get(/mix-blend-mode:\s*([\w-]+)/.exec(attributes.get('style') ?? '')?.[1] ?? '')
  if (mode !== undefined) blend(doc, mode)
  const own = alpha * numberOf(element, 'opacity', 1)
  if (name === 'path') {
    fill(pen, element, own)
    stroke(pen, element, own)
  } else if (name === 'image') image(pen, element, own)
  else for (const child of element.children) draw(pen, child, own)
  doc.restore()
}

/** Draws a plain SVG onto the page that is open: lines stay lines at any size. */
export function drawOnPage(doc: Document, root: PlainElement): void {
  const pen: Pen = { doc, definitions: definitionsOf(root) }
  for (const child of root.children) draw(pen, child, 1)
}
