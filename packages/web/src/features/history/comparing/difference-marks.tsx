import { type Bounds, centreOf, expandBounds } from '@flowstate/engine'
import { useCamera } from '../../../editor/editor-context.ts'
import styles from './comparing.module.css'
import type { Difference } from './differences.ts'

/** Nobody could tell more of them apart, and each is an element. */
const marksMax = 500
/** Distances on the screen, in CSS pixels. */
const marginPixels = 5
const headPixels = 9
/** What has moved less is not shown to have. */
const wayPixelsMin = 12
const headAngle = 0.45

function Box({ box, zoom, way }: { readonly box: Bounds; readonly zoom: number; readonly way: string }) {
  const { minX, minY, maxX, maxY } = expandBounds(box, marginPixels / zoom)
  return (
    <rect
      className={styles.box}
      data-way={way}
      x={minX}
      y={minY}
      width={maxX - minX}
      height={maxY - minY}
      rx={4 / zoom}
    />
  )
}

/** From where a shape was to where it is. */
function Way({ from, to, zoom }: { readonly from: Bounds; readonly to: Bounds; readonly zoom: number }) {
  const [start, end] = [centreOf(from), centreOf(to)]
  const angle = Math.atan2(end.y - start.y, end.x - start.x)
  if (Math.hypot(end.x - start.x, end.y - start.y) * zoom < wayPixelsMin) return null
  const head = (turn: number): string => {
    const length = headPixels / zoom
    return `${end.x - length * Math.cos(angle + turn)} ${end.y - length * Math.sin(angle + turn)}`
  }
  return (
    <path
      className={styles.way}
      d={`M${start.x} ${start.y} L${end.x} ${end.y} M${head(headAngle)} L${end.x} ${end.y} L${head(-headAngle)}`}
    />
  )
}

/** Over the past: what was otherwise and where it is now, what has gone, and what has come. */
export function DifferenceMarks({ differences }: { readonly differences: readonly Difference[] }) {
  const { x, y, zoom } = useCamera()
  return (
    <svg className={styles.marks} aria-hidden>
      <g transform={`scale(${zoom}) translate(${-x} ${-y})`}>
        {differences.slice(0, marksMax).map(({ shape, way, parts, from, to }) => (
          <g key={shape.id}>
            {from !== null && <Box box={from} zoom={zoom} way={way} />}
            {from === null && to !== null && <Box box={to} zoom={zoom} way={way} />}
            {from !== null && to !== null && parts.includes('moved') && (
              <Way from={from} to={to} zoom={zoom} />
            )}
          </g>
        ))}
      </g>
    </svg>
  )
}
