import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { onePerson } from './one-person.ts'
import { downloadPdf, pagesOf, textsOf } from './read-pdf.ts'

const rig = useBrowserRig()

test('the words of a PDF are text that can be searched and copied, on their page', async () => {
  const plan = { id: 'frame-plan', kind: 'frame', position: [200, 150], size: [400, 300], name: 'Plan' }
  const sketch = { ...plan, id: 'frame-sketch', position: [640, 150], size: [300, 240], name: 'Sketch' }
  const { page } = await onePerson(rig, [
    plan,
    { id: 'door000000', kind: 'text', position: [260, 250], text: 'A door to the garden', parentId: plan.id },
    sketch,
    {
      id: 'note000000',
      kind: 'note',
      position: [680, 200],
      size: [160, 160],
      text: 'Größe: 42 m²',
      parentId: sketch.id,
    },
  ])
  const objects = await downloadPdf(page)
  // Spaces may be words or mere distance.
  const texts = pagesOf(objects).map(({ content }) =>
    textsOf(objects, content)
      .map((text) => text.replace(/\s/g, ''))
      .join('\n'),
  )
  expect(texts).toEqual([expect.stringContaining('Adoortothegarden'), expect.stringContaining('Größe:42m²')])
  expect(texts[0]).not.toContain('42')
  expect(texts[1]).not.toContain('garden')
})
