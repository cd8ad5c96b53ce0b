import { latePart } from '../../app/late-part.ts'
import type { Editor } from '../editor.ts'

const accepted = '.excalidraw,.excalidrawlib,.tldr,.json,.png,.svg,application/json'

/** Opens the choice of files of the platform; what is chosen comes in. */
export function chooseDrawings(editor: Editor): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accepted
  input.multiple = true
  input.hidden = true
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    input.remove()
    void latePart(import('./import-drawings.ts')).then(({ importFiles }) => importFiles(editor, files))
  })
  input.addEventListener('cancel', () => input.remove())
  // Some browsers forget an input that is nowhere on the page before anything was chosen.
  document.body.append(input)
  input.click()
}
