import { err, type Result } from '@flowstate/engine'
import type { Drawing, DrawingProblem } from './drawing.ts'
import { isPng, sceneInPng } from './png-scene.ts'
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

/** A drawing out of the bytes of a file: JSON of any program known here, or a picture that carries its scene. Never throws. */
export function readDrawingBytes(bytes: Uint8Array): Result<Drawing, DrawingProblem> {
  if (bytes.length > fileBytesMax) return err('tooLarge')
  if (isPng(bytes)) {
    const scene = sceneInPng(bytes)
    return scene === null ? err('noScene') : embedded(scene)
  }
  const text = textOf(bytes)
  if (text === null) return err('notText')
  if (!isSvg(text)) return readDrawingText(text)
  const scene = sceneInSvg(text)
  return scene === null ? err('noScene') : embedded(scene)
}

function embedded(scene: string): Result<Drawing, DrawingProblem> {
  const read = readDrawingText(scene)
  return read.ok || read.error === 'newerFormat' ? read : err('damaged')
}

/** Whether a picture carries a drawing that can be read back. */
export function carriesDrawing(bytes: Uint8Array): boolean {
  if (isPng(bytes)) return sceneInPng(bytes) !== null
  const text = textOf(bytes)
  return text !== null && isSvg(text) && sceneInSvg(text) !== null
}
