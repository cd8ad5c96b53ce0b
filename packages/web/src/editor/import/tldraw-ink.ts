import { bytesOfBase64 } from './base64-bytes.ts'
import { listIn, member, numberIn, textIn } from './foreign-value.ts'

/** x, y and pressure of one point. */
export interface InkPoint {
  readonly x: number
  readonly y: number
  readonly pressure: number
}

/** A number of 16 bits (IEEE 754 binary16). */
function readHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const defaultPressure = 0.5

/** Every point at its place, three halves each. */
function readPlain(view: DataView): readonly InkPoint[] {
  const points: InkPoint[] = []
  for (let at = 0; at + 6 <= view.byteLength; at += 6) {
    const half = (offset: number) => readHalf(view.getUint16(at + offset, true))
    points.push({ x: half(0), y: half(2), pressure: half(4) })
  }
  return points
}

/** The first point whole, every other one as its distance from the one before, in halves. */
function readSteps(view: DataView, numbers: 2 | 3): readonly InkPoint[] {
  if (view.byteLength < numbers * 4) return []
  const float = (offset: number) => view.getFloat32(offset, true)
  let last = { x: float(0), y: float(4), pressure: numbers === 3 ? float(8) : defaultPressure }
  const points: InkPoint[] = [last]
  for (let at = numbers * 4; at + numbers * 2 <= view.byteLength; at += numbers * 2) {
    const half = (offset: number) => readHalf(view.getUint16(at + offset, true))
    last = {
      x: last.x + half(0),
      y: last.y + half(2),
      pressure: numbers === 3 ? last.pressure + half(4) : defaultPressure,
    }
    points.push(last)
  }
  return points
}

function packedPoints(text: string, read: (view: DataView) => readonly InkPoint[]): readonly InkPoint[] {
  const bytes = bytesOfBase64(text)
  return bytes === null ? [] : read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

function segmentPoints(segment: unknown): readonly InkPoint[] {
  const path = member(segment, 'path')
  if (typeof path === 'string')
    return packedPoints(path, (view) => readSteps(view, numberIn(segment, 'dim', 3) === 2 ? 2 : 3))
  const packed = textIn(segment, 'points')
  if (packed !== '') return packedPoints(packed, readPlain)
  return listIn(segment, 'points').map((point) => ({
    x: numberIn(point, 'x', Number.NaN),
    y: numberIn(point, 'y', Number.NaN),
    pressure: numberIn(point, 'z', defaultPressure),
  }))
}

/** The points of ink: in the forms of all years, from lists of numbers to packed steps. */
export function tldrawInk(props: unknown): readonly InkPoint[] {
  const [scaleX, scaleY] = [numberIn(props, 'scaleX', 1), numberIn(props, 'scaleY', 1)]
  return listIn(props, 'segments')
    .flatMap(segmentPoints)
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .map(({ x, y, pressure }) => ({
      x: x * scaleX,
      y: y * scaleY,
      pressure: pressure >= 0 && pressure <= 1 ? pressure : defaultPressure,
    }))
}
