import { describe, expect, test } from 'vitest'
import { openContextMenu } from '../open-context-menu.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { contextMenuItems } from './context-menu-items.ts'

function setUp() {
  const hand = createTestEditor()
  const a = hand.add('a', 'rectangle', { position: [0, 0], size: [100, 100], fill: 'blue' })
  const b = hand.add('b', 'rectangle', { position: [300, 0], size: [100, 100], fill: 'blue' })
  const listed = () =>
    contextMenuItems(hand.editor)
      .flat()
      .map((entry) => (entry.kind === 'command' ? entry.command.id : entry.title))
  const open = (x: number, y: number) => openContextMenu(hand.editor, { x, y }, 6)
  const selected = () => [...hand.editor.store.getState().selection]
  return { hand, a, b, listed, open, selected }
}

describe('context menu', () => {
  test('selects what is pointed at, keeps a selection it is inside of, and clears it elsewhere', () => {
    const { hand, a, b, open, selected } = setUp()
    open(50, 50)
    expect(selected()).toEqual([a])
    hand.editor.store.setState({ selection: new Set([a, b]) })
    open(350, 50)
    expect(selected()).toEqual([a, b])
    open(200, 50)
    expect(selected()).toEqual([a, b])
    open(200, 500)
    expect(selected()).toEqual([])
    expect(hand.sent).toEqual([])
  })

  test('holds what can be done: with one, with several, with a group, with nothing', () => {
    const { hand, a, b, listed, open } = setUp()
    open(50, 50)
    expect(listed()).toEqual(
      expect.arrayContaining(['cut', 'copySelection', 'delete', 'toggleLock', 'menu.order']),
    )
    expect(listed()).not.toEqual(expect.arrayContaining(['group']))
    expect(listed()).not.toContain('menu.align')
    expect(listed()).not.toContain('ungroup')
    hand.editor.store.setState({ selection: new Set([a, b]) })
    expect(listed()).toEqual(expect.arrayContaining(['group', 'menu.align', 'menu.flip']))
    open(200, 500)
    expect(listed()).toEqual([
      'paste',
      'menu.copyAs',
      'exportDrawing',
      'importDrawing',
      'selectAll',
      'zoomFit',
      'zoomReset',
      'toggleGrid',
      'toggleSnapping',
      'toggleLayers',
      'palette',
      'help',
    ])
  })

  test('a locked shape, which clicks go through, can be unlocked there', () => {
    const { hand, a, listed, open, selected } = setUp()
    hand.editor.port.dispatch([{ kind: 'update', id: a, set: { locked: true } }])
    open(50, 50)
    expect(selected()).toEqual([a])
    expect(listed()).toEqual(['toggleLock', 'copySelection', 'copyStyle', 'zoomSelection', 'copyLink'])
    const [first] = contextMenuItems(hand.editor).flat()
    expect(first?.kind === 'command' ? first.command.title?.(hand.editor) : null).toBe('menu.unlock')
  })

  test('people who may only look are offered nothing that changes the canvas', () => {
    const { hand, open } = setUp()
    hand.editor.store.setState({ readOnly: true })
    open(50, 50)
    const commands = contextMenuItems(hand.editor)
      .flat()
      .flatMap((entry) => (entry.kind === 'command' ? [entry.command] : entry.commands))
    expect(commands.map(({ id }) => id)).toEqual([
      'copySelection',
      'copyAsPng',
      'copyAsSvg',
      'exportDrawing',
      'copyStyle',
      'selectSameKind',
      'selectSameStyle',
      'selectSameAuthor',
      'zoomSelection',
      'copyLink',
    ])
  })
})
