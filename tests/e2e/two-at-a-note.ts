import type { SharedCanvas } from '../faults/public-api.ts'
import type { BrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import type { Person } from './person.ts'
import { putShapes } from './put-shapes.ts'

export const noteId = 'note-typed-in'

/** Two people on a canvas with one note in the middle of both their windows. */
export async function twoAtANote(
  rig: BrowserRig,
  text: string,
): Promise<{ canvas: SharedCanvas; ada: Person; ben: Person }> {
  const canvas = await rig.makeCanvas()
  const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
  const note = { id: noteId, kind: 'note', position: [450, 250], size: [300, 300], text }
  await putShapes(rig.server().url, canvas, { shapes: [note], seenBy: [ada, ben] })
  return { canvas, ada, ben }
}

export const fieldOf = ({ page }: Person) => page.getByRole('textbox', { name: 'Edit text' })

/** Where the caret is; null while something is selected. */
export const caretOf = (person: Person): Promise<number | null> =>
  fieldOf(person).evaluate((field) => {
    const { selectionStart, selectionEnd } = field as HTMLTextAreaElement
    return selectionStart === selectionEnd ? selectionStart : null
  })

/** Opens the note's field, with the caret at the start or the end of the text. */
export async function beginTyping(person: Person, at: 'Home' | 'End'): Promise<void> {
  await person.page.mouse.dblclick(600, 400)
  await fieldOf(person).waitFor()
  await person.page.keyboard.press(`Control+${at}`)
  await eventually(`the caret is at the ${at}`, async () => {
    const { length } = await fieldOf(person).inputValue()
    return (await caretOf(person)) === (at === 'Home' ? 0 : length)
  })
}
