import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { createEditorStore } = await import('./editor-store.ts')

const elsewhere = { x: 5, y: 6, zoom: 2 }

test('a move of the camera alone is told to those who ask for everything, and to nobody else', () => {
  const store = createEditorStore()
  const [all, still] = [vi.fn(), vi.fn()]
  store.subscribe(all)
  store.subscribeStill(still)
  store.setState({ camera: elsewhere })
  expect(store.getState().camera).toEqual(elsewhere)
  expect([all.mock.calls.length, still.mock.calls.length]).toEqual([1, 0])
})

test('whatever else changes is told to all, with the camera or without', () => {
  const store = createEditorStore()
  const still = vi.fn()
  const stop = store.subscribeStill(still)
  store.setState({ camera: elsewhere, tool: 'hand' })
  store.setState(({ minimap }) => ({ minimap: !minimap }))
  expect(still).toHaveBeenCalledTimes(2)
  expect(store.getState()).toMatchObject({
    camera: elsewhere,
    tool: 'hand',
    minimap: true,
    selection: new Set(),
  })
  stop()
  store.setState({ tool: 'select' })
  expect(still).toHaveBeenCalledTimes(2)
})
