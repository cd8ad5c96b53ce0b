import { bytesOfBase64 } from './base64-bytes.ts'
import { isForeign, member, textIn } from './foreign-value.ts'
import { pngChunks } from './png-chunks.ts'

/** A scene as Excalidraw puts it into its pictures: as it is, or deflated. */
export type EmbeddedScene =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'packed'; readonly bytes: Uint8Array }

const mediaType = 'application/vnd.excalidraw+json'
const head = new TextEncoder().encode(`${mediaType}\0`)
const piece = 32_768

/** A character for each byte. */
function binaryText(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += piece) text += String.fromCharCode(...bytes.subarray(i, i + piece))
  return text
}

function utf8Text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** The wrapping is JSON, with the scene in a text of one character for each byte. Old files have the bare scene. */
function unwrapped(text: string): EmbeddedScene | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isForeign(value)) return null
  const encoded = textIn(value, 'encoded')
  if (encoded === '') return { kind: 'text', text }
  const bytes = Uint8Array.from(encoded, (letter) => letter.charCodeAt(0) & 0xff)
  return member(value, 'compressed') === false
    ? { kind: 'text', text: utf8Text(bytes) }
    : { kind: 'packed', bytes }
}

/** The scene in a PNG of Excalidraw; null where there is none. */
export function excalidrawInPng(bytes: Uint8Array): EmbeddedScene | null {
  for (const { name, data } of pngChunks(bytes)) {
    if (name === 'tEXt' && head.every((byte, i) => data[i] === byte))
      return unwrapped(binaryText(data.subarray(head.length)))
  }
  return null
}

/** The scene in an SVG of Excalidraw, between comments; null where there is none. */
export function excalidrawInSvg(svg: string): EmbeddedScene | null {
  if (!svg.includes(`payload-type:${mediaType}`)) return null
  const from = svg.indexOf('<!-- payload-start -->')
  const to = svg.indexOf('<!-- payload-end -->', from)
  const bytes = from === -1 || to === -1 ? null : bytesOfBase64(svg.slice(from + 22, to).trim())
  if (bytes === null) return null
  // The first version wrapped Unicode, the second bytes.
  return unwrapped(svg.includes('payload-version:1 ') ? utf8Text(bytes) : binaryText(bytes))
}
