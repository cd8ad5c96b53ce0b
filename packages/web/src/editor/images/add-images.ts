import { RestError } from '@flowstate/client'
import type { Bounds, Point, ProposedChange } from '@flowstate/engine'
import i18next from 'i18next'
import { toCanvas } from '../camera.ts'
import { commit, type Editor, notify, select } from '../editor.ts'
import { layoutImages } from './layout-images.ts'
import type { PendingImage } from './pending-image.ts'
import { type PreparedImage, prepareImage } from './prepare-image.ts'

const filesMax = 30
const uploadsAtOnce = 3

/** A file that will be no picture on the canvas, and why. */
interface Failure {
  readonly name: string
  readonly reason: string
}

let lastPendingId = 0

function reasonOf(error: unknown): string {
  if (error instanceof RestError) return error.status === 0 ? i18next.t('image.offline') : error.message
  return i18next.t('image.unreadable')
}

function tellFailures(editor: Editor, failures: readonly Failure[]): void {
  const [first] = failures
  if (first === undefined) return
  const names = failures.map(({ name }) => `“${name}”`)
  const shown = names.length > 3 ? [...names.slice(0, 3), `+${names.length - 3}`] : names
  notify(editor, i18next.t('image.failed', { names: shown.join(', '), reason: first.reason }))
}

function middleOfView(editor: Editor): Point {
  const { camera, viewport } = editor.store.getState()
  return toCanvas(camera, { x: viewport.width / 2, y: viewport.height / 2 })
}

interface Placed {
  readonly name: string
  readonly image: PreparedImage
  readonly box: Bounds
}

function showPending(editor: Editor, placed: readonly Placed[]): readonly PendingImage[] {
  const pending = placed.map(({ name, image, box }): PendingImage => {
    lastPendingId += 1
    return { id: lastPendingId, name, box, url: URL.createObjectURL(image.blob) }
  })
  editor.store.setState((state) => ({ pendingImages: [...state.pendingImages, ...pending] }))
  return pending
}

function hidePending(editor: Editor, pending: readonly PendingImage[]): void {
  const gone = new Set(pending)
  editor.store.setState((state) => ({ pendingImages: state.pendingImages.filter((one) => !gone.has(one)) }))
  for (const { url } of pending) URL.revokeObjectURL(url)
}

/** Sends one and unpacks it here too; the shape it will be, or why not. */
async function send(editor: Editor, { name, image, box }: Placed): Promise<ProposedChange | Failure> {
  try {
    const asset = await editor.images.upload(image.blob)
    const width = box.maxX - box.minX
    const pixels = width * editor.store.getState().camera.zoom * (window.devicePixelRatio || 1)
    await editor.images.cache.warm(asset.id, pixels)
    const cells = { position: [box.minX, box.minY], size: [width, box.maxY - box.minY], assetId: asset.id }
    return { kind: 'create', shape: { id: editor.newShapeId(), kind: 'image', ...cells } }
  } catch (error) {
    return { name, reason: reasonOf(error) }
  }
}

async function sendAll(
  editor: Editor,
  placed: readonly Placed[],
): Promise<readonly (ProposedChange | Failure)[]> {
  const results: (ProposedChange | Failure)[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let i = next++; i < placed.length; i = next++) {
      const one = placed[i]
      if (one !== undefined) results[i] = await send(editor, one)
    }
  }
  await Promise.all(Array.from({ length: uploadsAtOnce }, lane))
  return results
}

async function prepareAll(files: readonly File[]): Promise<readonly (Omit<Placed, 'box'> | Failure)[]> {
  const prepared: (Omit<Placed, 'box'> | Failure)[] = []
  for (const file of files) {
    const name = file.name || i18next.t('image.unnamed')
    const image = await prepareImage(file)
    const reason = i18next.t(file.type === 'image/svg+xml' ? 'image.svg' : 'image.unreadable')
    prepared.push(image === null ? { name, reason } : { name, image })
  }
  return prepared
}

/**
 * Puts files on the canvas, side by side around a point, as one operation. Shapes are made when their bytes have arrived on the
 * server: one that does not get through leaves nothing, here or with others.
 * @param at canvas coordinates; null for the middle of what is seen
 */
export async function addImages(editor: Editor, files: readonly File[], at: Point | null): Promise<void> {
  if (files.length === 0) return
  if (editor.store.getState().readOnly) return notify(editor, i18next.t('image.viewOnly'))
  if (files.length > filesMax) return notify(editor, i18next.t('image.tooMany', { count: filesMax }))
  const centre = at ?? middleOfView(editor)
  const prepared = await prepareAll(files)
  const good = prepared.flatMap((one) => ('image' in one ? [one] : []))
  const { camera, viewport } = editor.store.getState()
  const room = { width: viewport.width / camera.zoom, height: viewport.height / camera.zoom }
  const boxes = layoutImages(
    good.map(({ image }) => image),
    centre,
    room,
  )
  const placed = good.flatMap((one, i) => {
    const box = boxes[i]
    return box === undefined ? [] : [{ ...one, box }]
  })
  const pending = showPending(editor, placed)
  const sent = await sendAll(editor, placed)
  const changes = sent.flatMap((one) => ('kind' in one ? [one] : []))
  if (commit(editor, changes, { label: 'add images' })) {
    editor.store.setState({ tool: 'select' })
    select(
      editor,
      changes.flatMap((change) => (change.kind === 'create' ? [change.shape.id] : [])),
    )
  }
  hidePending(editor, pending)
  tellFailures(
    editor,
    [...prepared, ...sent].flatMap((one) => ('reason' in one ? [one] : [])),
  )
}
