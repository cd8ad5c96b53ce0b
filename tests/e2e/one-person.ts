import type { BrowserRig } from './browser-rig.ts'
import type { Person } from './person.ts'
import { putShapes } from './put-shapes.ts'

/** Somebody alone on a new canvas with these shapes, which they see where canvas units are pixels. */
export async function onePerson(rig: BrowserRig, shapes: Parameters<typeof putShapes>[2]['shapes']) {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas)
  if (shapes.length > 0) await putShapes(rig.server().url, canvas, { shapes, seenBy: [person] })
  return { canvas, person, page: person.page, server: rig.onServer(canvas) }
}

/** Waits until a screen reader is told something. */
export const announced = ({ page }: Person, text: string) =>
  page.locator('[aria-live=polite]', { hasText: text }).waitFor({ state: 'attached' })
