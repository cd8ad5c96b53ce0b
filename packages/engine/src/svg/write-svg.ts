import type { CanvasState } from '../canvas-state.ts'
import { type Bounds, boundsHeight, boundsWidth } from '../geometry/bounds.ts'
import type { Size } from '../geometry/cell-readers.ts'
import { createWidthEstimate } from '../geometry/estimate-width.ts'
import { canvasColour, type Theme } from '../geometry/palette.ts'
import { createTextRuler, type MeasureWidth } from '../geometry/text-layout.ts'
import type { ShapeId } from '../ids.ts'
import { type BudgetedMarkup, markupWithin } from './svg-budget.ts'
import { contentOf, type PlacedShape } from './svg-content.ts'
import { createSvgDefinitions } from './svg-definitions.ts'
import { layeredMarkup } from './svg-layers.ts'
import { type Attributes, element, type Markup } from './svg-markup.ts'
import { svgNumber } from './svg-number.ts'
import { boxData } from './svg-path.ts'
import { digitsFor, type SvgPen } from './svg-pen.ts'
import { shapeMarkup } from './svg-shape.ts'
import { type SvgSource, svgSource } from './svg-source.ts'
import { type SvgView, viewOf, viewOfArea } from './svg-view.ts'
import { eachInSteps, finishWork, type WorkSteps } from './work-steps.ts'

export interface SvgOptions {
  readonly theme: Theme
  /** How wide text is; without it widths are estimated. */
  readonly measureWidth?: MeasureWidth
  /** Only these shapes, each with all that is in it. */
  readonly ids?: ReadonlySet<ShapeId>
  /** Pixels around the content; 16 unless told. */
  readonly padding?: number
  /** Whether the canvas' own colour is behind the shapes; true unless told. */
  readonly background?: boolean
  /** Makes the picture exactly this large, the content in its middle. */
  readonly frame?: Size
  /** Exactly this part of the canvas, pixel by canvas unit, instead of the content and what is around it. */
  readonly area?: Bounds
  /** Makes the picture no larger than this. */
  readonly sizeMax?: Size
  /** About how many bytes the picture may take besides `image`: small and surplus shapes are simplified, then left out. */
  readonly bytesMax?: number
  /** A `data:` URL of pixels for an asset, or null; without it pictures are blank. */
  readonly image?: (assetId: string) => string | null
}

const paddingDefault = 16

function backgroundMarkup({ background }: SvgSource, view: SvgView, theme: Theme): Markup {
  return element('path', { d: boxData(view.area, 2), fill: canvasColour(background, theme) })
}

function rootAttributes({ area, width, height }: SvgView, digits: number): Attributes {
  const viewBox = [area.minX, area.minY, boundsWidth(area), boundsHeight(area)]
  return {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: viewBox.map((value) => svgNumber(value, digits)).join(' '),
    role: 'img',
    'xml:space': 'preserve',
    fill: 'none',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }
}

function* allMarkup(placed: readonly PlacedShape[], pen: SvgPen): WorkSteps<BudgetedMarkup> {
  const shapes = new Map<ShapeId, Markup>()
  yield* eachInSteps(placed, ({ shape }) => {
    const markup = shapeMarkup(shape, pen)
    if (markup !== null) shapes.set(shape.id, markup)
    return true
  })
  return { shapes, rest: [] }
}

/** The same as `writeSvg`, with pauses: of a large canvas a picture takes far longer than a server may stand still. */
export function* svgSteps(source: SvgSource, options: SvgOptions): WorkSteps<string> {
  const { theme, bytesMax, image } = options
  const isSimplified = bytesMax !== undefined
  const ruler = createTextRuler(options.measureWidth ?? createWidthEstimate())
  const chosen = { ids: options.ids ?? null, isRough: isSimplified }
  const { placed, bounds } = yield* contentOf(source, chosen, { lookup: source, ruler })
  const { padding = paddingDefault, frame = null, sizeMax = null } = options
  const view = options.area ? viewOfArea(options.area) : viewOf(bounds, { padding, frame, sizeMax })
  const digits = isSimplified ? digitsFor(view.scale) : 2
  const definitions = createSvgDefinitions(digits)
  const pen: SvgPen = {
    theme,
    ruler,
    lookup: source,
    scale: view.scale,
    digits,
    simplified: isSimplified,
    definitions,
    image: image ?? (() => null),
  }
  const { shapes, rest } = yield* isSimplified
    ? markupWithin(bytesMax, { placed, view }, pen)
    : allMarkup(placed, pen)
  const layers = layeredMarkup(source.nodes, definitions, (shape) => shapes.get(shape.id))
  const behind = options.background === false ? [] : [backgroundMarkup(source, view, theme)]
  const defined = definitions.markup()
  const parts = [...(defined === null ? [] : [defined]), ...behind, ...layers, ...rest]
  return element('svg', rootAttributes(view, digits), parts)
}

/** A canvas as an SVG document, the same for the same state and options. Pure: pictures and fonts come from outside, if at all. */
export function writeSvg(state: CanvasState, options: SvgOptions): string {
  return finishWork(svgSteps(svgSource(state), options))
}
