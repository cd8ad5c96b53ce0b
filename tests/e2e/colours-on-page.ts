import { eventually } from './canvas-on-server.ts'
import { type Colour, colourAt } from './canvas-pixels.ts'
import type { Spot } from './draw-on-page.ts'
import { type Person, viewport } from './person.ts'

/** What an empty canvas looks like in the light. */
export const paper: Colour = [252, 252, 251]

const isNearly = (seen: Colour | undefined, wanted: Colour) =>
  seen?.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) < 6) === true

/** Where a spot of the canvas is in the window of a person, who tells the others what they look at. */
function onScreen({ sent }: Person, { x, y }: Spot): Spot {
  const told = sent.flatMap((message) =>
    'viewport' in message && Array.isArray(message.viewport) ? [message.viewport.map(Number)] : [],
  )
  const [left = 0, top = 0, width = viewport.width] = told.at(-1) ?? []
  const zoom = viewport.width / width
  return { x: (x - left) * zoom, y: (y - top) * zoom }
}

/**
 * Waits until all of these spots of the canvas have these colours, or nearly.
 * @param part with `all` what is lifted above the tiles counts, and the marks of selections
 */
export async function seesColours(
  person: Person,
  wanted: readonly (readonly [spot: Spot, colour: Colour])[],
  part: 'ground' | 'all' = 'ground',
): Promise<void> {
  let seen: readonly (Colour | undefined)[] = []
  const said = () =>
    wanted.map(([{ x, y }, colour], i) => `${colour.join()} at ${x}, ${y}, where ${seen[i]?.join()} is`)
  await eventually(
    () => said().join('; '),
    async () => {
      seen = await Promise.all(wanted.map(([spot]) => colourAt(person.page, onScreen(person, spot), part)))
      return wanted.every(([, colour], i) => isNearly(seen[i], colour))
    },
  )
}
