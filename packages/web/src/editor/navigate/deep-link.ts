import type { ShapeId } from '@flowstate/engine'
import i18next from 'i18next'
import { loadLateWords } from '../../app/translations.ts'
import { copyText } from '../../lib/copy-text.ts'
import { fitViewport } from '../camera.ts'
import { type Editor, notify, select } from '../editor.ts'
import { livingIds } from '../selection.ts'
import { showShapes } from './show-shapes.ts'

/** More ids than these make no address. */
const idsMax = 20
const shapeId = /^[\w-]{8,64}$/

/** Where on a canvas a link leads. */
export type LinkTarget =
  | { readonly kind: 'shapes'; readonly ids: readonly ShapeId[] }
  /** x, y, width and height in canvas units. */
  | { readonly kind: 'view'; readonly area: readonly [number, number, number, number] }

/** What the query of an address asks to be shown; null for nothing, and for what is no such thing. */
export function readLinkTarget(query: string): LinkTarget | null {
  const parameters = new URLSearchParams(query)
  const ids = (parameters.get('shape') ?? '').split(',').filter((id) => shapeId.test(id))
  if (ids.length > 0) return { kind: 'shapes', ids: ids.slice(0, idsMax) as readonly string[] as ShapeId[] }
  const [x, y, width, height, ...more] = (parameters.get('view') ?? '').split(',').map(Number)
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null
  const isArea = [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0 && more.length === 0
  return isArea ? { kind: 'view', area: [x, y, width, height] } : null
}

/** The query that leads to a target. */
export function writeLinkTarget(target: LinkTarget): string {
  if (target.kind === 'shapes') return `?shape=${target.ids.slice(0, idsMax).join(',')}`
  return `?view=${target.area.map((value) => Math.round(value)).join(',')}`
}

/** Copies a link to what is selected, else to what is looked at. */
export async function copyLink(editor: Editor): Promise<void> {
  const { selection, camera, viewport } = editor.store.getState()
  const { canvasId } = editor.images
  if (canvasId === null) return
  const area = [camera.x, camera.y, viewport.width / camera.zoom, viewport.height / camera.zoom] as const
  const target: LinkTarget =
    selection.size > 0 ? { kind: 'shapes', ids: [...selection] } : { kind: 'view', area }
  const link = `${window.location.origin}/c/${canvasId}${writeLinkTarget(target)}`
  const [copied] = await Promise.all([copyText(link), loadLateWords()])
  notify(editor, copied ? i18next.t('link.copied') : i18next.t('link.notCopied', { link }))
}

function goTo(editor: Editor, target: LinkTarget): void {
  editor.scene.update('all')
  if (target.kind === 'view') {
    const { viewport } = editor.store.getState()
    editor.store.setState({ camera: fitViewport(target.area, viewport) })
    return
  }
  const there = livingIds(new Set(target.ids), editor.port.view())
  select(editor, there)
  showShapes(editor, there)
}

/**
 * Goes where the address leads as soon as that is there; says so when the server has it no more, also when a stored copy still
 * had it.
 * @returns stops waiting
 */
export function followDeepLink(editor: Editor, target: LinkTarget): () => void {
  let hasGone = false
  let isOver = false
  const look = (): void => {
    if (isOver || editor.store.getState().viewport.width <= 1) return
    const isThere = target.kind === 'view' || livingIds(new Set(target.ids), editor.port.view()).length > 0
    if (isThere && !hasGone) {
      hasGone = true
      goTo(editor, target)
    }
    // What a stored copy lacks may be on the server, and the other way round.
    if (editor.port.status().connection.name !== 'live') return
    isOver = true
    if (!isThere) void loadLateWords().then(() => notify(editor, i18next.t('link.gone')))
  }
  const unsubscribeStatus = editor.port.subscribe({ status: () => queueMicrotask(look) })
  const unsubscribeStore = editor.store.subscribe(look)
  look()
  return () => {
    isOver = true
    unsubscribeStatus()
    unsubscribeStore()
  }
}
