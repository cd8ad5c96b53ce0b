import { base64OfBytes, bytesOfBase64 } from './base64-bytes.ts'

const opening = '<metadata id="flowstate-canvas">'
const closing = '</metadata>'

/** The text of a scene put into an SVG; null where there is none. */
export function sceneInSvg(svg: string): string | null {
  const from = svg.indexOf(opening)
  const to = svg.indexOf(closing, from)
  if (from === -1 || to === -1) return null
  const bytes = bytesOfBase64(svg.slice(from + opening.length, to).trim())
  if (bytes === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The picture with a text in its metadata. As base64, nothing in it can be taken for markup. */
export function withSceneInSvg(svg: string, scene: string): string {
  const at = svg.indexOf('>') + 1
  const encoded = base64OfBytes(new TextEncoder().encode(scene))
  return `${svg.slice(0, at)}${opening}${encoded}${closing}${svg.slice(at)}`
}
