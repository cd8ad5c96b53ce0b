import type { Bounds } from '../geometry/bounds.ts'
import { hatching, hatchTile } from '../geometry/hatching.ts'
import { element, type Markup } from './svg-markup.ts'
import { boxData, pathData } from './svg-path.ts'

/** What shapes refer to: patterns and clips, each written once. */
export interface SvgDefinitions {
  /** A reference for `fill`. */
  hatch(style: 'hatch' | 'cross', colour: string): string
  /** A reference for `clip-path`. */
  clip(data: string): string
  clipBox(bounds: Bounds): string
  /** Null when nothing is referred to. */
  markup(): Markup | null
}

export function createSvgDefinitions(digits: number): SvgDefinitions {
  const ids = new Map<string, string>()
  const definitions: Markup[] = []

  const define = (key: string, name: string, make: (id: string) => Markup): string => {
    let id = ids.get(key)
    if (id === undefined) {
      id = `${name}${ids.size + 1}`
      ids.set(key, id)
      definitions.push(make(id))
    }
    return `url(#${id})`
  }

  const clip = (data: string): string =>
    define(`clip ${data}`, 'clip', (id) => element('clipPath', { id }, [element('path', { d: data })]))

  return {
    hatch(style, colour) {
      return define(`${style} ${colour}`, style, (id) => {
        const line = element('path', {
          d: pathData(hatchTile(style), 0),
          stroke: colour,
          'stroke-opacity': hatching.alpha,
          'stroke-width': hatching.lineWidth,
        })
        const { spacing } = hatching
        return element('pattern', { id, patternUnits: 'userSpaceOnUse', width: spacing, height: spacing }, [
          line,
        ])
      })
    },
    clip,
    clipBox: (bounds) => clip(boxData(bounds, digits)),
    markup: () => (definitions.length === 0 ? null : element('defs', {}, definitions)),
  }
}
