import { err, type Result } from '@flowstate/engine'
import type { Drawing, DrawingProblem } from './drawing.ts'
import { type EmbeddedScene, excalidrawInPng, excalidrawInSvg } from './excalidraw-embed.ts'
import { inflatedText } from './inflate-text.ts'
import { isPng } from './png-chunks.ts'
import { sceneInPng } from './png-scene.ts'
import { readDrawingText } from './read-drawing.ts'
import { sceneInSvg } from './svg-scene.ts'

/** Larger files are refused before they are read: the page would stand still for long. */
const fileBytesMax = 100 * 1_048_576

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isSvg(text: string): boolean {
  return /<svg[\s>]/.test(text.slice(0, 1_000))
}

function own(text: string | null): EmbeddedScene | null {
  return text === null ? null : { kind: 'text', text }
}

function embeddedInPng(bytes: Uint8Array): EmbeddedScene | null {
  return own(sceneInPng(bytes)) ?? excalidrawInPng(bytes)
}

function embeddedInSvg(svg: string): EmbeddedScene | null {
  return own(sceneInSvg(svg)) ?? excalidrawInSvg(svg)
}

async function readEmbedded(scene: EmbeddedScene | null): Promise<Result<Drawing, DrawingProblem>> {
  if (scene === null) return err('noScene')
  const text = scene.kind === 'text' ? scene.text : await inflatedText(scene.bytes, fileBytesMax)
  if (text === null) return err('damaged')
  const read = readDrawingText(text)
  return read.ok || read.error === 'newerFormat' || read.error === 'empty' ? read : err('damaged')
}

/** A drawing out of the bytes of a file: JSON of any program known here, or a picture that carries its scene. Never throws. */
export async function readDrawingBytes(bytes: Uint8Array): Promise<Result<Drawing, DrawingProblem>> {
  if (bytes.length > fileBytesMax) return err('tooLarge')
  if (isPng(bytes)) return readEmbedded(embeddedInPng(bytes))
  const text = textOf(bytes)
  if (text === null) return err('notText')
  return isSvg(text) ? readEmbedded(embeddedInSvg(text)) : readDrawingText(text)
}

/** Whether a picture carries a drawing that can be read back. */
export function carriesDrawing(bytes: Uint8Array): boolean {
  if (isPng(bytes)) return embeddedInPng(bytes) !== null
  const text = textOf(bytes)
  return text !== null && isSvg(text) && embeddedInSvg(text) !== null
}
